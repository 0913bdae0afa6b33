import { Hono } from 'hono'
import { z } from 'zod'
import {
  auditTimeline,
  type DecisionInput,
  decide,
  getOutcome,
  getProposal,
  listProposals,
  rejectReasons,
} from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { Person } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { DecisionReply, ProposalDetail, ProposalPage } from './contract.ts'
import { deliveryVerbRoutes, effectAndDelivery } from './delivery-verbs.ts'
import { noProposal, shownFields, verdictFields } from './proposal-input.ts'
import { proposalVerbRoutes } from './proposal-verbs.ts'
import { requirePerson, type SignedIn } from './session.ts'
import { lacksSignIn, meaningOf } from './step-up.ts'

const query = {
  name: 'the list of proposals',
  input: z.strictObject({
    status: z.enum(['pending', 'decided']).default('pending'),
    /** `next` of the page before. */
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
}

const decision = {
  name: 'the decision',
  input: z.strictObject({ ...shownFields, ...verdictFields(rejectReasons) }),
}

const counted = ['approved', 'waiting_for_second', 'rejected']

export function proposalRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { db, clock } = deps
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const asked = parseInput(query, c.req.query())
      const found = await listProposals(db, c.get('person').principal, asked)
      const page: ProposalPage = { ...found, now: clock().toISOString() }
      return c.json(page)
    })
    .get('/:siteId/:id', async (c) => {
      const { siteId, id } = c.req.param()
      const person = c.get('person')
      const { principal } = person
      const proposal = await getProposal(db, principal, siteId, id)
      if (proposal === null) throw noProposal(id)
      const timeline = await auditTimeline(db, principal, siteId, id)
      const detail: ProposalDetail = {
        proposal,
        timeline,
        ...(await effectAndDelivery(deps, person, proposal)),
        outcome: await getOutcome(db, principal, { siteId, id }),
        now: clock().toISOString(),
      }
      return c.json(detail)
    })
    .post('/:siteId/:id/decision', async (c) => {
      const { siteId, id } = c.req.param()
      const given = parseInput(decision, await jsonBody(c))
      const reply = await decideOn(
        deps,
        { siteId, id, ...given },
        {
          person: c.get('person'),
          headers: c.req.raw.headers,
        },
      )
      deps.wakes.wake()
      if (reply.outcome === 'not_found') throw noProposal(id)
      return c.json(reply, counted.includes(reply.outcome) ? 200 : 409)
    })
    .route('/', proposalVerbRoutes(deps))
    .route('/', deliveryVerbRoutes(deps))
}

/** High risk is decided by a signature: a fresh sign-in, and what it means, kept with the decision. */
async function decideOn(
  deps: ServerDeps,
  given: DecisionInput,
  by: { person: Person; headers: Headers },
): Promise<DecisionReply> {
  const { principal } = by.person
  const shown = await getProposal(deps.db, principal, given.siteId, given.id)
  if (shown === null || shown.risk !== 'high')
    return decide(deps, { principal, channel: 'web' }, given)
  if (await lacksSignIn(deps, shown, by)) return { outcome: 'sign_in_again', proposal: shown }
  const said = given.verdict === 'approve' ? meaningOf(shown, by) : given.reasonText
  return decide(deps, { principal, channel: 'web_signed' }, { ...given, reasonText: said })
}
