/**
 * What the pages ask of the gate beside the list and the decision.
 *
 * POST /api/proposals/bulk BulkRequest                     → BulkReply, one outcome each
 * GET  /api/proposals/:siteId/:id/versions                 → ProposalVersions
 * POST /api/proposals/:siteId/:id/edit EditRequest         → EditReply (409 unless it was edited)
 * POST /api/proposals/:siteId/:id/withdraw WithdrawRequest → WithdrawReply (409 unless it was)
 * POST /api/proposals/:siteId/:id/claim ClaimRequest       → ClaimReply (409 unless it was)
 * POST /api/proposals/:siteId/:id/undo UndoRequest         → ProposalView, which waits
 * POST /api/proposals/:siteId/:id/retry                    → RetryReply (409 unless it was queued)
 * POST /api/proposals/:siteId/:id/settle SettleRequest     → SettleReply (409 unless it was settled)
 * GET  /api/deliveries                                     → DeliveryPage, what waits for a person
 * GET  /api/policy                                         → PolicyPage
 * POST /api/policy/preview PolicyChange                    → PolicyPreview
 * POST /api/policy/changes PolicyChangeRequest             → ProposalView, which waits
 * GET  /api/delegations                                    → DelegationPage
 * POST /api/delegations DelegationRequest                  → DelegationReply (409 unless it holds)
 * POST /api/delegations/:siteId/:id/revoke                 → RevokeReply (409 unless it was)
 * GET  /api/handovers/:siteId                              → HandoverPage
 * POST /api/handovers/:siteId HandoverRequest              → HandoverReply (409 unless it counted)
 * POST /api/handovers/:siteId/:id/taken                    → {outcome}
 * GET  /api/lessons                                        → LessonPage
 * POST /api/lessons LessonRequest                          → LessonReply (409 unless it was taught)
 * POST /api/lessons/:siteId/:lesson/retire {reason?}       → RetireReply (409 unless it was)
 * GET  /api/playbooks                                      → PlaybookPage
 * POST /api/playbooks/rehearse {source, days?}             → Rehearsal over the days until now, 30 if none
 * POST /api/playbooks {source, requestKey}                 → ProposalView, which waits: to arm it
 * POST /api/playbooks/:siteId/:name/disarm {reason?}       → DisarmReply (409 unless it was)
 * GET  /api/outcomes?site=S                                → OutcomePage, what executed proposals came to
 */
import type {
  BulkOutcome,
  ClaimOutcome,
  Compensation,
  DelegateOutcome,
  Delegation,
  DeliveryView,
  EditOutcome,
  FollowUpReport,
  Handover,
  HandoverOutcome,
  Lesson,
  LessonInput,
  PolicyChange,
  ProposalVersionView,
  ProposalView,
  RetireOutcome,
  RetryOutcome,
  RevokeOutcome,
  SettleOutcome,
  StandingRule,
  TeachOutcome,
  WithdrawOutcome,
} from '../../actions/index.ts'
import type { DisarmOutcome, Playbook, PlaybookView, Trigger } from '../../playbooks/index.ts'

export type {
  AffectedProposal,
  BulkOutcome,
  Delegation,
  DeliveryView,
  Handover,
  Lesson,
  LessonRule,
  LessonUse,
  OutcomeView,
  PolicyChange,
  PolicyPreview,
  PolicyRule,
  ProposalVersionView,
  StandingRule,
  Track,
} from '../../actions/index.ts'
export type { PlaybookView, Rehearsal, Trigger } from '../../playbooks/index.ts'

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

/** What an effect does beside its diff: where it lives, and how it is taken back. */
export type EffectCard = {
  lives: 'internal' | 'external'
  connector: string | null
  compensation: Pick<Compensation, 'kind' | 'says'>
}

/** The same request key is the same proposal. */
export type UndoRequest = { requestKey: string }
export type RetryReply = Reply<RetryOutcome>
/** `done`: it is there; `failed`: it is not. */
export type SettleRequest = { verdict: 'done' | 'failed'; reason: string }
export type SettleReply = Reply<SettleOutcome>
/** What did not arrive (`dead`), or may not have (`unknown`). */
export type DeliveryPage = { items: DeliveryView[] }

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

export type LessonPage = { items: Lesson[] }
/** Only `rule`, with its scope, constrains; `note` is shown. */
export type LessonRequest = Pick<LessonInput, 'siteId' | 'tool' | 'rule'> & Partial<LessonInput>
export type LessonReply = { outcome: TeachOutcome; lesson?: number; version?: number }
export type RetireReply = { outcome: RetireOutcome }

/** What a playbook waits for and asks for, without the words of its calls. */
export type PlaybookDefinition = Pick<
  Playbook,
  'title' | 'owner' | 'cooldownHours' | 'mostPerHour'
> & {
  trigger: Trigger
  /** Names of the conditions. */
  guards: string[]
  /** What its proposals are of. */
  tools: string[]
}
/** `definition` is of what runs, else of the file; null where today's server cannot read it. */
export type PlaybookCard = {
  siteId: string
  name: string
  armed: PlaybookView | null
  definition: PlaybookDefinition | null
  /** The text that arming would ask for. */
  source: string
  /** The file says something else than what was armed. */
  changed: boolean
}
/** `unreadable`: names of files that are no playbook; `jidoka playbook check` says why. */
export type PlaybookPage = { items: PlaybookCard[]; unreadable: string[] }
export type DisarmReply = { outcome: DisarmOutcome }
/** The newest outcomes; `total` counts all. */
export type OutcomePage = FollowUpReport
