import { useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  DecideOutcome,
  DecisionReply,
  DecisionRequest,
  ProposalView,
} from '../../server/http/contract.ts'
import { errorOf, postOf, send } from '../app/api.ts'
import { pathOf } from './proposals.ts'

/** Sends a decision; each outcome is an answer, counted or not. Only faults are thrown. */
export function useDecision({ siteId, id }: Pick<ProposalView, 'siteId' | 'id'>) {
  const client = useQueryClient()
  return useMutation<DecideOutcome, Error, DecisionRequest>({
    mutationFn: async (request) => {
      const reply = await send(`${pathOf(siteId, id)}/decision`, postOf(request))
      if (reply.status === 404) return 'not_found'
      if (!reply.ok && reply.status !== 409) throw await errorOf(reply)
      return ((await reply.json()) as DecisionReply).outcome
    },
    // Whatever came of it, and also when nobody knows: what is shown next is what the server says.
    onSettled: () =>
      Promise.all(
        [['proposals'], ['proposal', siteId, id], ['audit', siteId]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

const counted: DecideOutcome[] = ['approved', 'waiting_for_second', 'rejected']

export const hasCounted = (outcome: DecideOutcome): boolean => counted.includes(outcome)
