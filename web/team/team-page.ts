import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PageReply, TeamPage } from '../../server/http/contract.ts'
import { ApiError, getJson, outcomeOf, putOf, send } from '../app/api.ts'

export type PageKey = { siteId: string; teamId: string }

const pathOf = (siteId: string) => `/api/team-pages/${encodeURIComponent(siteId)}`
const queryOf = (teamId: string) => `?team=${encodeURIComponent(teamId)}`

/** Who publishes does so seldom; whoever looks at a wall screen does not load it again. */
const everyMs = 60_000

export const useTeamPage = ({ siteId, teamId }: PageKey) =>
  useQuery({
    queryKey: ['team-page', siteId, teamId],
    queryFn: ({ signal }) => getJson<TeamPage>(pathOf(siteId) + queryOf(teamId), { signal }),
    enabled: siteId !== '',
    refetchInterval: everyMs,
    retry: (count, error) => !(error instanceof ApiError && error.status === 404) && count < 2,
  })

export type PageChange =
  | { kind: 'order'; viewIds: string[] }
  | { kind: 'unpublish'; viewId: string }
  | { kind: 'publish'; viewId: string; version: number }

/** Changes the page; whatever came of it, the reply holds how it stands now. */
export function useChangePage({ siteId, teamId }: PageKey) {
  const client = useQueryClient()
  return useMutation<PageReply, ApiError, PageChange>({
    mutationFn: async (change) =>
      outcomeOf<PageReply>(await send(...requestOf({ siteId, teamId }, change))),
    onSuccess: ({ page }) => client.setQueryData(['team-page', siteId, teamId], page),
    onSettled: () => client.invalidateQueries({ queryKey: ['views'] }),
  })
}

function requestOf({ siteId, teamId }: PageKey, change: PageChange): [string, RequestInit] {
  switch (change.kind) {
    case 'order':
      return [`${pathOf(siteId)}/order`, putOf({ teamId, viewIds: change.viewIds })]
    case 'unpublish':
      return [viewPath(siteId, change.viewId) + queryOf(teamId), { method: 'DELETE' }]
    case 'publish':
      return [viewPath(siteId, change.viewId), putOf({ teamId, version: change.version })]
  }
}

const viewPath = (siteId: string, viewId: string) =>
  `${pathOf(siteId)}/views/${encodeURIComponent(viewId)}`
