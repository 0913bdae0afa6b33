import { useQuery } from '@tanstack/react-query'
import type { Plan } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

/** The current schedule changes a few times a day, what stands still more often. */
const planEveryS = 60

export const planPath = (siteId: string) => `/api/plan/${encodeURIComponent(siteId)}`

export const usePlan = (siteId: string) =>
  useQuery({
    queryKey: ['plan', siteId],
    queryFn: ({ signal }) => getJson<Plan>(planPath(siteId), { signal }),
    enabled: siteId !== '',
    refetchInterval: planEveryS * 1000,
  })
