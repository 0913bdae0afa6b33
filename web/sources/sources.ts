import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FindingRequest, SourceFeed, SourcesPage } from '../../server/http/contract.ts'
import { type ApiError, getJson, postJson } from '../app/api.ts'

const key = ['sources']
const everyMs = 20_000

const sourcesQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => getJson<SourcesPage>('/api/sources', { signal }),
  refetchInterval: everyMs,
})

export const useSources = () => useQuery(sourcesQuery)

export function useFindingChange() {
  const client = useQueryClient()
  return useMutation<SourcesPage, ApiError, FindingRequest>({
    mutationFn: (request) => postJson<SourcesPage>('/api/sources/findings', request),
    onSuccess: (page) => client.setQueryData(key, page),
    onError: () => void client.invalidateQueries({ queryKey: key }),
  })
}

/** One source of a site with all that it sends. */
export type Source = {
  siteId: string
  source: string
  /** Newest instant that any of its rows speaks of. */
  until: string | null
  receivedAt: string
  rows: number
  refused: number
  feeds: SourceFeed[]
}

export function groupFeeds(feeds: readonly SourceFeed[]): Source[] {
  const groups = Map.groupBy(feeds, ({ siteId, source }) => `${siteId}\n${source}`)
  return [...groups.values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const { siteId, source } = first
    const sum = (name: 'rows' | 'refused') => own.reduce((total, feed) => total + feed[name], 0)
    return {
      ...{ siteId, source, feeds: own, rows: sum('rows'), refused: sum('refused') },
      until: newest(own.map(({ until }) => until)),
      receivedAt: newest(own.map(({ receivedAt }) => receivedAt)) ?? first.receivedAt,
    }
  })
}

/** ISO instants of one zone sort as text. */
const newest = (instants: (string | null)[]): string | null =>
  instants.reduce((best, at) => (at !== null && (best === null || at > best) ? at : best), null)
