import { useQuery } from '@tanstack/react-query'
import type { ToolForm } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

/** What a proposal of a tool may say. */
export const useToolForm = (tool: string) =>
  useQuery({
    queryKey: ['tool-form', tool],
    queryFn: ({ signal }) =>
      getJson<ToolForm>(`/api/tool-forms/${encodeURIComponent(tool)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
