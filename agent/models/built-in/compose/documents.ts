import { z } from 'zod'
import type { ToolResult } from '../../../../tools/index.ts'
import { askAboutUnknown, outsideText } from '../replies.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const mostPassages = 2

const said = z.object({
  document: z.string(),
  title: z.string(),
  revision: z.number(),
  quote: z.string(),
})
type Said = z.output<typeof said>

const found = z.object({
  answerable: z.boolean(),
  coverage: z.number(),
  passages: z.array(
    z.object({
      title: z.string(),
      revision: z.number(),
      quote_page: z.number().nullable(),
      heading: z.string(),
      score: z.number(),
      language: z.enum(['zh', 'en']),
      quote: z.string(),
      warnings: z.array(z.object({ quote: z.string() })),
    }),
  ),
  conflicts: z.array(z.object({ one: said, other: said })),
  superseded: z.array(z.object({ now: said, before: said })),
})
type Passage = z.output<typeof found>['passages'][number]

/** The search says itself whether its passages answer. */
export const composeDocuments: Composer = (speech, result) => {
  const { noData, say, reading, lexicon, language } = speech
  const isHunch = reading.intent === 'search'
  const passages = isHunch && isBarely(result) ? [] : passagesFor(speech, [result])
  if (passages.length === 0 && isHunch) {
    return reading.doubt === undefined
      ? outsideText(reading)
      : askAboutUnknown(reading.doubt, lexicon, language)
  }
  if (passages.length === 0) {
    return noData(
      '文档里没有找到这个问题的答案。',
      'The documents hold no answer to this question.',
    )
  }
  const opening = say('文档里这样写:', 'The documents say:')
  const shown = passages.slice(0, mostPassages)
  const parts = shown.map((one, at) => quoted(speech, withoutWarningsOf(shown.slice(0, at), one)))
  return [opening, ...parts, ...disagreements(speech, result)].join('\n\n')
}

/** Where nothing in the question says that papers are asked for, they must speak of nearly half of it. */
const leastOfHunch = 0.45
const isBarely = ({ data }: ToolResult<unknown>): boolean =>
  found.parse(data).coverage < leastOfHunch

/** A warning that stands above once need not stand there again. */
function withoutWarningsOf(above: Passage[], passage: Passage): Passage {
  const told = new Set(above.flatMap(({ warnings }) => warnings.map(({ quote }) => quote)))
  return { ...passage, warnings: passage.warnings.filter(({ quote }) => !told.has(quote)) }
}

/** Which papers give different numbers: nobody should find out at the machine. */
function disagreements({ say }: Speech, { data }: ToolResult<unknown>): string[] {
  const { conflicts, superseded } = found.parse(data)
  const apart = conflicts.map(({ one, other }) =>
    [
      say(
        '⚠ 两份生效文件的数字不一致,请先向文件负责人确认:',
        '⚠ Two documents in force give different numbers; ask who keeps them before you rely on one:',
      ),
      ...[one, other].map((side) => statement({ say }, side)),
    ].join('\n'),
  )
  const replaced = superseded.map(({ now, before }) =>
    [
      say(
        `这里的数字随第 ${now.revision} 版改过。第 ${before.revision} 版已被取代,原来写的是:`,
        `Revision ${now.revision} changed this number. Revision ${before.revision}, which it replaced, said:`,
      ),
      statement({ say }, before),
    ].join('\n'),
  )
  return [...apart, ...replaced]
}

function statement({ say }: Pick<Speech, 'say'>, { document, revision, quote }: Said): string {
  return `> ${quote}\n— ${document} · ${say(`第 ${revision} 版`, `revision ${revision}`)}`
}

/** Of two that say nearly as much, the one in the language of the question stands first. */
const nearly = 0.6
/** What says less than this of what the best one does tells of something else. */
const leastBeside = 0.5

/** Passages that answer, each once. */
export function passagesFor({ language }: Speech, results: ToolResult<unknown>[]): Passage[] {
  const all = results.flatMap(({ data }) => {
    const { answerable, passages } = found.parse(data)
    const best = passages[0]?.score ?? 0
    const beside = answerable ? passages.filter(({ score }) => score >= best * leastBeside) : []
    return beside.map((passage) => ({
      passage,
      isPreferred: passage.language === language && passage.score >= best * nearly,
    }))
  })
  const ranked = all.toSorted((a, b) => Number(b.isPreferred) - Number(a.isPreferred))
  return [...new Map(ranked.map(({ passage }) => [passage.quote, passage])).values()]
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
