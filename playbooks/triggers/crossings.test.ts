import { expect, test } from 'vitest'
import { dayMs } from '../../base/milliseconds.ts'
import { cronOf } from './cron.ts'
import { crossings } from './crossings.ts'

const series = (values: number[], subject = 'M1') =>
  values.map((value, day) => ({
    ...{ subject, value, from: new Date(day * dayMs), to: new Date((day + 1) * dayMs) },
  }))
const days = (events: { at: Date }[]) => events.map(({ at }) => at.getTime() / dayMs)

test('a limit is crossed once, until it was under it again', () => {
  const events = crossings(series([1, 5, 6, 2, 7]), { above: 4, usualDays: 28 })
  expect(days(events)).toEqual([2, 5])
  expect(events[0]).toMatchObject({ subject: 'M1', fields: { value: 5, limit: 4 } })
})

test('what was over from the start is no crossing, for nobody saw it come', () => {
  expect(crossings(series([9, 9, 9]), { above: 4, usualDays: 28 })).toEqual([])
})

test('below counts downwards, and subjects do not mix', () => {
  const both = [...series([90, 40]), ...series([40, 90], 'M2')]
  expect(crossings(both, { below: 50, usualDays: 28 }).map(({ subject }) => subject)).toEqual([
    'M1',
  ])
})

test('what is usual is the mean of the days before; with too few of them nothing is said', () => {
  const steady = [...Array.from({ length: 20 }, () => 10), 16, 16]
  expect(days(crossings(series(steady), { aboveUsual: 1.5, usualDays: 28 }))).toEqual([21])
  expect(crossings(series([10, 10, 99]), { aboveUsual: 1.5, usualDays: 28 })).toEqual([])
})

test('cron takes lists, ranges and steps, and refuses what is none', () => {
  const monday6 = Date.UTC(2026, 10, 23, 6, 0)
  expect(cronOf('0 6 * * 1-5')?.(monday6)).toBe(true)
  expect(cronOf('0 6 * * 1-5')?.(monday6 - dayMs)).toBe(false)
  expect(cronOf('*/15 6,18 23 11 *')?.(monday6 + 900_000)).toBe(true)
  expect(cronOf('0 0 * * 7')?.(Date.UTC(2026, 10, 22))).toBe(true)
  for (const bad of ['60 * * * *', '5-1 * * * *', 'x * * * *', '* * * *', '*/0 * * * *']) {
    expect(cronOf(bad), bad).toBeNull()
  }
})
