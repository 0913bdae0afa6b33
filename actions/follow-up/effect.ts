import type { followUpMethods } from '../../store/index.ts'

export type Change = { before: number; after: number }
/** A comparable machine that nobody acted on, over the same two windows. */
export type Control = Change & { machine: string }

export type Effect = {
  method: (typeof followUpMethods)[number]
  delta: number
  /** 80 % interval; null with fewer than two changes to learn the spread from. */
  low: number | null
  high: number | null
}

export const intervalShare = 0.8

/** Two-sided 80 % quantiles of Student's t for 1 to 12 degrees of freedom; above, of the normal. */
const quantiles = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356,
]
const normalQuantile = 1.282

const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/**
 * Half the width of the interval in which the next change of this kind lies in 80 % of cases: t of
 * n − 1 degrees of freedom × standard deviation × √(1 + 1/n). Null for fewer than two.
 */
export function halfWidth(changes: number[]): number | null {
  const n = changes.length
  if (n < 2) return null
  const centre = mean(changes)
  const variance = changes.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (n - 1)
  return (quantiles[n - 2] ?? normalQuantile) * Math.sqrt(variance * (1 + 1 / n))
}

/**
 * What an action changed. With comparable machines: its change less their mean change (difference in
 * differences), give or take what they differ by among themselves. Without: its change, give or take
 * what it changed by from one window to the next before.
 */
export function effectOf(target: Change, controls: Control[], earlier: number[]): Effect {
  const change = target.after - target.before
  const others = controls.map(({ before, after }) => after - before)
  const delta = others.length === 0 ? change : change - mean(others)
  const half = halfWidth(others) ?? halfWidth(earlier)
  return {
    method: others.length === 0 ? 'before_after' : 'difference_in_differences',
    delta,
    low: half === null ? null : delta - half,
    high: half === null ? null : delta + half,
  }
}

/** It went where it was said to go, at least half as far. */
export const isHit = (predicted: number, delta: number): boolean =>
  predicted === 0 ? delta === 0 : delta / predicted >= 0.5
