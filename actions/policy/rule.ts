import { z } from 'zod'
import { criticalities, riskLevels, roles } from '../../store/index.ts'

const role = z.enum(roles)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write HH:MM, in plant time.')
const hours = z.strictObject({ from: timeOfDay, to: timeOfDay })
/** SQL/JSON path into the arguments, such as `$.quantity` or `$.scheduleSlots[*].machineId`. */
const path = z.string().max(200).regex(/^\$/, 'A path starts with $, such as $.quantity.')
const minutes = z.int().min(1).max(43_200)

const limit = z
  .strictObject({
    path,
    unit: z.string().min(1).max(20),
    /** Where the arguments name the unit themselves: it must be the one of the limit. */
    unitPath: path.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'Give min, max or both.')

const amount = z.strictObject({
  path,
  unit: z.string().min(1).max(20),
  from: z.number().min(0).optional(),
  below: z.number().positive().optional(),
})

/** A rule of the policy as people write it; docs/gate.md explains each field. */
export const policyRule = z
  .strictObject({
    tool: z.string().min(1).max(60),
    risk: z.enum(riskLevels),
    proposerRoles: z.array(role).default([]),
    approverRoles: z.array(role).min(1),
    approvalsNeeded: z.int().min(1).max(5),
    expiresMinutes: minutes,
    delegable: z.boolean().default(true),
    escalation: z
      .array(z.strictObject({ afterMinutes: minutes, roles: z.array(role).min(1) }))
      .max(5)
      .default([]),
    /** When it applies, in plant time; null: always. */
    hours: hours.nullable().default(null),
    assets: z
      .strictObject({ path, criticality: z.array(z.enum(criticalities)).min(1) })
      .nullable()
      .default(null),
    amount: amount.nullable().default(null),
    limits: z.array(limit).max(20).default([]),
    /** What was approved waits until these are over. */
    quietHours: hours.nullable().default(null),
    retired: z.boolean().default(false),
  })
  .refine(({ risk, approvalsNeeded }) => risk !== 'high' || approvalsNeeded >= 2, {
    path: ['approvalsNeeded'],
    message: 'High risk takes the approval of at least 2 different people.',
  })
export type PolicyRule = z.output<typeof policyRule>

/** A rule that stands, with its place. */
export type StandingRule = PolicyRule & {
  siteId: string
  rule: string
  version: number
  createdBy: string
  createdAt: string
}
