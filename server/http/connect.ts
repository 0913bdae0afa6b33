import { Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import { scopes } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { Authorization } from '../oauth/index.ts'
import { jsonBody } from './body.ts'
import type { ConnectPage, ConnectReply } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const answer = {
  name: 'the answer to an AI client',
  input: z.strictObject({
    query: z.record(z.string(), z.string()),
    allow: z.array(z.enum(scopes)).min(1).nullable(),
  }),
}

/** Whether an AI client may act for whoever is signed in: nobody else answers, and no client does. */
export function connectRoutes(deps: ServerDeps, authorization: Authorization): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => c.json((await authorization.look(c.req.query())) satisfies ConnectPage))
    .post('/', async (c) => {
      const { query, allow } = parseInput(answer, await jsonBody(c))
      const { userId } = c.get('person').principal
      const location = await authorization.answer(query, { userId, allowed: allow })
      return c.json({ location } satisfies ConnectReply)
    })
}
