import type { Excursion } from './advance.ts'

/** An event of the record. Milliseconds since 1970. */
export type Recorded = {
  id: string
  raisedAt: number
  /** Later than that where it came back. */
  lastRaisedAt: number
  clearedAt: number | null
}

/** `raises`: when it began, and each time that it came back. */
export type Merged = Excursion & { raises: number[] }

export type Reconciled = {
  fresh: Merged[]
  /** `clearedAt` null: it came back. */
  changed: { id: string; clearedAt: number | null; raises: number[] }[]
  /** Events that late data undid: there was nothing. */
  undone: string[]
}

/** What comes back so soon is the same event: it chatters. */
const rejoinMs = 300_000

/** What the record must change, now that a stretch of time was judged (anew). */
export function reconcile(found: readonly Excursion[], recorded: readonly Recorded[]): Reconciled {
  const merged = merge(found)
  const matched = new Set<string>()
  const result: Reconciled = { fresh: [], changed: [], undone: [] }
  for (const one of merged) {
    const event = recorded.findLast((held) => touches(one, held))
    if (event === undefined) {
      result.fresh.push(one)
      continue
    }
    matched.add(event.id)
    const raises = one.raises.filter((at) => at > event.lastRaisedAt)
    if (event.clearedAt === one.clearedAt && raises.length === 0) continue
    result.changed.push({ id: event.id, clearedAt: one.clearedAt, raises })
  }
  result.undone = recorded
    .filter(({ id, clearedAt }) => clearedAt === null && !matched.has(id))
    .map(({ id }) => id)
  return result
}

function merge(found: readonly Excursion[]): Merged[] {
  const merged: Merged[] = []
  for (const one of found) {
    const before = merged.at(-1)
    if (before !== undefined && touches(one, before)) {
      const raises = [...before.raises, one.raisedAt]
      merged[merged.length - 1] = { ...before, clearedAt: one.clearedAt, raises }
    } else merged.push({ ...one, raises: [one.raisedAt] })
  }
  return merged
}

type Span = { raisedAt: number; clearedAt: number | null }

const touches = (one: Span, other: Span): boolean => {
  const end = ({ clearedAt }: Span) => clearedAt ?? Number.POSITIVE_INFINITY
  return one.raisedAt <= end(other) + rejoinMs && other.raisedAt <= end(one) + rejoinMs
}
