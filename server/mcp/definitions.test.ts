/**
 * What clients are told, word for word: a definition that changes without anybody meaning it could
 * carry words to a model that no person has read.
 */
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedMetrics } from '../../factory/index.ts'
import { catalog, toolsets } from '../../tools/index.ts'
import { baseUrl, openTestServer, tokenFor } from '../test-server.ts'
import { tokensOf } from '../test-tokens.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let client: Client

beforeAll(async () => {
  server = await openTestServer({ tools: catalog })
  await server.deps.db.tx('ingest', (tx) => seedMetrics(tx, new Date()))
  client = await connect()
})
afterAll(() => server.close())

async function connect(): Promise<Client> {
  const scopes = ['read', 'propose'] as const
  const token = await tokenFor(server.deps, { userId: 'supervisor@suzhou', scopes })
  const made = new Client({ name: 'test', version: '1' })
  await made.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
    }),
  )
  return made
}

async function definitions(of: Client) {
  const { tools } = await of.listTools()
  const { prompts } = await of.listPrompts()
  const { resources } = await of.listResources()
  const { resourceTemplates } = await of.listResourceTemplates()
  return { instructions: of.getInstructions(), tools, prompts, resources, resourceTemplates }
}

test('every definition is as it was last read and accepted', async () => {
  const told = `${JSON.stringify(await definitions(client), null, 1)}\n`
  await expect(told).toMatchFileSnapshot(
    'definitions.snap',
    'What clients are told has changed. Read the difference; if it is meant, accept it: npx vitest run server/mcp/definitions.test.ts -u',
  )
})

test('another connection is told the same, byte for byte', async () => {
  expect(JSON.stringify(await definitions(await connect()))).toBe(
    JSON.stringify(await definitions(client)),
  )
})

test('the tools cost at most 8,000 tokens, each at most 800, and are at most 20', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toEqual(catalog.map(({ name }) => name))
  const costs = tools.map((tool) => [tool.name, tokensOf(JSON.stringify(tool))] as const)
  const total = costs.reduce((sum, [, tokens]) => sum + tokens, 0)
  const lines = costs.map(([name, tokens]) => `${String(tokens).padStart(6)} ${name}`)
  process.stdout.write(`tokens of definitions:\n${lines.join('\n')}\n${total} in all\n`)
  expect(tools.length).toBeLessThanOrEqual(20)
  expect(total).toBeLessThanOrEqual(8_000)
  for (const [name, tokens] of costs) expect(tokens, name).toBeLessThanOrEqual(800)
})

test('each tool but the one that follows a proposal stands in a toolset, each toolset has tools', () => {
  expect(catalog.filter(({ toolset }) => toolset === undefined).map(({ name }) => name)).toEqual([
    'action_status',
  ])
  expect(new Set(catalog.flatMap(({ toolset }) => toolset ?? []))).toEqual(new Set(toolsets))
})

test('a client is helped to fill in names', async () => {
  const complete = async (name: string, value: string) =>
    (
      await client.complete({
        ref: { type: 'ref/prompt', name: 'why_metric' },
        argument: { name, value },
      })
    ).completion.values
  expect(await complete('metric', '综合效率')).toContain('oee')
  expect(await complete('metric', 'mtb')).toEqual(['mtbf'])
  expect(await complete('metric', 'nothing is called so')).toEqual([])
})

test('what is worth a card names its page, which is there and decides nothing', async () => {
  const { tools } = await client.listTools()
  const named = tools.flatMap(({ name, _meta }) => (_meta?.ui ? [{ name, ui: _meta.ui }] : []))
  expect(named.map(({ name }) => name)).toEqual(
    catalog.filter(({ card }) => card).map(({ name }) => name),
  )
  expect(named.map(({ name }) => name)).toEqual(
    expect.arrayContaining(
      catalog.flatMap(({ effect, name }) => (effect === 'propose' ? [name] : [])),
    ),
  )
  const [{ ui } = { ui: {} }] = named
  const { resourceUri } = ui as { resourceUri: string }
  const { contents } = await client.readResource({ uri: resourceUri })
  expect(contents[0]).toMatchObject({ uri: resourceUri, mimeType: 'text/html;profile=mcp-app' })
  const page = (contents[0] as { text: string }).text
  const asked = [...page.matchAll(/request\('([^']+)'/g)].map(([, method]) => method)
  expect(new Set(asked)).toEqual(new Set(['ui/open-link', 'ui/initialize']))
  expect(page).not.toMatch(/tools\/call|fetch\(|XMLHttpRequest|innerHTML|https?:/)
})
