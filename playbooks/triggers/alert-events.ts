import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { TriggerEvent, TriggerOf } from '../playbook.ts'
import type { Looking } from './machine-events.ts'

/**
 * Alerts of these rules, when they were raised. What follows from another alert is told with that
 * one, and asks for nothing of its own.
 */
export async function alertEvents(
  tx: Tx,
  { siteId, from, to }: Looking,
  { rules, severity }: TriggerOf<'alert'>,
): Promise<TriggerEvent[]> {
  const rows = await tx.rows<{
    id: string
    at: Date
    subject: string
    rule: string
    value: number | null
    severity: string
  }>(sql`
    select id, raised_at as at, scope_id as subject, rule_id as rule, value, severity
    from alert_event where site_id = ${siteId} and rule_id in ${rules} and cause_id is null
      and raised_at >= ${from} and raised_at < ${to}
      and array_position(array['info','warning','critical'], severity)
        >= array_position(array['info','warning','critical'], ${severity})
    order by raised_at, id`)
  return rows.map(({ id, at, subject, rule, value, severity: held }) => ({
    ...{ key: `alert|${id}`, at, subject },
    fields: { rule, severity: held, value: value ?? '–' },
  }))
}
