import { Hono } from 'hono'
import { z } from 'zod'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { MetricChangeReply } from './metric-contract.ts'
import { runForPage } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

const request = {
  name: 'the change of a metric',
  input: z.strictObject({
    language: z.enum(['zh', 'en']),
    /** Of this form as it was filled in: sent twice, it is one proposal. */
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
    change: z.record(z.string(), z.unknown()),
  }),
}

/** Trying and proposing a definition from the page: nothing changes before somebody approves. */
export function metricChangeRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson(deps)).post('/', async (c) => {
    const { language, key, change } = parseInput(request, await jsonBody(c))
    const asked = { principal: c.get('person').principal, language }
    const { data } = await runForPage(deps, asked, {
      ...{ tool: 'propose_metric_change', args: change, key: `metric:${key}` },
    })
    const { proposal, changes, values, version } = data as Outcome
    const reply: MetricChangeReply = {
      ...{ changes, values, version },
      proposal: proposal === null ? null : { siteId: data.scope as string, id: proposal.action_id },
    }
    return c.json(reply)
  })
}

/** What of the tool's own output the page reads; it keeps this form, see its schema. */
type Outcome = Omit<MetricChangeReply, 'proposal'> & { proposal: { action_id: string } | null }
