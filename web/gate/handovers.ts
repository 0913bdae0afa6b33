import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  Handover,
  HandoverPage,
  HandoverReply,
  HandoverRequest,
} from '../../server/http/contract.ts'
import { getJson, outcomeOf, postOf, send } from '../app/api.ts'

const pathOf = (siteId: string) => `/api/handovers/${encodeURIComponent(siteId)}`

export const useHandovers = (siteId: string) =>
  useQuery({
    queryKey: ['handovers', siteId],
    queryFn: ({ signal }) => getJson<HandoverPage>(pathOf(siteId), { signal }),
    enabled: siteId !== '',
  })

export function useHandOver(siteId: string) {
  const client = useQueryClient()
  return useMutation<string, Error, HandoverRequest>({
    mutationFn: async (given) =>
      (await outcomeOf<HandoverReply>(await send(pathOf(siteId), postOf(given)))).outcome,
    // Claims went along.
    onSettled: () =>
      Promise.all(
        [['handovers', siteId], ['proposals'], ['proposal']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

export function useTakeOver({ siteId, id }: Pick<Handover, 'siteId' | 'id'>) {
  const client = useQueryClient()
  return useMutation<string, Error, void>({
    mutationFn: async () => {
      const path = `${pathOf(siteId)}/${encodeURIComponent(id)}/taken`
      return (await outcomeOf<{ outcome: string }>(await send(path, postOf({})))).outcome
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['handovers', siteId] }),
  })
}
