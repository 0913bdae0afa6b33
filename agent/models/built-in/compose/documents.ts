import { z } from 'zod'
import type { ToolResult } from '../../../../tools/index.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const mostPassages = 2

const found = z.object({
  answerable: z.boolean(),
  passages: z.array(
    z.object({
      title: z.string(),
      revision: z.number(),
      quote_page: z.number().nullable(),
      heading: z.string(),
      language: z.enum(['zh', 'en']),
      quote: z.string(),
      warnings: z.array(z.object({ quote: z.string() })),
    }),
  ),
})
type Passage = z.output<typeof found>['passages'][number]

/** The search says itself whether its passages answer. */
export const composeDocuments: Composer = (speech, result) => {
  const { noData, say } = speech
  const passages = passagesFor(speech, [result])
  if (passages.length === 0) {
    return noData(
      '文档里没有找到这个问题的答案。',
      'The documents hold no answer to this question.',
    )
  }
  const opening = say('文档里这样写:', 'The documents say:')
  return [opening, ...passages.slice(0, mostPassages).map((one) => quoted(speech, one))].join(
    '\n\n',
  )
}

/** Passages that answer, each once, those in the language of the question first. */
export function passagesFor({ language }: Speech, results: ToolResult<unknown>[]): Passage[] {
  const all = results.flatMap(({ data }) => {
    const { answerable, passages } = found.parse(data)
    return answerable ? passages : []
  })
  const once = [...new Map(all.map((passage) => [passage.quote, passage])).values()]
  return once.toSorted((a, b) => Number(b.language === language) - Number(a.language === language))
}

/** Word for word, its warnings first, with where it stands. */
export function quoted({ say }: Speech, passage: Passage): string {
  const { title, heading, revision, quote_page: page, quote, warnings } = passage
  const place = [
    heading.startsWith(title) ? heading : [title, heading].filter(Boolean).join(' › '),
    say(`第 ${revision} 版`, `revision ${revision}`),
    ...(page === null ? [] : [say(`第 ${page} 页`, `page ${page}`)]),
  ]
  const missing = warnings.filter((warning) => !quote.includes(warning.quote))
  const lines = [...missing.map((warning) => `⚠ ${warning.quote}`), quote.trim()]
    .join('\n')
    .split('\n')
  return `${lines.map((line) => `> ${line}`).join('\n')}\n— ${place.join(' · ')}`
}
