import type { LifeRun } from './life-run.ts'

/** What is made of each sensor, in this order; the age of the run stands after the last sensor. */
export const perSensor = ['level', 'recent', 'slope', 'spread', 'change'] as const

/** The newest part of the window, which answers sooner and is noisier. */
const recentPart = 3

/** Steps that a window needs at least: half of it. */
export const leastSteps = (window: number): number => Math.ceil(window / 2)

export const widthOf = (sensors: number): number => sensors * perSensor.length + 1

type Line = { level: number; slope: number; spread: number }
const unheard: Line = { level: Number.NaN, slope: Number.NaN, spread: Number.NaN }

/**
 * Features of a run at one of its steps, from that step and those before it alone. Of each sensor over the
 * last `window` steps: mean (its unit), mean of the newest third, least-squares slope (unit a step), standard
 * deviation around that line, and how far the mean lies from that of the run's own first window: what wear
 * did since the restore, whatever the machine's own level. Last of all the age.
 *
 * @returns sensors × 5 + 1 numbers; NaN where fewer than half of the steps were heard
 */
export function featuresAt(run: LifeRun, step: number, window: number): Float64Array {
  const made = new Float64Array(widthOf(run.values.length))
  const from = Math.max(0, step + 1 - window)
  const recentFrom = Math.max(from, step + 1 - Math.ceil(window / recentPart))
  run.values.forEach((values, sensor) => {
    const line = lineOf(values, from, step + 1)
    const recent = lineOf(values, recentFrom, step + 1)
    const first = lineOf(values, 0, Math.min(window, step + 1))
    made.set(
      [line.level, recent.level, line.slope, line.spread, line.level - first.level],
      sensor * perSensor.length,
    )
  })
  made[made.length - 1] = run.ages[step] ?? Number.NaN
  return made
}

function lineOf(values: ArrayLike<number>, from: number, to: number): Line {
  let [n, sum, sumAt, sumAtAt, sumBoth, sumSquares] = [0, 0, 0, 0, 0, 0]
  const origin = firstHeard(values, from, to)
  for (let step = from; step < to; step++) {
    const value = (values[step] ?? Number.NaN) - origin
    if (Number.isNaN(value)) continue
    const at = step - from
    n++
    sum += value
    sumAt += at
    sumAtAt += at * at
    sumBoth += at * value
    sumSquares += value * value
  }
  if (n === 0 || n < leastSteps(to - from)) return unheard
  const across = sumAtAt - (sumAt * sumAt) / n
  const both = sumBoth - (sumAt * sum) / n
  const slope = across > 0 ? both / across : 0
  const left = sumSquares - (sum * sum) / n - slope * both
  return {
    level: origin + sum / n,
    slope,
    spread: n > 2 ? Math.sqrt(Math.max(0, left) / (n - 2)) : 0,
  }
}

/** Sums around a value of the course itself keep their digits. */
function firstHeard(values: ArrayLike<number>, from: number, to: number): number {
  for (let step = from; step < to; step++) {
    const value = values[step] ?? Number.NaN
    if (!Number.isNaN(value)) return value
  }
  return 0
}
