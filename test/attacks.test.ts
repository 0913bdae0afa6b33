/** Ten ways to get an effect that nobody approved: all are refused, and the record says so. */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type AuditEvent,
  auditTimeline,
  executeReady,
  listAudit,
  type ProposalView,
  propose,
  verifyAudit,
} from '../actions/index.ts'
import { ticketEffect } from '../actions/test-gate.ts'
import type { Principal } from '../base/principal.ts'
import { addPerson, baseUrl, openTestServer, tokenFor } from '../server/test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
const operator: Principal = {
  userId: 'operator@suzhou',
  roles: [{ siteId: 'suzhou', role: 'operator' }],
  language: 'en',
}
let serial = 0

beforeAll(async () => {
  server = await openTestServer()
  const supervisorOf = (siteId: string) => [{ siteId, role: 'supervisor' as const }]
  const people = [
    { userId: 'second@suzhou', roles: supervisorOf('suzhou'), samePersonAs: 'operator@suzhou' },
    { userId: 'supervisor@dongguan', roles: supervisorOf('dongguan') },
    { userId: 'demoted@suzhou', roles: supervisorOf('suzhou') },
    { userId: 'planner@suzhou', roles: [{ siteId: 'suzhou', role: 'planner' as const }] },
  ]
  for (const one of people) await addPerson(server.deps, one)
})
afterAll(() => server.close())

function file(args: object = {}, siteId = 'suzhou'): Promise<ProposalView> {
  const requester = {
    ...{ principal: operator, channel: 'mcp', tainted: true },
    idempotencyKey: `attack ${++serial}`,
  }
  return propose(server.deps, requester, {
    ...{ siteId, tool: 'open_maintenance_ticket', title: { zh: '工单', en: 'Ticket' } },
    ...{ args: { title: 'x', ...args }, preconditions: {}, diff: { entries: [] } },
    ...{ prediction: null, evidence: [] },
  })
}

type Sent = { body?: object; headers?: Record<string, string>; path?: string }

/** Sends an approval as this person would, with whatever the attack changes. */
async function approve(userId: string, shown: ProposalView, sent: Sent = {}): Promise<Response> {
  const { siteId, id, version, argsSha256 } = shown
  const cookie = await server.signIn(userId)
  return server.app.request(sent.path ?? `/api/proposals/${siteId}/${id}/decision`, {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json', ...sent.headers },
    body: JSON.stringify({ version, argsSha256, verdict: 'approve', ...sent.body }),
  })
}

const outcomeOf = async (reply: Response) => [reply.status, (await reply.json()).outcome]

/** Nothing happened, and the last word of the record is the refusal. */
async function expectRefused(shown: ProposalView, outcome: string, actor: string): Promise<void> {
  await executeReady({ ...server.deps, effects: [ticketEffect] })
  const tickets = await server.deps.db.tx('read', (tx) =>
    tx.rows(sql`select id from ticket where action_id = ${shown.id}`),
  )
  expect(tickets).toEqual([])
  const timeline = await auditTimeline(server.deps.db, operator, 'suzhou', shown.id)
  expect(lastRefusal(timeline)).toMatchObject({ actor, detail: { outcome } })
}
const lastRefusal = (events: AuditEvent[]) =>
  events.findLast(({ event }) => event === 'decision_refused')

test('1. by a second account of the person who asked', async () => {
  const shown = await file()
  expect(await outcomeOf(await approve('second@suzhou', shown))).toEqual([409, 'self_approval'])
  await expectRefused(shown, 'self_approval', 'second@suzhou')
})

test('2. of a version that is no longer the one that waits', async () => {
  const shown = await file()
  const reply = await approve('supervisor@suzhou', { ...shown, version: 2 })
  expect(await outcomeOf(reply)).toEqual([409, 'other_version'])
  await expectRefused(shown, 'other_version', 'supervisor@suzhou')
})

test('3. of other arguments than were shown, or with arguments of one’s own', async () => {
  const shown = await file()
  const other = await approve('supervisor@suzhou', { ...shown, argsSha256: 'f'.repeat(64) })
  expect(await outcomeOf(other)).toEqual([409, 'other_version'])
  const own = await approve('supervisor@suzhou', shown, { body: { args: { title: 'mine' } } })
  expect([own.status, (await own.json()).error.field]).toEqual([400, 'args'])
  await expectRefused(shown, 'other_version', 'supervisor@suzhou')
  const underneath = server.deps.db.tx('owner', (tx) =>
    tx.rows(sql`update proposal set args = '{"title":"mine"}' where id = ${shown.id}`),
  )
  await expect(underneath).rejects.toThrow(/changes only as a new version/)
})

