import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProposalView, propose } from '../../actions/index.ts'
import { catalog } from '../../tools/index.ts'
import { addPerson, baseUrl, openTestServer, password } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let lateMs = 0
const minute = 60_000

beforeAll(async () => {
  server = await openTestServer({
    tools: catalog,
    clock: () => new Date(Date.now() + lateMs),
  })
  for (const userId of ['manager@suzhou', 'second@suzhou'])
    await addPerson(server.deps, { userId, roles: [{ siteId: 'suzhou', role: 'manager' }] })
})
afterAll(() => server.close())

async function call(cookie: string, path: string, body?: object): Promise<Response> {
  const post = { method: 'POST', body: JSON.stringify(body) }
  return server.app.request(path, {
    ...(body === undefined ? {} : post),
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
  })
}

let serial = 0
async function policyChange(cookie: string): Promise<ProposalView> {
  const definition = {
    ...{ tool: 'open_maintenance_ticket', risk: 'low', approverRoles: ['supervisor'] },
    ...{ approvalsNeeded: 1, expiresMinutes: 60 },
  }
  const change = { siteId: 'suzhou', rule: `r${++serial}`, definition }
  const reply = await call(cookie, '/api/policy/changes', {
    ...change,
    requestKey: `step-up-${serial}`,
  })
  return reply.json()
}

const decisionOn = ({ siteId, id, version, argsSha256 }: ProposalView) =>
  [`/api/proposals/${siteId}/${id}/decision`, { version, argsSha256, verdict: 'approve' }] as const

describe('a decision on high risk', () => {
  test('takes a sign-in of the last five minutes, and keeps who signed what', async () => {
    const shown = await policyChange(await server.signIn('supervisor@suzhou'))
    const cookie = await server.signIn('manager@suzhou')
    lateMs = 6 * minute
    const late = await call(cookie, ...decisionOn(shown))
    expect([late.status, (await late.json()).outcome]).toEqual([409, 'sign_in_again'])
    const wrong = await call(cookie, '/api/auth/step-up', { password: 'not the password' })
    expect(wrong.status).toBe(401)
    lateMs = 0
    const again = await call(cookie, '/api/auth/step-up', { password })
    const fresh = again.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    expect((await call(cookie, '/api/me')).status).toBe(401)
    const signed = await (await call(fresh, ...decisionOn(shown))).json()
    expect(signed.outcome).toBe('waiting_for_second')
    expect(signed.proposal.decisions).toMatchObject([
      {
        decidedBy: 'manager@suzhou',
        channel: 'web_signed',
        reasonText: expect.stringMatching(
          /^manager@suzhou: I approve that .* \(v1, [0-9a-f]{12}\)$/,
        ),
      },
    ])
    const { timeline } = await (await call(fresh, `/api/proposals/suzhou/${shown.id}`)).json()
    expect(timeline.map(({ event }: { event: string }) => event)).toEqual([
      'proposed',
      'decision_refused',
      'approved',
    ])
  })

  test('of two takes two signatures', async () => {
    const shown = await policyChange(await server.signIn('supervisor@suzhou'))
    const outcomes = []
    for (const userId of ['manager@suzhou', 'second@suzhou']) {
      const reply = await call(await server.signIn(userId), ...decisionOn(shown))
      outcomes.push((await reply.json()).outcome)
    }
    expect(outcomes).toEqual(['waiting_for_second', 'approved'])
  })
})

test('the password of another person is no sign-in of one’s own', async () => {
  const reply = await server.app.request('/api/auth/step-up', {
    method: 'POST',
    headers: { origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  })
  expect(reply.status).toBe(401)
})

test('the list is read page by page, each proposal once, whatever comes meanwhile', async () => {
  const operator = {
    userId: 'operator@suzhou',
    roles: [{ siteId: 'suzhou', role: 'operator' }],
    language: 'en' as const,
  }
  const file = (key: string) =>
    propose(
      server.deps,
      { principal: operator, channel: 'web', tainted: false, idempotencyKey: key },
      {
        ...{ siteId: 'suzhou', tool: 'open_maintenance_ticket', title: { zh: key, en: key } },
        ...{ args: { key }, preconditions: {}, diff: { entries: [] } },
        ...{ prediction: null, evidence: [] },
      },
    )
  for (const key of ['a', 'b', 'c', 'd']) await file(key)
  const cookie = await server.signIn('supervisor@suzhou')
  const seen: string[] = []
  let after = ''
  for (;;) {
    const reply = await call(cookie, `/api/proposals?limit=2&after=${encodeURIComponent(after)}`)
    const { items, total, next } = await reply.json()
    seen.push(...items.map(({ id }: ProposalView) => id))
    expect(total).toBeGreaterThanOrEqual(5)
    if (next === null) break
    after = next
    if (seen.length === 2) await file('late')
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(6)
})

test('a form says what the proposals of a tool may say; colleagues are those of one’s sites', async () => {
  const cookie = await server.signIn('supervisor@suzhou')
  const form = await (await call(cookie, '/api/tool-forms/open_maintenance_ticket')).json()
  expect(form.schema.properties.priority.enum).toContain('high')
  expect(form.schema.required).toEqual(['equipment', 'title'])
  expect((await call(cookie, '/api/tool-forms/query_kpi')).status).toBe(404)
  await addPerson(server.deps, {
    userId: 'far@dongguan',
    roles: [{ siteId: 'dongguan', role: 'manager' }],
  })
  const { items } = await (await call(cookie, '/api/colleagues')).json()
  const ids = items.map(({ userId }: { userId: string }) => userId)
  expect(ids).toContain('manager@suzhou')
  expect(ids).not.toContain('far@dongguan')
})
