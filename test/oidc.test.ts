/** Signing in by a provider of OpenID Connect, over HTTP, with a provider that can misbehave. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listAudit, type ProposalView } from '../actions/index.ts'
import { openOidcServer } from '../server/test-oidc.ts'
import { addPerson, baseUrl, password } from '../server/test-server.ts'
import { schema } from '../store/index.ts'
import { catalog } from '../tools/index.ts'
import { oidcClient as client, type FakeOidc, startOidc } from './fakes/oidc.ts'

const minute = 60_000
let lateMs = 0
let fake: FakeOidc
let server: Awaited<ReturnType<typeof openOidcServer>>
const clock = () => new Date(Date.now() + lateMs)

beforeAll(async () => {
  fake = await startOidc()
  const { issuer } = fake
  server = await openOidcServer({ issuer, client, clock, given: { tools: catalog } })
  for (const [userId, role, ...sites] of [
    ['admin@suzhou', 'admin', 'suzhou'],
    ['admin@dongguan', 'admin', 'dongguan'],
    ['wang@suzhou', 'manager', 'suzhou'],
    ['li@suzhou', 'manager', 'suzhou'],
  ] as const)
    await addPerson(server.deps, { userId, roles: sites.map((siteId) => ({ siteId, role })) })
})
afterAll(async () => {
  await server.close()
  await fake.close()
})
beforeEach(() => {
  fake.state.person = { sub: 'a-1', name: '王工', email: 'wang@corp.example' }
  fake.state.twist = {}
  lateMs = 0
})

const cookiesOf = (reply: Response) => reply.headers.getSetCookie().map((one) => one.split(';')[0])
const sessionIn = (reply: Response) =>
  cookiesOf(reply).find((one) => one?.startsWith('jidoka.session_token=')) ?? null

async function call(cookie: string, path: string, body?: object): Promise<Response> {
  const post = { method: 'POST', body: JSON.stringify(body) }
  return server.app.request(path, {
    ...(body === undefined ? {} : post),
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
  })
}

/** A browser that leaves for the provider, and the address that it is sent back to. */
async function leave(from = '/api/auth/oidc/start', cookie = '') {
  const left = await call(cookie, from)
  const location = left.headers.get('location') ?? ''
  const there = await fetch(location, { redirect: 'manual' })
  return { back: there.headers.get('location') ?? '', kept: cookiesOf(left).join('; ') }
}
async function journey(from?: string, cookie?: string): Promise<Response> {
  const { back, kept } = await leave(from, cookie)
  return call(kept, back)
}
const bind = async (userId: string, subject: string, by = 'admin@suzhou') =>
  call(await server.signIn(by), `/api/people/${encodeURIComponent(userId)}/bind`, { subject })

test('opens the account that an administrator bound, by issuer and subject, and no other', async () => {
  // The address of somebody with an account says nothing.
  fake.state.person = { sub: 'a-1', name: '<b>王工', email: 'supervisor@suzhou.demo' }
  const stranger = await journey()
  expect([stranger.status, sessionIn(stranger)]).toEqual([403, null])
  const page = await stranger.text()
  expect(page).toContain('<code>a-1</code>')
  expect(page).toContain('&lt;b&gt;王工')
  expect((await bind('wang@suzhou', 'a-1')).status).toBe(200)

  const { back, kept } = await leave('/api/auth/oidc/start?to=/connect%3Fclient_id%3Dx%26state%3D1')
  const entered = await call(kept, back)
  expect(entered.headers.get('location')).toBe(`${baseUrl}/connect?client_id=x&state=1`)
  expect(entered.headers.getSetCookie().join()).toMatch(
    /session_token=[^;]+;.*HttpOnly.*SameSite=Strict/,
  )
  const me = await (await call(sessionIn(entered) ?? '', '/api/me')).json()
  expect(me).toMatchObject({ userId: 'wang@suzhou', byProvider: true })
  // The cookie that says so was left out: what the provider ended is over here in a day all the same.
  const [held] = await server.deps.db.tx('app', ({ orm }) =>
    orm.select().from(schema.session).where(eq(schema.session.userId, 'wang@suzhou')),
  )
  expect(held?.expiresAt.getTime()).toBeLessThan(Date.now() + 25 * 60 * minute)

  fake.state.person = { sub: 'A-1' }
  expect(sessionIn(await journey())).toBeNull()
  const viewer = {
    userId: 'x',
    roles: [{ siteId: 'suzhou', role: 'admin' }],
    language: 'en' as const,
  }
  const { items } = await listAudit(server.deps.db, viewer, { siteId: 'suzhou', limit: 50 })
  const bound = items.find(({ event }) => event === 'account_bound')
  expect(bound).toMatchObject({
    actor: 'admin@suzhou',
    detail: { subject: expect.stringMatching(/^[0-9a-f]{16}$/) },
  })
})

