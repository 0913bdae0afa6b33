import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { baseUrl, openTestServer, password } from './test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
const asked: unknown[] = []

beforeAll(async () => {
  server = await openTestServer({
    ask: async function* ({ principal, question, threadId }) {
      asked.push({ userId: principal.userId, question })
      yield { type: 'started', threadId, seq: 1, model: 'test' }
      throw new Error('the secret is 42')
    },
  })
})
afterAll(() => server.close())

const json = {
  'content-type': 'application/json',
  origin: baseUrl,
  host: 'localhost:3000',
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.app.request(path, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  })

describe('signing in', () => {
  test('offers the sign-ins of a demo, and nothing on the server of a plant', async () => {
    expect(await (await server.app.request('/api/demo')).json()).toBeNull()
    const demo = { userIds: ['operator@suzhou'], password }
    const shown = createApp({ ...server.deps, demo }).request('/api/demo')
    expect(await (await shown).json()).toEqual(demo)
  })

  test.each(['operator@suzhou', 'operator@suzhou.demo'])('takes %s', async (email) => {
    const reply = await post('/api/auth/sign-in/email', { email, password })
    expect(reply.status).toBe(200)
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i)
  })

  test('answers 401 to a wrong password and to nobody, in the same words', async () => {
    const wrong = await post('/api/auth/sign-in/email', {
      email: 'operator@suzhou',
      password: 'no',
    })
    const nobody = await post('/api/auth/sign-in/email', {
      email: 'ghost@suzhou',
      password: 'no',
    })
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    expect(await wrong.json()).toEqual(await nobody.json())
  })

  test('tells who is signed in and forgets it after signing out', async () => {
    const cookie = await server.signIn('operator@suzhou')
    const me = await server.app.request('/api/me', { headers: { cookie } })
    expect(await me.json()).toMatchObject({
      userId: 'operator@suzhou',
      roles: [{ siteId: 'suzhou', role: 'operator' }],
      sites: [{ id: 'suzhou', zone: 'Asia/Shanghai' }],
    })
    expect((await post('/api/auth/sign-out', {}, { cookie })).status).toBe(200)
    expect((await server.app.request('/api/me', { headers: { cookie } })).status).toBe(401)
  })

  test('offers no way to make an account', async () => {
    const reply = await post('/api/auth/sign-up/email', {
      email: 'a@b.co',
      password,
      name: 'a',
    })
    expect(reply.status).toBe(404)
  })
})

describe('guards', () => {
  test('refuse a NUL in an address, which no database takes', async () => {
    const cookie = await server.signIn('operator@suzhou')
    for (const path of ['/api/threads/a%00', '/api/metrics/%00', '/api/audit?site=%00']) {
      const reply = await server.app.request(path, { headers: { cookie } })
      expect([path, reply.status]).toEqual([path, 400])
    }
  })

  test('refuse another origin, even with a good cookie', async () => {
    const cookie = await server.signIn('operator@suzhou')
    const headers = { cookie, origin: 'https://evil.example' }
    const reply = await post('/api/threads/t/turns', { question: 'x' }, headers)
    expect(reply.status).toBe(403)
    expect(await reply.json()).toMatchObject({
      error: { code: 'forbidden', field: 'Origin' },
    })
  })

  test('refuse a cookie without an origin on anything that writes', async () => {
    const cookie = await server.signIn('operator@suzhou')
    const reply = await server.app.request('/api/threads/t/turns', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: '{"question":"x"}',
    })
    expect(reply.status).toBe(403)
  })

  test('refuse a strange host name', async () => {
    const reply = await server.app.request('/status', { headers: { host: 'evil.example' } })
    expect(reply.status).toBe(403)
  })

  test('refuse a body above 1 MB and name it', async () => {
    const reply = await post('/api/auth/sign-in/email', {
      email: 'x'.repeat(2_000_000),
      password,
    })
    expect(reply.status).toBe(413)
    expect(await reply.json()).toMatchObject({
      error: { code: 'too_large', field: 'body' },
    })
  })

  test('set security headers everywhere', async () => {
    const { headers } = await server.app.request('/status')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('errors', () => {
  test('an unknown route is JSON and 404', async () => {
    const reply = await server.app.request('/api/nothing')
    expect(reply.status).toBe(404)
    expect(await reply.json()).toMatchObject({ error: { code: 'not_found' } })
  })

  test('an unknown field is named with the nearest known', async () => {
    const reply = await post('/api/auth/sign-in/email', {
      emial: 'x',
      password,
    })
    expect(await reply.json()).toMatchObject({
      error: { field: 'emial', hint: expect.stringContaining('email') },
    })
  })

  test('a body that is no JSON is refused', async () => {
    const reply = await server.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: json,
      body: '{',
    })
    expect(reply.status).toBe(400)
  })

  test('a turn that breaks ends with `failed` and without the text of the stranger', async () => {
    const cookie = await server.signIn('operator@suzhou')
    const reply = await post('/api/threads/t1/turns', { question: 'hello' }, { cookie })
    const text = await reply.text()
    expect(asked).toEqual([{ userId: 'operator@suzhou', question: 'hello' }])
    expect(text).toContain('"type":"started"')
    expect(text).toContain('"type":"failed","code":"internal"')
    expect(text).not.toContain('42')
  })
})

describe('state', () => {
  test('healthz, readyz and status answer without signing in', async () => {
    expect((await server.app.request('/healthz')).status).toBe(200)
    expect(await (await server.app.request('/readyz')).json()).toMatchObject({
      ready: true,
    })
    expect(await (await server.app.request('/status')).json()).toMatchObject({
      version: '0.0.0-test',
      store: 'pglite',
      pending: 0,
      sources: [
        { site: 'dongguan', newest: null },
        { site: 'suzhou', newest: null },
      ],
    })
  })

  test('status is a page for a browser', async () => {
    const reply = await server.app.request('/status', {
      headers: { accept: 'text/html' },
    })
    expect(await reply.text()).toContain('<h1>Jidoka</h1>')
  })
})

describe('the command line door', () => {
  const owner = { authorization: 'Bearer local-token-of-the-test' }

  test('is shut without the token of the data folder', async () => {
    expect((await post('/api/local/whoami', { input: {} })).status).toBe(401)
  })

  test('runs an operation as a named person', async () => {
    const reply = await post('/api/local/whoami', { as: 'operator@suzhou', input: {} }, owner)
    expect(JSON.parse(await reply.text())).toMatchObject({
      result: { userId: 'operator@suzhou' },
    })
  })

  test('suggests the nearest person and the nearest command', async () => {
    const person = await post('/api/local/whoami', { as: 'operater@suzhou', input: {} }, owner)
    expect(await person.text()).toContain('Did you mean operator@suzhou')
    const command = await post('/api/local/whoam', { input: {} }, owner)
    expect(await command.text()).toContain('Did you mean whoami')
  })
})
