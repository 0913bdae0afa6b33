import { describe, expect, test } from 'vitest'
import { controlLimits } from './control-limits.ts'

/** Twenty batches of a chemical, from D. C. Montgomery, Introduction to Statistical Quality Control. */
const viscosity = [
  34.05, 34.4, 33.59, 35.96, 34.7, 33.51, 33.79, 34.04, 34.52, 33.75, 33.27, 33.71, 34.03, 34.58,
  34.02, 33.97, 34.05, 34.04, 33.73, 34.05,
]

const rulesAt = (values: (number | null)[]) =>
  Object.fromEntries(controlLimits(values)?.breaks.map(({ at, rules }) => [at, rules]) ?? [])

/** A process that varies by 1 around 0 and breaks nothing by itself. */
const steady = [1, -1, 0.4, -0.6, 1, -1, 0.5, -0.5, 0.9, -0.9, 0.3, -0.7]

describe('limits of individual values', () => {
  test('are those of the textbook', () => {
    const found = controlLimits(viscosity)
    expect(found?.centre).toBeCloseTo(34.088, 3)
    expect(found?.meanMovingRange).toBeCloseTo(0.57263, 5)
    expect(found?.upper).toBeCloseTo(35.61, 2)
    expect(found?.lower).toBeCloseTo(32.565, 2)
    expect(found?.breaks).toContainEqual({ at: 3, rules: [1] })
  })

  test('have no lower one below zero where nothing can be less than nothing', () => {
    expect(controlLimits([0, 3, 1, 2, 0, 4, 1, 2, 3])?.lower).toBeNull()
    expect(controlLimits(steady)?.lower).toBeLessThan(0)
  })

  test('are not told from a handful of values, nor from values that never differ', () => {
    expect(controlLimits(viscosity.slice(0, 7))).toBeNull()
    expect(controlLimits(Array.from({ length: 12 }, () => 5))).toBeNull()
    expect(
      controlLimits([1, null, 2, null, 3, null, 1, null, 2, null, 3, null, 1, null, 2]),
    ).toBeNull()
  })

  test('count no range over a gap', () => {
    const gap = [...viscosity.slice(0, 10), null, ...viscosity.slice(10)]
    const ranges = (19 * 0.57263 - Math.abs(33.27 - 33.75)) / 18
    expect(controlLimits(gap)?.meanMovingRange).toBeCloseTo(ranges, 3)
    expect(controlLimits(gap)?.points).toBe(20)
  })
})

describe('rules for special causes', () => {
  test('a steady process breaks none', () => {
    expect(rulesAt(steady)).toEqual({})
  })

  test('1: beyond the limits', () => {
    expect(rulesAt([...steady, 12, ...steady])[12]).toContain(1)
  })

  test('2: nine in a row on one side; a gap ends the run', () => {
    const side = [0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1].map((value) => value + 0.6)
    const values = [...steady, ...steady.map((value) => value - 0.5), ...side]
    expect(rulesAt(values)[values.length - 1]).toContain(2)
    const cut = [...values.slice(0, -4), null, ...values.slice(-4)]
    expect(rulesAt(cut)[cut.length - 1] ?? []).not.toContain(2)
  })

  test('3: six in a row that rise or fall', () => {
    const rising = [-0.9, -0.5, -0.2, 0.2, 0.5, 0.9]
    expect(rulesAt([...steady, ...rising])[steady.length + 5]).toContain(3)
    expect(rulesAt([...steady, ...rising.toReversed()])).toHaveProperty([steady.length + 5])
  })

  test('5 and 6: most of a few far out on one side, the last of them among these', () => {
    const calm = [...steady, ...steady, ...steady]
    const far = rulesAt([...calm, 3.6, 0, 3.6, 0])
    expect(far[38]).toContain(5)
    expect(far[39] ?? []).not.toContain(5)
    const near = rulesAt([...calm, 2, 2.2, 0, 2, 2.2])
    expect(near[40]).toContain(6)
    expect(near[39] ?? []).not.toContain(6)
  })
})
