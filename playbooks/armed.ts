import { sql } from 'drizzle-orm'
import type { Actor, GateDeps } from '../actions/index.ts'
import type { Principal } from '../base/principal.ts'
import type { Db, Tx } from '../store/index.ts'

/** A playbook as it was armed last, with what it did so far; instants in ISO 8601. */
export type PlaybookView = {
  siteId: string
  name: string
  version: number
  state: 'armed' | 'disarmed'
  /** The text that was approved. */
  source: string
  actionId: string
  armedBy: string
  armedAt: string
  disarmedAt: string | null
  /** Events by what came of them. */
  events: Record<string, number>
  lastAt: string | null
}

/** The newest version of every playbook of one's sites. */
export function listPlaybooks(db: Db, principal: Principal): Promise<PlaybookView[]> {
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.rows<
        Row & { events: Record<string, number> | null; lastAt: Date | null }
      >(
        sql`select p.*, e.events, e."lastAt" from (${newest}) p left join lateral (
          select jsonb_object_agg(outcome, n) as events, max(last) as "lastAt" from (
            select outcome, count(*)::int as n, max(at) as last from playbook_event
            where site_id = p."siteId" and name = p.name group by outcome) o) e on true
          order by "siteId", name`,
      )
      return rows.map(({ armedAt, disarmedAt, events, lastAt, ...row }) => ({
        ...row,
        state: disarmedAt === null ? 'armed' : 'disarmed',
        armedAt: armedAt.toISOString(),
        disarmedAt: disarmedAt?.toISOString() ?? null,
        events: events ?? {},
        lastAt: lastAt?.toISOString() ?? null,
      }))
    },
    { principal },
  )
}

type Row = {
  siteId: string
  name: string
  version: number
  source: string
  actionId: string
  armedBy: string
  armedAt: Date
  disarmedAt: Date | null
}
export type ArmedRow = Row

const newest = sql`select distinct on (site_id, name) site_id as "siteId", name, version, source,
  action_id as "actionId", armed_by as "armedBy", armed_at as "armedAt", disarmed_at as "disarmedAt"
  from playbook order by site_id, name, version desc`

/** What runs now. */
export const armedPlaybooks = (tx: Tx): Promise<ArmedRow[]> =>
  tx.rows<Row>(sql`select * from (${newest}) p where "disarmedAt" is null order by "siteId", name`)

export type DisarmOutcome = 'disarmed' | 'already_disarmed' | 'not_found' | 'not_allowed'

/** Stops a playbook at once; arming it again takes another approval. */
export async function disarm(
  { db, clock }: GateDeps,
  by: Actor,
  { siteId, name, reason }: { siteId: string; name: string; reason: string | null },
): Promise<DisarmOutcome> {
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: DisarmOutcome }>(
        sql`select jidoka_disarm_playbook(${siteId}, ${name}, ${reason}, ${by.channel}, ${clock()})
          as outcome`,
      ),
    { principal: by.principal },
  )
  return row?.outcome ?? 'not_found'
}
