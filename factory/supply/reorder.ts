import { seeded } from '../../base/random.ts'
import type { StockRuns } from './project-stock.ts'
import { quantileOf, type Weighted } from './weighted.ts'

export type Reorder = {
  /** What keeps the risk under the level until the end of the horizon, in whole units. */
  quantity: number
  /** Whole days from now by which it must be ordered; null: even now is too late, or nobody knows. */
  latestDay: number | null
  /** What is left of the risk if it is ordered now; null where the lead time is not known. */
  riskIfNow: number | null
}

type Asked = {
  /** The risk that is accepted, 0 to 1. */
  level: number
  /** Days from order to receipt, as they were; null: not known. */
  leadDays: Weighted | null
  horizonDays: number
  seed: number
}

/**
 * What to order and until when, so that at most a share `level` of the runs lacks anything. The
 * quantity is exceeded by what lacks in half of that share; the date is the latest at which the rest of it is
 * not used up by orders that come after stock has run out: the reorder point with a random lead time
 * (Silver, Pyke & Thomas 2017, ch. 6), in days instead of pieces.
 *
 * @returns null where the risk is under the level without any order
 */
export function reorderOf({ outAt, lacks }: StockRuns, asked: Asked): Reorder | null {
  const { level, leadDays, horizonDays, seed } = asked
  const runs = outAt.length
  const lacking = lacks.reduce((count, lack) => count + (lack > 0 ? 1 : 0), 0)
  if (lacking / runs <= level) return null
  const sorted = lacks.toSorted()
  const quantity = Math.ceil(sorted[Math.ceil((1 - level / 2) * runs) - 1] ?? 0)
  if (leadDays === null) return { quantity, latestDay: null, riskIfNow: null }
  const random = seeded(seed)
  const leads = Float64Array.from(outAt, () => quantileOf(leadDays, random()))
  const risk = (day: number) => {
    let fails = 0
    for (let run = 0; run < runs; run++) {
      const isLate = (outAt[run] ?? 0) < day + (leads[run] ?? 0)
      if (isLate || (lacks[run] ?? 0) > quantity) fails += 1
    }
    return fails / runs
  }
  let latestDay: number | null = null
  for (let day = 0; day <= horizonDays && risk(day) <= level; day++) latestDay = day
  return { quantity, latestDay, riskIfNow: risk(0) }
}
