import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  DisarmReply,
  PlaybookCard,
  PlaybookPage,
  ProposalView,
  Rehearsal,
} from '../../server/http/contract.ts'
import { getJson, outcomeOf, postJson, postOf, send } from '../app/api.ts'
import { randomId } from '../app/random-id.ts'

const key = ['playbooks']

export const usePlaybooks = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<PlaybookPage>('/api/playbooks', { signal }),
  })

export const useRehearsal = (source: string) =>
  useMutation<Rehearsal, Error, number>({
    mutationFn: (days) => postJson('/api/playbooks/rehearse', { source, days }),
  })

/** Files the proposal to arm it; people decide it in the inbox. */
export function useArming(source: string) {
  const client = useQueryClient()
  // One shown text is one request, however often it is sent.
  const [requestKey] = useState(() => randomId('arm'))
  return useMutation<ProposalView, Error, void>({
    mutationFn: () => postJson('/api/playbooks', { source, requestKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}

export function useDisarm({ siteId, name }: Pick<PlaybookCard, 'siteId' | 'name'>) {
  const client = useQueryClient()
  return useMutation<DisarmReply['outcome'], Error, string>({
    mutationFn: async (reason) => {
      const path = `/api/playbooks/${encodeURIComponent(siteId)}/${encodeURIComponent(name)}/disarm`
      const said = reason === '' ? {} : { reason }
      return (await outcomeOf<DisarmReply>(await send(path, postOf(said)))).outcome
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
