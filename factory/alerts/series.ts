import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { Point, WatchState } from './advance.ts'
import type { AlertFeed } from './event.ts'

/** A watch as it stands. */
export type Watch = {
  siteId: string
  ruleId: string
  subject: string
  version: number
  feed: AlertFeed
  scopeId: string
  labelZh: string
  labelEn: string
  unit: string
  checkpoint: WatchState
  checkpointAt: Date
  turn: number
}

export const watchKey = ({
  siteId,
  ruleId,
  subject,
}: Pick<Watch, 'siteId' | 'ruleId' | 'subject'>) => JSON.stringify([siteId, ruleId, subject])

type Read = { siteId: string; ruleId: string; subject: string; at: Date; value: number | null }

const mostPoints = 20_000

/** What came for each watch since its checkpoint, in the order of time; metrics are asked elsewhere. */
export async function readPoints(
  tx: Tx,
  watches: readonly Watch[],
  until: Date,
): Promise<Map<string, Point[]>> {
  const points = new Map<string, Point[]>()
  for (const [feed, own] of Map.groupBy(watches, (watch) => watch.feed)) {
    const reads = readers[feed]
    if (reads === null) continue
    const rows = await tx.rows<Read>(sql`
      with w as materialized (select * from json_to_recordset(${JSON.stringify(own.map(keysOf))}::json)
        as k("siteId" text, "ruleId" text, subject text, since timestamptz))
      select w."siteId", w."ruleId", w.subject, p.at, p.value from w
      cross join lateral (${reads(until)}) p order by p.at`)
    for (const row of rows) {
      const key = watchKey(row)
      const known = points.get(key)
      const point = { at: row.at.getTime(), value: row.value }
      if (known === undefined) points.set(key, [point])
      else known.push(point)
    }
  }
  return points
}

const keysOf = ({ siteId, ruleId, subject, checkpointAt }: Watch) => ({
  ...{ siteId, ruleId, subject, since: checkpointAt },
})

const readers: Record<AlertFeed, ((until: Date) => SQL) | null> = {
  metric: null,
  tag: (until) => sql`
    select at, case quality when 'good' then value end as value from measurement m
    where m.site_id = w."siteId" and m.tag_id = w.subject and m.at > w.since and m.at <= ${until}
    order by at limit ${mostPoints}`,
  characteristic: (until) => sql`
    select at, value from quality_sample q where q.site_id = w."siteId"
      and q.characteristic_id = w.subject and q.at > w.since and q.at <= ${until}
    order by at limit ${mostPoints}`,
  /** In a wanted category: 1. An end that nothing follows is no news. The state before runs on. */
  state: (until) => sql`
    select start_at as at, case when r.definition->'watched'->'categories' ? s.category
      then 1 else 0 end::float8 as value
    from machine_state s
    cross join lateral (select definition from alert_rule a where a.site_id = w."siteId"
      and a.id = w."ruleId" order by version desc limit 1) r
    where s.site_id = w."siteId" and s.machine_id = w.subject and s.start_at <= ${until}
      and (s.start_at > w.since or (s.start_at <= w.since and (s.end_at is null or s.end_at > w.since)))
    order by at limit ${mostPoints}`,
  /** One point: when it last spoke. */
  source: (until) => sql`
    select max(received_at) as at, 0::float8 as value from ingest_source i
    where i.site_id = w."siteId" and i.source = w.subject and i.received_at <= ${until}
    having max(received_at) > w.since`,
  material: (until) => sql`
    select counted_at as at, quantity as value from stock k where k.site_id = w."siteId"
      and k.material_id = w.subject and k.counted_at > w.since and k.counted_at <= ${until}
    order by at limit ${mostPoints}`,
}
