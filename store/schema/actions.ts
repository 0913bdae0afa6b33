import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const riskLevels = ['low', 'medium', 'high'] as const
export const proposalStatuses = [
  'pending',
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'done',
  'failed',
  'stale',
] as const

/** Who may approve what: data, default deny. The most specific row wins (site, then group). */
export const policyRule = pgTable(
  'policy_rule',
  {
    siteId: siteId(),
    tool: text('tool').notNull(),
    risk: text('risk', { enum: riskLevels }).notNull(),
    approverRoles: text('approver_roles').array().notNull(),
    approvalsNeeded: integer('approvals_needed').notNull(),
    expiresMinutes: integer('expires_minutes').notNull(),
    /** Who may ask for it; empty: everybody with a role at the site. */
    proposerRoles: text('proposer_roles').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.tool] })],
)

export const proposal = pgTable(
  'proposal',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    tool: text('tool').notNull(),
    version: integer('version').notNull(),
    status: text('status', { enum: proposalStatuses }).notNull(),
    risk: text('risk', { enum: riskLevels }).notNull(),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    /** Canonical JSON; the hash is of exactly this text, checked by the database. */
    args: text('args').notNull(),
    argsSha256: text('args_sha256').notNull(),
    /** What the world looked like when it was proposed; re-checked at execution. */
    preconditions: jsonb('preconditions').notNull(),
    diff: jsonb('diff').notNull(),
    prediction: jsonb('prediction'),
    evidence: jsonb('evidence').notNull(),
    /** Made after reading content that a stranger could have written. */
    tainted: boolean('tainted').notNull(),
    requestedBy: text('requested_by').notNull(),
    channel: text('channel').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    approverRoles: text('approver_roles').array().notNull(),
    approvalsNeeded: integer('approvals_needed').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    decidedAt: instant('decided_at'),
    finishedAt: instant('finished_at'),
    result: jsonb('result'),
    /** The transaction that executes it; effect tables accept writes in that one only. */
    executingXid: text('executing_xid'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('proposal_idempotency').on(t.siteId, t.requestedBy, t.idempotencyKey),
    index('proposal_status').on(t.siteId, t.status, t.createdAt),
  ],
)

export const decision = pgTable(
  'decision',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    version: integer('version').notNull(),
    decidedBy: text('decided_by').notNull(),
    verdict: text('verdict', { enum: ['approve', 'reject'] }).notNull(),
    reasonCode: text('reason_code'),
    reasonText: text('reason_text'),
    channel: text('channel').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.proposalId, t.version, t.decidedBy] })],
)

/** Work that must happen after a commit. One row per approved proposal. */
export const outbox = pgTable(
  'outbox',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    argsSha256: text('args_sha256').notNull(),
    status: text('status', { enum: ['ready', 'done'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    readyAt: instant('ready_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.proposalId] }),
    index('outbox_ready').on(t.status, t.readyAt),
  ],
)

/** Append-only, hash-chained per site. `record` is canonical JSON and holds everything. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    siteId: siteId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    previousSha256: text('previous_sha256').notNull(),
    sha256: text('sha256').notNull(),
    record: text('record').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.seq] })],
)

/** Last link of each chain: a cut tail shows too. */
export const auditHead = pgTable('audit_head', {
  siteId: siteId().primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
})
