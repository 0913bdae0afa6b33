import { Hono } from 'hono'
import { z } from 'zod'
import { listRules } from '../../factory/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { RulePage, RuleReply } from './alert-contract.ts'
import { jsonBody } from './body.ts'
import { runForPage } from './run-for-page.ts'
import type { SignedIn } from './session.ts'

const asking = {
  name: 'the alert rule',
  input: z.strictObject({
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
    language: z.enum(['zh', 'en']),
    siteId: z.string().min(1),
    change: z.record(z.string(), z.unknown()),
    reason: z.string().trim().min(3).max(1000),
  }),
}

/** The rules that hold, and asking for one: by the tool that a model would call. */
export function alertRuleRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .get('/', async (c) => {
      const { principal } = c.get('person')
      const items = await deps.db.tx('read', listRules, { principal })
      return c.json({ items } satisfies RulePage)
    })
    .post('/', async (c) => {
      const { key, language, siteId, change, reason } = parseInput(asking, await jsonBody(c))
      const asked = { principal: c.get('person').principal, language }
      const args = { change: { ...change, kind: 'alert_rule' }, site: siteId, reason }
      const { proposal } = await runForPage(deps, asked, {
        ...{ tool: 'propose_change', args, key: `alert:${key}` },
      })
      deps.wakes.wake()
      return c.json({ proposal: proposal ?? null } satisfies RuleReply, 201)
    })
}
