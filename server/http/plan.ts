import { Hono } from 'hono'
import { z } from 'zod'
import type { Principal } from '../../base/principal.ts'
import { readPlan } from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { planSheets } from '../export/index.ts'
import { sent, siteOf } from '../plant-board.ts'
import { fileReply } from './exports.ts'
import type { Plan } from './plan-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const asked = {
  name: 'the plan',
  input: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
}

/** What is planned at the machines of a site, with the rights of whoever looks. */
export function planRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/:siteId', async (c) => {
      const { principal } = c.get('person')
      return c.json(await planOf(deps, principal, c.req.param('siteId')))
    })
    .get('/:siteId/xlsx', async (c) => {
      const { principal } = c.get('person')
      const { language = principal.language } = parseInput(asked, c.req.query())
      const plan = await planOf(deps, principal, c.req.param('siteId'))
      const named = { name: `plan-${plan.siteId}`, format: 'xlsx' as const }
      return fileReply(c, planSheets(plan, language), named)
    })
}

async function planOf(deps: ServerDeps, principal: Principal, siteId: string): Promise<Plan> {
  const { zone } = await siteOf(deps, principal, siteId)
  const now = deps.clock()
  const plan = await deps.db.tx('read', (tx) => readPlan(tx, { siteId, now }), { principal })
  return sent<Plan>({ siteId, now, zone, ...plan })
}
