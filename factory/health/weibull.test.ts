import { describe, expect, test } from 'vitest'
import { lifeOf } from './life.ts'
import { b10Of, failsWithin, fitWeibull, type Lifetime } from './weibull.ts'

const failed = (...times: number[]): Lifetime[] => times.map((time) => ({ time, failed: true }))
const censored = (time: number, count: number): Lifetime[] =>
  Array.from({ length: count }, () => ({ time, failed: false }))

/** Hours; ten units still ran at 500 h: NIST/SEMATECH e-Handbook, 8.2.2.1 and 8.4.1.3. */
const nist = [...failed(54, 187, 216, 240, 244, 335, 361, 373, 375, 386), ...censored(500, 10)]
/** Millions of revolutions of 23 ball bearings: J. Lieblein and M. Zelen, J. Res. NBS 57, 1956. */
const bearings = failed(
  ...[17.88, 28.92, 33.0, 41.52, 42.12, 45.6, 48.48, 51.84, 51.96, 54.12, 55.56, 67.8, 68.64],
  ...[68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.4],
)

describe('a Weibull fit', () => {
  test('of censored times is the published one', () => {
    const fit = fitWeibull(nist)
    expect(fit?.shape).toBeCloseTo(1.7208, 4)
    expect(fit?.scale).toBeCloseTo(606.528, 2)
    expect(fit).toMatchObject({ failures: 10, censored: 10 })
  })

  test('of the ball bearings is the published one: shape 2.10, scale 81.88', () => {
    const fit = fitWeibull(bearings)
    expect(fit?.shape).toBeCloseTo(2.102, 3)
    expect(fit?.scale).toBeCloseTo(81.88, 2)
  })

  test('gives B10 and the chance to fail of somebody that old, by the formulas', () => {
    const fit = fitWeibull(nist)
    if (fit === null) throw new Error('no fit')
    const survives = (time: number) => Math.exp(-((time / fit.scale) ** fit.shape))
    expect(survives(b10Of(fit).value)).toBeCloseTo(0.9, 9)
    const soon = failsWithin(fit, 400, 100)
    expect(soon.value).toBeCloseTo(1 - survives(500) / survives(400), 9)
    expect(soon.low).toBeLessThan(soon.value)
    expect(soon.high).toBeGreaterThan(soon.value)
    expect(failsWithin(fit, 0, 100).value).toBeCloseTo(1 - survives(100), 9)
  })

  test('has the deviations that the second derivatives give, by differences', () => {
    const fit = fitWeibull(nist)
    if (fit === null) throw new Error('no fit')
    const minusLog = (u: number, v: number) =>
      nist.reduce((sum, { time, failed: ended }) => {
        const [shape, log] = [Math.exp(u), Math.exp(u) * (Math.log(time) - v)]
        return sum + Math.exp(log) - (ended ? Math.log(shape) + log - Math.log(time) : 0)
      }, 0)
    const [u, v, h] = [Math.log(fit.shape), Math.log(fit.scale), 1e-4]
    const f = (i: number, j: number) => minusLog(u + i * h, v + j * h)
    const uu = (f(1, 0) - 2 * f(0, 0) + f(-1, 0)) / h ** 2
    const vv = (f(0, 1) - 2 * f(0, 0) + f(0, -1)) / h ** 2
    const uv = (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * h ** 2)
    expect(fit.covariance.shape).toBeCloseTo(vv / (uu * vv - uv ** 2), 4)
    expect(fit.covariance.scale).toBeCloseTo(uu / (uu * vv - uv ** 2), 4)
    expect(fit.covariance.both).toBeCloseTo(-uv / (uu * vv - uv ** 2), 4)
  })

  test('is none of one failure', () => {
    expect(fitWeibull([...failed(5), ...censored(9, 4)])).toBeNull()
  })
})

describe('what failure records say of a machine', () => {
  const records = {
    lifetimes: nist,
    ages: new Map([['m', 400]]),
    machines: 3,
    source: 'ticket' as const,
  }
  const of = { machineId: 'm', isDown: false }

  test('is its chance to fail within 7 and 30 days', () => {
    const life = lifeOf(records, of)
    expect(life).toMatchObject({ failures: 10, ageDays: 400, nullReason: null })
    expect(life.within30?.value).toBeGreaterThan(life.within7?.value ?? 1)
  })

  test.each([
    ['no_class', null, of],
    ['too_few_failures', { ...records, lifetimes: nist.slice(1) }, of],
    ['down_now', records, { ...of, isDown: true }],
    ['age_unknown', records, { ...of, machineId: 'other' }],
    ['no_fit', { ...records, lifetimes: failed(...Array.from({ length: 10 }, () => 7)) }, of],
  ])('is null with its reason: %s', (why, given, asked) => {
    expect(lifeOf(given, asked)).toMatchObject({ within7: null, nullReason: why })
  })
})
