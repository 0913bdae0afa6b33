import { describe, expect, test } from 'vitest'
import { dayMs } from '../../base/milliseconds.ts'
import { outlookOf } from './outlook.ts'
import { autoregressive, hoursFrom, normals } from './test-series.ts'
import { theilSen, timeToLimit, twoSided } from './trend.ts'

describe('a trend', () => {
  test('is the median of the slopes of all pairs, by hand', () => {
    // Slopes: 1, 3, 7/3, 5, 3, 1: the middle ones are 7/3 and 3.
    expect(theilSen([0, 1, 2, 3], [0, 1, 6, 7])?.slope).toBeCloseTo(8 / 3, 9)
  })

  test('of a line is that line, and one outlier does not turn it', () => {
    const times = Array.from({ length: 30 }, (_, at) => at)
    const line = times.map((time) => 2 + 0.5 * time)
    expect(theilSen(times, line)).toMatchObject({ slope: 0.5, slopeLow: 0.5, slopeHigh: 0.5 })
    const [first = 0, ...rest] = line
    expect(theilSen(times, [first + 400, ...rest])?.slope).toBeCloseTo(0.5, 9)
  })

  test('lies in its interval of 95 % about so often, also where neighbours are alike', () => {
    const normal = normals(3)
    const times = Array.from({ length: 100 }, (_, at) => at)
    const holds = Array.from({ length: 200 }, () => {
      const noise = autoregressive(100, 0.4, normal)
      const found = theilSen(
        times,
        times.map((time) => 0.02 * time + (noise[time] ?? 0)),
      )
      return found !== null && found.slopeLow <= 0.02 && found.slopeHigh >= 0.02
    })
    expect(holds.filter(Boolean).length / holds.length).toBeGreaterThan(0.88)
  })

  test('its p is that of the normal distribution', () => {
    expect(twoSided(1.959964)).toBeCloseTo(0.05, 5)
    expect(twoSided(3.290527)).toBeCloseTo(0.001, 5)
  })

  test('reaches a limit ahead, never one behind', () => {
    const trend = { slope: 2, slopeLow: 1, slopeHigh: 4, level: 10, p: 0, n: 9 }
    expect(timeToLimit(trend, 18)).toEqual({ time: 4, low: 2, high: 8 })
    expect(timeToLimit(trend, 9)).toEqual({ time: 0, low: 0, high: 0 })
    expect(timeToLimit({ ...trend, slopeLow: -1 }, 18)).toMatchObject({ high: null })
  })
})

describe('when a sensor reaches its limit', () => {
  const hours = hoursFrom(168)
  const course = (aDay: number) => {
    const normal = normals(5)
    return {
      hours,
      values: hours.map((hour) => (aDay * (hour - (hours[0] ?? 0))) / dayMs + normal() / 5),
    }
  }
  const limits = { lowLimit: -20, highLimit: 10 }

  test('is drawn on from the window, with an interval around it', () => {
    const found = outlookOf(course(1), 0.2, limits)
    expect(found).toMatchObject({ limit: 10, nullReason: null })
    expect(found.days).toBeCloseTo(3, 0)
    expect(found.daysLow).toBeLessThan(found.days ?? 0)
    expect(found.daysHigh).toBeGreaterThan(found.days ?? 0)
  })

  test.each([
    ['no_trend', course(0), limits],
    ['no_limit', course(1), { lowLimit: null, highLimit: null }],
    ['away_from_limit', course(1), { lowLimit: -20, highLimit: null }],
    ['too_far', course(0.2), limits],
    ['too_few_hours', { hours: hours.slice(0, 20), values: course(1).values.slice(0, 20) }, limits],
  ])('is null where there is none to tell: %s', (why, given, of) => {
    expect(outlookOf(given, 0.2, of)).toMatchObject({ days: null, nullReason: why })
  })
})
