import { Hono } from 'hono'
import { z } from 'zod'
import { dayMs } from '../../base/milliseconds.ts'
import {
  disarm,
  listPlaybooks,
  parsePlaybook,
  proposeArming,
  rehearse,
} from '../../playbooks/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { DisarmReply, PlaybookPage, Rehearsal } from './contract.ts'
import { playbookCards } from './playbook-cards.ts'
import { requirePerson, type SignedIn } from './session.ts'

const source = z.string().min(1).max(20_000)
const fileName = 'the playbook'

const rehearsing = {
  name: 'the rehearsal',
  input: z.strictObject({ source, days: z.int().min(1).max(366).default(30) }),
}
const arming = {
  name: fileName,
  input: z.strictObject({
    source,
    requestKey: z.string().min(8).max(100),
  }),
}
const disarming = {
  name: 'the end of a playbook',
  input: z.strictObject({ reason: z.string().trim().max(500).optional() }),
}

/** Playbooks: what runs and what could, a rehearsal, asking to arm one, stopping one at once. */
export function playbookRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { principal } = c.get('person')
      const armed = await listPlaybooks(deps.db, principal)
      const known = { armed, files: await deps.playbookFiles(), tools: deps.tools }
      return c.json(playbookCards(known, principal) satisfies PlaybookPage)
    })
    .post('/rehearse', async (c) => {
      const given = parseInput(rehearsing, await jsonBody(c))
      const playbook = parsePlaybook({ text: given.source, fileName, tools: deps.tools })
      const to = deps.clock()
      const window = { from: new Date(to.getTime() - given.days * dayMs), to }
      const asking = { ...deps, principal: c.get('person').principal, signal: c.req.raw.signal }
      const found: Rehearsal = await rehearse(asking, { playbook, source: given.source }, window)
      return c.json(found)
    })
    .post('/', async (c) => {
      const { requestKey, ...given } = parseInput(arming, await jsonBody(c))
      const { principal } = c.get('person')
      const by = { principal, channel: 'web', idempotencyKey: requestKey }
      const asking = { ...deps, ...by, signal: c.req.raw.signal }
      const filed = await proposeArming(asking, { ...given, fileName })
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
