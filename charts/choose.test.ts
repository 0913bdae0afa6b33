import { expect, test } from 'vitest'
import { chartAs, chartOf } from './choose.ts'
import type { Result, ResultRow } from './result.ts'

const names = { zh: '停机时间', en: 'Downtime' }
const row = (keys: string[], at: string | null, value: number | null): ResultRow => ({
  ...{ keys, at, values: [value], before: null },
})
const resultOf = (rows: ResultRow[], changes: Partial<Result> = {}): Result => ({
  ...{ title: names, caption: names, unit: 'min', measures: [names], rows },
  ...{ adds: true, isLoss: false, otherUnits: 0, ...changes },
})
const day = (at: number) => `2026-11-${String(at + 1).padStart(2, '0')}`
const members = (count: number) => Array.from({ length: count }, (_, at) => `M${at}`)
const byDay = (groups: string[], days = 4): ResultRow[] =>
  groups.flatMap((group, at) =>
    Array.from({ length: days }, (_, on) => row([group], day(on), 10 * (at + 1) + on)),
  )

test.each<[string, Result, string | undefined]>([
  ['one value', resultOf([row([], null, 3)]), undefined],
  ['nothing known', resultOf([row(['A'], null, null), row(['B'], null, null)]), undefined],
  ['a series', resultOf([row([], day(0), 1), row([], day(1), 2)]), 'line'],
  ['a ranking', resultOf(members(5).map((name, at) => row([name], null, at))), 'bar'],
  [
    'parts of a loss',
    resultOf(
      members(4).map((name, at) => row([name], null, at)),
      { isLoss: true },
    ),
    'pareto',
  ],
  ['six lines by day', resultOf(byDay(members(6))), 'line'],
  ['seven machines by day', resultOf(byDay(members(7))), 'heat'],
  [
    'lines by shift',
    resultOf(
      members(3).flatMap((one) => ['day', 'night'].map((shift) => row([one, shift], null, 5))),
    ),
    'heat',
  ],
  [
    'lines within sites, of which most cells are empty',
    resultOf(members(6).map((one, at) => row([`S${at % 3}`, one], null, 5))),
    'bar',
  ],
  ['many units', resultOf(byDay(['A', 'B']), { otherUnits: 2 }), 'table'],
  ['days by their values', resultOf([2, 0, 1].map((at) => row([], day(at), at))), 'bar'],
])('%s: %#', (_, result, kind) => {
  expect(chartOf(result)?.kind).toBe(kind)
})

test('more lines than can be told apart are the largest ones and the sum of the rest', () => {
  const chart = chartOf(resultOf(byDay(members(45), 2)))
  expect(chart?.kind).toBe('line')
  expect(chart?.series.map(({ name }) => name.en)).toEqual([
    ...members(45).slice(-5),
    'Other 40 together',
  ])
  expect(chart?.series.at(-1)).toMatchObject({ role: 'rest', values: [8200, 8240] })
  const ratios = chartOf(resultOf(byDay(members(45), 2), { adds: false }))
  expect(ratios?.series.map(({ role }) => role)).toEqual(Array.from({ length: 6 }))
})

test('a day of which nothing is known is a gap, in lines and in a heat map', () => {
  const without = (rows: ResultRow[]) => rows.filter(({ at }) => at !== day(2))
  const line = chartOf(resultOf(without(byDay(['A'], 5))))
  expect(line?.labels).toEqual([0, 1, 2, 3, 4].map(day))
  expect(line?.series[0]?.values[2]).toBeNull()
  const heat = chartOf(resultOf(without(byDay(members(7), 5))))
  expect(heat?.labels).toHaveLength(5)
  expect(heat?.series[3]?.values[2]).toBeNull()
})

test('a picture is drawn on request only of a result that has its shape', () => {
  const ranking = resultOf(members(5).map((name, at) => row([name], null, at)))
  expect(chartAs('pareto', ranking)?.kind).toBe('pareto')
  expect(chartAs('line', ranking)).toBeNull()
  expect(chartAs('heat', ranking)).toBeNull()
})
