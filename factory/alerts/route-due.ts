import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { isoInZone, zoneOf } from '../metrics/index.ts'
import { type KnownPlaces, placesAt } from './places.ts'
import { type Duty, type Holder, route } from './route.ts'

type Deps = { db: Db; clock: Clock; known: { places: KnownPlaces } }

type Unrouted = {
  siteId: string
  id: string
  role: string
  scopeId: string
  level: number
  zone: string
}

/** Says for each event whom it goes to at its level; sent are the messages. */
export async function routeDue({ db, clock, known }: Deps): Promise<number> {
  const now = clock()
  const events = await db.tx('read', (tx) => unrouted(tx, now))
  if (events.length === 0) return 0
  const notices: { siteId: string; eventId: string; forUser: string; level: number }[] = []
  for (const [siteId, own] of Map.groupBy(events, (event) => event.siteId)) {
    const { duties, places } = await db.tx('read', async (tx) => ({
      duties: await dutiesAt(tx, siteId, now),
      places: await placesAt(tx, known.places, siteId),
    }))
    const holders = await db.tx('app', (tx) => holdersAt(tx, siteId))
    for (const { id, role, scopeId, level, zone } of own) {
      const asked = { role, level, chain: places.chainOf(scopeId), minute: minuteAt(now, zone) }
      for (const forUser of route(asked, { duties, holders }))
        notices.push({ siteId, eventId: id, forUser, level })
    }
  }
  await db.tx('ingest', (tx) => writeNotices(tx, { events, notices, now }))
  return events.length
}

const unrouted = (tx: Tx, now: Date): Promise<Unrouted[]> =>
  tx.rows<Unrouted>(sql`
    select e.site_id as "siteId", e.id, e.role, e.scope_id as "scopeId", e.level,
      coalesce(s.zone, 'UTC') as zone
    from alert_event e left join site s on s.site_id = e.site_id
    where e.routed_level < e.level and (e.silenced_until is null or e.silenced_until <= ${now})
      and (e.state <> 'closed' or e.silenced_until is null)
    order by e.recorded_at, e.id limit 1000`)

async function dutiesAt(tx: Tx, siteId: string, now: Date): Promise<Duty[]> {
  const rows = await tx.rows<
    Omit<Duty, 'shift'> & { startMinute: number | null; endMinute: number | null }
  >(sql`
    select c.duty_user as "userId", c.role, c.scope_id as "scopeId", c.level,
      s.start_minute as "startMinute", s.end_minute as "endMinute"
    from on_call c left join shift s on s.site_id = c.site_id and s.id = c.shift_id
    where c.site_id = ${siteId} and c.from_at <= ${now} and c.until_at > ${now}
      and c.ended_at is null`)
  return rows.map(({ startMinute, endMinute, ...duty }) => ({
    ...duty,
    shift: startMinute === null || endMinute === null ? null : { startMinute, endMinute },
  }))
}

const holdersAt = (tx: Tx, siteId: string): Promise<Holder[]> =>
  tx.rows<Holder>(sql`select user_id as "userId", role from user_role
    where site_id = ${siteId} order by user_id`)

function minuteAt(now: Date, zone: string): number {
  const [hours = 0, minutes = 0] = isoInZone(now, zoneOf(zone)).slice(11, 16).split(':').map(Number)
  return 60 * hours + minutes
}

type Routed = {
  events: Unrouted[]
  notices: { siteId: string; eventId: string; forUser: string; level: number }[]
  now: Date
}

async function writeNotices(tx: Tx, { events, notices, now }: Routed): Promise<void> {
  await tx.rows(sql`
    insert into alert_notice (site_id, event_id, for_user, level, at)
    select n."siteId", n."eventId", n."forUser", n.level, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(notices)}::json) as n("siteId" text, "eventId" text,
      "forUser" text, level int)
    on conflict do nothing`)
  await tx.rows(sql`
    update alert_event e set routed_level = r.level
    from json_to_recordset(${JSON.stringify(events)}::json) as r("siteId" text, id text, level int)
    where e.site_id = r."siteId" and e.id = r.id and e.routed_level < r.level`)
}
