import { Hono } from 'hono'
import { z } from 'zod'
import { followUpReport } from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { OutcomePage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const query = {
  name: 'the results',
  input: z.strictObject({ site: z.string().min(1).optional() }),
}

/** How often executed proposals came true, and the newest results. */
export function outcomeRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const { site: siteId } = parseInput(query, c.req.query())
    const page: OutcomePage = await followUpReport(deps.db, c.get('person').principal, { siteId })
    return c.json(page)
  })
}
