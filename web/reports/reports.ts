import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ReportKind,
  ReportList,
  SiteReport,
  SubscriptionList,
} from '../../server/http/contract.ts'
import { errorOf, getJson, send } from '../app/api.ts'
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

type Wish = { siteId: string; kind: ReportKind; wanted: boolean }

export function useSubscribe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ siteId, kind, wanted }: Wish) => {
      const path = `/api/reports/subscriptions/${encodeURIComponent(siteId)}/${kind}`
      const reply = await send(path, { method: wanted ? 'PUT' : 'DELETE' })
      if (!reply.ok) throw await errorOf(reply)
      return (await reply.json()) as SubscriptionList
    },
    onSuccess: (list) => client.setQueryData(subscriptions, list),
  })
}
