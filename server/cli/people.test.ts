/** Accounts, roles and access tokens from the command line, beside a server that listens on a port. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveTestFolder } from './test-served-folder.ts'

let server: Awaited<ReturnType<typeof serveTestFolder>>
const run = (argv: string[], typed = '') => server.run(argv, typed)

beforeAll(async () => {
  server = await serveTestFolder()
  const add = ['user', 'add', 'operator@suzhou', '--role', 'suzhou:operator']
  expect((await run(add, 'long-enough\n')).out).toContain('operator@suzhou may sign in')
})
afterAll(() => server.stop())

/** What a call of a tool with a token gives; null where it opens nothing. */
const found = async (token: string): Promise<string | null> => {
  const params = { name: 'find_equipment', arguments: {} }
  const reply = await fetch(`${server.baseUrl}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  })
  return reply.status === 401 ? null : reply.text()
}

test('an access token is listed without itself, and opens nothing once it is revoked', async () => {
  const token = (await run(['token', 'issue', 'operator@suzhou', '--label', 'desk'])).out.trim()
  expect(await found(token)).toContain('CNC-01')
  const listed = await run(['token', 'list', 'operator@suzhou'])
  expect(listed.out).toMatch(/^tok_\S+ {2}operator@suzhou {2}desk {2}read,propose {2}until /)
  expect((await run(['token', 'list', '--json'])).out).not.toContain(token.slice(4))
  const [id = ''] = listed.out.split(' ')
  expect((await run(['token', 'revoke', id])).out).toContain('opens nothing any more')
  expect(await found(token)).toBeNull()
  expect((await run(['token', 'list'])).out).toContain('revoked ')
  expect((await run(['token', 'revoke', id])).err).toContain('There is no token')
})

test('roles are replaced at once, and a token sees no more than they do', async () => {
  const token = (await run(['token', 'issue', 'operator@suzhou'])).out.trim()
  expect((await run(['user', 'list'])).out).toContain('operator@suzhou  en  suzhou:operator')
  expect(await found(token)).toContain('CNC-01')
  const given = await run(['user', 'roles', 'operator@suzhou', '--role', 'suzhou:viewer'])
  expect(given.out).toContain('operator@suzhou: suzhou:viewer')
  expect((await run(['user', 'list'])).out).toContain('operator@suzhou  en  suzhou:viewer')
  expect((await run(['user', 'roles', 'operator@suzhou'])).out).toContain('no role any more')
  expect(await found(token)).not.toContain('CNC-01')
  expect(JSON.parse((await run(['user', 'list', '--json'])).out)).toContainEqual(
    expect.objectContaining({ userId: 'operator@suzhou', roles: [] }),
  )
})

test('a locked account opens with its roles, and a one-time password is printed alone', async () => {
  await run(['user', 'roles', 'operator@suzhou', '--role', 'suzhou:viewer'])
  expect((await run(['user', 'lock', 'operator@suzhou'])).out).toContain('may not sign in')
  expect((await run(['user', 'list'])).out).toContain('operator@suzhou  en  locked 20')
  expect((await run(['user', 'password', 'operator@suzhou'])).err).toContain('Unlock it first')
  expect((await run(['user', 'unlock', 'operator@suzhou'])).out).toContain('may sign in again')
  expect((await run(['user', 'list'])).out).toContain('operator@suzhou  en  suzhou:viewer')
  const told = await run(['user', 'password', 'operator@suzhou'])
  expect(told.out).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}\n$/)
  expect(told.err).toContain('for operator@suzhou, until 20')
})

test.each([
  [['user', 'roles', 'operator@suzhou', '--role', 'suzou:viewer'], 'Known sites: suzhou'],
  [['user', 'roles', 'operator@suzhou', '--role', 'viewer'], 'Write SITE:ROLE'],
  [['user', 'bind', 'operator@suzhou', 'a-1'], 'auth.oidc'],
  [['user', 'roles', 'nobody@suzhou', '--role', 'suzhou:viewer'], 'jidoka user add'],
])('%j changes nothing and says what to write', async (argv, fix) => {
  const before = (await run(['user', 'list'])).out
  const { status, err } = await run(argv)
  expect(status).toBeGreaterThan(0)
  expect(err).toContain(fix)
  expect((await run(['user', 'list'])).out).toBe(before)
})
