import type { DecisionRequest, Delegation, Me, ProposalView } from '../../server/http/contract.ts'

export type MayDecide = 'may' | 'closed' | 'role' | 'self' | 'given'

/** What beside one's own roles can give the right: rights that were lent, and the clock. */
export type Standing = {
  nowMs: number
  lent: readonly Pick<
    Delegation,
    'siteId' | 'role' | 'fromUser' | 'toUser' | 'fromAt' | 'untilAt'
  >[]
}

/** Roles that may decide by now: those of the rule, and those whom the escalation has reached. */
export function openRoles(
  { approverRoles, escalation, versionAt }: ProposalView,
  nowMs: number,
): string[] {
  const waited = (nowMs - Date.parse(versionAt)) / 60_000
  const reached = escalation.filter(({ afterMinutes }) => afterMinutes <= waited)
  return [...new Set([...approverRoles, ...reached.flatMap(({ roles }) => roles)])]
}

/** True for whoever holds a right to decide it by now, of their own or lent. */
export function holdsRight(
  proposal: ProposalView,
  { userId, roles }: Pick<Me, 'userId' | 'roles'>,
  { nowMs, lent }: Standing,
): boolean {
  const { siteId, authors, delegable } = proposal
  const open = openRoles(proposal, nowMs)
  const opens = (at: { siteId: string; role: string }) =>
    at.siteId === siteId && open.includes(at.role)
  const borrowed = lent.some(
    (one) =>
      delegable &&
      one.toUser === userId &&
      opens(one) &&
      Date.parse(one.fromAt) <= nowMs &&
      nowMs < Date.parse(one.untilAt) &&
      !authors.includes(one.fromUser),
  )
  return roles.some(opens) || borrowed
}

/** Whether the page offers the decision. The server decides for itself; this spares a refusal. */
export function mayDecide(
  proposal: ProposalView,
  me: Pick<Me, 'userId' | 'roles'>,
  standing: Standing,
): MayDecide {
  const { status, authors, decisions } = proposal
  if (status !== 'pending') return 'closed'
  if (!holdsRight(proposal, me, standing)) return 'role'
  if (authors.includes(me.userId)) return 'self'
  return decisions.some(({ decidedBy }) => decidedBy === me.userId) ? 'given' : 'may'
}

/** What else one may do with it; again the server has the last word. */
export function mayHandle(
  proposal: ProposalView,
  me: Pick<Me, 'userId' | 'roles'>,
  standing: Standing,
): { edit: boolean; withdraw: boolean; claim: boolean } {
  const pending = proposal.status === 'pending'
  const own = proposal.requestedBy === me.userId
  const may = mayDecide(proposal, me, standing)
  const right = may === 'may' || may === 'given'
  return {
    edit: pending && (own || right || may === 'self') && proposal.tool !== 'change_policy',
    withdraw: own && (pending || proposal.status === 'approved'),
    claim: may === 'may',
  }
}

/** Who looks at it now; null once the time is over. */
export const claimOf = (
  { status, claimedBy, claimedUntil }: ProposalView,
  nowMs: number,
): { by: string; until: string } | null =>
  status !== 'pending' || claimedBy === null || claimedUntil === null
    ? null
    : Date.parse(claimedUntil) <= nowMs
      ? null
      : { by: claimedBy, until: claimedUntil }

/** True when this approval is not the last that it takes. */
export const isFirstOfSeveral = ({ approvalsNeeded, decisions }: ProposalView): boolean =>
  decisions.filter(({ verdict }) => verdict === 'approve').length + 1 < approvalsNeeded

export const reasonCodes = [
  'not_needed',
  'wrong_time',
  'wrong_target',
  'wrong_values',
  'unsafe',
  'other',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

export type Reason = { code: ReasonCode | null; text: string }
export type ReasonFault = { code?: 'reasonMissing'; text?: 'textMissing' | 'textLong' }

const longestText = 2000

/** What is missing in a reason; empty when it will do. */
export function faultsOf({ code, text }: Reason): ReasonFault {
  if (code === null) return { code: 'reasonMissing' }
  if (text.length > longestText) return { text: 'textLong' }
  return code === 'other' && text.trim() === '' ? { text: 'textMissing' } : {}
}

/** Carries what the person saw, so that nothing else can be decided by it. */
export const approvalOf = ({ version, argsSha256 }: ProposalView): DecisionRequest => ({
  version,
  argsSha256,
  verdict: 'approve',
})

export function rejectionOf(proposal: ProposalView, { code, text }: Reason): DecisionRequest {
  const { version, argsSha256 } = proposal
  const said = text.trim()
  return {
    version,
    argsSha256,
    verdict: 'reject',
    ...(code === null ? {} : { reasonCode: code }),
    ...(said === '' ? {} : { reasonText: said }),
  }
}
