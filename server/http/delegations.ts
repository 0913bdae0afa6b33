import { Hono } from 'hono'
import { z } from 'zod'
import {
  delegate,
  handOver,
  listDelegations,
  listHandovers,
  revokeDelegation,
  takeOver,
} from '../../actions/index.ts'
import { roles } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type {
  DelegationPage,
  DelegationReply,
  HandoverPage,
  HandoverReply,
  RevokeReply,
} from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const word = z.string().trim().min(1).max(100)
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const lending = {
  name: 'the delegation',
  input: z.strictObject({
    siteId: word,
    role: z.enum(roles),
    toUser: word,
    fromAt: instant,
    untilAt: instant,
    reason: z.string().trim().max(500),
  }),
}
const handover = {
  name: 'the handover',
  input: z.strictObject({ toUser: word, note: z.string().trim().max(4000) }),
}

/** Lending one's right to decide, for a time. */
export function delegationRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const items = await listDelegations(deps, c.get('person').principal)
      return c.json({ items } satisfies DelegationPage)
    })
    .post('/', async (c) => {
      const given = parseInput(lending, await jsonBody(c))
      const lender = { principal: c.get('person').principal, channel: 'web' }
      const reply: DelegationReply = await delegate(deps, lender, given)
      return c.json(reply, reply.outcome === 'delegated' ? 201 : 409)
    })
    .post('/:siteId/:id/revoke', async (c) => {
      const by = { principal: c.get('person').principal, channel: 'web' }
      const reply: RevokeReply = { outcome: await revokeDelegation(deps, by, c.req.param()) }
      return c.json(reply, reply.outcome === 'revoked' ? 200 : 409)
    })
}

/** What one shift leaves to the next. */
export function handoverRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/:siteId', async (c) => {
      const { principal } = c.get('person')
      const items = await listHandovers(deps.db, principal, c.req.param('siteId'))
      return c.json({ items } satisfies HandoverPage)
    })
    .post('/:siteId', async (c) => {
      const given = parseInput(handover, await jsonBody(c))
      const leader = { principal: c.get('person').principal, channel: 'web' }
      const over = { ...given, siteId: c.req.param('siteId') }
      const reply: HandoverReply = await handOver(deps, leader, over)
      deps.wakes.wake()
      return c.json(reply, reply.outcome === 'handed_over' ? 201 : 409)
    })
    .post('/:siteId/:id/taken', async (c) => {
      const next = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await takeOver(deps, next, c.req.param())
      return c.json({ outcome }, outcome === 'taken_over' ? 200 : 409)
    })
}
