import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getProposal, type ProposalView } from '../../actions/index.ts'
import { schema } from '../../store/index.ts'
import { catalog, runTool } from '../../tools/index.ts'
import { askingOf } from '../test-asking.ts'
import { openTestServer } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let post: ReturnType<typeof askingOf>['post']
let get: ReturnType<typeof askingOf>['get']
let serial = 0

beforeAll(async () => {
  server = await openTestServer({ tools: catalog })
  ;({ post, get } = askingOf(server))
  await server.deps.db.tx('ingest', (tx) =>
    tx.orm.insert(schema.equipment).values({
      ...{ siteId: 'suzhou', id: 'CNC-1', level: 'machine' as const },
      ...{ nameZh: '机床', nameEn: 'Lathe' },
    }),
  )
})
afterAll(() => server.close())

const operator = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en' as const,
}

/** Files a ticket by its tool, as an AI client would. */
async function file(title: string): Promise<ProposalView> {
  const tool = catalog.find(({ name }) => name === 'open_maintenance_ticket')
  if (tool === undefined) throw new Error('there is no such tool')
  const context = {
    ...{ ...server.deps, principal: operator, language: 'en' as const, channel: 'mcp' },
    ...{ signal: new AbortController().signal, tainted: true, idempotencyKey: `k${++serial}` },
  }
  const { proposal } = await runTool(tool, context, { equipment: 'CNC-1', title })
  const filed = await getProposal(server.deps.db, operator, 'suzhou', proposal?.action_id ?? '')
  if (filed === null) throw new Error('nothing was filed')
  return filed
}

const verb = ({ siteId, id }: ProposalView, name: string) =>
  `/api/proposals/${siteId}/${id}/${name}`
const shownIn = ({ version, argsSha256 }: ProposalView) => ({ version, argsSha256 })

describe('an edit', () => {
  test('asks the tool again, whose schema names what is wrong, and keeps both versions', async () => {
    const shown = await file('spindle noise')
    const edit = (input: object, over = {}) =>
      post('operator@suzhou', verb(shown, 'edit'), { ...shownIn(shown), input, ...over })
    const wrong = await edit({ ...(shown.input as object), priority: 'hihg' })
    expect([wrong.status, wrong.body.error.field]).toEqual([400, 'priority'])
    const asked = { ...(shown.input as object), priority: 'high' }
    const { status, body } = await edit(asked)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      outcome: 'edited',
      proposal: { version: 2, input: { priority: 'high' }, args: { priority: 'high' } },
    })
    expect(body.proposal.diff).not.toEqual(shown.diff)
    const again = await edit(asked)
    expect([again.status, again.body.outcome]).toEqual([409, 'other_version'])
    const { items } = await get('operator@suzhou', verb(shown, 'versions'))
    expect(items.map(({ version }: { version: number }) => version)).toEqual([1, 2])
  })

  test('of a supervisor takes a reason, and bars that supervisor from approving', async () => {
    const shown = await file('oil leak')
    const input = { ...(shown.input as object), title: 'oil leak at the rear' }
    const edit = (reason?: string) =>
      post('supervisor@suzhou', verb(shown, 'edit'), { ...shownIn(shown), input, reason })
    expect((await edit()).body.outcome).toBe('reason_missing')
    const { body } = await edit('say where')
    const { siteId, id, version, argsSha256 } = body.proposal
    const decision = { version, argsSha256, verdict: 'approve' }
    const own = await post(
      'supervisor@suzhou',
      verb({ siteId, id } as ProposalView, 'decision'),
      decision,
    )
    expect([own.status, own.body.outcome]).toEqual([409, 'self_approval'])
  })
})

