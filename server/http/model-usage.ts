import { Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { usageOf } from '../operations/models.ts'
import type { ModelUsage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const query = {
  name: 'the use of models',
  input: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(7) }),
}

/** What language models were used for and cost: one's own, or everybody's for an administrator. */
export function modelUsageRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const { days } = parseInput(query, c.req.query())
    const { principal } = c.get('person')
    const usage: ModelUsage = await usageOf(deps, { principal, days })
    return c.json(usage)
  })
}
