import { sql } from 'drizzle-orm'
import { dayMs } from '../../../base/milliseconds.ts'
import type { Tx } from '../../../store/index.ts'
import { compileKpi } from '../compile.ts'
import type { MetricDefinition } from '../definition.ts'
import type { Window } from '../window.ts'
import { fromLocal, startOfDay, toLocal, zoneOf } from '../zone.ts'

/** A site's figure by the definition that stands and by the one that is proposed. */
export type TrialRow = {
  siteId: string
  window: Window
  before: number | null
  after: number | null
  rows: number
}

type Trial = {
  /** Null for a metric that is new. */
  before: MetricDefinition | null
  /** Null for one that ends. */
  after: MetricDefinition | null
  /** A site, or `group` for all that the reader sees. */
  scope: string
  now: Date
}

export const trialDays = 30
const mostSites = 20

/** Both definitions over the last 30 whole days of each site: what a change would change. */
export async function tryDefinitions(tx: Tx, trial: Trial): Promise<TrialRow[]> {
  const { scope, now } = trial
  const sites = await tx.rows<{ siteId: string; zone: string }>(sql`
    select site_id as "siteId", zone from site
    where ${scope === 'group'} or site_id = ${scope} order by site_id limit ${mostSites}`)
  const rows: TrialRow[] = []
  for (const { siteId, zone: zoneId } of sites) {
    const zone = zoneOf(zoneId)
    const today = startOfDay(toLocal(now, zone))
    const from = fromLocal(today - trialDays * dayMs, zone)
    const window = { from, to: fromLocal(today, zone), zone }
    rows.push(await tryAt(tx, { ...trial, siteId, window }))
  }
  return rows
}

type At = Trial & { siteId: string; window: Window }

async function tryAt(tx: Tx, { before, after, siteId, window, now }: At): Promise<TrialRow> {
  const metrics = [before, after].filter((metric) => metric !== null)
  const [row] = await tx.rows<Record<string, number | null>>(
    compileKpi({
      metrics,
      dimensions: [],
      sites: [siteId],
      filters: {},
      window,
      before: null,
      grain: null,
      order: { by: 'value', metric: 0, descending: true },
      limit: 1,
      now,
    }),
  )
  const value = (index: number) => row?.[`value_${index}_0`] ?? null
  return {
    siteId,
    window,
    before: before === null ? null : value(0),
    after: after === null ? null : value(before === null ? 0 : 1),
    rows: Number(row?.all_rows ?? 0),
  }
}