test.each([
  '//evil.example/',
  '/\\evil.example',
  '/.//evil.example',
  'https://evil.example/',
  '/api/me',
])('leads to no other place than its own pages: %s', async (to) => {
  const entered = await journey(`/api/auth/oidc/start?to=${encodeURIComponent(to)}`)
  expect(new URL(entered.headers.get('location') ?? '').origin).toBe(baseUrl)
  expect(entered.headers.get('location')).not.toContain('/api/')
})

const now = () => Math.floor(Date.now() / 1000)
test.each([
  ['of another nonce', { claims: { nonce: 'other' } }, 401],
  ['without a nonce', { claims: { nonce: undefined } }, 401],
  ['for another audience', { claims: { aud: 'other' } }, 401],
  ['for two, authorised for another', { claims: { aud: ['jidoka', 'b'], azp: 'b' } }, 401],
  ['for two, authorised for none', { claims: { aud: ['jidoka', 'b'] } }, 401],
  ['of another issuer', { claims: { iss: 'http://127.0.0.1:1' } }, 401],
  ['that is over', { claims: { exp: now() - 120 } }, 503],
  ['that was made long ago', { claims: { iat: now() - 900 } }, 503],
  ['that never ends', { claims: { exp: undefined } }, 401],
  ['without a subject', { claims: { sub: '' } }, 401],
  ['signed by nobody', { signedBy: 'nobody' }, 401],
  ['signed by another key', { signedBy: 'another' }, 401],
  ['signed by the public key as a secret', { signedBy: 'the public key' }, 401],
] as const)('an ID token %s opens nothing', async (_, twist, status) => {
  fake.state.twist = { ...twist } as FakeOidc['state']['twist']
  const refused = await journey()
  expect([refused.status, sessionIn(refused)]).toEqual([status, null])
})

test('an answer is good once, in the browser that asked, from the provider that was asked', async () => {
  fake.state.twist = { codesTwice: true }
  const before = fake.state.trades
  const one = await leave()
  expect((await call('', one.back)).status).toBe(400)
  const other = await leave()
  expect((await call(other.kept, one.back)).status).toBe(400)
  expect(fake.state.trades).toBe(before)
  const all = await Promise.all([1, 2, 3].map(() => call(one.kept, one.back)))
  expect(all.map((reply) => reply.status).sort()).toEqual([303, 400, 400])
  lateMs = 11 * minute
  expect((await call(other.kept, other.back)).status).toBe(400)
  lateMs = 0
  for (const [answer, status] of [
    [{ iss: 'https://evil.example' }, 401],
    [{ error: 'access_denied' }, 403],
    [{ error: 'temporarily_unavailable' }, 503],
  ] as const) {
    fake.state.twist = { answer }
    expect((await journey()).status).toBe(status)
  }
})

