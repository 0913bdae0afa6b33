import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { alertDefinition } from './rule.ts'

/** When somebody is to be told, and of what. */
const rule = {
  /** Null where something else than a metric is watched: then `definition` says what. */
  metricId: z.string().nullable(),
  /** Equipment id, or the site's own id. */
  scopeId: z.string(),
  comparison: z.enum(['above', 'below']).nullable(),
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  retired: z.boolean(),
  definition: alertDefinition.prefault({}),
}
export const alertRule = z.strictObject({ siteId: z.string(), ruleId: z.string(), ...rule })
export type AlertRule = z.infer<typeof alertRule>

/** The version that stood when it was proposed; null: there was none. */
export const alertRulePreconditions = z.strictObject({
  was: z.strictObject({ ...rule, version: z.int() }).nullable(),
})
export type AlertRuleNow = z.infer<typeof alertRulePreconditions>['was']

/** The newest version, null when there is none. */
export async function newestAlertRule(
  tx: Tx,
  { siteId, ruleId }: Pick<AlertRule, 'siteId' | 'ruleId'>,
): Promise<AlertRuleNow> {
  const [row] = await tx.rows<NonNullable<AlertRuleNow>>(sql`
    select version, metric_id as "metricId", scope_id as "scopeId", comparison, threshold, unit,
      retired, definition from alert_rule where site_id = ${siteId} and id = ${ruleId}
    order by version desc limit 1`)
  return row === undefined ? null : { ...row, definition: alertDefinition.parse(row.definition) }
}

/** Names the version that came between; null while the one that was shown still stands. */
export async function alertRuleStale(
  tx: Tx,
  wanted: AlertRule,
  was: AlertRuleNow,
): Promise<Outdated | null> {
  const now = await newestAlertRule(tx, wanted)
  if (now?.version === was?.version) return null
  const [before, after] = [was, now].map((one) => (one === null ? null : `v${one.version}`))
  return {
    ...{ precondition: 'alert_rule_newest', before: before ?? null, after: after ?? null },
    zh: `报警规则 ${wanted.ruleId} 已从 ${before ?? '无'} 变为 ${after ?? '无'}。`,
    en: `Alert rule ${wanted.ruleId} went from ${before ?? 'none'} to ${after ?? 'none'} since.`,
  }
}

/** Adds a version. Runs only inside the execution of the approved action. */
export async function setAlertRule(
  tx: Tx,
  wanted: AlertRule,
  { actionId, now }: { actionId: string; now: Date },
): Promise<{ ruleId: string; version: number }> {
  const { siteId, ruleId, metricId, scopeId, comparison, threshold, unit, retired } = wanted
  const definition = JSON.stringify(wanted.definition)
  const version = ((await newestAlertRule(tx, wanted))?.version ?? 0) + 1
  await tx.rows(sql`insert into alert_rule (site_id, id, version, metric_id, scope_id, comparison,
      threshold, unit, retired, origin, action_id, created_at, definition)
    values (${siteId}, ${ruleId}, ${version}, ${metricId}, ${scopeId}, ${comparison}, ${threshold},
      ${unit}, ${retired}, 'action', ${actionId}, ${now}, ${definition}::jsonb)`)
  await tx.rows(sql`select pg_notify('jidoka_alert', ${siteId})`)
  return { ruleId, version }
}
