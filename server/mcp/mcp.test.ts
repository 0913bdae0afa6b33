import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../auth/index.ts'
import { baseUrl, openTestServer, tokenFor } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
const userId = 'operator@suzhou'

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

type ClientOptions = ConstructorParameters<typeof Client>[1]

async function connect(
  scopes: readonly Scope[],
  options: ClientOptions = {},
  query = '',
): Promise<Client> {
  const token = await tokenFor(server.deps, { userId, scopes })
  const client = new Client({ name: 'test', version: '1' }, options)
  const transport = new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp${query}`), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
    fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
  })
  await client.connect(transport)
  return client
}

const rawCall = (headers: Record<string, string>) =>
  server.app.request('/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/list',
      params: {},
    }),
  })

describe('tokens', () => {
  test('none: 401 that says where the metadata is', async () => {
    const reply = await rawCall({})
    expect(reply.status).toBe(401)
    expect(reply.headers.get('www-authenticate')).toContain(
      '/.well-known/oauth-protected-resource/mcp',
    )
    const metadata = await server.app.request('/.well-known/oauth-protected-resource/mcp')
    expect(await metadata.json()).toMatchObject({ resource: `${baseUrl}/mcp` })
  })

  test('unknown: 401', async () => {
    expect((await rawCall({ authorization: 'Bearer jdk_guess' })).status).toBe(401)
  })

  test('made for another audience: 401', async () => {
    const token = await tokenFor(server.deps, {
      userId,
      scopes: ['read'],
      audience: 'https://other/mcp',
    })
    expect((await rawCall({ authorization: `Bearer ${token}` })).status).toBe(401)
  })

  test('expired: 401', async () => {
    const past = {
      ...server.deps,
      clock: () => new Date(Date.now() - 2 * 24 * 3_600_000),
    }
    const token = await tokenFor(past, { userId, scopes: ['read'] })
    expect((await rawCall({ authorization: `Bearer ${token}` })).status).toBe(401)
  })

  test('without the read scope: 403', async () => {
    const token = await tokenFor(server.deps, { userId, scopes: ['propose'] })
    expect((await rawCall({ authorization: `Bearer ${token}` })).status).toBe(403)
  })
})

describe('what a client asks to be offered', () => {
  const both: Scope[] = ['read', 'propose']
  const offered = async (query: string) =>
    (await (await connect(both, {}, query)).listTools()).tools.map(({ name }) => name)

  test('is cut by toolset and to what reads', async () => {
    expect(await offered('?toolsets=maintenance')).toEqual(['propose_echo'])
    expect(await offered('?toolsets=maintenance,metrics')).toEqual(['read_echo', 'propose_echo'])
    expect(await offered('?read_only=true')).toEqual(['read_echo'])
    expect(await offered('?read_only=false')).toHaveLength(2)
  })

  test.each([
    ['?toolsets=metric', 'toolsets', 'metric', 'Did you mean metrics'],
    ['?toolsets=', 'toolsets', '""', 'Known: metrics, equipment'],
    ['?read_only=yes', 'read_only', 'yes', 'Known: true, false'],
    ['?readonly=true', 'readonly', 'readonly', 'Did you mean read_only'],
    ['?read_only=true&read_only=false', 'read_only', 'more than once', 'Give it once'],
  ])('is refused where it is not understood: %s', async (query, field, says, hint) => {
    const token = await tokenFor(server.deps, { userId, scopes: both })
    const reply = await server.app.request(`/mcp${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(reply.status).toBe(400)
    expect((await reply.json()).error).toMatchObject({
      field,
      message: expect.stringContaining(says),
      hint: expect.stringContaining(hint),
    })
  })

  test('never holds a tool that the policy lets none of the person’s roles file', async () => {
    const client = await connect(both)
    const tool = server.deps.tools.find(({ name }) => name === 'propose_echo')
    if (tool === undefined) throw new Error('no tool')
    tool.files = ['change_policy']
    try {
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['read_echo'])
      await expect(
        client.callTool({ name: 'propose_echo', arguments: { word: 'output' } }),
      ).rejects.toThrow(/propose_echo/)
    } finally {
      tool.files = ['open_maintenance_ticket']
    }
  })
})

