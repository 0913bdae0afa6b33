import { describe, expect, test } from 'vitest'
import { type Advanced, advance, type Point, type Timing, unwatched } from './advance.ts'

const minute = 60_000
const above = (threshold: number, clear?: number): Timing => ({
  test: {
    kind: 'limit',
    comparison: 'above',
    threshold,
    ...(clear === undefined ? {} : { clear }),
  },
  ...{ forS: 0, missing: 'ignore', missingS: 600 },
})
/** One value a minute, from the first minute on. */
const series = (...values: (number | null)[]): Point[] =>
  values.map((value, at) => ({ at: at * minute, value }))
const run = (rule: Timing, points: Point[], until = points.at(-1)?.at ?? 0): Advanced =>
  advance(rule, unwatched, { points, until })
const spans = ({ excursions }: Advanced) =>
  excursions.map(({ raisedAt, clearedAt }) => [
    raisedAt / minute,
    clearedAt === null ? null : clearedAt / minute,
  ])

describe('a rule at a subject', () => {
  test('is broken from the first value over the limit to the first that is not', () => {
    const found = run(above(80), series(79, 80, 81, 85, 80, 82))
    expect(spans(found)).toEqual([
      [2, 4],
      [5, null],
    ])
    expect(found.excursions[0]).toMatchObject({ value: 81, limit: 80, reason: 'over' })
  })

  test('with hysteresis, stays broken until the value is back beyond the other limit', () => {
    expect(spans(run(above(80, 75), series(81, 79, 76, 81, 74)))).toEqual([[0, 4]])
  })

  test('that must last is told when it has lasted, though no value comes just then', () => {
    const lasting = { ...above(80), forS: 150 }
    expect(spans(run(lasting, series(81, 82, 79, 81)))).toEqual([])
    expect(spans(run(lasting, series(70, 81, 82), 5 * minute))).toEqual([[3.5, null]])
    expect(run(lasting, series(70, 81)).lookAt).toBe(3.5 * minute)
  })

  test('whose data end ignores it, tells it, or takes it for the end, as it says', () => {
    const ending = series(81, null, null)
    expect(spans(run(above(80), ending, 60 * minute))).toEqual([[0, null]])
    expect(spans(run({ ...above(80), missing: 'clear' }, ending, 60 * minute))).toEqual([[0, 10]])
    const told = run({ ...above(80), missing: 'alert' }, series(70, null), 60 * minute)
    expect(told.excursions).toMatchObject([
      { raisedAt: 10 * minute, reason: 'missing', value: null },
    ])
  })

  test('has no gap in it that counts as lasting', () => {
    const lasting: Timing = { ...above(80), forS: 1200, missing: 'clear' }
    expect(spans(run(lasting, [...series(81), { at: 30 * minute, value: 81 }]))).toEqual([])
  })

  test('comes out the same however its points are cut', () => {
    const rule: Timing = { ...above(80, 78), forS: 90, missing: 'alert' }
    const values = Array.from({ length: 60 }, (_, at) => 80 + 6 * Math.sin(at / 3) + (at % 7))
    const points = series(...values).filter((_, at) => at < 20 || at > 40)
    const whole = run(rule, points)
    for (const cut of [1, 9, 20, 33]) {
      const until = points[cut]?.at ?? 0
      const first = advance(rule, unwatched, { points: points.slice(0, cut + 1), until })
      const rest = advance(rule, JSON.parse(JSON.stringify(first.state)), {
        ...{ points: points.slice(cut + 1), until: points.at(-1)?.at ?? 0 },
      })
      const over = first.excursions.filter(({ clearedAt }) => clearedAt !== null)
      expect(spans({ ...rest, excursions: [...over, ...rest.excursions] })).toEqual(spans(whole))
      expect(rest.state).toEqual(whole.state)
    }
  })
})

describe('what is unusual', () => {
  let seed = 3
  const random = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32
    return seed / 2 ** 32
  }
  const noise = (_: number) => 49.5 + random()
  const usual = Array.from({ length: 40 }, (_, at) => noise(at))
  const timing = { forS: 0, missing: 'ignore' as const, missingS: 600 }

  test('is far from the median of the normal values, and nothing is said before they are known', () => {
    const rule: Timing = { ...timing, test: { kind: 'robust_z', deviations: 5, points: 30 } }
    expect(spans(run(rule, series(...usual.slice(0, 20), 99)))).toEqual([])
    expect(spans(run(rule, series(...usual, 60, 61, 50.5)))).toEqual([[40, 42]])
  })

  test('does not become usual by lasting', () => {
    const rule: Timing = { ...timing, test: { kind: 'robust_z', deviations: 5, points: 30 } }
    const shifted = Array.from({ length: 100 }, () => 60)
    expect(spans(run(rule, series(...usual, ...shifted)))).toEqual([[40, null]])
  })

  test('drifts: the EWMA sees a small shift that no single value shows', () => {
    const rule: Timing = {
      ...{ ...timing, test: { kind: 'ewma', deviations: 3, weight: 0.2, points: 30 } },
    }
    const drift = Array.from({ length: 20 }, (_, at) => noise(at) + 0.6)
    expect(spans(run(rule, series(...usual)))).toEqual([])
    expect(spans(run(rule, series(...usual, ...drift)))).not.toEqual([])
  })

  test('breaks a rule of its control chart at the point that completes it', () => {
    const rule: Timing = { ...timing, test: { kind: 'spc', points: 30 } }
    expect(spans(run(rule, series(...usual.slice(0, 30))))).toEqual([])
    expect(spans(run(rule, series(...usual.slice(0, 30), 58)))).toEqual([[30, null]])
  })
})
