import type { AlertSeverity } from './event.ts'

/** An event, or a group by its first one. Milliseconds since 1970. */
export type Placed = {
  id: string
  severity: AlertSeverity
  raisedAt: number
  /** The newest of its group. */
  lastAt: number
  /** Its place and those above it, the site last. */
  chain: readonly string[]
  line: string | null
  area: string | null
}

/** What comes so soon after the last one of a group belongs to it. */
const togetherMs = 120_000
/** So many lines at once, and so large a share of all, have one cause above them. */
const linesAtOnce = 3
const shareAtOnce = 0.5

/**
 * The group that an event belongs to: one at its place or above it, one of its line, or, when several
 * lines of an area or of the site fail at once, the first of them (first-out). Null: it stands alone.
 *
 * @param linesIn how many lines an area has; null: the site
 */
export function causeOf(
  event: Placed,
  groups: readonly Placed[],
  linesIn: (area: string | null) => number,
): Placed | null {
  const near = groups
    .filter(({ raisedAt, lastAt }) => {
      const after = event.raisedAt - lastAt
      return after <= togetherMs && raisedAt - event.raisedAt <= togetherMs
    })
    .toSorted((a, b) => a.raisedAt - b.raisedAt)
  const [, ...above] = event.chain.toReversed()
  const same = near.find(
    ({ chain: [place = ''], line }) =>
      above.includes(place) || (event.line !== null && line === event.line),
  )
  return same ?? firstOfMany(event, near, linesIn)
}

function firstOfMany(
  event: Placed,
  near: Placed[],
  linesIn: (area: string | null) => number,
): Placed | null {
  for (const area of event.area === null ? [null] : [event.area, null]) {
    const others = area === null ? near : near.filter((one) => one.area === area)
    const lines = new Set(others.map(({ line, chain }) => line ?? chain[0])).size + 1
    if (lines >= Math.max(linesAtOnce, shareAtOnce * linesIn(area))) return others[0] ?? null
  }
  return null
}
