import type { HistoryHour } from './history.ts'

/**
 * Standard deviation of the response of one hour within a shift of one day and product: what a run of a trial
 * varies by. Weighted by the square of the denominator, as the response of several hours is their ratio of sums.
 *
 * @returns null where no shift has two hours
 */
export function deviationWithinShift(hours: readonly HistoryHour[]): number | null {
  const shifts = Map.groupBy(hours, ({ day, shift, product }) => `${day}/${shift}/${product}`)
  let [squares, weights, count, groups] = [0, 0, 0, 0]
  for (const own of shifts.values()) {
    if (own.length < 2) continue
    const weight = own.reduce((sum, one) => sum + one.weight, 0)
    const mean = own.reduce((sum, one) => sum + one.weight * one.value, 0) / weight
    for (const one of own) squares += (one.weight * (one.value - mean)) ** 2
    weights += weight
    count += own.length
    groups += 1
  }
  if (groups === 0) return null
  const mean = weights / count
  return Math.sqrt(squares / (count - groups)) / mean
}
