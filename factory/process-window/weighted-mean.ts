/** Σ weight × value ÷ Σ weight; values and weights of the same length. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0) / total
}
