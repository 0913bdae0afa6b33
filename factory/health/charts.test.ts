import { describe, expect, test } from 'vitest'
import { changePoint } from './change-point.ts'
import { ewmaChart, ewmaFalseAlarmEvery, excursionStart } from './ewma.ts'
import { baselineOf, limitOf, median } from './robust.ts'
import { autoregressive, normals } from './test-series.ts'

const usual = { centre: 0, sigma: 1, phi: 0, n: 1000 }

describe('what is usual', () => {
  test('is the median and 1.4826 times the median deviation, whatever a few odd hours say', () => {
    expect(median([3, 1, 2])).toBe(2)
    const values = [1, 1, 2, 2, 4, 6, 9]
    expect(baselineOf(values)).toMatchObject({ centre: 2, sigma: 1.4826 })
    expect(baselineOf([...values.slice(0, 6), 9_000])).toMatchObject({ centre: 2, sigma: 1.4826 })
  })

  test('is not told of values that never differ', () => {
    expect(baselineOf([5, 5, 5, 5])).toBeNull()
  })

  test('a limit for a rate is the value of that rank, and there is none for too few', () => {
    const scores = Array.from({ length: 99 }, (_, at) => at + 1)
    expect(limitOf(scores, 0.05)).toBe(95)
    expect(limitOf(scores, 0.005)).toBeNull()
  })
})

describe('the EWMA chart', () => {
  /** Until the first signal, on average of many runs. */
  const runLength = (shift: number, { phi = 0, runs = 1500 }) => {
    const normal = normals(4)
    let all = 0
    for (let run = 0; run < runs; run++) {
      const values = autoregressive(4000, phi, normal).map((value) => value + shift)
      const at = ewmaChart(values, { ...usual, phi }).findIndex(({ beyond }) => beyond !== 0)
      all += at < 0 ? values.length : at + 1
    }
    return all / runs
  }

  test('is as often wrong as published: once in 500 values (Lucas and Saccucci 1990, λ 0.2, L 2.962)', () => {
    expect(runLength(0, { runs: 400 }) / ewmaFalseAlarmEvery).toBeGreaterThan(0.85)
    expect(runLength(0, { runs: 400 }) / ewmaFalseAlarmEvery).toBeLessThan(1.1)
  })

  test('sees a shift of one deviation after some ten values, as published (10.5 from the start)', () => {
    expect(runLength(1, { runs: 600 })).toBeGreaterThan(9)
    expect(runLength(1, { runs: 600 })).toBeLessThan(11)
  })

  test('is not more often wrong where neighbours are alike', () => {
    expect(runLength(0, { phi: 0.7, runs: 300 })).toBeGreaterThan(ewmaFalseAlarmEvery)
  })

  test('says since when it is beyond without a break', () => {
    const points = ewmaChart([0, 0, 0, 5, 5, 5, 5], usual)
    expect(points.map(({ beyond }) => beyond)).toEqual([0, 0, 0, 1, 1, 1, 1])
    expect(excursionStart(points)).toBe(3)
    expect(excursionStart(points.slice(0, 3))).toBeNull()
  })
})

/** Annual flow of the Nile at Aswan, 1871 to 1970, 10⁸ m³ (G. W. Cobb, Biometrika 65, 1978). */
const nile = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
  799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701,
  916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862,
  698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812,
  742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906,
  901, 1170, 912, 746, 919, 718, 714, 740,
]

describe('a change point', () => {
  test('of the Nile lies after 1898, where the literature has it', () => {
    const found = changePoint(nile, 0)
    expect(found).toMatchObject({ at: 1899 - 1871, before: 1130, shift: 842.5 - 1130 })
    const byDefinition = Math.max(
      ...nile.map((_, t) =>
        Math.abs(
          nile
            .slice(0, t)
            .reduce((sum, x) => sum + nile.slice(t).reduce((s, y) => s + Math.sign(x - y), 0), 0),
        ),
      ),
    )
    expect(found?.k).toBe(byDefinition)
    expect(found?.p).toBeCloseTo(2 * Math.exp((-6 * byDefinition ** 2) / (100 ** 3 + 100 ** 2)), 12)
  })

  test('is rarely seen where nothing changes and neighbours are alike', () => {
    const normal = normals(7)
    const seen = Array.from({ length: 300 }, () => changePoint(autoregressive(400, 0.7, normal)))
    expect(seen.filter((one) => (one?.p ?? 1) < 0.05).length).toBeLessThanOrEqual(300 * 0.07)
    const naive = Array.from({ length: 300 }, () =>
      changePoint(autoregressive(400, 0.7, normal), 0),
    )
    expect(naive.filter((one) => (one?.p ?? 1) < 0.05).length).toBeGreaterThan(300 * 0.3)
  })
})
