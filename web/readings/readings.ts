import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  ProposeReply,
  ProposeRequest,
  ProposeTool,
  Reading,
  ReadingRequest,
  Readings,
  ReadingTool,
} from '../../server/http/contract.ts'
import { postJson, postOf, send } from '../app/api.ts'
import type { Language } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import type { ChartFile } from '../charts/chart-files.tsx'

type Args = ReadingRequest['args']

/** What a tool says; the last answer stays while the next is worked out. */
export function useReading<Tool extends ReadingTool>(tool: Tool, args: Args) {
  const { language } = useLanguage()
  return useQuery({
    queryKey: ['reading', tool, language, args],
    queryFn: ({ signal }) => {
      const asked: ReadingRequest = { language, args }
      return postJson<Reading<Readings[Tool]>>(`/api/readings/${tool}`, asked, { signal })
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: args.site !== '',
  })
}

/** The same figures, or their picture, to take along. */
export const readingFile =
  (tool: ReadingTool, language: Language, args: Args): ChartFile =>
  (kind) =>
    'png' in kind
      ? send(`/api/readings/${tool}/png`, postOf({ language, args, scheme: kind.png }))
      : send(`/api/readings/${tool}/xlsx`, postOf({ language, args }))

/** Files a proposal, as a model would. */
export function usePropose(tool: ProposeTool) {
  const client = useQueryClient()
  return useMutation<ProposeReply, Error, ProposeRequest>({
    mutationFn: (given) => postJson(`/api/page-proposals/${tool}`, given),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
