/** Accounts and access tokens on the pages: who may, what it takes, and what is told once. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAudit, verifyAudit } from '../../actions/index.ts'
import { changeRoles, lockAccount } from '../auth/index.ts'
import { addPerson, baseUrl, openTestServer, password, tokenFor } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let lateMs = 0
const hour = 3_600_000
const owner = {
  principal: { userId: 'local', roles: [], language: 'en' as const },
  channel: 'cli' as const,
}
const roleAt = (siteId: string, role: string) => ({ siteId, role })

beforeAll(async () => {
  server = await openTestServer({ clock: () => new Date(Date.now() + lateMs) })
  for (const [userId, ...sites] of [
    ['admin@suzhou', 'suzhou'],
    ['admin@dongguan', 'dongguan'],
    ['admin@both', 'suzhou', 'dongguan'],
  ] as const)
    await addPerson(server.deps, {
      userId,
      roles: sites.map((siteId) => ({ siteId, role: 'admin' })),
    })
  await addPerson(server.deps, {
    userId: 'manager@both',
    roles: [
      { siteId: 'suzhou', role: 'manager' },
      { siteId: 'dongguan', role: 'manager' },
    ],
  })
})
afterAll(() => server.close())

async function call(cookie: string, path: string, body?: object): Promise<Response> {
  const post = { method: 'POST', body: JSON.stringify(body) }
  return server.app.request(path, {
    ...(body === undefined ? {} : post),
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
  })
}

const cookieOf = (reply: Response) =>
  reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

let peers = 0
const signIn = (email: string, typed: string, newPassword?: string) =>
  server.app.request(
    '/api/auth/sign-in/email',
    {
      method: 'POST',
      headers: { origin: baseUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: typed, newPassword }),
    },
    { incoming: { socket: { remoteAddress: `10.9.0.${++peers}` } } },
  )

const auditOf = async (siteId: string) => {
  const who = { userId: 'x', roles: [{ siteId, role: 'admin' }], language: 'en' as const }
  return (await listAudit(server.deps.db, who, { siteId, limit: 500 })).items
}

const newcomer = (userId: string, ...roles: { siteId: string; role: string }[]) => ({
  ...{ userId, name: 'New', language: 'zh', roles },
})

describe('an account that an administrator adds', () => {
  test('chooses its own password with one that is told once and opens nothing else', async () => {
    const admin = await server.signIn('admin@suzhou')
    const reply = await call(
      admin,
      '/api/people',
      newcomer('fresh@suzhou', roleAt('suzhou', 'operator')),
    )
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const { password: once } = await reply.json()
    expect(once).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    const shown = await (await call(admin, '/api/people')).text()
    expect(shown).toContain('fresh@suzhou')
    expect(shown).not.toContain(once)

    const bare = await signIn('fresh@suzhou', once)
    expect([bare.status, (await bare.json()).error.field, cookieOf(bare)]).toEqual([
      ...[409, 'newPassword', ''],
    ])
    expect((await signIn('fresh@suzhou', once, 'short')).status).toBe(400)
    expect((await signIn('fresh@suzhou', once, once)).status).toBe(409)
    expect((await signIn('fresh@suzhou', 'not it at all', 'my own words')).status).toBe(401)
    const own = await signIn('fresh@suzhou', once, 'my own words')
    expect((await (await call(cookieOf(own), '/api/me')).json()).userId).toBe('fresh@suzhou')
    expect((await signIn('fresh@suzhou', once, 'another one')).status).toBe(401)
    const { items } = await (await call(admin, '/api/people')).json()
    expect(
      items.find(({ userId }: { userId: string }) => userId === 'fresh@suzhou').lastSignInAt,
    ).not.toBeNull()
    const record = JSON.stringify(await auditOf('suzhou'))
    expect(record).toContain('"account_added"')
    expect(record).toContain('"password_changed"')
    for (const secret of [once, 'my own words']) expect(record).not.toContain(secret)
  })

  test('never is one that stands already, by name or by address', async () => {
    const admin = await server.signIn('admin@suzhou')
    for (const userId of ['operator@suzhou', 'OPERATOR@suzhou', 'operator@suzhou.demo']) {
      const reply = await call(admin, '/api/people', newcomer(userId, roleAt('suzhou', 'viewer')))
      expect([userId, reply.status]).toEqual([userId, 409])
    }
    expect((await signIn('operator@suzhou', password)).status).toBe(200)
  })

  test('has a one-time password for three days', async () => {
    const admin = await server.signIn('admin@suzhou')
    const added = await call(
      admin,
      '/api/people',
      newcomer('late@suzhou', roleAt('suzhou', 'viewer')),
    )
    const { password: once } = await added.json()
    lateMs = 73 * hour
    const late = await signIn('late@suzhou', once, 'my own words')
    expect([late.status, (await late.json()).error.field]).toEqual([409, 'password'])
    lateMs = 0
  })
})

describe('accounts are refused', () => {
  const acts = [
    ['/api/people', undefined],
    ['/api/people', newcomer('evil@suzhou', roleAt('suzhou', 'admin'))],
    ['/api/people/operator%40suzhou/roles', { roles: [roleAt('suzhou', 'admin')] }],
    ['/api/people/admin%40suzhou/password', {}],
    ['/api/people/admin%40suzhou/lock', {}],
    ['/api/people/admin%40suzhou/unlock', {}],
  ] as const

  test.each(acts)('to an operator and a supervisor: %s %j', async (path, body) => {
    for (const userId of ['operator@suzhou', 'supervisor@suzhou'])
      expect((await call(await server.signIn(userId), path, body)).status).toBe(403)
    if (body === undefined) return
    const [refused] = await auditOf('suzhou')
    expect(refused).toMatchObject({
      ...{ event: 'account_refused', actor: 'supervisor@suzhou', channel: 'web' },
    })
  })

  test('and nothing of the record says a name that cannot be erased', async () => {
    const records = await server.deps.db.tx('owner', (tx) =>
      tx.rows<{ record: string }>(sql`select record from audit_entry`),
    )
    expect(records.length).toBeGreaterThan(10)
    for (const { record } of records) expect(record).not.toContain('@')
  })

  test.each(acts)(
    'to a page of another origin, a bearer token and nobody: %s',
    async (path, body) => {
      const cookie = await server.signIn('admin@suzhou')
      const bearer = await tokenFor(server.deps, { userId: 'admin@suzhou', scopes: ['read'] })
      const ask = (headers: Record<string, string>) =>
        server.app.request(path, {
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
          headers: { 'content-type': 'application/json', ...headers },
        })
      expect((await ask({ cookie, origin: 'https://evil.example' })).status).toBe(403)
      if (body !== undefined) expect((await ask({ cookie })).status).toBe(403)
      expect((await ask({ authorization: `Bearer ${bearer}` })).status).toBe(401)
    },
  )

  test('to an administrator of another site, who does not even see them', async () => {
    const admin = await server.signIn('admin@dongguan')
    const page = await (await call(admin, '/api/people')).json()
    const ids = page.items.map(({ userId }: { userId: string }) => userId)
    expect(ids.sort()).toEqual(['admin@both', 'admin@dongguan', 'manager@both'])
    expect(JSON.stringify(page)).not.toContain('"suzhou"')
    for (const act of ['lock', 'password'])
      expect((await call(admin, `/api/people/operator%40suzhou/${act}`, {})).status).toBe(404)
    // Somebody who holds roles at both: only the roles here, neither password nor lock.
    for (const act of ['lock', 'password', 'unlock'])
      expect((await call(admin, `/api/people/manager%40both/${act}`, {})).status).toBe(403)
    const strange = { roles: [roleAt('suzhou', 'admin')] }
    expect((await call(admin, '/api/people/manager%40both/roles', strange)).status).toBe(403)
    const own = { roles: [roleAt('dongguan', 'viewer')] }
    expect((await call(admin, '/api/people/manager%40both/roles', own)).status).toBe(200)
    const both = await (await call(await server.signIn('admin@both'), '/api/people')).json()
    expect(
      both.items.find(({ userId }: { userId: string }) => userId === 'manager@both').roles,
    ).toEqual([roleAt('dongguan', 'viewer'), roleAt('suzhou', 'manager')])
  })

  test('to an administrator about themselves', async () => {
    const admin = await server.signIn('admin@suzhou')
    const more = { roles: [roleAt('suzhou', 'admin'), roleAt('suzhou', 'manager')] }
    expect((await call(admin, '/api/people/admin%40suzhou/roles', more)).status).toBe(403)
    for (const act of ['lock', 'password', 'unlock'])
      expect((await call(admin, `/api/people/admin%40suzhou/${act}`, {})).status).toBe(403)
  })

  test('where the sign-in is older than five minutes, but for locking', async () => {
    const admin = await server.signIn('admin@suzhou')
    lateMs = 6 * 60_000
    for (const [path, body] of [
      ['/api/people', newcomer('stale@suzhou', roleAt('suzhou', 'viewer'))],
      ['/api/people/fresh%40suzhou/roles', { roles: [roleAt('suzhou', 'manager')] }],
      ['/api/people/fresh%40suzhou/password', {}],
      ['/api/people/fresh%40suzhou/unlock', {}],
      ['/api/tokens', { label: 'late', scopes: ['read'], days: 1 }],
    ] as const) {
      const reply = await call(admin, path, body)
      expect([reply.status, await reply.json()]).toEqual([409, { outcome: 'sign_in_again' }])
    }
    expect((await call(admin, '/api/people/fresh%40suzhou/lock', {})).status).toBe(200)
    lateMs = 0
    expect((await call(admin, '/api/people/fresh%40suzhou/unlock', {})).status).toBe(200)
  })
})

test('the last administrator of a site stays one, also where two take each other away', async () => {
  const ids = ['one@dongguan', 'two@dongguan']
  const roles = [{ siteId: 'dongguan', role: 'admin' as const }]
  for (const userId of ids) await addPerson(server.deps, { userId, roles })
  const cookies = await Promise.all(ids.map((userId) => server.signIn(userId)))
  for (const userId of ['admin@both', 'admin@dongguan'])
    await changeRoles(server.deps, owner, {
      ...{ userId, roles: [{ siteId: 'suzhou', role: 'viewer' }] },
    })
  const replies = await Promise.all(
    cookies.map((cookie, at) =>
      call(cookie, `/api/people/${encodeURIComponent(ids[1 - at] ?? '')}/lock`, {}),
    ),
  )
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  const left = ids[replies[0]?.status === 200 ? 0 : 1] ?? ''
  for (const take of [
    () => lockAccount(server.deps, owner, left),
    () => changeRoles(server.deps, owner, { userId: left, roles: [] }),
  ])
    await expect(take()).rejects.toThrow(`${left} is the last administrator of dongguan`)
  await changeRoles(server.deps, owner, { userId: 'admin@dongguan', roles })
})

test('a locked account is shut on every side, and opens with its roles and without its tokens', async () => {
  await addPerson(server.deps, {
    userId: 'leaver@dongguan',
    roles: [{ siteId: 'dongguan', role: 'supervisor' }],
  })
  const [admin, leaver] = [
    await server.signIn('admin@dongguan'),
    await server.signIn('leaver@dongguan'),
  ]
  const bearer = await tokenFor(server.deps, { userId: 'leaver@dongguan', scopes: ['read'] })
  const mcp = () =>
    server.app.request('/mcp', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
  expect((await mcp()).status).toBe(200)
  expect((await call(admin, '/api/people/leaver%40dongguan/lock', {})).status).toBe(200)
  expect((await call(admin, '/api/people/leaver%40dongguan/lock', {})).status).toBe(409)
  expect((await call(leaver, '/api/me')).status).toBe(401)
  expect((await mcp()).status).toBe(401)
  expect((await signIn('leaver@dongguan', password)).status).toBe(401)
  expect((await signIn('leaver@dongguan', password, 'my own words')).status).toBe(401)
  const { items } = await (await call(admin, '/api/people')).json()
  expect(items).toContainEqual(
    expect.objectContaining({
      ...{ userId: 'leaver@dongguan', roles: [roleAt('dongguan', 'supervisor')] },
      lockedAt: expect.any(String),
    }),
  )
  expect((await call(admin, '/api/people/leaver%40dongguan/unlock', {})).status).toBe(200)
  const back = cookieOf(await signIn('leaver@dongguan', password))
  expect((await (await call(back, '/api/me')).json()).roles).toEqual([
    roleAt('dongguan', 'supervisor'),
  ])
  expect((await mcp()).status).toBe(401)
})

describe('one’s own access tokens', () => {
  test('are told once, end some day, and are taken back by their owner alone', async () => {
    const [own, other] = [
      await server.signIn('supervisor@suzhou'),
      await server.signIn('operator@suzhou'),
    ]
    const given = { label: 'shift report', scopes: ['read'], days: 30 }
    const issued = await (await call(own, '/api/tokens', given)).json()
    expect(issued).toMatchObject({ outcome: 'done', token: expect.stringMatching(/^jdk_/) })
    const listed = await (await call(own, '/api/tokens')).text()
    expect(listed).toContain(issued.id)
    expect(listed).not.toContain(issued.token.slice(4))
    expect(await (await call(other, '/api/tokens')).text()).not.toContain(issued.id)
    expect((await call(other, `/api/tokens/${issued.id}/revoke`, {})).status).toBe(404)
    expect((await call(own, `/api/tokens/${issued.id}/revoke`, {})).status).toBe(200)
    expect((await call(own, `/api/tokens/${issued.id}/revoke`, {})).status).toBe(404)
    const record = JSON.stringify((await auditOf('suzhou')).slice(0, 2))
    expect(record).toContain('"token_issued"')
    expect(record).toContain('"token_revoked"')
    expect(record).not.toContain(issued.token.slice(4))
  })

  test.each([
    { label: 'x', scopes: ['read'], days: 0 },
    { label: 'x', scopes: ['read'], days: 367 },
    { label: 'x', scopes: ['read'] },
    { label: 'x', scopes: ['decide'], days: 1 },
    { label: 'x', scopes: ['read'], days: 1, userId: 'admin@suzhou' },
  ])('are not made by %j', async (body) => {
    const reply = await call(await server.signIn('operator@suzhou'), '/api/tokens', body)
    expect(reply.status).toBe(400)
  })
})

test('the chains hold after all of it', async () => {
  expect(await verifyAudit(server.deps.db)).toMatchObject({ ok: true })
})
