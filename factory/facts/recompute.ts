import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { chunkRanges, type HourRange, hourRanges, type TouchedTime } from './ranges.ts'
import { forget, forgetDays, insertDays, insertDowntime, insertHours } from './statements.ts'
import type { FactScope } from './time-slices.ts'

/** Machine hours of one statement: some 100 MB of work at most. */
const hoursPerStatement = 50_000

type Recompute = { siteId: string; touched: TouchedTime[]; now: Date }

/**
 * Computes the hourly facts of the touched machines and hours anew from states, counts, failures,
 * shifts and roster, in the caller's transaction. The caller holds the site's row (`for no key
 * update`), so that two recomputations of a site never see half of each other.
 */
export async function recomputeFacts(tx: Tx, { siteId, touched, now }: Recompute): Promise<void> {
  if (touched.length === 0) return
  for (const ranges of chunkRanges(hourRanges(touched), hoursPerStatement)) {
    const scope: FactScope = { siteId, rangesJson: rangesJson(ranges), now }
    await tx.exec(plans.byIndex)
    await tx.rows(forget('fact_hour', scope))
    await tx.rows(forget('fact_downtime', scope))
    await tx.exec(plans.byHash)
    await tx.rows(insertHours(scope))
    await tx.rows(insertDowntime(scope))
    await tx.exec(plans.byIndex)
    await rollUp(tx, scope)
  }
  await tx.exec(plans.free)
}

async function rollUp(tx: Tx, scope: FactScope): Promise<void> {
  await tx.rows(forgetDays(scope))
  await tx.rows(insertDays(scope))
}

/** Days of hourly facts that came by another way than `recomputeFacts`; only tests have such. */
export async function rollUpSite(tx: Tx, siteId: string): Promise<void> {
  const ranges = await tx.rows<HourRange>(sql`
    select machine_id as "machineId", min(hour) as "from", max(hour) + interval '1 hour' as "to"
    from fact_hour where site_id = ${siteId} group by machine_id`)
  await rollUp(tx, { siteId, rangesJson: rangesJson(ranges), now: new Date(0) })
}

/**
 * The planner knows nothing of the size of JSON ranges, nor of tables that were just filled: it
 * would read all facts to forget an hour, and compare every state with every hour. So the
 * statements run as they read: by index where `lateral` asks for it, by hash elsewhere.
 */
const plans = {
  byIndex: `set local enable_nestloop = on; set local enable_hashjoin = off;
    set local enable_mergejoin = off; set local enable_material = off;
    set local enable_bitmapscan = off; set local jit = off`,
  byHash: `set local enable_nestloop = off; set local enable_hashjoin = on;
    set local enable_mergejoin = off; set local work_mem = '64MB'`,
  free: `set local enable_nestloop = on; set local enable_hashjoin = on;
    set local enable_mergejoin = on; set local enable_material = on;
    set local enable_bitmapscan = on`,
}

const rangesJson = (ranges: HourRange[]): string =>
  JSON.stringify(
    ranges.map(({ machineId, from, to }) => ({ machine_id: machineId, from_at: from, to_at: to })),
  )

/** All the time that the events or facts of each machine of the site speak of. */
export async function machineExtents(tx: Tx, siteId: string): Promise<TouchedTime[]> {
  return tx.rows<TouchedTime>(sql`
    select e.id as "machineId", min(x.from_at) as "from", max(x.to_at) as "to"
    from equipment e
    cross join lateral (
      select min(start_at) as from_at, greatest(max(start_at), max(end_at),
        case when bool_or(end_at is null) then (
          select max(data_until) from ingest_source where site_id = ${siteId}) end) as to_at
        from machine_state where site_id = ${siteId} and machine_id = e.id having count(*) > 0
      union all select min(at) - interval '1 millisecond', max(at) from production_count
        where site_id = ${siteId} and machine_id = e.id
      union all select min(at), max(at) from failure_event
        where site_id = ${siteId} and machine_id = e.id
      union all select min(hour), max(hour) + interval '1 hour' from fact_hour
        where site_id = ${siteId} and machine_id = e.id
    ) x
    where e.site_id = ${siteId}
    group by e.id having min(x.from_at) is not null`)
}

/** Facts of a whole site from scratch; each 50,000 machine hours in a transaction of their own. */
export async function rebuildFacts(
  { db, clock }: { db: Db; clock: Clock },
  siteId: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ machineHours: number }> {
  const extents = await db.tx('ingest', (tx) => machineExtents(tx, siteId))
  let machineHours = 0
  for (const touched of chunkRanges(hourRanges(extents), hoursPerStatement)) {
    signal?.throwIfAborted()
    await db.tx(
      'ingest',
      async (tx) => {
        await lockSite(tx, siteId)
        await recomputeFacts(tx, { siteId, touched, now: clock() })
      },
      { timeoutMs: 300_000 },
    )
    machineHours += touched.reduce((sum, { from, to }) => sum + hoursBetween(from, to), 0)
  }
  return { machineHours }
}

const hoursBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 3_600_000

/** Facts of a site are recomputed by one transaction at a time; false when there is no such site. */
export async function lockSite(tx: Tx, siteId: string): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from site where site_id = ${siteId} for no key update`)
  return rows.length > 0
}
