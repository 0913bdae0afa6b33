import { Hono } from 'hono'
import { z } from 'zod'
import { searchKnowledge } from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { FoundPassages } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().trim().min(1)
const searchInput = {
  name: 'the search',
  input: z.strictObject({
    q: text.max(500),
    site: text.max(60).optional(),
    language: z.enum(['zh', 'en']).optional(),
    equipment: text.max(120).optional(),
  }),
}

const limit = 20

/** Passages that speak of what a person asks, as they may read them. */
export function searchRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().get('/', requirePerson(deps), async (c) => {
    const { q, site, language, equipment } = parseInput(searchInput, c.req.query())
    const { db, providers } = deps
    const { principal } = c.get('person')
    const reader = { db, providers, principal, signal: c.req.raw.signal }
    const { answerable, unknown, passages } = await searchKnowledge(reader, {
      ...{ query: q, limit },
      ...(site === undefined ? {} : { siteIds: [site] }),
      ...(language === undefined ? {} : { language }),
      ...(equipment === undefined ? {} : { about: [equipment] }),
    })
    const reply: FoundPassages = {
      ...{ answerable, unknown },
      passages: passages.map((found) => {
        const { siteId, title, revision, seq, heading, text, quote, warnings } = found
        const place = { siteId, id: found.document, title, revision, seq, heading }
        const said = { text, quote, language: found.language, page: found.quotePage, warnings }
        return { ...place, ...said }
      }),
    }
    return c.json(reply)
  })
}
