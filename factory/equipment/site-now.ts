import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type StateNow, stateColumns } from './machine-now.ts'

/** Whoever sends for a machine and says nothing for longer than this is not believed any more. */
const silentS = 15 * 60
/** A machine that runs is heard of: pieces, samples or another state. */
const quietRunS = 60 * 60

/** `stale`: what it did last is known, what it does now is not. `never`: it was never heard of. */
export type TileFreshness = 'fresh' | 'stale' | 'never'

export type MachineTile = {
  id: string
  nameZh: string
  nameEn: string
  lineId: string | null
  lineZh: string | null
  lineEn: string | null
  state: StateNow | null
  freshness: TileFreshness
  /** Newest instant that is known of it. */
  heardAt: Date | null
  /** What pieces were last counted of and for, within a day. */
  orderId: string | null
  productZh: string | null
  productEn: string | null
  openTickets: number
  /** Of the last 24 hours. */
  alarms: number
}

type Row = Omit<MachineTile, 'state' | 'freshness' | 'heardAt'> &
  Omit<StateNow, 'state' | 'since'> & {
    state: string | null
    since: Date | null
    /** Newest instant of the machine itself, and of whoever sends for it. */
    ownAt: Date | null
    sourceAt: Date | null
  }

/** What every machine of a site does at `now`, in one statement, line by line. */
export async function readSiteNow(
  tx: Tx,
  { siteId, now }: { siteId: string; now: Date },
): Promise<MachineTile[]> {
  const until = sql`${now}::timestamptz`
  const rows = await tx.rows<Row>(sql`
    select e.id, e.name_zh as "nameZh", e.name_en as "nameEn", l.id as "lineId",
      l.name_zh as "lineZh", l.name_en as "lineEn", ${stateColumns(now)}, c.order_id as "orderId",
      p.name_zh as "productZh", p.name_en as "productEn",
      greatest(s.start_at, case when s.end_at <= ${until} then s.end_at end, c.at, t.at, m.at)
        as "ownAt",
      least(i.at, ${until}) as "sourceAt",
      (select count(*)::int from ticket k where k.site_id = e.site_id and k.equipment_id = e.id
        and k.status in ('open', 'in_progress')) as "openTickets",
      (select count(*)::int from machine_alarm a where a.site_id = e.site_id
        and a.machine_id = e.id and a.at <= ${until} and a.at > ${until} - interval '1 day') as alarms
    from equipment e
    left join equipment l on l.site_id = e.site_id and l.id = e.line_id
    left join lateral (select * from machine_state where site_id = e.site_id
      and machine_id = e.id and start_at <= ${until} order by start_at desc limit 1) s on true
    left join downtime_reason r on r.site_id = s.site_id and r.id = s.reason_id
    left join lateral (select * from production_count where site_id = e.site_id
      and machine_id = e.id and at <= ${until} and at > ${until} - interval '1 day'
      order by at desc limit 1) c on true
    left join product p on p.site_id = c.site_id and p.id = c.product_id
    left join lateral (select max(at) as at from state_sample where site_id = e.site_id
      and machine_id = e.id and at <= ${until} and at > ${until} - interval '1 day') t on true
    left join lateral (select max(n.at) as at from tag g cross join lateral (select at
      from measurement where site_id = g.site_id and tag_id = g.id and at <= ${until}
      order by at desc limit 1) n
      where g.site_id = e.site_id and g.equipment_id = e.id) m on true
    left join (select source, coalesce(max(data_until), max(received_at)) as at
      from ingest_source where site_id = ${siteId} group by source) i on i.source = s.source
    where e.site_id = ${siteId} and e.level = 'machine' order by l.id nulls last, e.id`)
  return rows.map((row) => tileOf(row, now))
}

function tileOf(row: Row, now: Date): MachineTile {
  const { id, nameZh, nameEn, lineId, lineZh, lineEn, openTickets, alarms } = row
  const { state, since, category, until, reasonId, reasonZh, reasonEn, note } = row
  const { orderId, productZh, productEn } = row
  return {
    ...{ id, nameZh, nameEn, lineId, lineZh, lineEn, orderId, productZh, productEn },
    ...{ openTickets, alarms, ...heard(row, now) },
    state:
      state === null || since === null
        ? null
        : { state, category, since, until, reasonId, reasonZh, reasonEn, note },
  }
}

/** A last state that nothing confirms is never shown as what goes on. */
function heard(
  { state, until, category, ownAt, sourceAt }: Row,
  now: Date,
): Pick<MachineTile, 'freshness' | 'heardAt'> {
  if (state === null) return { freshness: 'never', heardAt: ownAt }
  const olderThan = (at: Date | null, seconds: number) =>
    at === null || now.getTime() - at.getTime() > seconds * 1000
  if (until !== null) return { freshness: 'stale', heardAt: ownAt }
  if (olderThan(sourceAt, silentS) && olderThan(ownAt, silentS)) {
    return { freshness: 'stale', heardAt: later(ownAt, sourceAt) }
  }
  if (category === 'production' && olderThan(ownAt, quietRunS)) {
    return { freshness: 'stale', heardAt: ownAt }
  }
  return { freshness: 'fresh', heardAt: later(ownAt, sourceAt) }
}

const later = (a: Date | null, b: Date | null): Date | null =>
  a === null || (b !== null && b > a) ? b : a
