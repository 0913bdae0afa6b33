import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { ProposalDetail, ProposalPage } from '../../server/http/contract.ts'
import { cameAhead } from '../app/ahead.ts'
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
  infiniteQueryOptions({
    queryKey: ['proposals', tab],
    queryFn: async ({ signal, pageParam }) =>
      skewed(await getJson<ProposalPage>(pageOf(tab, pageParam), { signal })),
    initialPageParam: '',
    initialData: () => {
      const page = cameAhead<ProposalPage>(pageOf(tab, ''))
      return page && { pages: [skewed(page)], pageParams: [''] }
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: fallbackMs,
  })

const pageOf = (tab: InboxTab, after: string) =>
  `/api/proposals?${new URLSearchParams({ status: tab, ...(after === '' ? {} : { after }) })}`

/** As many pages as were asked for; what moved between two of them is shown once. */
export const useProposals = (tab: InboxTab) =>
  useInfiniteQuery({
    ...proposalsQuery(tab),
    select: ({ pages }) => {
      const items = new Map(
        pages.flatMap((page) => page.items).map((one) => [`${one.siteId}/${one.id}`, one]),
      )
      const last = pages.at(-1)
      return { items: [...items.values()], total: last?.total ?? 0, skewMs: last?.skewMs ?? 0 }
    },
  })

/** How many wait for a decision; 0 until it is known. */
export const usePendingCount = (): number => useProposals('pending').data?.total ?? 0

const underWay = ['approved', 'executing']

const proposalQuery = (siteId: string, id: string) =>
  queryOptions({
    queryKey: ['proposal', siteId, id],
    queryFn: async ({ signal }) =>
      skewed(await getJson<ProposalDetail>(pathOf(siteId, id), { signal })),
    // While it is being carried out the next state is seconds away.
    refetchInterval: (query) =>
      underWay.includes(query.state.data?.proposal.status ?? '') ? 3000 : fallbackMs,
  })

export const useProposal = (siteId: string, id: string) => useQuery(proposalQuery(siteId, id))

export const pathOf = (siteId: string, id: string) =>
  `/api/proposals/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`
