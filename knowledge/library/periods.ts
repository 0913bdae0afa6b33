import { type SQL, sql } from 'drizzle-orm'
import type { DocumentState, Period, Standing } from './types.ts'

/** `in_force` of a row as JSON: a list of `StoredPeriod`, in order. */
export const periodsIn = (column: SQL): SQL =>
  sql`(select coalesce(json_agg(json_build_object('from', lower(p), 'until', upper(p))), '[]')
    from unnest(${column}) p)`

/** As the database writes instants, whatever its zone. */
export type StoredPeriod = { from: string; until: string | null }

export const periodsOf = (stored: StoredPeriod[]): Period[] =>
  stored.map(({ from, until }) => ({
    from: new Date(from).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
  }))

/** What a revision is at an instant, and the period that says so: this one, the next, or the last. */
export function standingAt(periods: Period[], at: Date): Standing {
  const now = at.toISOString()
  const open = periods.find(({ until }) => until === null || until > now)
  const shown = open ?? periods.at(-1)
  if (shown === undefined) return { state: 'draft', from: null, until: null }
  const state = open === undefined ? 'retired' : open.from <= now ? 'effective' : 'scheduled'
  return { state, ...shown }
}

const order: DocumentState[] = ['effective', 'scheduled', 'retired', 'draft']

type Ranked = Standing & { revision: number }

/** Orders revisions by which of them speaks for the document: in force, planned, last to hold, newest. */
export function compareStanding(a: Ranked, b: Ranked): number {
  const byState = order.indexOf(a.state) - order.indexOf(b.state)
  const ended = (one: Ranked) => (one.state === 'retired' ? Date.parse(one.until ?? '') : 0)
  return byState || ended(b) - ended(a) || b.revision - a.revision
}
