import { Hono } from 'hono'
import { z } from 'zod'
import { policyRule } from '../../actions/index.ts'
import { AppError } from '../../base/app-error.ts'
import type { ServerDeps } from '../deps.ts'
import type { FieldSchema, ToolForm } from './contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

/** Has no tool of its own: the rules of the gate are changed by a page. */
const policyForm = 'change_policy'

/** What a proposal of a tool may say, so that a page can make its form. */
export function toolFormRoutes({ tools, ...deps }: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>().use(requirePerson({ tools, ...deps })).get('/:tool', (c) => {
    const name = c.req.param('tool')
    const tool = tools.find((one) => one.name === name && one.effect === 'propose')
    const input = name === policyForm ? policyRule : tool?.input
    if (input === undefined) throw noForm(name)
    const schema = z.toJSONSchema(input, { io: 'input', reused: 'inline' }) as FieldSchema
    return c.json({ tool: name, schema } satisfies ToolForm)
  })
}

const noForm = (tool: string): AppError =>
  new AppError('not_found', `There is no form for ${tool}.`, {
    field: 'tool',
    hint: 'Withdraw the proposal and propose anew.',
  })
