/** How far off a prediction may be: `factor` times the usual error there. */
export type Band = {
  /** Share of held-out lives that the interval is made to hold. */
  coverage: number
  factor: number
  /** Usual absolute error by the prediction, in even parts from 0 to the cap. */
  usual: number[]
}

/** Predictions of runs by models that had not seen their machines. */
export type HeldOut = { predicted: Float64Array; targets: Float64Array; runs: Int32Array }

const parts = 5
/** Fewer rows tell no usual error of their own part. */
const leastRows = 20

/**
 * Interval by conformal prediction: the quantile of held-out errors, each divided by the usual error at that
 * prediction (V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a Random World, 2005; J. Lei et al.,
 * "Distribution-Free Predictive Inference for Regression", JASA 113, 2018). Rows of a run are alike, so each
 * run weighs the same, and one more run counts as worse than all (Y. Lee, R. F. Barber and R. Willett,
 * "Distribution-free inference with hierarchical data", 2023). It holds for runs that are exchangeable with
 * these, not for a machine that is run otherwise.
 *
 * @returns null where so few runs allow no such coverage
 */
export function bandOf(held: HeldOut, { cap, coverage }: { cap: number; coverage: number }) {
  const { predicted, targets, runs } = held
  const usual = usualErrors(held, cap)
  const rowsOf = new Map<number, number>()
  for (const run of runs) rowsOf.set(run, (rowsOf.get(run) ?? 0) + 1)
  const scores = Array.from(predicted, (value, row) => ({
    score: Math.abs(value - (targets[row] ?? 0)) / usualAt(usual, value, cap),
    weight: 1 / ((rowsOf.size + 1) * (rowsOf.get(runs[row] ?? -1) ?? 1)),
  })).sort((a, b) => a.score - b.score)
  let reached = 0
  for (const { score, weight } of scores) {
    reached += weight
    if (reached >= coverage - 1e-12) return { coverage, factor: score, usual } satisfies Band
  }
  return null
}

function usualErrors({ predicted, targets }: HeldOut, cap: number): number[] {
  const errors = Array.from(predicted, (value, row) => Math.abs(value - (targets[row] ?? 0)))
  const meanOf = (some: number[]) => some.reduce((sum, one) => sum + one, 0) / some.length
  const least = 0.01 * cap
  const overall = Math.max(least, errors.length === 0 ? 0 : meanOf(errors))
  return Array.from({ length: parts }, (_, part) => {
    const own = errors.filter((_, row) => partOf(predicted[row] ?? 0, cap) === part)
    return own.length < leastRows ? overall : Math.max(least, meanOf(own))
  })
}

const partOf = (value: number, cap: number): number =>
  Math.min(parts - 1, Math.max(0, Math.floor((value / cap) * parts)))

/** Straight between the middles of the parts. */
function usualAt(usual: readonly number[], value: number, cap: number): number {
  const at = Math.min(parts - 1, Math.max(0, (value / cap) * parts - 0.5))
  const [low, high] = [usual[Math.floor(at)] ?? 1, usual[Math.ceil(at)] ?? 1]
  return low + (high - low) * (at - Math.floor(at))
}

/** Within 0 and the cap, which as an upper end means that much or more. */
export function boundsOf({ factor, usual }: Band, value: number, cap: number) {
  const reach = factor * usualAt(usual, value, cap)
  return { low: Math.max(0, value - reach), high: Math.min(cap, value + reach) }
}
