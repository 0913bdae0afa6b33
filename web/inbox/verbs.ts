import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  BulkReply,
  BulkRequest,
  ClaimReply,
  ClaimRequest,
  EditReply,
  EditRequest,
  ProposalView,
  RetryReply,
  SettleReply,
  SettleRequest,
  WithdrawReply,
  WithdrawRequest,
} from '../../server/http/contract.ts'
import { outcomeOf, postJson, postOf, send } from '../app/api.ts'
import { pathOf } from './proposals.ts'

type Address = Pick<ProposalView, 'siteId' | 'id'>

/** Whatever came of it: what is shown next is what the server says. */
export const readAnew = (client: QueryClient, { siteId, id }: Address) =>
  Promise.all(
    [['proposals'], ['proposal', siteId, id], ['audit', siteId], ['deliveries']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  )

/** One verb of the gate beside the decision; each outcome is an answer, only faults are thrown. */
function useVerb<Request, Reply extends { outcome: string }>(verb: string, at: Address) {
  const client = useQueryClient()
  return useMutation<Reply['outcome'], Error, Request>({
    mutationFn: async (request) =>
      (await outcomeOf<Reply>(await send(`${pathOf(at.siteId, at.id)}/${verb}`, postOf(request))))
        .outcome,
    onSettled: () => readAnew(client, at),
  })
}

export const useEdit = (at: Address) => useVerb<EditRequest, EditReply>('edit', at)
export const useWithdraw = (at: Address) => useVerb<WithdrawRequest, WithdrawReply>('withdraw', at)
export const useRetry = (at: Address) => useVerb<object, RetryReply>('retry', at)
export const useSettle = (at: Address) => useVerb<SettleRequest, SettleReply>('settle', at)
export const useClaim = (at: Address) => useVerb<ClaimRequest, ClaimReply>('claim', at)

/** Several at once, each with an outcome of its own. */
export function useBulk() {
  const client = useQueryClient()
  return useMutation<BulkReply, Error, BulkRequest>({
    mutationFn: (request) => postJson<BulkReply>('/api/proposals/bulk', request),
    onSettled: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
