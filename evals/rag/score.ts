const cut = 10

/** Normalised discounted cumulative gain with binary relevance (Järvelin and Kekäläinen 2002). */
export function nDcg(ranked: string[], gold: string[]): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2)
  const unique = [...new Set(ranked)].slice(0, cut)
  const got = unique.reduce((sum, id, rank) => sum + (gold.includes(id) ? gain(rank) : 0), 0)
  const ideal = gold.slice(0, cut).reduce((sum, _, rank) => sum + gain(rank), 0)
  return ideal === 0 ? 0 : got / ideal
}

/** The half of the questions that no weight was chosen by, always the same. */
export const isHeldOut = (id: string): boolean => hashOf(id) % 2 === 1

export function hashOf(id: string): number {
  let hash = 7
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return hash >>> 3
}

export const mean = (values: number[]): number =>
  values.length === 0
    ? 0
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10_000) / 10_000
