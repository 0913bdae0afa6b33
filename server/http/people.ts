import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { roles } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import {
  accountsSeenBy,
  addAccount,
  bindAccount,
  changeRoles,
  lockAccount,
  type OncePassword,
  resetPassword,
  type SeenAccount,
  unbindAccount,
  unlockAccount,
} from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { issuerOf, knownIssuer, knownSites } from '../operations/people.ts'
import { allSites } from '../sites.ts'
import { jsonBody } from './body.ts'
import type { OnceReply, PeoplePage, PeopleReply, PersonAccount } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'
import { requireFresh } from './step-up.ts'

const held = z.strictObject({ siteId: z.string().min(1), role: z.enum(roles) })
/** Somebody without a role would be nobody's: whoever is to see nothing is locked. */
const given = z.array(held).min(1).max(200)

const adding = {
  name: 'the new account',
  input: z.strictObject({
    userId: z.string().trim().min(3).max(100),
    name: z.string().trim().min(1).max(100),
    language: z.enum(['zh', 'en']),
    roles: given,
  }),
}
const binding = {
  name: 'the person of the provider',
  input: z.strictObject({ subject: z.string().trim().min(1).max(255) }),
}
const changing = { name: 'the roles', input: z.strictObject({ roles: given }) }

/** Accounts, for administrators of the sites that they belong to: the commands `jidoka user …` as pages. */
export function peopleRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const by = actorOf(c)
      const items = (await accountsSeenBy(deps, by, issuerOf(deps))).map(viewOf)
      const own = by.principal.roles.filter(({ role }) => role === 'admin')
      const sites = (await allSites(deps.db)).map(({ id }) => id)
      const page: PeoplePage = {
        items,
        provider: deps.signIn.oidc !== null,
        sites: sites.filter((id) => own.some(({ siteId }) => siteId === id)),
        roles,
      }
      return c.json(page)
    })
    .post('/', requireFresh(deps), async (c) => {
      const account = parseInput(adding, await jsonBody(c))
      await knownSites(deps, account.roles)
      const once = await addAccount(deps, actorOf(c), account)
      return c.json(told(account.userId, once))
    })
    .post('/:userId/roles', requireFresh(deps), async (c) => {
      const { roles: wanted } = parseInput(changing, await jsonBody(c))
      await knownSites(deps, wanted)
      await changeRoles(deps, actorOf(c), { userId: c.req.param('userId'), roles: wanted })
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
    .post('/:userId/password', requireFresh(deps), async (c) => {
      const userId = c.req.param('userId')
      return c.json(told(userId, await resetPassword(deps, actorOf(c), userId)))
    })
    .post('/:userId/bind', requireFresh(deps), async (c) => {
      const { subject } = parseInput(binding, await jsonBody(c))
      const issuer = knownIssuer(deps)
      await bindAccount(deps, actorOf(c), { userId: c.req.param('userId'), issuer, subject })
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
    .post('/:userId/unbind', async (c) => {
      await unbindAccount(deps, actorOf(c), c.req.param('userId'))
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
    .post('/:userId/lock', async (c) => {
      await lockAccount(deps, actorOf(c), c.req.param('userId'))
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
    .post('/:userId/unlock', requireFresh(deps), async (c) => {
      await unlockAccount(deps, actorOf(c), c.req.param('userId'))
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
}

const actorOf = (c: Context<SignedIn>) =>
  ({ principal: c.get('person').principal, channel: 'web' }) as const

const viewOf = ({
  lockedAt,
  lockedRoles,
  lastSignInAt,
  ...account
}: SeenAccount): PersonAccount => ({
  ...account,
  roles: lockedAt === null ? account.roles : lockedRoles,
  lockedAt: lockedAt?.toISOString() ?? null,
  lastSignInAt: lastSignInAt?.toISOString() ?? null,
})

function told(userId: string, once: OncePassword | null): OnceReply {
  if (once === null) throw new Error('a new account without a one-time password')
  return { outcome: 'done', userId, password: once.password, until: once.until.toISOString() }
}
