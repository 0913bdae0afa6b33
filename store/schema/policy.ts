import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const riskLevels = ['low', 'medium', 'high'] as const
export const criticalities = ['A', 'B', 'C'] as const

/**
 * Who may ask for what, who decides and within which limits: data, default deny. A version is never
 * rewritten; the newest of a rule counts. Of the rules that match a proposal, the site's own come
 * before the group's, and of those the strictest holds.
 */
export const policyRule = pgTable(
  'policy_rule',
  {
    siteId: siteId(),
    rule: text('rule').notNull(),
    version: integer('version').notNull(),
    tool: text('tool').notNull(),
    retired: boolean('retired').notNull().default(false),
    risk: text('risk', { enum: riskLevels }).notNull(),
    /** Who may ask for it; empty: everybody with a role at the site. */
    proposerRoles: text('proposer_roles').array().notNull().default([]),
    approverRoles: text('approver_roles').array().notNull(),
    approvalsNeeded: integer('approvals_needed').notNull(),
    expiresMinutes: integer('expires_minutes').notNull(),
    /** Whether somebody may decide by a right that was delegated. */
    delegable: boolean('delegable').notNull().default(true),
    /** [{afterMinutes, roles}]: who else may decide once it has waited so long. */
    escalation: jsonb('escalation').notNull().default([]),
    /** When the rule applies, HH:MM in the zone of the plant; null: at any time. */
    hoursFrom: text('hours_from'),
    hoursTo: text('hours_to'),
    /** SQL/JSON path to the equipment in the arguments, and the criticalities it applies to. */
    assetPath: text('asset_path'),
    criticality: text('criticality').array().notNull().default([]),
    /** SQL/JSON path to what is summed up, and the amounts it applies to. */
    amountPath: text('amount_path'),
    amountUnit: text('amount_unit'),
    amountFrom: doublePrecision('amount_from'),
    amountBelow: doublePrecision('amount_below'),
    /** [{path, unit, unitPath?, min?, max?}]: what the arguments may be at all. */
    limits: jsonb('limits').notNull().default([]),
    /** Between these an approved action waits, HH:MM in the zone of the plant. */
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    origin: text('origin', { enum: ['seed', 'action'] })
      .notNull()
      .default('seed'),
    actionId: text('action_id'),
    createdBy: text('created_by').notNull().default('system'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.rule, t.version] })],
)