test('4. by a request that is sent again', async () => {
  const shown = await file()
  const cookie = await server.signIn('supervisor@suzhou')
  const same = { headers: { cookie } }
  expect(await outcomeOf(await approve('supervisor@suzhou', shown, same))).toEqual([
    200,
    'approved',
  ])
  const again = await approve('supervisor@suzhou', shown, same)
  expect(await outcomeOf(again)).toEqual([409, 'already_decided'])
  const timeline = await auditTimeline(server.deps.db, operator, 'suzhou', shown.id)
  expect(timeline.filter(({ event }) => event === 'approved')).toHaveLength(1)
  expect(lastRefusal(timeline)?.detail).toMatchObject({ outcome: 'already_decided' })
})

test('5. by a delegation that has ended', async () => {
  const shown = await file()
  const cookie = await server.signIn('supervisor@suzhou')
  const post = (path: string, body: object) =>
    server.app.request(path, {
      method: 'POST',
      headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const now = Date.now()
  const lent = await post('/api/delegations', {
    ...{ siteId: 'suzhou', role: 'supervisor', toUser: 'planner@suzhou', reason: 'leave' },
    fromAt: new Date(now - 1000).toISOString(),
    untilAt: new Date(now + 60_000).toISOString(),
  })
  const { id } = await lent.json()
  expect((await post(`/api/delegations/suzhou/${id}/revoke`, {})).status).toBe(200)
  const reply = await approve('planner@suzhou', shown)
  expect(await outcomeOf(reply)).toEqual([409, 'delegation_ended'])
  await expectRefused(shown, 'delegation_ended', 'planner@suzhou')
})

test('6. by somebody who lost the role after opening the page', async () => {
  const shown = await file()
  const cookie = await server.signIn('demoted@suzhou')
  await server.deps.db.tx('app', (tx) =>
    tx.rows(sql`update user_role set role = 'viewer' where user_id = 'demoted@suzhou'`),
  )
  const reply = await approve('demoted@suzhou', shown, { headers: { cookie } })
  expect(await outcomeOf(reply)).toEqual([409, 'not_an_approver'])
  await expectRefused(shown, 'not_an_approver', 'demoted@suzhou')
})

test.each([{ origin: 'https://evil.example' }, { origin: '' }, { origin: 'null' }])(
  '7. by a forged page with the cookie of a supervisor: %j',
  async (headers) => {
    const shown = await file()
    const reply = await approve('supervisor@suzhou', shown, { headers })
    expect(reply.status).toBe(403)
    await expectRefused(shown, 'foreign_origin', 'supervisor@suzhou')
  },
)

test('8. by guessing ids of another site', async () => {
  const shown = await file()
  const guess = await approve('supervisor@dongguan', shown)
  expect(guess.status).toBe(404)
  const nothing = await approve('supervisor@dongguan', { ...shown, id: 'act_guess' })
  const told = async (reply: Response) =>
    (await reply.json()).error.message.replace(/act_\w+/, 'ID')
  expect(await told(nothing)).toBe(await told(guess))
  await expectRefused(shown, 'not_found', 'supervisor@dongguan')
  const group = await listAudit(server.deps.db, operator, { siteId: 'group' })
  expect(group.items[0]).toMatchObject({ actionId: 'act_guess', actor: 'supervisor@dongguan' })
})

test('9. and 10. by what an AI client answers, or by a tool call of its own', async () => {
  const shown = await file()
  const token = await tokenFor(server.deps, {
    userId: 'supervisor@suzhou',
    scopes: ['read', 'propose'],
  })
  const bearer = { authorization: `Bearer ${token}` }
  const client = new Client(
    { name: 'attacker', version: '1' },
    { capabilities: { elicitation: { url: {} } }, versionNegotiation: { mode: 'auto' } },
  )
  client.setRequestHandler('elicitation/create', () => ({
    action: 'accept',
    content: { approve: true, action_id: shown.id, verdict: 'approve' },
  }))
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
      requestInit: { headers: bearer },
      fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
    }),
  )
  await client.callTool({ name: 'propose_echo', arguments: { word: 'output' } })
  const { tools } = await client.listTools()
  expect(
    tools.map(({ name }) => name).filter((name) => /approve|decide|confirm/.test(name)),
  ).toEqual([])
  for (const name of ['approve', 'decide_proposal', 'jidoka_decide']) {
    const call = client.callTool({ name, arguments: { action_id: shown.id, verdict: 'approve' } })
    await expect(
      call.then(({ isError }) => (isError ? Promise.reject() : null)),
    ).rejects.toBeDefined()
  }
  const { siteId, id, version, argsSha256 } = shown
  const byToken = await server.app.request(`/api/proposals/${siteId}/${id}/decision`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json' },
    body: JSON.stringify({ version, argsSha256, verdict: 'approve' }),
  })
  expect(byToken.status).toBe(401)
  await executeReady({ ...server.deps, effects: [ticketEffect] })
  const timeline = await auditTimeline(server.deps.db, operator, 'suzhou', shown.id)
  expect(timeline.map(({ event }) => event)).toEqual(['proposed'])
  expect((await verifyAudit(server.deps.db)).ok).toBe(true)
})
