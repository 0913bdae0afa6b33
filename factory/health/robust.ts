/** Of the values in any order; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** 1 ÷ Φ⁻¹(3/4): makes the MAD of a normal distribution its standard deviation. */
const madToSigma = 1.4826

export type Baseline = {
  /** Median. */
  centre: number
  /** 1.4826 MAD; of values of which more than half are the same, their standard deviation. */
  sigma: number
  /** Autocorrelation of neighbouring values, 0 to 0.95. */
  phi: number
  /** Values that it was told from. */
  n: number
}

/**
 * What is usual for a sensor, told so that a few odd hours do not move it: median and median absolute
 * deviation (F. R. Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974).
 *
 * @param values in the order of time
 * @returns null where there are fewer than three values, or they never differ
 */
export function baselineOf(values: readonly number[]): Baseline | null {
  if (values.length < 3) return null
  const centre = median(values)
  const mad = madToSigma * median(values.map((value) => Math.abs(value - centre)))
  const sigma = mad > 0 ? mad : deviationOf(values)
  return sigma > 0 ? { centre, sigma, phi: lagOne(values, centre), n: values.length } : null
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

/** Autocorrelation of neighbours; one below zero is taken as none: it would only narrow limits. */
export function lagOne(values: readonly number[], centre: number): number {
  let [products, squares] = [0, 0]
  values.forEach((value, at) => {
    squares += (value - centre) ** 2
    if (at > 0) products += (value - centre) * ((values[at - 1] ?? centre) - centre)
  })
  return squares === 0 ? 0 : Math.min(mostLagOne, Math.max(0, products / squares))
}
const mostLagOne = 0.95

/**
 * By how much more the mean of autocorrelated values varies than that of independent ones:
 * (1 + φ) ÷ (1 − φ), of an autoregressive process of first order.
 */
export const inflationOf = (phi: number): number => (1 + phi) / (1 - phi)

/**
 * The limit that a further value of the same kind is beyond with a probability of at most `rate`: the
 * value of rank ⌈(n + 1)(1 − rate)⌉ (V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a
 * Random World, 2005).
 *
 * @returns null where there are too few values for so small a rate
 */
export function limitOf(scores: readonly number[], rate: number): number | null {
  const rank = Math.ceil((scores.length + 1) * (1 - rate))
  return Float64Array.from(scores).sort()[rank - 1] ?? null
}
