import { useQuery } from '@tanstack/react-query'
import type { DelegationPage } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import type { Standing } from './decision-rules.ts'
import { useNow } from './now.ts'

export const delegationsKey = ['delegations']

export const useDelegations = () =>
  useQuery({
    queryKey: delegationsKey,
    queryFn: ({ signal }) => getJson<DelegationPage>('/api/delegations', { signal }),
  })

/** What beside one's roles decides whether one may decide, told anew every so often. */
export function useStanding(skewMs: number): Standing {
  const { data } = useDelegations()
  const nowMs = useNow(skewMs, 10_000)
  return { nowMs, lent: data?.items ?? [] }
}
