/**
 * What the pages ask of the gate beside the list and the decision.
 *
 * POST /api/proposals/bulk BulkRequest                     → BulkReply, one outcome each
 * GET  /api/proposals/:siteId/:id/versions                 → ProposalVersions
 * POST /api/proposals/:siteId/:id/edit EditRequest         → EditReply (409 unless it was edited)
 * POST /api/proposals/:siteId/:id/withdraw WithdrawRequest → WithdrawReply (409 unless it was)
 * POST /api/proposals/:siteId/:id/claim ClaimRequest       → ClaimReply (409 unless it was)
 * GET  /api/policy                                         → PolicyPage
 * POST /api/policy/preview PolicyChange                    → PolicyPreview
 * POST /api/policy/changes PolicyChangeRequest             → ProposalView, which waits
 * GET  /api/delegations                                    → DelegationPage
 * POST /api/delegations DelegationRequest                  → DelegationReply (409 unless it holds)
 * POST /api/delegations/:siteId/:id/revoke                 → RevokeReply (409 unless it was)
 * GET  /api/handovers/:siteId                              → HandoverPage
 * POST /api/handovers/:siteId HandoverRequest              → HandoverReply (409 unless it counted)
 * POST /api/handovers/:siteId/:id/taken                    → {outcome}
 * GET  /api/outcomes?site=S                                → OutcomePage, what executed proposals came to
 */
import type {
  BulkOutcome,
  ClaimOutcome,
  DelegateOutcome,
  Delegation,
  EditOutcome,
  FollowUpReport,
  Handover,
  HandoverOutcome,
  PolicyChange,
  ProposalVersionView,
  ProposalView,
  RevokeOutcome,
  StandingRule,
  WithdrawOutcome,
} from '../../actions/index.ts'

export type {
  AffectedProposal,
  BulkOutcome,
  Delegation,
  Handover,
  OutcomeView,
  PolicyChange,
  PolicyPreview,
  PolicyRule,
  ProposalVersionView,
  StandingRule,
  Track,
} from '../../actions/index.ts'

type Shown = { siteId: string; id: string; version: number; argsSha256: string }
type Reply<Outcome> = { outcome: Outcome; proposal: ProposalView | null }

export type BulkRequest = {
  /** At most 100, of low risk and one tool. */
  shown: Shown[]
  verdict: 'approve' | 'reject'
  reasonCode?: string
  reasonText?: string
}
export type BulkReply = { outcomes: BulkOutcome[] }

export type ProposalVersions = { items: ProposalVersionView[] }

export type EditRequest = {
  version: number
  argsSha256: string
  /** What the tool is asked, in its own schema; `ProposalView.input` is what it was asked before. */
  input: Record<string, unknown>
  /** Needed of everybody but whoever asked. */
  reason?: string
}
export type EditReply = Reply<EditOutcome>
export type WithdrawRequest = { reason?: string }
export type WithdrawReply = Reply<WithdrawOutcome>
/** 1 to 60; 0 gives it back. */
export type ClaimRequest = { minutes: number }
export type ClaimReply = Reply<ClaimOutcome>

export type PolicyPage = { rules: StandingRule[] }
/** The same request key is the same proposal. */
export type PolicyChangeRequest = PolicyChange & { requestKey: string }

export type DelegationPage = { items: Delegation[] }
export type DelegationRequest = {
  siteId: string
  role: string
  toUser: string
  /** ISO 8601. */
  fromAt: string
  untilAt: string
  reason: string
}
export type DelegationReply = { outcome: DelegateOutcome; id: string }
export type RevokeReply = { outcome: RevokeOutcome }

export type HandoverPage = { items: Handover[] }
export type HandoverRequest = { toUser: string; note: string }
export type HandoverReply = { outcome: HandoverOutcome; id: string }

/** The newest outcomes; `total` counts all. */
export type OutcomePage = FollowUpReport
