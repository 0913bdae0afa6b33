/** A time to failure, or one that ended without one (right-censored). */
export type Lifetime = { time: number; failed: boolean }

export type Interval = { value: number; low: number; high: number }

export type Weibull = {
  shape: number
  scale: number
  failures: number
  censored: number
  /** Covariance of ln shape and ln scale. */
  covariance: { shape: number; scale: number; both: number }
}

const quantile95 = 1.96
const mostSteps = 200

/**
 * Weibull distribution by maximum likelihood with right-censored times (J. F. Lawless, Statistical Models
 * and Methods for Lifetime Data, 2003, ch. 5; W. Q. Meeker and L. A. Escobar, Statistical Methods for
 * Reliability Data, 1998, ch. 8); covariance from the observed information.
 *
 * @param lifetimes times above 0, in one unit
 * @returns null of fewer than two different times to failure: nothing tells a shape then
 */
export function fitWeibull(lifetimes: readonly Lifetime[]): Weibull | null {
  const failed = lifetimes.filter(({ failed }) => failed)
  if (new Set(failed.map(({ time }) => time)).size < 2) return null
  const meanLog = failed.reduce((sum, { time }) => sum + Math.log(time), 0) / failed.length
  const score = (shape: number) => {
    const { s0, s1 } = sums(lifetimes, shape)
    return s1 / s0 - 1 / shape - meanLog
  }
  const shape = rootOf(score)
  if (shape === null) return null
  const { s0, logMost } = sums(lifetimes, shape)
  const scale = Math.exp(logMost + Math.log(s0 / failed.length) / shape)
  return {
    ...{ shape, scale, failures: failed.length, censored: lifetimes.length - failed.length },
    covariance: covarianceOf(lifetimes, { shape, scale, failures: failed.length }),
  }
}

/** Σ (t ÷ longest)^shape, and the same weighted by ln t: no power overflows. */
function sums(lifetimes: readonly Lifetime[], shape: number) {
  const logMost = Math.log(Math.max(...lifetimes.map(({ time }) => time)))
  let [s0, s1] = [0, 0]
  for (const { time } of lifetimes) {
    const log = Math.log(time)
    const power = Math.exp(shape * (log - logMost))
    s0 += power
    s1 += power * log
  }
  return { s0, s1, logMost }
}

/** The score rises with the shape, so halving finds its only root. */
function rootOf(score: (shape: number) => number): number | null {
  let [low, high] = [1e-3, 1e3]
  if (score(low) > 0 || score(high) < 0) return null
  for (let step = 0; step < mostSteps && high - low > 1e-12 * high; step++) {
    const middle = Math.sqrt(low * high)
    if (score(middle) > 0) high = middle
    else low = middle
  }
  return Math.sqrt(low * high)
}

/** Inverse of the second derivatives of −ln L by u = ln shape and v = ln scale, at the maximum. */
function covarianceOf(
  lifetimes: readonly Lifetime[],
  { shape, scale, failures }: Pick<Weibull, 'shape' | 'scale' | 'failures'>,
): Weibull['covariance'] {
  let [uu, uv] = [0, 0]
  for (const { time, failed } of lifetimes) {
    const log = shape * Math.log(time / scale)
    const power = Math.exp(log)
    uu += power * (log ** 2 + log) - (failed ? log : 0)
    uv += -shape * (power * (log + 1) - (failed ? 1 : 0))
  }
  const vv = shape ** 2 * failures
  const determinant = uu * vv - uv ** 2
  return { shape: vv / determinant, scale: uu / determinant, both: -uv / determinant }
}

/** Time by which a tenth has failed, with its interval of 95 %. */
export function b10Of(fit: Weibull): Interval {
  const reach = Math.log(-Math.log(0.9)) / fit.shape
  const log = Math.log(fit.scale) + reach
  return aroundLog(log, spreadOf(fit, { shape: -reach, scale: 1 }), Math.exp)
}

/**
 * Probability to fail within `span` of somebody who is `age` old, with its interval of 95 %: by the
 * delta method on the logarithm of the cumulative hazard of that span.
 */
export function failsWithin(fit: Weibull, age: number, span: number): Interval {
  const { shape, scale } = fit
  const hazard = (time: number) => (time / scale) ** shape
  const weighted = (time: number) =>
    time === 0 ? 0 : hazard(time) * shape * Math.log(time / scale)
  const increment = hazard(age + span) - hazard(age)
  const byShape = (weighted(age + span) - weighted(age)) / increment
  return aroundLog(
    Math.log(increment),
    spreadOf(fit, { shape: byShape, scale: -shape }),
    (log) => -Math.expm1(-Math.exp(log)),
  )
}

function spreadOf({ covariance: c }: Weibull, by: { shape: number; scale: number }): number {
  const variance =
    by.shape ** 2 * c.shape + by.scale ** 2 * c.scale + 2 * by.shape * by.scale * c.both
  return Math.sqrt(Math.max(0, variance))
}

const aroundLog = (log: number, spread: number, back: (log: number) => number): Interval => ({
  value: back(log),
  low: back(log - quantile95 * spread),
  high: back(log + quantile95 * spread),
})
