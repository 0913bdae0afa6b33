import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { dayIn, zoneOf } from './zone.ts'

export type Target = {
  siteId: string
  metric: string
  /** Equipment id, or the site's own id. */
  scope: string
  target: number
}

/** What was set from a day on; by import: for all time, before everything that was approved. */
export type TargetPeriod = Omit<Target, 'target'> & {
  /** 0 for what was imported. */
  seq: number
  /** Null: none from then on. */
  target: number | null
  /** ISO date of the site; null for what was imported. */
  fromDay: string | null
  actionId: string | null
}

/** The widest scope first, and of each what was set first. */
export const targetPeriods = (where: SQL = sql`true`): SQL => sql`
  select site_id as "siteId", metric_id as metric, scope_id as scope, seq, target,
    from_day::text as "fromDay", action_id as "actionId"
  from (
    select site_id, metric_id, scope_id, 0 as seq, target, null::date as from_day,
      null as action_id from metric_target
    union all
    select site_id, metric_id, scope_id, seq, target, from_day, action_id
    from metric_target_version
  ) p
  where ${where} order by metric_id, site_id, scope_id <> site_id, scope_id, seq`

type Of = { metrics: { id: string }[]; sites: string[] }

export async function readTargetPeriods(tx: Tx, { metrics, sites }: Of): Promise<TargetPeriod[]> {
  const ids = metrics.map(({ id }) => id)
  if (ids.length === 0 || sites.length === 0) return []
  return tx.rows<TargetPeriod>(targetPeriods(sql`site_id in ${sites} and metric_id in ${ids}`))
}

/** What holds at each scope on a day: what begins last before its end, and of one day what was set last. */
export function periodsOn(periods: TargetPeriod[], day: string): TargetPeriod[] {
  const held = new Map<string, TargetPeriod>()
  for (const period of periods) {
    const key = JSON.stringify([period.siteId, period.metric, period.scope])
    const other = held.get(key)
    const begun = period.fromDay === null || period.fromDay <= day
    if (begun && (other?.fromDay ?? '') <= (period.fromDay ?? '')) held.set(key, period)
  }
  return [...held.values()]
}

export const targetsOn = (periods: TargetPeriod[], day: string): Target[] =>
  periodsOn(periods, day).flatMap(({ siteId, metric, scope, target }) =>
    target === null ? [] : [{ siteId, metric, scope, target }],
  )

/** Today at each site, by its own clock: ISO dates. */
export async function readToday(tx: Tx, now: Date): Promise<Map<string, string>> {
  const sites = await tx.orm.query.site.findMany({ columns: { siteId: true, zone: true } })
  return new Map(sites.map(({ siteId, zone }) => [siteId, dayIn(now, zoneOf(zone))]))
}

/** Targets of the metrics that hold now at the sites, the widest scope first. */
export async function readTargets(tx: Tx, { now, ...of }: Of & { now: Date }): Promise<Target[]> {
  const periods = await readTargetPeriods(tx, of)
  const today = await readToday(tx, now)
  return [...today].flatMap(([siteId, day]) =>
    targetsOn(
      periods.filter((one) => one.siteId === siteId),
      day,
    ),
  )
}
