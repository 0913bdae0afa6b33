import { and, desc, eq, sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { type PolicyRule, policyRule, type StandingRule } from './rule.ts'

type Row = typeof schema.policyRule.$inferSelect
export type RuleAddress = { siteId: string; rule: string }

/** The newest version of every rule of one's sites and of the group; the retired ones too. */
export function readPolicy(db: Db, principal: Principal): Promise<StandingRule[]> {
  return db.tx(
    'read',
    async (tx) => {
      const { policyRule: table } = schema
      const rows = await tx.orm
        .selectDistinctOn([table.siteId, table.rule])
        .from(table)
        .orderBy(table.siteId, table.rule, desc(table.version))
      return rows.map(ruleOf)
    },
    { principal },
  )
}

/** The newest version, null when there is none. */
export async function newestRule(
  tx: Tx,
  { siteId, rule }: RuleAddress,
): Promise<StandingRule | null> {
  const { policyRule: table } = schema
  const [row] = await tx.orm
    .select()
    .from(table)
    .where(and(eq(table.siteId, siteId), eq(table.rule, rule)))
    .orderBy(desc(table.version))
    .limit(1)
  return row === undefined ? null : ruleOf(row)
}

function ruleOf(row: Row): StandingRule {
  const { hoursFrom, hoursTo, quietFrom, quietTo, assetPath, amountPath, amountUnit } = row
  const span = (from: string | null, to: string | null) =>
    from === null || to === null ? null : { from, to }
  const { tool, risk, proposerRoles, approverRoles, approvalsNeeded, expiresMinutes } = row
  const said = policyRule.parse({
    ...{ tool, risk, proposerRoles, approverRoles, approvalsNeeded, expiresMinutes },
    ...{ delegable: row.delegable, escalation: row.escalation, limits: row.limits },
    hours: span(hoursFrom, hoursTo),
    quietHours: span(quietFrom, quietTo),
    assets: assetPath === null ? null : { path: assetPath, criticality: row.criticality },
    amount: amountPath === null ? null : { path: amountPath, unit: amountUnit, ...bandOf(row) },
    retired: row.retired,
  })
  const { siteId, rule, version, createdBy } = row
  return { ...said, siteId, rule, version, createdBy, createdAt: row.createdAt.toISOString() }
}

const bandOf = ({ amountFrom, amountBelow }: Row) => ({
  ...(amountFrom === null ? {} : { from: amountFrom }),
  ...(amountBelow === null ? {} : { below: amountBelow }),
})

type NewVersion = RuleAddress & { version: number; by: string; at: Date; actionId: string | null }

/** A rule as a row of `policy_rule`, keys as the columns are named. */
export function rowOf(said: PolicyRule, as: NewVersion): Record<string, unknown> {
  return {
    ...{ site_id: as.siteId, rule: as.rule, version: as.version, tool: said.tool },
    ...{ retired: said.retired, risk: said.risk, proposer_roles: said.proposerRoles },
    ...{ approver_roles: said.approverRoles, approvals_needed: said.approvalsNeeded },
    ...{ expires_minutes: said.expiresMinutes, delegable: said.delegable },
    ...{ escalation: said.escalation, limits: said.limits },
    ...{ hours_from: said.hours?.from ?? null, hours_to: said.hours?.to ?? null },
    ...{ quiet_from: said.quietHours?.from ?? null, quiet_to: said.quietHours?.to ?? null },
    ...{ asset_path: said.assets?.path ?? null, criticality: said.assets?.criticality ?? [] },
    ...{ amount_path: said.amount?.path ?? null, amount_unit: said.amount?.unit ?? null },
    ...{ amount_from: said.amount?.from ?? null, amount_below: said.amount?.below ?? null },
    ...{ origin: 'action', action_id: as.actionId, created_by: as.by, created_at: as.at },
  }
}

/** Adds a version. Only inside the execution of the approved change, or as its migration's owner. */
export async function storeRule(tx: Tx, said: PolicyRule, as: NewVersion): Promise<void> {
  const row = JSON.stringify(rowOf(said, as))
  await tx.rows(sql`insert into policy_rule
    select * from jsonb_populate_record(null::policy_rule, ${row}::jsonb)`)
}
