import { useQuery } from '@tanstack/react-query'
import type { PeoplePage, PeopleRole } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { usePeopleWords } from './words.ts'

export const peopleKey = ['people']
export const peoplePath = '/api/people'

export const usePeople = () =>
  useQuery({
    queryKey: peopleKey,
    queryFn: ({ signal }) => getJson<PeoplePage>(peoplePath, { signal }),
  })

export const pathOf = (userId: string, verb: string) =>
  `${peoplePath}/${encodeURIComponent(userId)}/${verb}`

/** Roles in words, one entry a site. */
export function useRolesText(): (roles: readonly PeopleRole[]) => string[] {
  const { words: app } = useLanguage()
  const words = usePeopleWords()
  const sites = useSites()
  return (roles) =>
    [...Map.groupBy(roles, ({ siteId }) => siteId)].map(([siteId, held]) => {
      const name = sites.find(({ id }) => id === siteId)?.name ?? app.app.group
      const said = held.map(({ role }) => app.roles[role] ?? role)
      return `${name}${words.colon}${said.join(words.comma)}`
    })
}
