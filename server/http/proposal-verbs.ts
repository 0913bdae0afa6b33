import { Hono } from 'hono'
import { z } from 'zod'
import { claim, decideBulk, getVersions, rejectReasons, withdraw } from '../../actions/index.ts'
import { editProposal, parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type {
  BulkReply,
  ClaimReply,
  EditReply,
  ProposalVersions,
  WithdrawReply,
} from './contract.ts'
import { noProposal, shownFields, verdictFields } from './proposal-input.ts'
import type { SignedIn } from './session.ts'

const text = z.string().trim().max(2000)

const bulk = {
  name: 'the decision on several',
  input: z.strictObject({
    shown: z
      .array(z.strictObject({ siteId: text, id: text, ...shownFields }))
      .min(1)
      .max(100),
    ...verdictFields(rejectReasons),
  }),
}
const editing = {
  name: 'the edit',
  input: z.strictObject({
    ...shownFields,
    input: z.record(z.string(), z.unknown()),
    reason: text.optional(),
  }),
}
const withdrawing = { name: 'the withdrawal', input: z.strictObject({ reason: text.optional() }) }
const claiming = { name: 'the claim', input: z.strictObject({ minutes: z.int().min(0).max(60) }) }

/**
 * What people do with a proposal beside deciding it; each verb's outcome is a value. Mounted by
 * `proposalRoutes`, which lets only signed-in people through.
 */
export function proposalVerbRoutes(deps: ServerDeps): Hono<SignedIn> {
  const actorOf = (person: SignedIn['Variables']['person']) => ({
    principal: person.principal,
    channel: 'web',
  })
  return new Hono<SignedIn>()
    .post('/bulk', async (c) => {
      const given = parseInput(bulk, await jsonBody(c))
      const outcomes = await decideBulk(deps, actorOf(c.get('person')), given)
      deps.wakes.wake()
      return c.json({ outcomes } satisfies BulkReply)
    })
    .get('/:siteId/:id/versions', async (c) => {
      const items = await getVersions(deps.db, c.get('person').principal, c.req.param())
      if (items.length === 0) throw noProposal(c.req.param('id'))
      return c.json({ items } satisfies ProposalVersions)
    })
    .post('/:siteId/:id/edit', async (c) => {
      const { input, reason = null, ...shown } = parseInput(editing, await jsonBody(c))
      const reply: EditReply = await editProposal(
        {
          ...deps,
          ...actorOf(c.get('person')),
          language: c.get('person').principal.language,
          signal: c.req.raw.signal,
          idempotencyKey: deps.newId('edit'),
          tainted: false,
        },
        { ...c.req.param(), ...shown, reason },
        input,
      )
      return answered(reply, ['edited'])
    })
    .post('/:siteId/:id/withdraw', async (c) => {
      const { reason = null } = parseInput(withdrawing, await jsonBody(c))
      const at = { ...c.req.param(), reason }
      const reply: WithdrawReply = await withdraw(deps, actorOf(c.get('person')), at)
      return answered(reply, ['withdrawn'])
    })
    .post('/:siteId/:id/claim', async (c) => {
      const given = parseInput(claiming, await jsonBody(c))
      const at = { ...c.req.param(), ...given }
      const reply: ClaimReply = await claim(deps, actorOf(c.get('person')), at)
      return answered(reply, ['claimed', 'released'])
    })

  function answered(reply: { outcome: string }, counted: string[]): Response {
    deps.wakes.wake()
    if (reply.outcome === 'not_found') throw noProposal('')
    return Response.json(reply, { status: counted.includes(reply.outcome) ? 200 : 409 })
  }
}
