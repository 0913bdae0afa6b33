import { Hono } from 'hono'
import { z } from 'zod'
import { glossaryTermInput, listGlossary, putTerm, retireTerm } from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { GlossaryPage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const term = { name: 'the term', input: glossaryTermInput }
const seen = {
  name: 'the end of a term',
  input: z.strictObject({ version: z.int().positive() }),
}
const address = {
  name: 'the address of a term',
  input: z.strictObject({ siteId: z.string(), term: z.coerce.number().int().positive() }),
}

/** What the sites call their things: to see, to add to, to retire. */
export function glossaryRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = await listGlossary(deps.db, c.get('person').principal)
      return c.json({ items } satisfies GlossaryPage)
    })
    .post('/', async (c) => {
      const given = parseInput(term, await jsonBody(c))
      const by = { principal: c.get('person').principal, channel: 'web' }
      const reply = await putTerm(deps, by, given)
      return c.json(reply, reply.outcome === 'put' ? 201 : 409)
    })
    .post('/:siteId/:term/retire', async (c) => {
      const { version } = parseInput(seen, await jsonBody(c))
      const at = parseInput(address, c.req.param())
      const by = { principal: c.get('person').principal, channel: 'web' }
      const reply = await retireTerm(deps, by, { ...at, version })
      return c.json(reply, reply.outcome === 'retired' ? 200 : 409)
    })
}
