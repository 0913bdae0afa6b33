import { Hono } from 'hono'
import { z } from 'zod'
import {
  type EffectDefinition,
  getDelivery,
  listStuckDeliveries,
  type ProposalView,
  proposeUndo,
  retryDelivery,
  settleDelivery,
} from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { DeliveryPage, EffectCard, RetryReply, SettleReply } from './contract.ts'
import { noProposal } from './proposal-input.ts'
import { requirePerson, type SignedIn } from './session.ts'

const undoing = {
  name: 'the undoing',
  input: z.strictObject({ requestKey: z.string().min(8).max(100) }),
}
const settling = {
  name: 'the settlement',
  input: z.strictObject({
    verdict: z.enum(['done', 'failed']),
    reason: z.string().trim().max(2000),
  }),
}

/** Where an effect lives and how it is taken back, beside how it is on its way. */
export async function effectAndDelivery(
  { db, effects }: Pick<ServerDeps, 'db'> & { effects: readonly EffectDefinition[] },
  person: SignedIn['Variables']['person'],
  proposal: ProposalView,
) {
  const delivery = await getDelivery(db, person.principal, proposal)
  const known = effects.find(({ tool }) => tool === proposal.tool)
  const { connector } = proposal
  const effect: EffectCard | null = known
    ? {
        lives: connector === null ? 'internal' : 'external',
        connector,
        compensation: { kind: known.compensation.kind, says: known.compensation.says },
      }
    : null
  return { effect, delivery }
}

/** What a person does about an action that was done, or that did not arrive. Mounted like the verbs. */
export function deliveryVerbRoutes(deps: ServerDeps): Hono<SignedIn> {
  const actorOf = ({ principal }: SignedIn['Variables']['person']) => ({
    principal,
    channel: 'web',
  })
  return new Hono<SignedIn>()
    .post('/:siteId/:id/undo', async (c) => {
      const { requestKey } = parseInput(undoing, await jsonBody(c))
      const idempotencyKey = `undo:${requestKey}`
      const requester = { ...actorOf(c.get('person')), tainted: false, idempotencyKey }
      const filed = await proposeUndo(deps, requester, c.req.param())
      deps.wakes.wake()
      return c.json(filed, 201)
    })
    .post('/:siteId/:id/retry', async (c) => {
      const reply: RetryReply = await retryDelivery(deps, actorOf(c.get('person')), c.req.param())
      return answered(reply, 'queued')
    })
    .post('/:siteId/:id/settle', async (c) => {
      const given = parseInput(settling, await jsonBody(c))
      const at = { ...c.req.param(), ...given }
      const reply: SettleReply = await settleDelivery(deps, actorOf(c.get('person')), at)
      return answered(reply, 'settled')
    })

  function answered(reply: { outcome: string }, counted: string): Response {
    deps.wakes.wake()
    if (reply.outcome === 'not_found') throw noProposal('')
    return Response.json(reply, { status: reply.outcome === counted ? 200 : 409 })
  }
}

/** What waits for a person because it did not arrive, or may not have. */
export function deliveryRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).get('/', async (c) => {
    const items = await listStuckDeliveries(deps.db, c.get('person').principal)
    return c.json({ items } satisfies DeliveryPage)
  })
}
