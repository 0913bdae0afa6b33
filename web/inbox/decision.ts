import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DecisionReply, DecisionRequest, ProposalView } from '../../server/http/contract.ts'
import { errorOf, postOf, send } from '../app/api.ts'
import { stepUp } from '../app/step-up.ts'
import { pathOf } from './proposals.ts'
import { readAnew } from './verbs.ts'

/** A decision, and the password that signs one on high risk. */
export type Signed = { request: DecisionRequest; password?: string }
/** The last two come before the decision is sent: it did not happen. */
export type Decided = DecisionReply['outcome'] | 'wrong_password' | 'too_many'

/** Sends a decision; each outcome is an answer, counted or not. Only faults are thrown. */
export function useDecision({ siteId, id }: Pick<ProposalView, 'siteId' | 'id'>) {
  const client = useQueryClient()
  return useMutation<Decided, Error, Signed>({
    mutationFn: async ({ request, password }) => {
      const refused = password === undefined ? null : await stepUp(password)
      if (refused !== null) return refused
      const reply = await send(`${pathOf(siteId, id)}/decision`, postOf(request))
      if (reply.status === 404) return 'not_found'
      if (!reply.ok && reply.status !== 409) throw await errorOf(reply)
      return ((await reply.json()) as DecisionReply).outcome
    },
    // Also when nobody knows what came of it.
    onSettled: () => readAnew(client, { siteId, id }),
  })
}

const counted: Decided[] = ['approved', 'waiting_for_second', 'rejected']

export const hasCounted = (outcome: Decided): boolean => counted.includes(outcome)

/** Answers that the open dialog takes at its password field. */
export const asksAgain = (outcome: Decided | undefined): boolean =>
  outcome === 'wrong_password' || outcome === 'too_many' || outcome === 'sign_in_again'
