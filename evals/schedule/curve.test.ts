import { expect, test } from 'vitest'
import { gapAt, meanCurve, plotOf } from './curve.ts'

const steps = [
  { seconds: 0.1, gap: 8 },
  { seconds: 2, gap: 4 },
]

test('a gap holds until a better schedule is found, and is none before the first', () => {
  expect([0.05, 0.1, 1.9, 2, 60].map((at) => gapAt(steps, at))).toEqual([Number.NaN, 8, 8, 4, 4])
})

test('a mean begins when all have a schedule', () => {
  const other = [{ seconds: 1, gap: 2 }]
  expect(meanCurve([steps, other])).toEqual([
    { seconds: 1, gap: 5 },
    { seconds: 2, gap: 3 },
  ])
})

test('a plot has a line of finite numbers', () => {
  expect(plotOf(steps, 10)).not.toMatch(/NaN|Infinity/)
  expect(plotOf(steps, 10)).toMatch(/<path d="M[\d.]+ [\d.]+H[\d.]+V/)
})
