import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ReportKind,
  ReportList,
  SharedLink,
  SharedReport,
  ShareList,
  ShareReaders,
  SiteReport,
  SubscriptionList,
} from '../../server/http/contract.ts'
import { errorOf, getJson, postJson, putOf, send } from '../app/api.ts'
import type { Language } from '../app/format.ts'

const base = ['reports']

export const useReportList = (site: string, kind: ReportKind) =>
  useQuery({
    queryKey: [...base, 'list', site, kind],
    queryFn: ({ signal }) =>
      getJson<ReportList>(`/api/reports?site=${encodeURIComponent(site)}&kind=${kind}`, { signal }),
    enabled: site !== '',
    placeholderData: keepPreviousData,
  })

export type ReportAddress = { siteId: string; kind: ReportKind; reportKey: string }

const pathOf = ({ siteId, kind, reportKey }: ReportAddress) =>
  `/api/reports/${encodeURIComponent(siteId)}/${kind}/${encodeURIComponent(reportKey)}`

export const useReport = (address: ReportAddress, language: Language) =>
  useQuery({
    queryKey: [...base, address, language],
    queryFn: ({ signal }) =>
      getJson<SiteReport>(`${pathOf(address)}?language=${language}`, { signal }),
    placeholderData: keepPreviousData,
  })

export const reportFile = (address: ReportAddress, language: Language) =>
  send(`${pathOf(address)}/xlsx?language=${language}`, {})

const subscriptions = [...base, 'subscriptions']

export const useSubscriptions = () =>
  useQuery({
    queryKey: subscriptions,
    queryFn: ({ signal }) => getJson<SubscriptionList>('/api/reports/subscriptions', { signal }),
  })

type Wish = {
  siteId: string
  kind: ReportKind
  viewId: string | null
  mailTo: string | null
  wanted: boolean
}

export function useSubscribe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ siteId, kind, viewId, mailTo, wanted }: Wish) => {
      const about = viewId === null ? '' : `?view=${encodeURIComponent(viewId)}`
      const path = `/api/reports/subscriptions/${encodeURIComponent(siteId)}/${kind}${about}`
      const put = putOf(mailTo === null ? {} : { mailTo })
      const reply = await send(path, wanted ? put : { method: 'DELETE' })
      if (!reply.ok) throw await errorOf(reply)
      return (await reply.json()) as SubscriptionList
    },
    onSuccess: (list) => client.setQueryData(subscriptions, list),
  })
}

const sharesKey = (address: ReportAddress) => [...base, 'shares', address]

export const useShares = (address: ReportAddress) =>
  useQuery({
    queryKey: sharesKey(address),
    queryFn: ({ signal }) => getJson<ShareList>(`${pathOf(address)}/shares`, { signal }),
  })

export function useShare(address: ReportAddress) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { readers: ShareReaders; days: number }) =>
      postJson<SharedLink>(`${pathOf(address)}/shares`, given),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(address) }),
  })
}

export function useEndShare(address: ReportAddress) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      const path = `/api/reports/shares/${encodeURIComponent(address.siteId)}/${id}`
      const reply = await send(path, { method: 'DELETE' })
      if (!reply.ok) throw await errorOf(reply)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(address) }),
  })
}

export const useSharedReport = (token: string, language: Language) =>
  useQuery({
    queryKey: [...base, 'shared', token, language],
    queryFn: ({ signal }) =>
      getJson<SharedReport>(`/api/shared/${encodeURIComponent(token)}?language=${language}`, {
        signal,
      }),
    placeholderData: keepPreviousData,
  })
