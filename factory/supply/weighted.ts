/** Past values that are drawn from again, each with how much it counts; never empty. */
export type Weighted = {
  /** Ascending. */
  values: number[]
  /** Weights added up, the last one 1. */
  shares: number[]
}

export type Past = { value: number; weight: number }

/** Null of nothing that counts. */
export function weightedOf(past: Past[]): Weighted | null {
  const sorted = past.filter(({ weight }) => weight > 0).toSorted((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return null
  let sum = 0
  const shares = sorted.map(({ weight }) => {
    sum += weight
    return sum / total
  })
  return { values: sorted.map(({ value }) => value), shares }
}

export const always = (value: number): Weighted => ({ values: [value], shares: [1] })

/** The value below which a share of the weight lies: a draw, given a uniform number in [0, 1). */
export function quantileOf({ values, shares }: Weighted, share: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((shares[middle] ?? 1) > share) high = middle
    else low = middle + 1
  }
  return values[low] ?? 0
}

/**
 * How many equal observations tell as much as these weighted ones: (Σw)² ÷ Σw² (Kish, Survey
 * Sampling, 1965).
 */
export function effectiveSize(past: Past[]): number {
  const sum = past.reduce((all, { weight }) => all + weight, 0)
  const squares = past.reduce((all, { weight }) => all + weight ** 2, 0)
  return squares === 0 ? 0 : sum ** 2 / squares
}

const z95 = 1.959964

/**
 * The 95 % interval of a proportion (Wilson 1927), which stays within 0 and 1 and holds for few
 * observations, unlike the one of the normal approximation (Brown, Cai & DasGupta 2001).
 *
 * @returns null without observations
 */
export function wilsonInterval(hits: number, of: number): { low: number; high: number } | null {
  if (of <= 0) return null
  const share = hits / of
  const spread = z95 ** 2 / of
  const centre = (share + spread / 2) / (1 + spread)
  const half = (z95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
