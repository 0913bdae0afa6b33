import { Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { ProposeReply, ProposeTool } from './reading-contract.ts'
import { runForPage, toolNamed } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

const proposeTools: ProposeTool[] = ['open_maintenance_ticket', 'propose_change']

const request = {
  name: 'the proposal of a page',
  input: z.strictObject({
    language: z.enum(['zh', 'en']),
    /** Of this form as it was filled in: sent twice, it is one proposal. */
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
    args: z.record(z.string(), z.unknown()),
  }),
}

/** The next step of a workspace: the proposal that a model would file, and as little comes of it unapproved. */
export function pageProposalRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).post('/:tool', async (c) => {
    const { language, key, args } = parseInput(request, await jsonBody(c))
    const asked = { principal: c.get('person').principal, language }
    const tool = toolNamed(proposeTools, c.req.param('tool'), {
      one: 'proposes by',
      all: 'propose by',
    })
    const { proposal } = await runForPage(deps, asked, { tool, args, key: `page:${key}` })
    deps.wakes.wake()
    return c.json({ id: proposal?.action_id ?? null } satisfies ProposeReply, 201)
  })
}