describe('a client', () => {
  test('sees titles, strict schemas and all four hints', async () => {
    const client = await connect(['read', 'propose'])
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['read_echo', 'propose_echo'])
    expect(tools[0]).toMatchObject({
      title: 'read_echo tool',
      inputSchema: { additionalProperties: false, required: ['word'] },
      outputSchema: { type: 'object' },
      annotations: {
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    })
    expect(tools[1]?.annotations?.readOnlyHint).toBe(false)
  })

  test('with the read scope neither sees nor reaches a tool that proposes', async () => {
    const client = await connect(['read'])
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['read_echo'])
    const call = client.callTool({
      name: 'propose_echo',
      arguments: { word: 'output' },
    })
    await expect(call).rejects.toThrow(/propose_echo/)
  })

  test('gets structured content, and untrusted text between marks that it cannot guess', async () => {
    const client = await connect(['read'])
    const call = { name: 'read_echo', arguments: { word: 'output' } }
    const [first, second] = [await client.callTool(call), await client.callTool(call)]
    expect(first.structuredContent).toMatchObject({
      word: 'output',
      user: 'operator@suzhou',
    })
    const marks = [first, second].map(
      ({ content }) => /^<untrusted-\w+>/.exec(textOf(content))?.[0],
    )
    expect(marks[0]).toBeDefined()
    expect(marks[0]).not.toBe(marks[1])
  })

  test('that repeats a call files the same proposal', async () => {
    const client = await connect(['read', 'propose'])
    const call = { name: 'propose_echo', arguments: { word: 'output' } }
    const keys = [await client.callTool(call), await client.callTool(call)].map(
      ({ structuredContent }) => (structuredContent as { key: string }).key,
    )
    expect(keys[0]).toBe(keys[1])
  })

  test.each([
    [{ wrod: 'output' }, 'wrod', 'word'],
    [{ word: 'outputs' }, 'word', 'output'],
    [{ word: 'output', note: 'x'.repeat(600_000) }, 'note', 'send less'],
  ])('is told which argument is wrong and what is near: %#', async (args, field, hint) => {
    const client = await connect(['read'])
    const reply = await client.callTool({
      name: 'read_echo',
      arguments: args,
    })
    expect(reply.isError).toBe(true)
    const { error } = JSON.parse(textOf(reply.content))
    expect(error).toMatchObject({
      field,
      hint: expect.stringContaining(hint),
    })
  })

  test('is refused an argument of 10 MB with a reason', async () => {
    const client = await connect(['read'])
    const call = { name: 'read_echo', arguments: { word: 'output', note: 'x'.repeat(10_000_000) } }
    await expect(client.callTool(call)).rejects.toThrow(/larger than 1 MB/)
  })

  test('that can open pages is sent to the inbox, and what it says there decides nothing', async () => {
    const client = await connect(['read', 'propose'], {
      capabilities: { elicitation: { url: {} } },
      versionNegotiation: { mode: 'auto' },
    })
    const opened: unknown[] = []
    client.setRequestHandler('elicitation/create', ({ params }) => {
      opened.push('url' in params ? params.url : null)
      return { action: 'accept' }
    })
    const reply = await client.callTool({ name: 'propose_echo', arguments: { word: 'output' } })
    expect(opened).toEqual([`${baseUrl}/inbox/suzhou/p1`])
    expect(reply.structuredContent).toMatchObject({ word: 'output', user: 'operator@suzhou' })
  })

  test('lists resources and prompts, and gets a prompt in its language', async () => {
    const client = await connect(['read'])
    const { resources } = await client.listResources()
    expect(resources.map(({ uri }) => uri)).toEqual([
      'jidoka://metrics',
      'jidoka://documents',
      'ui://jidoka/card.html',
    ])
    const { prompts } = await client.listPrompts()
    expect(prompts.map(({ name }) => name)).toEqual([
      'shift_report',
      'shift_handover',
      'why_metric',
      'daily_report',
      'late_orders',
      'machine_diagnosis',
    ])
    const prompt = await client.getPrompt({
      name: 'machine_diagnosis',
      arguments: { machine: 'SZ-CNC-03', language: 'zh' },
    })
    expect(JSON.stringify(prompt.messages)).toContain('请查明设备 SZ-CNC-03')
  })
})

function textOf(content: unknown): string {
  return (content as { text?: string }[])[0]?.text ?? ''
}

describe('what no client means', () => {
  const hostile = async (method: string, params: string): Promise<string> => {
    const token = await tokenFor(server.deps, { userId, scopes: ['read'] })
    const reply = await server.app.request('/mcp', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`,
    })
    return reply.text()
  }

  test.each([
    ['nest without end', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, '50 levels'],
    ['are beyond all numbers', '{"metrics":[1e999]}', 'cannot be Infinity'],
  ])(
    'arguments that %s are refused by name, not as an error of the server',
    async (_, args, why) => {
      const said = await hostile('tools/call', `{"name":"read_echo","arguments":${args}}`)
      expect(said).toContain(why)
    },
  )

  test.each(['group/%00/1', 'group/x/1e308', 'group/%E0%A4%A/1'])(
    'the address %s is of no document, and no word of the database is told',
    async (address) => {
      const uri = `{"uri":"jidoka://documents/${address}"}`
      expect(await hostile('resources/read', uri)).toContain('not found')
    },
  )
})
