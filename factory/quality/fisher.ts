/** Counts of a two-by-two table: with and without the exposure, among suspects and among others. */
export type Exposed = {
  suspects: number
  suspectsExposed: number
  others: number
  othersExposed: number
}

/**
 * How likely it is that at least as many of the suspects are exposed, were exposure spread by
 * chance: Fisher's exact test, one-sided (R. A. Fisher, The Design of Experiments, 1935, ch. II).
 *
 * @returns 0 to 1; 1 where nobody, or everybody, is exposed
 */
export function fisherExact({ suspects, suspectsExposed, others, othersExposed }: Exposed): number {
  const exposed = suspectsExposed + othersExposed
  const all = suspects + others
  const whole = logChoose(all, suspects)
  let p = 0
  for (let k = suspectsExposed; k <= Math.min(exposed, suspects); k += 1) {
    const rest = suspects - k
    if (rest > all - exposed) continue
    p += Math.exp(logChoose(exposed, k) + logChoose(all - exposed, rest) - whole)
  }
  return Math.min(1, p)
}

/**
 * The same for many at once: the chance that any of them is so small by chance stays below each
 * (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scand. J. Statist. 6, 1979).
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, at) => ({ p, at })).toSorted((a, b) => a.p - b.p)
  const adjusted = ps.map(() => 1)
  let most = 0
  for (const [rank, { p, at }] of order.entries()) {
    most = Math.max(most, Math.min(1, p * (ps.length - rank)))
    adjusted[at] = most
  }
  return adjusted
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let i = 1; i <= k; i += 1) sum += Math.log(n - k + i) - Math.log(i)
  return sum
}
