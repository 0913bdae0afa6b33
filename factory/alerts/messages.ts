import { sql } from 'drizzle-orm'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import type { AlertSeverity } from './event.ts'
import { isDue, paceMs } from './pace.ts'
import { sayMessage, type Told } from './say-message.ts'

type Deps = { db: Db; clock: Clock; newId: NewId }

/**
 * Makes messages of what people have to be told: one a person in ten minutes, all that waits in it.
 * A person is held while theirs is made, so two processes never tell the same thing twice.
 *
 * @returns how many messages were made
 */
export async function composeMessages(deps: Deps): Promise<number> {
  const now = deps.clock()
  const waiting = await deps.db.tx('read', (tx) =>
    tx.rows<{ forUser: string }>(sql`select distinct n.for_user as "forUser" from alert_notice n
      where n.message_id is null and (select count(*) from alert_message m where m.for_user = n.for_user
          and m.kind <> 'report' and m.created_at > ${new Date(now.getTime() - paceMs)}) < 3
      order by 1 limit 500`),
  )
  let made = 0
  for (const { forUser } of waiting) {
    made += await deps.db.tx('ingest', (tx) => tell(tx, forUser, { ...deps, now }))
  }
  return made
}

type Waiting = Told & { siteId: string; eventId: string; level: number; severity: AlertSeverity }

async function tell(
  tx: Tx,
  forUser: string,
  { newId, now }: Deps & { now: Date },
): Promise<number> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`alerts of ${forUser}`}, 0))`)
  const waiting = await waitingFor(tx, forUser)
  const sent = await tx.rows<{ at: Date }>(sql`select created_at as at from alert_message
    where for_user = ${forUser} and kind <> 'report'
      and created_at > ${new Date(now.getTime() - paceMs)}`)
  const pacing = {
    now: now.getTime(),
    sent: sent.map(({ at }) => at.getTime()),
    waiting: waiting.map(({ severity }) => ({ critical: severity === 'critical' })),
  }
  if (!isDue(pacing)) return 0
  const bySite = [...Map.groupBy(waiting, ({ siteId }) => siteId)]
  for (const [siteId, own] of bySite) {
    const id = newId('msg')
    const { kind, title, body } = sayMessage(own)
    const eventIds = [...new Set(own.map(({ eventId }) => eventId))]
    await tx.rows(sql`
      insert into alert_message (site_id, id, for_user, kind, title_zh, title_en, body_zh, body_en,
        event_ids, created_at, status, attempts, next_at)
      values (${siteId}, ${id}, ${forUser}, ${kind}, ${title.zh}, ${title.en}, ${body.zh}, ${body.en},
        ${sql.param(eventIds)}::text[], ${now}::timestamptz, 'queued', 0, ${now}::timestamptz)`)
    await tx.rows(sql`update alert_notice set message_id = ${id} where site_id = ${siteId}
      and for_user = ${forUser} and message_id is null and event_id in (
        select json_array_elements_text(${JSON.stringify(eventIds)}::json))`)
  }
  return bySite.length
}

/** Gravest first, then the newest; with how many events each one carries. */
const waitingFor = (tx: Tx, forUser: string): Promise<Waiting[]> =>
  tx.rows<Waiting>(sql`
    select e.site_id as "siteId", e.id as "eventId", n.level, e.severity, e.title_zh as "titleZh",
      e.title_en as "titleEn", e.raised_at as "raisedAt", e.cleared_at as "clearedAt",
      (select count(*)::int from alert_event c where c.site_id = e.site_id and c.cause_id = e.id)
        as followers
    from alert_notice n join alert_event e on e.site_id = n.site_id and e.id = n.event_id
    where n.for_user = ${forUser} and n.message_id is null
    order by array_position(array['critical','warning','info'], e.severity), e.raised_at desc, e.id
    limit 2000 for update of n`)
