import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'

/** The last level there is: whoever manages the site. */
const topLevel = 3

/**
 * Takes what nobody acknowledged to the next level, and wakes what was put off and still stands.
 *
 * @returns how many events moved
 */
export async function escalateDueAlerts({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const now = clock()
  return db.tx('ingest', async (tx) => {
    const moved = await tx.rows<Moved>(sql`
      update alert_event set level = level + 1, state = 'escalated',
        escalate_at = case when level + 1 < ${topLevel}::int then ${now}::timestamptz
          + (evidence->>'escalateMin')::float8 * interval '1 minute' end
      where state in ('open', 'escalated') and escalate_at <= ${now} and level < ${topLevel}::int
      returning site_id as "siteId", id, level`)
    const woken = await tx.rows<Moved>(sql`
      update alert_event set state = 'open', snoozed_until = null,
        escalate_at = ${now}::timestamptz + (evidence->>'escalateMin')::float8 * interval '1 minute'
      where state = 'snoozed' and snoozed_until <= ${now}
      returning site_id as "siteId", id, level`)
    await tellAgain(tx, woken, now)
    await noteSteps(tx, { events: moved, act: 'passed_on', now })
    await noteSteps(tx, { events: woken, act: 'woken', now })
    return moved.length + woken.length
  })
}

type Moved = { siteId: string; id: string; level: number }

/** Whoever was told before it was put off is told again. */
const tellAgain = (tx: Tx, events: Moved[], now: Date) =>
  tx.rows(sql`
    update alert_notice n set message_id = null, at = ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(events)}::json) as m("siteId" text, id text, level int)
    where n.site_id = m."siteId" and n.event_id = m.id and n.level = m.level`)

const noteSteps = (tx: Tx, { events, act, now }: { events: Moved[]; act: string; now: Date }) =>
  tx.rows(sql`
    insert into alert_step (site_id, event_id, seq, at, done_by, act, detail)
    select m."siteId", m.id, 1 + coalesce((select max(seq) from alert_step s
      where s.site_id = m."siteId" and s.event_id = m.id), 0), ${now}::timestamptz, 'system', ${act},
      jsonb_build_object('level', m.level)
    from json_to_recordset(${JSON.stringify(events)}::json) as m("siteId" text, id text, level int)`)
