import { inflationOf, lagOne, median } from './robust.ts'

export type Trend = {
  /** Per unit of time; and between which values it lies with a probability of 95 %. */
  slope: number
  slopeLow: number
  slopeHigh: number
  /** Of the line at the last instant. */
  level: number
  /** Of Kendall's S, two-sided: how likely so clear a trend is where there is none. */
  p: number
  n: number
}

/** Normal quantile of a two-sided interval of 95 %. */
const quantile95 = 1.96

/**
 * The median of all pairwise slopes with its interval by Kendall's S (H. Theil, 1950; P. K. Sen,
 * "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63, 1968). The variance of S is
 * multiplied by (1 + φ) ÷ (1 − φ), φ the autocorrelation of the residuals, as neighbours that are alike
 * tell less than independent values.
 *
 * @param times in the order of time, none twice
 * @returns null of fewer than four values
 */
export function theilSen(times: readonly number[], values: readonly number[]): Trend | null {
  const n = values.length
  if (n < 4 || times.length !== n) return null
  const { slopes, s } = pairsOf(times, values)
  const slope = median(slopes)
  const intercept = median(values.map((value, at) => value - slope * (times[at] ?? 0)))
  const rest = values.map((value, at) => value - intercept - slope * (times[at] ?? 0))
  const deviation = Math.sqrt(((n * (n - 1) * (2 * n + 5)) / 18) * inflationOf(lagOne(rest, 0)))
  const reach = quantile95 * deviation
  const at = (rank: number) =>
    slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(rank)))] ?? slope
  return {
    ...{ slope, n, level: intercept + slope * (times.at(-1) ?? 0) },
    slopeLow: at((slopes.length - reach) / 2 - 1),
    slopeHigh: at((slopes.length + reach) / 2),
    p: twoSided(Math.max(0, Math.abs(s) - 1) / deviation),
  }
}

function pairsOf(times: readonly number[], values: readonly number[]) {
  const n = values.length
  const slopes = new Float64Array((n * (n - 1)) / 2)
  let [at, s] = [0, 0]
  for (let j = 1; j < n; j++) {
    for (let i = 0; i < j; i++) {
      const rise = (values[j] ?? 0) - (values[i] ?? 0)
      s += Math.sign(rise)
      slopes[at++] = rise / ((times[j] ?? 0) - (times[i] ?? 0))
    }
  }
  return { slopes: [...slopes.sort()], s }
}

/** 2 (1 − Φ(z)), by Abramowitz and Stegun 7.1.26: right to 1.5 · 10⁻⁷. */
export function twoSided(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const parts = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]
  return parts.reduce((sum, part) => (sum + part) * t, 0) * Math.exp(-(x ** 2))
}

export type TimeToLimit = {
  /** Until the line reaches the limit, in units of time after the last value; 0: it is there. */
  time: number
  /** By the steeper end of the interval of the slope. */
  low: number
  /** By the flatter one; null: that one never reaches it. */
  high: number | null
}

/** When a line goes on to where the limit lies; null where it does not go there. */
export function timeToLimit(trend: Trend, limit: number): TimeToLimit | null {
  const way = limit - trend.level
  const up = trend.slope > 0
  if (trend.slope === 0) return null
  if (up ? way <= 0 : way >= 0) return { time: 0, low: 0, high: 0 }
  const [steep, flat] = up ? [trend.slopeHigh, trend.slopeLow] : [trend.slopeLow, trend.slopeHigh]
  return {
    time: way / trend.slope,
    low: way / steep,
    high: way / flat > 0 && Number.isFinite(way / flat) ? way / flat : null,
  }
}
