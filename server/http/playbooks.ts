import { Hono } from 'hono'
import { z } from 'zod'
import { disarm, listPlaybooks, proposeArming } from '../../playbooks/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { DisarmReply, PlaybookPage } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const arming = {
  name: 'the playbook',
  input: z.strictObject({
    source: z.string().min(1).max(20_000),
    requestKey: z.string().min(8).max(100),
  }),
}
const disarming = {
  name: 'the end of a playbook',
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
}

/** Playbooks: what runs, asking to arm one, stopping one at once. */
export function playbookRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = await listPlaybooks(deps.db, c.get('person').principal)
      return c.json({ items } satisfies PlaybookPage)
    })
    .post('/', async (c) => {
      const { source, requestKey } = parseInput(arming, await jsonBody(c))
      const { principal } = c.get('person')
      const by = { principal, channel: 'web', idempotencyKey: requestKey }
      const asking = { ...deps, ...by, signal: c.req.raw.signal }
      const filed = await proposeArming(asking, { source, fileName: 'the playbook' })
      deps.wakes.wake()
      return c.json(filed, 201)
    })
    .post('/:siteId/:name/disarm', async (c) => {
      const { reason = null } = parseInput(disarming, await jsonBody(c))
      const by = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await disarm(deps, by, { ...c.req.param(), reason })
      return c.json({ outcome } satisfies DisarmReply, outcome === 'disarmed' ? 200 : 409)
    })
}
