import { Hono } from 'hono'
import { z } from 'zod'
import { movedOperation, parseInput, planAsked, proposeScheduleTool } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { PlanChangeReply, PlanPlacement, PlanTrial } from './plan-contract.ts'
import { contextForPage, runForPage } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

const change = {
  language: z.enum(['zh', 'en']),
  placements: z
    .array(
      z.strictObject({
        ...{ order: z.string(), seq: z.int(), machine: z.string(), start: z.string() },
      }),
    )
    .min(1),
}
const trial = { name: 'the trial of a plan', input: z.strictObject(change) }
const proposal = {
  name: 'the change of a plan',
  input: z.strictObject({
    ...change,
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
  }),
}

/** Operations that a person puts elsewhere: checked at once, and a proposal when asked for. */
export function planChangeRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .post('/:siteId/trial', async (c) => {
      const { language, placements } = parseInput(trial, await jsonBody(c))
      const { principal } = c.get('person')
      const args = parseInput(proposeScheduleTool, {
        ...{ site: c.req.param('siteId'), placements: placements.map(written) },
      })
      const { planned } = await planAsked(contextForPage(deps, { principal, language }), args)
      const { before, after, moves, resequenced } = planned.plan
      const reply: PlanTrial = { before, after, moved: moves.map(movedOperation), resequenced }
      return c.json(reply)
    })
    .post('/:siteId/changes', async (c) => {
      const { language, placements, key } = parseInput(proposal, await jsonBody(c))
      const asked = { principal: c.get('person').principal, language }
      const siteId = c.req.param('siteId')
      const { proposal: filed } = await runForPage(deps, asked, {
        ...{
          tool: 'propose_schedule',
          args: { site: siteId, placements: placements.map(written) },
          key: `plan:${key}`,
        },
      })
      const reply: PlanChangeReply = { siteId, id: filed?.action_id ?? null }
      return c.json(reply)
    })
}

/** As the tools take it. */
const written = ({ order, seq, machine, start }: PlanPlacement): string =>
  [order, seq, machine, start].join(' | ')