test('withdraw and claim answer with their outcome; nobody else withdraws', async () => {
  const shown = await file('belt')
  const claim = await post('supervisor@suzhou', verb(shown, 'claim'), { minutes: 10 })
  expect(claim.body.proposal).toMatchObject({ claimedBy: 'supervisor@suzhou' })
  const other = await post('supervisor@suzhou', verb(shown, 'withdraw'))
  expect([other.status, other.body.outcome]).toEqual([409, 'not_the_requester'])
  const own = await post('operator@suzhou', verb(shown, 'withdraw'), { reason: 'mended' })
  expect([own.status, own.body.proposal.status]).toEqual([200, 'withdrawn'])
  const none = await post('operator@suzhou', '/api/proposals/suzhou/act_none/withdraw')
  expect(none.status).toBe(404)
})

test('several are decided at once, each with its own outcome', async () => {
  const [a, b] = [await file('filter a'), await file('filter b')]
  const shown = [a, b].map(({ siteId, id, ...view }) => ({
    siteId,
    id,
    ...shownIn(view as ProposalView),
  }))
  await post('operator@suzhou', verb(b, 'withdraw'))
  const { body } = await post('supervisor@suzhou', '/api/proposals/bulk', {
    shown,
    verdict: 'approve',
  })
  expect(body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'approved',
    'already_decided',
  ])
})

test('the policy is read, tried and changed by a proposal of its own', async () => {
  const waiting = await file('gearbox')
  const change = {
    ...{ siteId: 'suzhou', rule: 'tickets' },
    definition: {
      ...{ tool: 'open_maintenance_ticket', risk: 'medium', approverRoles: ['manager'] },
      ...{ approvalsNeeded: 1, expiresMinutes: 60 },
    },
  }
  const { rules } = await get('operator@suzhou', '/api/policy')
  expect(rules.map(({ rule }: { rule: string }) => rule)).toContain('change_policy')
  const preview = await post('supervisor@suzhou', '/api/policy/preview', change)
  expect(preview.body.affected.map(({ id }: { id: string }) => id)).toContain(waiting.id)
  const path = '/api/policy/changes'
  const filed = await post('supervisor@suzhou', path, { ...change, requestKey: 'request-1' })
  expect([filed.status, filed.body.tool, filed.body.approvalsNeeded]).toEqual([
    201,
    'change_policy',
    2,
  ])
  const forbidden = await post('operator@suzhou', path, { ...change, requestKey: 'request-2' })
  expect(forbidden.status).toBe(403)
  const weak = { ...change, definition: { ...change.definition, risk: 'high' } }
  const refused = await post('supervisor@suzhou', path, { ...weak, requestKey: 'request-3' })
  expect([refused.status, refused.body.error.field]).toEqual([400, 'definition.approvalsNeeded'])
})

test('rights are lent and shifts are handed over', async () => {
  const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const lend = { siteId: 'suzhou', role: 'supervisor', toUser: 'operator@suzhou', reason: 'leave' }
  const dates = { fromAt: soon(0), untilAt: soon(60) }
  const lent = await post('supervisor@suzhou', '/api/delegations', { ...lend, ...dates })
  expect([lent.status, lent.body.outcome]).toEqual([201, 'delegated'])
  const { items } = await get('operator@suzhou', '/api/delegations')
  expect(items).toMatchObject([{ id: lent.body.id, fromUser: 'supervisor@suzhou' }])
  const back = await post('operator@suzhou', `/api/delegations/suzhou/${lent.body.id}/revoke`)
  expect(back.body).toEqual({ outcome: 'revoked' })
  const wrong = await post('operator@suzhou', '/api/delegations', { ...lend, ...dates })
  expect([wrong.status, wrong.body.outcome]).toEqual([409, 'role_not_held'])
  const over = await post('operator@suzhou', '/api/handovers/suzhou', {
    toUser: 'supervisor@suzhou',
    note: 'quiet night',
  })
  expect([over.status, over.body.outcome]).toEqual([409, 'not_a_shift_leader'])
  expect(await get('operator@suzhou', '/api/handovers/suzhou')).toEqual({ items: [] })
})
