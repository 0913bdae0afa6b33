import { asc, eq, inArray } from 'drizzle-orm'
import { Hono } from 'hono'
import { sitesOf } from '../../base/principal.ts'
import { schema } from '../../store/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { Colleague, Colleagues } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

/** Who has a role at one's sites: whom one can delegate and hand over to. */
export function colleagueRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { user, userRole } = schema
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const sites = sitesOf(c.get('person').principal)
    const rows = await deps.db.tx('app', ({ orm }) =>
      orm
        .select({ userId: user.id, name: user.name, siteId: userRole.siteId, role: userRole.role })
        .from(userRole)
        .innerJoin(user, eq(user.id, userRole.userId))
        .where(inArray(userRole.siteId, sites))
        .orderBy(asc(user.id), asc(userRole.siteId), asc(userRole.role)),
    )
    const people = new Map<string, Colleague>()
    for (const { userId, name, ...held } of rows) {
      const one = people.get(userId) ?? { userId, name, roles: [] }
      people.set(userId, { ...one, roles: [...one.roles, held] })
    }
    return c.json({ items: [...people.values()] } satisfies Colleagues)
  })
}
