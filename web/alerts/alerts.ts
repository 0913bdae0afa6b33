import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ActReply,
  ActRequest,
  AlertCalendar,
  AlertPage,
  AlertPageDetail,
  AlertReport,
  DutyRequest,
  EndReply,
  MessagePage,
  RulePage,
  RuleReply,
  RuleRequest,
  SilenceRequest,
  WatchReply,
} from '../../server/http/contract.ts'
import { getJson, outcomeOf, postJson, postOf, send } from '../app/api.ts'

const key = ['alerts']
/** Whoever watches this page sees what comes within seconds. */
const everyMs = 5000

export type AlertStatus = 'standing' | 'past'

const read = <Reply>(path: string) => ({
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Reply>(path, { signal }),
})

export function useAlerts(status: AlertStatus, site: string | undefined) {
  const of = site === undefined ? '' : `&site=${encodeURIComponent(site)}`
  return useQuery({
    queryKey: [...key, status, site ?? ''],
    ...read<AlertPage>(`/api/alerts?status=${status}${of}`),
    refetchInterval: everyMs,
  })
}

const pathOf = (siteId: string, id: string) =>
  `/api/alerts/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`

export const useAlert = (siteId: string, id: string) =>
  useQuery({
    queryKey: [...key, 'one', siteId, id],
    ...read<AlertPageDetail>(pathOf(siteId, id)),
    refetchInterval: everyMs,
  })

export const useMessages = () =>
  useQuery({
    queryKey: [...key, 'messages'],
    ...read<MessagePage>('/api/alerts/messages'),
    refetchInterval: everyMs,
  })

export const useRules = () =>
  useQuery({ queryKey: [...key, 'rules'], ...read<RulePage>('/api/alerts/rules') })

export const useCalendar = () =>
  useQuery({ queryKey: [...key, 'calendar'], ...read<AlertCalendar>('/api/alerts/calendar') })

export const useReport = (site: string, days: number) =>
  useQuery({
    queryKey: [...key, 'report', site, days],
    ...read<AlertReport>(`/api/alerts/report?site=${encodeURIComponent(site)}&days=${days}`),
    enabled: site !== '',
  })

/** Sends a verb; its outcome is a word of `outcomes`, whatever became of it. */
function useVerb<Given>(call: (given: Given) => Promise<string>) {
  const client = useQueryClient()
  return useMutation<string, Error, Given>({
    mutationFn: (given) => call(given).catch(() => 'unsure'),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}

const outcomeAt = async (path: string, body: unknown) =>
  (await outcomeOf<ActReply | WatchReply | EndReply>(await send(path, postOf(body)))).outcome

export const useAct = (siteId: string, id: string) =>
  useVerb((given: ActRequest) => outcomeAt(`${pathOf(siteId, id)}/act`, given))

export const usePutOnCall = () =>
  useVerb((given: DutyRequest) => outcomeAt('/api/alerts/calendar', given))

export const useSilence = () =>
  useVerb((given: SilenceRequest) => outcomeAt('/api/alerts/silences', given))

export type Ending = { kind: 'calendar' | 'silences'; siteId: string; id: string }

export const useEnd = () =>
  useVerb(({ kind, siteId, id }: Ending) => {
    const at = `${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`
    return outcomeAt(`/api/alerts/${kind}/${at}/end`, {})
  })

export function useReadMessages() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { siteId: string; ids: string[] }) =>
      postJson('/api/alerts/messages/read', given),
    onSettled: () => client.invalidateQueries({ queryKey: [...key, 'messages'] }),
  })
}

/** Files the proposal; people decide it in the inbox. */
export function useAskForRule() {
  const client = useQueryClient()
  return useMutation<RuleReply, Error, RuleRequest>({
    mutationFn: (given) => postJson('/api/alerts/rules', given),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
