import { describe, expect, test } from 'vitest'
import { assessMachine } from './assess.ts'
import type { SensorInput } from './sensor-input.ts'
import { autoregressive, hoursFrom, normals } from './test-series.ts'

const hours = hoursFrom(35 * 24)
const windowFrom = hours[28 * 24] ?? 0

type Shape = (at: number) => number
const sensor = (tag: string, values: number[], extra: Shape = () => 0): SensorInput => ({
  ...{ tag, lowLimit: null, highLimit: 20 },
  values: values.map((value, at) => 10 + value + extra(at)),
})

const calm = (seed: number, phi = 0) => {
  const normal = normals(seed)
  return ['a', 'b', 'c'].map((tag) => sensor(tag, autoregressive(hours.length, phi, normal)))
}
const assess = (sensors: SensorInput[]) => assessMachine({ hours, windowFrom, sensors })

/** The first of three sensors behaves otherwise from day 30 on. */
const with_ = (extra: Shape, seed = 1) =>
  calm(seed).map((one, at) => ({
    ...one,
    values: one.values.map((value, hour) =>
      at === 0 && value !== null ? value + extra(hour) : value,
    ),
  }))
const since30 =
  (by: number): Shape =>
  (at) =>
    at >= 30 * 24 ? by : 0

describe('a machine is', () => {
  test('normal where nothing changes, hardly ever anything else: 150 machine weeks, φ 0, 0.4 and 0.8', () => {
    const verdicts = [0, 0.4, 0.8].flatMap((phi) =>
      Array.from({ length: 50 }, (_, seed) => assess(calm(seed + 1, phi)).verdict),
    )
    expect(verdicts.filter((verdict) => verdict !== 'normal').length).toBeLessThanOrEqual(2)
  })

  test('to watch after a shift of two deviations, and it is told since when', () => {
    const found = assess(with_(since30(2)))
    expect(found.verdict).toBe('watch')
    const [a, b] = found.sensors
    expect(a?.findings).toContain('shifted')
    expect(b?.findings).toEqual([])
    const day = (at: number | null | undefined) => ((at ?? 0) - (hours[0] ?? 0)) / 86_400_000
    expect(Math.abs(day(a?.change?.at) - 30)).toBeLessThan(1)
    expect(day(a?.since)).toBeGreaterThan(29)
    expect(found.together?.contributions[0]?.tag).toBe('a')
  })

  test('to act on when its newest day lies beyond the alarm limit, or a drift gets there within a week', () => {
    expect(assess(with_(since30(11))).verdict).toBe('act')
    const drift = assess(with_((at) => Math.max(0, (at - 29 * 24) / 24)))
    expect(drift.verdict).toBe('act')
    expect(drift.sensors[0]?.findings).toEqual(expect.arrayContaining(['shifted', 'drifts']))
    expect(drift.sensors[0]?.outlook.days).toBeCloseTo(4, 0)
  })

  test('compared with the time before a fault that began before the window', () => {
    const found = assess(with_((at) => (at >= 20 * 24 ? 3 : 0)))
    expect(found.reference.cutBy).toBe('a')
    expect(found.reference.hours).toBeCloseTo(20 * 24, -1)
    expect(found.sensors[0]?.z).toBeGreaterThan(2.5)
  })

  test('odd by its sensors together, where none is by itself', () => {
    const normal = normals(9)
    const load = autoregressive(hours.length, 0, normal)
    const own = () => load.map((value) => value + 0.15 * normal())
    const apart: Shape = (at) => (at >= 29 * 24 ? 1.2 : 0)
    const found = assess([sensor('a', own(), apart), sensor('b', own()), sensor('c', own())])
    expect(found.sensors.flatMap(({ findings }) => findings)).toEqual([])
    expect(found).toMatchObject({ verdict: 'watch', together: { isOdd: true } })
    expect(found.together?.contributions[0]?.tag).toBe('a')
  })
})

describe('what cannot be judged is named, and never normal', () => {
  const gone = (one: SensorInput, from: number, to = Number.POSITIVE_INFINITY): SensorInput => ({
    ...one,
    values: one.values.map((value, at) => (at >= from && at < to ? null : value)),
  })
  const [a, b, c] = calm(3) as [SensorInput, SensorInput, SensorInput]

  test.each([
    ['no_values', gone(a, 28 * 24)],
    ['silent', gone(a, 34 * 24)],
    ['too_few_reference_hours', gone(a, 0, 27 * 24)],
    ['never_varies', { ...a, values: a.values.map(() => 10) }],
  ])('a sensor: %s', (why, one) => {
    expect(assess([one, b, c])).toMatchObject({
      ...{ verdict: 'unknown', unknownWhy: 'sensors_missing', missing: [{ tag: 'a', why }] },
    })
  })

  test('a machine without sensors, one that hardly ran, one that ran too little before', () => {
    expect(assess([])).toMatchObject({ verdict: 'unknown', unknownWhy: 'no_sensors' })
    const ran = (some: number[]) =>
      assessMachine({
        hours: some,
        windowFrom,
        sensors: [{ ...a, values: a.values.slice(0, some.length) }],
      })
    expect(ran(hours.slice(0, 28 * 24 + 5))).toMatchObject({ unknownWhy: 'hardly_ran' })
    expect(ran(hours.slice(27 * 24))).toMatchObject({ unknownWhy: 'too_few_reference_hours' })
  })

  test('a finding counts, whatever else is missing', () => {
    const [shifted] = with_(since30(3), 3) as [SensorInput]
    expect(assess([shifted, gone(b, 28 * 24), c])).toMatchObject({ verdict: 'watch' })
  })
})
