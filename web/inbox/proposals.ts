import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ProposalDetail, ProposalPage } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import type { InboxTab } from './tab.ts'

/** How far the server's clock is ahead of this device's: countdowns follow the server. */
type Skewed<T> = T & { skewMs: number }

const skewed = <T extends { now: string }>(reply: T): Skewed<T> => ({
  ...reply,
  skewMs: Date.parse(reply.now) - Date.now(),
})

/** The live stream tells of changes; this is for the case that it cannot. */
const fallbackMs = 60_000

const proposalsQuery = (tab: InboxTab) =>
  queryOptions({
    queryKey: ['proposals', tab],
    queryFn: async ({ signal }) =>
      skewed(await getJson<ProposalPage>(`/api/proposals?status=${tab}`, { signal })),
    refetchInterval: fallbackMs,
  })

export const useProposals = (tab: InboxTab) => useQuery(proposalsQuery(tab))

const proposalQuery = (siteId: string, id: string) =>
  queryOptions({
    queryKey: ['proposal', siteId, id],
    queryFn: async ({ signal }) =>
      skewed(await getJson<ProposalDetail>(pathOf(siteId, id), { signal })),
    // While it is being carried out the next state is seconds away.
    refetchInterval: (query) =>
      query.state.data?.proposal.status === 'approved' ? 3000 : fallbackMs,
  })

export const useProposal = (siteId: string, id: string) => useQuery(proposalQuery(siteId, id))

export const pathOf = (siteId: string, id: string) =>
  `/api/proposals/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`
