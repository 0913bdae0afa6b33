import { Hono } from 'hono'
import { z } from 'zod'
import { glossaryTermInput, listGlossary, putTerm, retireTerm } from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { GlossaryPage, TaughtReply } from './contract.ts'
import { runForPage } from './run-for-page.ts'
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

const taught = {
  name: 'the word',
  input: z.strictObject({
    /** Of this offer: sent twice, it is one proposal. */
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
    language: z.enum(['zh', 'en']),
    siteId: z.string().min(1),
    words: z.array(z.string()),
    reason: z.string().trim().min(3).max(1000),
  }),
}

/** What the sites call their things: to see, to add to, to retire; and to propose, for whoever asks. */
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
    .post('/taught', async (c) => {
      const { key, language, siteId, words, reason } = parseInput(taught, await jsonBody(c))
      const asked = { principal: c.get('person').principal, language }
      const args = { change: { kind: 'term', words }, site: siteId, reason }
      const { proposal } = await runForPage(deps, asked, {
        ...{ tool: 'propose_change', args, key: `term:${key}` },
      })
      return c.json({ proposal: proposal ?? null } satisfies TaughtReply, 201)
    })
    .post('/:siteId/:term/retire', async (c) => {
      const { version } = parseInput(seen, await jsonBody(c))
      const at = parseInput(address, c.req.param())
      const by = { principal: c.get('person').principal, channel: 'web' }
      const reply = await retireTerm(deps, by, { ...at, version })
      return c.json(reply, reply.outcome === 'retired' ? 200 : 409)
    })
}
