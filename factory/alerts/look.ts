import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'

/** What there is to do, all seen at one glance: most rounds find nothing. */
export type Look = {
  /** How many versions of rules there are: a rule never changes otherwise. */
  versions: number
  escalate: boolean
  route: boolean
  tell: boolean
  send: boolean
}

export async function lookForWork({ db, clock }: { db: Db; clock: Clock }): Promise<Look> {
  const now = clock()
  const [found] = await db.tx('read', (tx) =>
    tx.rows<Look>(sql`select
      (select count(*)::int from alert_rule) as versions,
      exists (select from alert_event where state <> 'closed'
        and (escalate_at <= ${now} or snoozed_until <= ${now})) as escalate,
      exists (select from alert_event where routed_level < level) as route,
      exists (select from alert_notice where message_id is null) as tell,
      exists (select from alert_message where status = 'queued' and next_at <= ${now}) as send`),
  )
  return found ?? { versions: 0, escalate: false, route: false, tell: false, send: false }
}
