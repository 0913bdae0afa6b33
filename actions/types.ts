import type { Localized } from '../base/language.ts'
import type { Outdated } from '../base/outdated.ts'
import type { riskLevels, Tx } from '../store/index.ts'
import type { LessonUse } from './lessons/lesson.ts'
import type { ProposalStatus } from './state-machine.ts'

export type RiskLevel = (typeof riskLevels)[number]

/** One changed value of the world, as it is now and as it would be. */
export type DiffEntry = {
  label: Localized
  before: string | number | null
  after: string | number | null
  unit?: string
}

/** An operation of a schedule that moves; instants in ISO 8601. */
export type MovedOperation = {
  orderId: string
  seq: number
  before: { machineId: string; startAt: string; endAt: string } | null
  after: { machineId: string; startAt: string; endAt: string } | null
}

export type Diff = { entries: DiffEntry[]; moved?: MovedOperation[] }

/**
 * What it should move, by how much and by when; measured afterwards by the same version of the metric,
 * over the hours of the horizon after execution and a baseline of the same length before.
 */
export type Prediction = {
  metric: string
  version: number
  /** Which machines, lines, teams …: filters of the metric centre. */
  filters: Record<string, string[]>
  /** What `before` was read over; ISO 8601. */
  baseline: { from: string; to: string }
  label: Localized
  before: number | null
  after: number | null
  unit: string
  horizonHours: number
  /** Where after − before should lie in this share of cases; null: history is too short to say. */
  interval: { low: number; high: number; share: number } | null
}

/** What the proposal rests on; `at` is how old the data are, ISO 8601. */
export type Evidence = {
  kind: 'figure' | 'state' | 'document' | 'order' | 'note' | 'lesson'
  label: Localized
  value: Localized
  at: string | null
  /** Which lesson it is of, and what that did to the proposal. */
  lesson?: LessonUse
}

/** What a propose tool hands to the gate. `args` is exactly what will be executed. */
export type ProposalDraft = {
  siteId: string
  tool: string
  title: Localized
  /** What the tool was asked for: an edit starts from it. Absent: the arguments themselves. */
  input?: unknown
  args: unknown
  preconditions: unknown
  diff: Diff
  prediction: Prediction | null
  evidence: Evidence[]
}

export type DecisionView = {
  decidedBy: string
  /** Whose right it was; the same person unless it was delegated. */
  authority: string
  verdict: 'approve' | 'reject'
  reasonCode: string | null
  reasonText: string | null
  channel: string
  at: string
}

/** A proposal as people and clients see it; instants in ISO 8601. */
export type ProposalView = {
  siteId: string
  id: string
  tool: string
  version: number
  status: ProposalStatus
  risk: RiskLevel
  title: Localized
  args: unknown
  argsSha256: string
  diff: Diff
  prediction: Prediction | null
  evidence: Evidence[]
  tainted: boolean
  requestedBy: string
  /** Persons who asked for it or edited it: none of them may approve it. */
  authors: string[]
  channel: string
  approverRoles: string[]
  approvalsNeeded: number
  /** The rule that it was judged by. */
  policySite: string
  policyRule: string
  policyVersion: number
  /** Who else may decide, so many minutes after `versionAt`. */
  escalation: EscalationStep[]
  delegable: boolean
  /** The connector that takes it to another system once it is approved; null: it stays here. */
  connector: string | null
  input: unknown
  editedBy: string | null
  editReason: string | null
  versionAt: string
  /** Somebody looks at it, until then; keeps nobody from deciding. */
  claimedBy: string | null
  claimedUntil: string | null
  createdAt: string
  expiresAt: string
  decidedAt: string | null
  finishedAt: string | null
  result: Record<string, unknown> | null
  /** Of this version; those of earlier ones count for nothing. */
  decisions: DecisionView[]
}

/** One version as it was shown. */
export type ProposalVersionView = {
  version: number
  risk: RiskLevel
  policySite: string
  policyRule: string
  policyVersion: number
  args: unknown
  argsSha256: string
  diff: Diff
  prediction: Prediction | null
  editedBy: string | null
  editReason: string | null
  at: string
}

export type Execution = { siteId: string; actionId: string; requestedBy: string; now: Date }

/** An action that was done, for whoever would undo it. */
export type DoneAction = {
  siteId: string
  id: string
  args: unknown
  preconditions: unknown
  result: Record<string, unknown>
}

/** How an effect is taken back: by another proposal that people decide, or not at all. */
export type Compensation =
  | {
      kind: 'inverse'
      says: Localized
      /** Null: there is nothing left to undo. */
      draft: (tx: Tx, done: DoneAction) => Promise<ProposalDraft | null>
    }
  | { kind: 'irreversible'; says: Localized }

/** Another system that takes the effects of a tool at a site. */
export type Route = {
  connector: string
  /** It tells a repeat by its key, so that a message may be sent again. */
  repeatable: boolean
}
export type RouteOf = (tool: string, siteId: string) => Route | null

/** What happens when an approved proposal of a tool is executed. */
export type EffectDefinition = {
  tool: string
  /** Whether a connector may take it to another system; it is written down here either way. */
  reach: 'internal' | 'connectable'
  compensation: Compensation
  /** Names what has changed since it was proposed, or null when the world still holds. */
  stale: (tx: Tx, args: unknown, preconditions: unknown) => Promise<Outdated | null>
  /** Writes the effect, in the transaction that marks the proposal done. */
  apply: (tx: Tx, args: unknown, execution: Execution) => Promise<Record<string, unknown>>
}

/**
 * Every way a decision can end; all but the first three decide nothing. `policy_changed`: another
 * rule holds by now, and made a new version to look at.
 */
export type DecideOutcome =
  | 'approved'
  | 'waiting_for_second'
  | 'rejected'
  | 'already_decided'
  | 'other_version'
  | 'expired'
  | 'self_approval'
  | 'not_an_approver'
  | 'delegation_ended'
  | 'policy_changed'
  | 'policy_denies'
  | 'not_found'
  | 'reason_missing'

/** Every way an edit can end; all but `edited` change nothing. */
export type EditOutcome =
  | 'edited'
  | 'unchanged'
  | 'other_tool'
  | Exclude<DecideOutcome, 'approved' | 'waiting_for_second' | 'rejected' | `policy_${string}`>

export type WithdrawOutcome = 'withdrawn' | 'not_the_requester' | 'already_decided' | 'not_found'

export type ClaimOutcome =
  | 'claimed'
  | 'released'
  | 'claimed_by_other'
  | 'already_decided'
  | 'not_an_approver'
  | 'delegation_ended'
  | 'self_approval'
  | 'not_found'

export type EscalationStep = { afterMinutes: number; roles: string[] }

export const rejectReasons = [
  'not_needed',
  'wrong_time',
  'wrong_target',
  'wrong_values',
  'unsafe',
  'other',
] as const

/** One link of the audit chain, read back. */
export type AuditEvent = {
  siteId: string
  seq: number
  at: string
  event: string
  actor: string
  channel: string
  actionId: string | null
  tool: string | null
  detail: Record<string, unknown>
  /** Of this entry and the hash before it. */
  sha256: string
}
