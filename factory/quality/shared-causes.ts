import type { Exposure, LotExposure } from './exposures.ts'
import { type Exposed, fisherExact, holm } from './fisher.ts'

/** An exposure that suspects share more than others: an association, no proof of a cause. */
export type SharedCause = Exposure & Exposed & { p: number; pAdjusted: number }
export type SharedCauses = {
  /** Likeliest not to be chance first. */
  causes: SharedCause[]
  /** Exposures that were compared: for these many p is adjusted. */
  compared: number
}

type Lots = { suspects: readonly string[]; others: readonly string[] }

/** Which exposures suspects share more often than the other lots of the same products. */
export function sharedCauses(
  exposures: readonly LotExposure[],
  { suspects, others }: Lots,
): SharedCauses {
  const isSuspect = new Set(suspects)
  const isOther = new Set(others)
  const byKey = new Map<string, SharedCause>()
  for (const { lot, kind, id } of exposures) {
    const key = `${kind}\n${id}`
    const cause = byKey.get(key) ?? {
      ...{ kind, id, suspectsExposed: 0, othersExposed: 0, p: 1, pAdjusted: 1 },
      ...{ suspects: isSuspect.size, others: isOther.size },
    }
    if (isSuspect.has(lot)) cause.suspectsExposed += 1
    else if (isOther.has(lot)) cause.othersExposed += 1
    byKey.set(key, cause)
  }
  // One that all of them share, or none, can tell them apart by no count.
  const all = isSuspect.size + isOther.size
  const telling = [...byKey.values()].filter(({ suspectsExposed, othersExposed }) => {
    const exposed = suspectsExposed + othersExposed
    return exposed > 0 && exposed < all
  })
  const ps = telling.map(fisherExact)
  const adjusted = holm(ps)
  const judged = telling.map((cause, at) => ({
    ...{ ...cause, p: ps[at] ?? 1, pAdjusted: adjusted[at] ?? 1 },
  }))
  return {
    causes: judged
      .filter(isMoreShared)
      .toSorted((a, b) => a.p - b.p || b.suspectsExposed - a.suspectsExposed || order(a, b)),
    compared: telling.length,
  }
}

function isMoreShared(cause: SharedCause): boolean {
  const { suspects, suspectsExposed, others, othersExposed } = cause
  const least = suspects > 1 ? 2 : 1
  return suspectsExposed >= least && suspectsExposed * others > othersExposed * suspects
}

const order = (a: Exposure, b: Exposure): number =>
  a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id)