describe('a decision on high risk', () => {
  let serial = 0
  async function policyChange(cookie: string): Promise<ProposalView> {
    const definition = {
      ...{ tool: 'open_maintenance_ticket', risk: 'low', approverRoles: ['supervisor'] },
      ...{ approvalsNeeded: 1, expiresMinutes: 60 },
    }
    const change = {
      siteId: 'suzhou',
      rule: `r${++serial}`,
      definition,
      requestKey: `provider-${serial}`,
    }
    return (await call(cookie, '/api/policy/changes', change)).json()
  }
  const approve = async (cookie: string, { id, version, argsSha256 }: ProposalView) => {
    const decision = { version, argsSha256, verdict: 'approve' }
    return (await (await call(cookie, `/api/proposals/suzhou/${id}/decision`, decision)).json())
      .outcome
  }
  const again = (cookie: string) => journey('/api/auth/oidc/again', cookie)

  test('takes a sign-in at the provider that was made for it, by the same person', async () => {
    const shown = await policyChange(await server.signIn('supervisor@suzhou'))
    const cookie = sessionIn(await journey()) ?? ''
    // Somebody whom the provider still knew from the morning.
    expect(await approve(cookie, shown)).toBe('sign_in_again')
    fake.state.twist = { claims: { auth_time: now() - 600 } }
    expect((await again(cookie)).status).toBe(403)
    fake.state.twist = { claims: { auth_time: undefined } }
    expect((await again(cookie)).status).toBe(403)
    fake.state.twist = {}
    expect((await bind('li@suzhou', 'somebody-else')).status).toBe(200)
    fake.state.person = { sub: 'somebody-else' }
    const other = await again(cookie)
    expect([other.status, sessionIn(other)]).toEqual([403, null])
    expect(await approve(cookie, shown)).toBe('sign_in_again')

    fake.state.person = { sub: 'a-1' }
    const done = await again(cookie)
    const asked = Object.fromEntries(fake.state.asked)
    expect(asked).toMatchObject({ prompt: 'login', max_age: '0' })
    expect(done.status).toBe(200)
    expect((await call(cookie, '/api/me')).status).toBe(401)
    expect(await approve(sessionIn(done) ?? '', shown)).toBe('waiting_for_second')
    lateMs = 6 * minute
    expect(await approve(sessionIn(done) ?? '', shown)).toBe('sign_in_again')
    expect((await call('', '/api/auth/oidc/again')).status).toBe(401)
  })

  test('is never made by whoever asked, by whichever door they come in', async () => {
    const shown = await policyChange(await server.signIn('wang@suzhou'))
    const cookie = sessionIn(await journey()) ?? ''
    const fresh = sessionIn(await again(cookie)) ?? ''
    expect(await approve(fresh, shown)).toBe('self_approval')
  })
})

test('nobody binds themselves, a stranger to the site, or one subject to two accounts', async () => {
  expect((await bind('supervisor@suzhou', 'a-1')).status).toBe(409)
  expect((await bind('wang@suzhou', 'b-2')).status).toBe(409)
  expect((await bind('admin@suzhou', 'b-2')).status).toBe(403)
  expect((await bind('li@suzhou', 'b-2', 'admin@dongguan')).status).toBe(404)
  expect((await bind('li@suzhou', 'b-2', 'supervisor@suzhou')).status).toBe(403)
})

test('a locked account stays shut, and one that is unbound is shut at once; the password is as it was', async () => {
  const admin = await server.signIn('admin@suzhou')
  const act = (verb: string) => call(admin, `/api/people/wang%40suzhou/${verb}`, {})
  expect((await act('lock')).status).toBe(200)
  const locked = await journey()
  expect([locked.status, sessionIn(locked)]).toEqual([403, null])
  expect((await act('unlock')).status).toBe(200)
  const cookie = sessionIn(await journey()) ?? ''
  expect((await call(cookie, '/api/me')).status).toBe(200)
  expect((await act('unbind')).status).toBe(200)
  expect((await call(cookie, '/api/me')).status).toBe(401)
  expect((await act('unbind')).status).toBe(409)
  expect(sessionIn(await journey())).toBeNull()
  expect(await server.signIn('wang@suzhou')).toContain('session_token')
})

test('is not asked before somebody signs in, and a provider that is down says what to do', async () => {
  const away = await startOidc()
  await away.close()
  const { issuer } = away
  const { db } = server.deps
  const other = await openOidcServer({ issuer, client, clock, local: false, given: { db } })
  const ask = (path: string, init = {}) =>
    other.app.request(path, { headers: { origin: baseUrl }, ...init })
  const ways = await (await ask('/api/auth/oidc/ways')).json()
  expect(ways).toMatchObject({ password: false, provider: { en: expect.any(String) } })
  const down = await ask('/api/auth/oidc/start')
  expect(down.status).toBe(503)
  expect(await down.text()).toMatch(/登录提供方没有应答.*does not answer/s)
  const back = await startOidc({ port: Number(new URL(away.issuer).port) })
  expect((await ask('/api/auth/oidc/start')).status).toBe(303)
  expect(await other.look()).toEqual({ keys: 1 })
  back.state.twist = { issuer: 'http://127.0.0.1:1' }
  await expect(other.look()).rejects.toMatchObject({
    cause: { message: expect.stringContaining('calls itself http://127.0.0.1:1') },
  })
  await back.close()
  // Where passwords are off they open nothing, right as they may be.
  const body = JSON.stringify({ email: 'supervisor@suzhou', password })
  const headers = { origin: baseUrl, 'content-type': 'application/json' }
  const refused = await ask('/api/auth/sign-in/email', { method: 'POST', headers, body })
  expect([refused.status, sessionIn(refused)]).toEqual([403, null])
})
