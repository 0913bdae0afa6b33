/** Damps the first ranks (Cormack, Clarke and Büttcher 2009). */
const damping = 60

/**
 * Reciprocal rank fusion of two rankings, the second with `weight` (0–1), the first with the rest.
 * Best first; of equals the one that the first ranking puts higher.
 */
export function fuseRankings<Key>(first: Key[], second: Key[], weight: number): Key[] {
  const scores = new Map<Key, number>()
  const add = (ranking: Key[], share: number) => {
    for (const [rank, key] of ranking.entries()) {
      scores.set(key, (scores.get(key) ?? 0) + share / (damping + rank + 1))
    }
  }
  add(first, 1 - weight)
  add(second, weight)
  return [...scores].toSorted(([, a], [, b]) => b - a).map(([key]) => key)
}
