import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../config.ts'
import { startServer } from '../serve.ts'
import { noDemo, runHere as run } from '../test-cli.ts'
import { runCli } from './run.ts'

const clientInfo = { name: 'test', version: '1' }
const hello = {
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
}
const list = { id: 2, method: 'tools/list', params: {} }
const jsonLines = (messages: object[]): string =>
  messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join('')

async function firstReplies(stdout: PassThrough, count: number) {
  const replies = []
  for await (const line of createInterface({ input: stdout })) {
    replies.push(JSON.parse(line))
    if (replies.length === count) break
  }
  return replies
}

describe('the command line', () => {
  test('gives version and help', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await run([])).out).toContain('audit verify')
    expect((await run(['ask', '--help'])).out).toContain('--json')
  })

  test.each([
    [['srve'], 'serve'],
    [['docs', 'lst'], 'docs list'],
    [['ask', 'x', '--jsno'], '--json'],
    [['serve', '--port', 'ninety'], 'port'],
  ])('refuses %j with status 2 and what is near', async (argv, near) => {
    const { status, err, out } = await run(argv)
    expect(status).toBe(2)
    expect(err).toContain(near)
    expect(err).not.toContain('    at ')
    expect(out).toBe('')
  })
})

describe('on a data folder', () => {
  const data = mkdtempSync(join(tmpdir(), 'jidoka-cli-'))
  const here = ['--data', data]

  test('opens it itself when no server runs, and says so', async () => {
    const { status, out, err } = await run(['docs', 'list', '--json', ...here])
    expect({ status, out }).toEqual({ status: 0, out: '[]\n' })
    expect(err).toContain(`the folder ${data}`)
  })

  test('makes no account for a site that is not there', async () => {
    const add = ['user', 'add', 'a@suzhou', '--role', 'suzhou:operator', ...here]
    const { status, err } = await run(add, 'a-long-password\n')
    expect(status).toBe(1)
    expect(err).toContain('There is no site "suzhou"')
  })

  describe('whose server runs', () => {
    let server: Awaited<ReturnType<typeof startServer>>
    beforeAll(async () => {
      const flags = { data, port: '0' }
      const config = loadConfig({ env: { JIDOKA_LOG_LEVEL: 'silent' }, flags })
      server = await startServer({ config, demo: null, progress: () => undefined })
    })
    afterAll(() => server.stop())

    test('talks to the server, and says so', async () => {
      const { status, err, out } = await run(['docs', 'list', '--json', ...here])
      expect(out).toBe('[]\n')
      expect({ status, err }).toEqual({
        status: 0,
        err: expect.stringContaining(`the server at ${server.baseUrl}`),
      })
    })

    test('serves MCP over stdio through that server', async () => {
      const [stdin, stdout] = [new PassThrough(), new PassThrough()]
      const io = { stdin, stdout, stderr: new PassThrough(), signal: AbortSignal.timeout(20_000) }
      const ended = runCli(['mcp', '--read-only', ...here], io, noDemo)
      stdin.write(jsonLines([hello, list]))
      const replies = await firstReplies(stdout, 2)
      stdin.end()
      expect(await ended).toBe(0)
      expect(replies[0].result.serverInfo.name).toBe('jidoka')
      const names = replies[1].result.tools.map(({ name }: { name: string }) => name)
      expect(names).toContain('query_kpi')
      expect(names).not.toContain('open_maintenance_ticket')
    })

    test('passes on an error of the server with its hint', async () => {
      const { status, err } = await run(['docs', 'list', '--as', 'nobody@suzhou', ...here])
      expect(status).toBe(1)
      expect(err).toContain('There is no user "nobody@suzhou"')
      expect(err).toContain('fix:')
    })

    test('refuses a second server with the address of the first', async () => {
      const { status, err } = await run(['serve', '--port', '0', ...here])
      expect(status).toBe(1)
      expect(err).toContain(server.baseUrl)
    })

    test('is found by the doctor', async () => {
      const { out } = await run(['doctor', '--json', ...here])
      expect(JSON.parse(out).checks).toContainEqual(
        expect.objectContaining({ name: 'server', found: server.baseUrl }),
      )
    })
  })
})
