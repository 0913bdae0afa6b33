import { Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import { issueToken, listTokens, mostDays, revokeToken, scopes } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { AccessTokenView, PeopleReply, TokenPage, TokenReply } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'
import { requireFresh } from './step-up.ts'

const asked = {
  name: 'the access token',
  input: z.strictObject({
    label: z.string().trim().min(1).max(80),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
    days: z.number().int().min(1).max(mostDays),
  }),
}

/** One's own access tokens and the AI clients that one let in: `jidoka token …` as a page. */
export function tokenRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = (await listTokens(deps, c.get('person').principal.userId)).map(viewOf)
      return c.json({ items: items.reverse(), scopes, mostDays } satisfies TokenPage)
    })
    .post('/', requireFresh(deps), async (c) => {
      const { principal } = c.get('person')
      const given = parseInput(asked, await jsonBody(c))
      const audience = `${deps.baseUrl}/mcp`
      const by = { principal, channel: 'web' } as const
      const { userId } = principal
      const issued = await issueToken(deps, { ...given, userId, audience, by })
      const { id, token, expiresAt } = issued
      const told = { id, token, audience, expiresAt: expiresAt.toISOString() }
      return c.json({ outcome: 'done', ...told } satisfies TokenReply)
    })
    .post('/:id/revoke', async (c) => {
      const { principal } = c.get('person')
      await revokeToken(deps, { principal, channel: 'web' }, c.req.param('id'))
      return c.json({ outcome: 'done' } satisfies PeopleReply)
    })
}

type Kept = Awaited<ReturnType<typeof listTokens>>[number]

const viewOf = ({
  id,
  label,
  scopes: may,
  audience,
  grantId,
  ...times
}: Kept): AccessTokenView => ({
  ...{ id, label, scopes: may, audience, client: grantId !== null },
  createdAt: times.createdAt.toISOString(),
  expiresAt: times.expiresAt.toISOString(),
  revokedAt: times.revokedAt?.toISOString() ?? null,
})
