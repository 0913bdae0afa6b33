/** Accounts, roles and access tokens from the command line, beside a server that listens on a port. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolderStore } from '../../store/index.ts'
import { fillTestFolder } from '../../store/test-db.ts'
import { makePlant } from '../../test/support/live-plant.ts'
import { loadConfig } from '../config.ts'
import { startServer } from '../serve.ts'
import { runCli } from './run.ts'

const data = mkdtempSync(join(tmpdir(), 'jidoka-people-'))
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  await fillTestFolder(data)
  const { db } = await openFolderStore(data)
  await makePlant({ db, clock: () => new Date() })
  await db.close()
  const config = loadConfig({
    ...{ env: { JIDOKA_LOG_LEVEL: 'silent' }, flags: { data, port: '0' } },
  })
  server = await startServer({ config, demo: null, progress: () => undefined })
  const made = await run(
    ['user', 'add', 'operator@suzhou', '--role', 'suzhou:operator'],
    'long-enough\n',
  )
  expect(made.out).toContain('operator@suzhou may sign in')
})
afterAll(() => server.stop())

async function run(argv: string[], typed = '') {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(typed)
  const io = { stdin, stdout, stderr, signal: new AbortController().signal }
  const noDemo = () => Promise.reject(new Error('there is no demo here'))
  const status = await runCli([...argv, '--data', data], io, noDemo)
  return { status, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}

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

test.each([
  [['user', 'roles', 'operator@suzhou', '--role', 'suzou:viewer'], 'Known sites: suzhou'],
  [['user', 'roles', 'operator@suzhou', '--role', 'viewer'], 'Write SITE:ROLE'],
  [['user', 'roles', 'nobody@suzhou', '--role', 'suzhou:viewer'], 'jidoka user add'],
])('%j changes nothing and says what to write', async (argv, fix) => {
  const before = (await run(['user', 'list'])).out
  const { status, err } = await run(argv)
  expect(status).toBeGreaterThan(0)
  expect(err).toContain(fix)
  expect((await run(['user', 'list'])).out).toBe(before)
})
