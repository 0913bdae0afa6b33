import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  KpiReply,
  MetricCatalogue,
  MetricDetail,
  MetricTargetRequest,
  ProposalView,
} from '../../server/http/contract.ts'
import { getJson, postJson } from '../app/api.ts'
import type { Language } from '../app/format.ts'

/** Definitions change only by a decision. */
const staleTime = 60_000

export const useCatalogue = () =>
  useQuery({
    queryKey: ['metrics'],
    queryFn: ({ signal }) => getJson<MetricCatalogue>('/api/metrics', { signal }),
    staleTime,
  })

export const useMetric = (id: string) =>
  useQuery({
    queryKey: ['metrics', id],
    queryFn: ({ signal }) =>
      getJson<MetricDetail>(`/api/metrics/${encodeURIComponent(id)}`, { signal }),
    staleTime,
  })

type Asked = { language: Language; query: object }

/** Figures of the metric centre; `queryKey` is the question itself. */
export const kpiQuery = ({ language, query }: Asked) => ({
  queryKey: ['kpi', language, query],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    postJson<KpiReply>('/api/kpi', { language, query }, { signal }),
  staleTime,
})

/** Files the proposal; people decide it in the inbox. */
export function useSetTarget() {
  const client = useQueryClient()
  return useMutation<ProposalView, Error, MetricTargetRequest>({
    mutationFn: (given) => postJson('/api/metrics/targets', given),
    onSuccess: async (_, { metric }) => {
      await client.invalidateQueries({ queryKey: ['metrics', metric] })
      await client.invalidateQueries({ queryKey: ['proposals'] })
    },
  })
}
