import { useQuery } from '@tanstack/react-query'
import type { Colleague, Colleagues } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useMe } from '../app/session.ts'

/** Who else has a role at a site; `roles` narrows it to whoever holds one of them. */
export function useColleagues(siteId: string, roles?: readonly string[]): Colleague[] {
  const { data: me } = useMe()
  const { data } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => getJson<Colleagues>('/api/colleagues', { signal }),
  })
  return (data?.items ?? []).filter(
    ({ userId, roles: held }) =>
      userId !== me?.userId &&
      held.some((one) => one.siteId === siteId && (roles?.includes(one.role) ?? true)),
  )
}

/** Roles that oneself holds at a site. */
export function useOwnRoles(siteId: string): string[] {
  const { data: me } = useMe()
  return (me?.roles ?? []).filter((held) => held.siteId === siteId).map(({ role }) => role)
}

export const leaders = ['supervisor', 'manager'] as const
