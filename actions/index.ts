export type { Actor, GateDeps, Outcome, ProposalAddress, ShownProposal } from './act-on.ts'
export { auditTimeline, listAudit, verifyAudit } from './audit.ts'
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
export { type EditInput, edit } from './edit.ts'
export { executeReady } from './execute.ts'
export { escalateDue, expireDue } from './expire.ts'
export {
  type Handover,
  type HandoverOutcome,
  handOver,
  listHandovers,
  takeOver,
} from './hand-over.ts'
export {
  type AffectedProposal,
  changePolicyEffect,
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
export { propose } from './propose.ts'
export { getProposal, getVersions, listProposals } from './read.ts'
export { noteRefusal } from './refusal.ts'
export { type ProposalStatus, proposalStates } from './state-machine.ts'
export {
  type AuditEvent,
  type ClaimOutcome,
  type DecideOutcome,
  type DecisionView,
  type Diff,
  type DiffEntry,
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
  rejectReasons,
  type WithdrawOutcome,
} from './types.ts'
export { withdraw } from './withdraw.ts'
