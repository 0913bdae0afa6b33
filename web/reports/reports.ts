import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReportKind, ReportList, SiteReport } from '../../server/http/contract.ts'
import { getJson, send } from '../app/api.ts'
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
