export type { Actor, GateDeps, Outcome, ProposalAddress, ShownProposal } from './act-on.ts'
export { auditTimeline, listAudit, verifyAudit } from './audit.ts'
export {
  type AuditHead,
  type AuditSummary,
  auditHeadOf,
  auditPage,
  type ExportedEntry,
  summariseAudit,
} from './audit-export.ts'
export { claim } from './claim.ts'
export { type BulkOutcome, type DecisionInput, decide, decideBulk } from './decide.ts'
export {
  type DelegateOutcome,
  type Delegation,
  delegate,
  listDelegations,
  type RevokeOutcome,
  revokeDelegation,
} from './delegate.ts'
export { type Answer, type DeliverDeps, deliverDue, type Outgoing, waitMs } from './deliver.ts'
export {
  type DeliveryView,
  getDelivery,
  listStuckDeliveries,
  type RetryOutcome,
  retryDelivery,
  type SettleOutcome,
  settleDelivery,
} from './delivery.ts'
export { type EditInput, edit } from './edit.ts'
export { type Erasure, erasePerson } from './erase.ts'
export { executeReady } from './execute.ts'
export { escalateDue, expireDue } from './expire.ts'
export {
  type Control,
  comparableMachines,
  type Effect,
  type FollowUpReport,
  followUpDue,
  followUpReport,
  getOutcome,
  halfWidth,
  intervalShare,
  type Measure,
  type Measurement,
  type MeasureRequest,
  type OutcomeView,
  type Track,
  type Window,
} from './follow-up/index.ts'
export {
  type Handover,
  type HandoverOutcome,
  handOver,
  listHandovers,
  takeOver,
} from './hand-over.ts'
export {
  conflictsIn,
  type Lesson,
  type LessonInput,
  type LessonRule,
  type LessonUse,
  lessonInput,
  lessonWords,
  listLessons,
  minutesUntilFree,
  type RetireOutcome,
  retireLesson,
  type StandingLesson,
  standingLessons,
  type Taught,
  type TeachOutcome,
  teach,
} from './lessons/index.ts'
export {
  type DecidedThen,
  type GatePeriod,
  type MeasuredThen,
  type OpenThen,
  readGatePeriod,
} from './period.ts'
export {
  type AffectedProposal,
  changePolicyEffect,
  fileableBy,
  type PolicyChange,
  type PolicyPreview,
  type PolicyRule,
  policyChange,
  policyRule,
  previewPolicyChange,
  proposePolicyChange,
  readPolicy,
  type StandingRule,
} from './policy/index.ts'
export { propose, type Requester } from './propose.ts'
export { getProposal, getVersions, listProposals } from './read.ts'
export { noteRefusal } from './refusal.ts'
export { type ProposalStatus, proposalStates } from './state-machine.ts'
export {
  type AuditEvent,
  type ClaimOutcome,
  type Compensation,
  type DecideOutcome,
  type DecisionView,
  type Diff,
  type DiffEntry,
  type DoneAction,
  type EditOutcome,
  type EffectDefinition,
  type EscalationStep,
  type Evidence,
  type Execution,
  type MovedOperation,
  type Prediction,
  type ProposalDraft,
  type ProposalVersionView,
  type ProposalView,
  type RiskLevel,
  type Route,
  type RouteOf,
  rejectReasons,
  type WithdrawOutcome,
} from './types.ts'
export { proposeUndo } from './undo.ts'
export { withdraw } from './withdraw.ts'
