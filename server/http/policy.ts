import { Hono } from 'hono'
import { z } from 'zod'
import {
  policyChange,
  previewPolicyChange,
  proposePolicyChange,
  readPolicy,
} from '../../actions/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { PolicyPage, PolicyPreview, ProposalView } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const preview = { name: 'the rule', input: policyChange }
const change = {
  name: 'the change of policy',
  input: policyChange.extend({ requestKey: z.string().min(8).max(100) }),
}

/** The rules of the gate, and the one way to change them: a proposal that two who manage approve. */
export function policyRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const rules = await readPolicy(deps.db, c.get('person').principal)
      return c.json({ rules } satisfies PolicyPage)
    })
    .post('/preview', async (c) => {
      const given = parseInput(preview, await jsonBody(c))
      const { principal } = c.get('person')
      const shown: PolicyPreview = await previewPolicyChange(
        deps,
        { principal, channel: 'web' },
        given,
      )
      return c.json(shown)
    })
    .post('/changes', async (c) => {
      const { requestKey, ...given } = parseInput(change, await jsonBody(c))
      const requester = {
        principal: c.get('person').principal,
        channel: 'web',
        idempotencyKey: `policy:${requestKey}`,
      }
      const filed: ProposalView = await proposePolicyChange(deps, requester, given)
      deps.wakes.wake()
      return c.json(filed, 201)
    })
}
