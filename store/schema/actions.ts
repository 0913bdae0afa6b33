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
import { riskLevels } from './policy.ts'

export const proposal = pgTable(
  'proposal',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    tool: text('tool').notNull(),
    version: integer('version').notNull(),
    /** One of the states of actions/state-machine.ts; only its transitions are let through. */
    status: text('status').notNull(),
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
    /** Persons who asked for it or edited it: none of them may approve it. */
    authors: text('authors').array().notNull(),
    channel: text('channel').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    approverRoles: text('approver_roles').array().notNull(),
    approvalsNeeded: integer('approvals_needed').notNull(),
    /** The rule that it was judged by, and what that rule says of waiting and standing in. */
    policySite: text('policy_site').notNull(),
    policyRule: text('policy_rule').notNull(),
    policyVersion: integer('policy_version').notNull(),
    escalation: jsonb('escalation').notNull(),
    delegable: boolean('delegable').notNull(),
    /** Steps of the escalation that have been told. */
    escalated: integer('escalated').notNull().default(0),
    /** What the tool was asked for; an edit starts from it. */
    input: jsonb('input').notNull(),
    editedBy: text('edited_by'),
    editReason: text('edit_reason'),
    /** When this version came to be: its escalation counts from here. */
    versionAt: instant('version_at').notNull(),
    /** Somebody looks at it; keeps nobody from deciding. */
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
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

/** Each version as it was shown, kept for good. */
export const proposalVersion = pgTable(
  'proposal_version',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    version: integer('version').notNull(),
    risk: text('risk', { enum: riskLevels }).notNull(),
    policySite: text('policy_site').notNull(),
    policyRule: text('policy_rule').notNull(),
    policyVersion: integer('policy_version').notNull(),
    input: jsonb('input').notNull(),
    args: text('args').notNull(),
    argsSha256: text('args_sha256').notNull(),
    preconditions: jsonb('preconditions').notNull(),
    diff: jsonb('diff').notNull(),
    prediction: jsonb('prediction'),
    evidence: jsonb('evidence').notNull(),
    editedBy: text('edited_by'),
    editReason: text('edit_reason'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.proposalId, t.version] })],
)

export const decision = pgTable(
  'decision',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    version: integer('version').notNull(),
    decidedBy: text('decided_by').notNull(),
    /** Whose right it was: the person's own, or of whoever delegated it. Counts once a version. */
    authority: text('authority').notNull(),
    verdict: text('verdict', { enum: ['approve', 'reject'] }).notNull(),
    reasonCode: text('reason_code'),
    reasonText: text('reason_text'),
    channel: text('channel').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.proposalId, t.version, t.decidedBy] }),
    uniqueIndex('decision_authority').on(t.siteId, t.proposalId, t.version, t.authority),
  ],
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

/**
 * What the chain holds only as a seal, SHA-256(salt + value): who, and what they wrote. Erased: the
 * row is gone, or a pseudonym stands there without a salt; the chain stays as it is.
 */
export const auditPersonal = pgTable(
  'audit_personal',
  {
    siteId: siteId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** `actor`, or a key of the detail. */
    field: text('field').notNull(),
    salt: text('salt'),
    value: text('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.seq, t.field] })],
)

/** Last link of each chain: a cut tail shows too. */
export const auditHead = pgTable('audit_head', {
  siteId: siteId().primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  sha256: text('sha256').notNull(),
})
