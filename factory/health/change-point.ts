import { inflationOf, lagOne, median } from './robust.ts'

export type ChangePoint = {
  /** Index of the first value after the change. */
  at: number
  /** Median after it less that before it. */
  shift: number
  before: number
  /** Approximate probability of so clear a change where there is none. */
  p: number
  /** max |U|. */
  k: number
}

/**
 * Where a series most likely changed its level, without a model of its distribution: the largest |U| of
 * A. N. Pettitt, "A Non-Parametric Approach to the Change-Point Problem", Applied Statistics 28, 1979,
 * with p ≈ 2 exp(−6 K² ÷ (n³ + n²)). K² is divided by (1 + φ) ÷ (1 − φ): neighbours that are alike make runs
 * that look like changes.
 *
 * @param values in the order of time
 * @param phi autocorrelation of neighbours; absent: what is left once each side has lost its median
 * @returns null of fewer than four values
 */
export function changePoint(values: readonly number[], phi?: number): ChangePoint | null {
  const n = values.length
  if (n < 4) return null
  const ranks = ranksOf(values)
  let [sum, k, at] = [0, -1, 0]
  for (let index = 0; index < n - 1; index++) {
    sum += ranks[index] ?? 0
    const u = Math.abs(2 * sum - (index + 1) * (n + 1))
    if (u > k) [k, at] = [u, index + 1]
  }
  const [before, after] = [median(values.slice(0, at)), median(values.slice(at))]
  const rest = values.map((value, index) => value - (index < at ? before : after))
  const exponent = (-6 * k ** 2) / inflationOf(phi ?? lagOne(rest, 0)) / (n ** 3 + n ** 2)
  return { at, shift: after - before, before, k, p: Math.min(1, 2 * Math.exp(exponent)) }
}

/** Of values that are the same, the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length)
  for (let first = 0; first < order.length; ) {
    let next = first + 1
    while (order[next]?.value === order[first]?.value && next < order.length) next++
    for (const { at } of order.slice(first, next)) ranks[at] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}
