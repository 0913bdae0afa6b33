import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type Rule, readRule, type StoredRule } from './rule.ts'

export type StandingRule = Rule & { createdAt: Date; actionId: string }

type Stored = StoredRule & { createdAt: Date; actionId: string }

/** The newest version of every rule that is not retired. */
export async function standingRules(tx: Tx): Promise<StandingRule[]> {
  const rows = await tx.rows<Stored>(sql`
    select site_id as "siteId", id as "ruleId", version, metric_id as "metricId",
      scope_id as "scopeId", comparison, threshold, unit, definition, created_at as "createdAt",
      action_id as "actionId"
    from (select distinct on (site_id, id) * from alert_rule order by site_id, id, version desc) r
    where not retired order by site_id, id`)
  return rows.flatMap(({ createdAt, actionId, ...row }) => {
    const rule = readRule(row)
    return rule === null ? [] : [{ ...rule, createdAt, actionId }]
  })
}
