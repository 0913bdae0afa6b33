export { auditTimeline, listAudit, verifyAudit } from './audit.ts'
export { type DecisionInput, decide } from './decide.ts'
export { executeReady } from './execute.ts'
export { expireDue } from './expire.ts'
export { propose } from './propose.ts'
export { getProposal, listProposals } from './read.ts'
export {
  type AuditEvent,
  type DecideOutcome,
  type Diff,
  type DiffEntry,
  type EffectDefinition,
  type Evidence,
  type Execution,
  type MovedOperation,
  type Prediction,
  type ProposalDraft,
  type ProposalStatus,
  type ProposalView,
  type RiskLevel,
  rejectReasons,
} from './types.ts'
