import type { DecisionRequest, Me, ProposalView } from '../../server/http/contract.ts'

export type MayDecide = 'may' | 'closed' | 'role' | 'self' | 'given'

/** Whether the page offers the decision. The server decides for itself; this spares a refusal. */
export function mayDecide(proposal: ProposalView, { userId, roles }: Me): MayDecide {
  const { siteId, status, approverRoles, authors, decisions } = proposal
  if (status !== 'pending') return 'closed'
  const held = roles.some((one) => one.siteId === siteId && approverRoles.includes(one.role))
  if (!held) return 'role'
  if (authors.includes(userId)) return 'self'
  return decisions.some(({ decidedBy }) => decidedBy === userId) ? 'given' : 'may'
}

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
