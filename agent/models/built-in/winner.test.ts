import { expect, it } from 'vitest'
import type { Figure } from '../../../tools/index.ts'
import type { Reading } from './reading.ts'
import { heard } from './test-asking.ts'
import { groupLexicon } from './test-lexicon.ts'
import { ofFirst, winnerAmong } from './winner.ts'

const windowFrom = (from: string) => ({ from, to: '2026-11-23', zone: 'Asia/Shanghai' })
const row = (site: string, value: number | null, from = '2026-11-16'): Figure => ({
  ...{ metric: 'oee', value, unit: '%', dimensions: { site }, window: windowFrom(from) },
  ...{ version: 1, rows: 1, freshness: null, truncated: false },
})
const before = '2026-11-09'
const rows = [
  ...[row('chengdu', 80), row('suzhou', 74), row('dongguan', 75)],
  ...[row('chengdu', 79, before), row('suzhou', 77, before), row('dongguan', 75.5, before)],
]

/** Of which site the last of several messages is, once the rows were told. */
function siteOf(...said: string[]): string[] {
  const lexicon = groupLexicon()
  const ranking = heard(said.slice(0, -1), lexicon).at(-1) as Reading
  const [asked] = heard(said, lexicon)
  if (asked === undefined) return []
  return ofFirst(asked, winnerAmong(rows, ranking, asked.winnerEnd)).sites
}

it.each([
  ['各厂上周OEE', '哪个厂掉得最多', '原因呢', 'suzhou'],
  ['OEE by plant last week', 'which plant fell most', 'why?', 'suzhou'],
  ['OEE last week', 'by plant', 'why did the worst one drop', 'suzhou'],
])('%s … %s … %s is asked of %s', (...said) => {
  const [first, second, last, site] = said
  expect(siteOf(first, second, last)).toEqual([site])
})

it.each([
  ['上周哪几个厂OEE最低', '第一名呢'],
  ['which two plants had the lowest OEE last week', 'and the top one in October?'],
])('whoever stands first is called so: %s … %s', (ranking, next) =>
  expect(heard([ranking, next], groupLexicon())).toMatchObject([{ ofWinner: 'site' }]),
)

it('passes over rows without a value', () =>
  expect(winnerAmong([row('chengdu', null), row('suzhou', 1)], {} as Reading)?.dimensions).toEqual({
    site: 'suzhou',
  }))
