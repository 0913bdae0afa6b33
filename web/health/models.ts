import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LifeModelCard, LifeModelPage, ProposalView } from '../../server/http/contract.ts'
import { getJson, postJson } from '../app/api.ts'
import { randomId } from '../app/random-id.ts'

export const useModels = (siteId: string) =>
  useQuery({
    queryKey: ['life-models', siteId],
    queryFn: ({ signal }) =>
      getJson<LifeModelPage>(`/api/life-models?site=${encodeURIComponent(siteId)}`, { signal }),
  })

export type ModelAct = 'deploy' | 'rollBack'

/** Files the proposal; people decide it in the inbox. */
export function useModelAct(act: ModelAct, { id, siteId, classId }: LifeModelCard) {
  const client = useQueryClient()
  // One dialog is one request, however often it is sent.
  const [requestKey] = useState(() => randomId('life'))
  return useMutation<ProposalView, Error, string>({
    mutationFn: (reason) =>
      act === 'deploy'
        ? postJson('/api/life-models/deploy', { id, reason, requestKey })
        : postJson('/api/life-models/roll-back', { siteId, classId, reason, requestKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
