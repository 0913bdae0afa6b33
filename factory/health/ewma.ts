import type { Baseline } from './robust.ts'

export type EwmaPoint = {
  value: number
  /** The limits lie at centre ± width. */
  width: number
  /** 1: above the upper limit, −1: below the lower one, 0: within. */
  beyond: -1 | 0 | 1
}

/** Weight of the newest value. */
export const lambda = 0.2
/** With λ = 0.2 one false signal in 500 values of a process that stays, on average (Lucas & Saccucci). */
const widthInSigmas = 2.962

export const ewmaFalseAlarmEvery = 500

/**
 * Exponentially weighted moving averages with limits that widen from the first value on (S. W. Roberts,
 * "Control Chart Tests Based on Geometric Moving Averages", Technometrics 1, 1959; J. M. Lucas and M. S.
 * Saccucci, "Exponentially Weighted Moving Average Control Schemes", Technometrics 32, 1990). Where
 * neighbours are alike, the deviation of the average is that of an autoregressive process (N. F. Zhang,
 * "A Statistical Control Chart for Stationary Process Data", Technometrics 40, 1998): limits for
 * independent values would be crossed all the time.
 *
 * @param values in the order of time
 */
export function ewmaChart(values: readonly number[], usual: Baseline): EwmaPoint[] {
  const { centre, sigma, phi } = usual
  const kept = 1 - lambda
  const likeness = (1 + phi * kept) / (1 - phi * kept)
  let average = centre
  return values.map((value, at) => {
    average = lambda * value + kept * average
    const started = 1 - kept ** (2 * (at + 1))
    const width = widthInSigmas * sigma * Math.sqrt((lambda / (2 - lambda)) * started * likeness)
    const beyond = average > centre + width ? 1 : average < centre - width ? -1 : 0
    return { value: average, width, beyond }
  })
}

/** Where the run beyond a limit that lasts until the end began; null where the end is within. */
export function excursionStart(points: readonly EwmaPoint[]): number | null {
  const last = points.at(-1)
  if (last === undefined || last.beyond === 0) return null
  return points.findLastIndex(({ beyond }) => beyond !== last.beyond) + 1
}
