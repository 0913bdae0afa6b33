import { expect, it } from 'vitest'
import type { ToolResult } from '../../../../tools/index.ts'
import { passagesFor } from './documents.ts'
import type { Speech } from './speech.ts'

const passage = (quote: string, language: 'zh' | 'en', score: number) => ({
  ...{ title: 'SOP', revision: 1, quote_page: null, heading: 'Heading', warnings: [] },
  ...{ quote, language, score },
})
const shownOf = (passages: object[], answerable = true): string[] => {
  const data = { answerable, coverage: 1, passages, conflicts: [], superseded: [] }
  const result = { data } as unknown as ToolResult<unknown>
  return passagesFor({ language: 'en' } as Speech, [result]).map(({ quote }) => quote)
}

it('of passages that say nearly as much, the one in the language of the question stands first', () => {
  expect(shownOf([passage('zh', 'zh', 10), passage('en', 'en', 9)])).toEqual(['en', 'zh'])
})

it('a passage that answers stands before one that merely is in the language of the question', () => {
  expect(shownOf([passage('zh', 'zh', 10), passage('en', 'en', 5.5)])).toEqual(['zh', 'en'])
})

it('one that says less than half of what the best says is not shown', () => {
  expect(shownOf([passage('zh', 'zh', 10), passage('en', 'en', 4)])).toEqual(['zh'])
})

it('nothing is shown where the search says that nothing answers', () => {
  expect(shownOf([passage('zh', 'zh', 10)], false)).toEqual([])
})
