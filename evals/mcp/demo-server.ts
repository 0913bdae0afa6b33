import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { loadDemo } from '../../demo/index.ts'
import { testNow } from '../../demo/test-plant-rows.ts'
import { seedMetrics } from '../../factory/index.ts'
import { baseUrl, openTestServer, tokenFor } from '../../server/test-server.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'

/** The demo factory at a fixed hour, with every tool, and a client of a supervisor at Suzhou. */
export async function openDemoServer() {
  const db = await openTestDb()
  const clock = () => testNow
  await db.tx('ingest', (tx) => seedMetrics(tx, testNow))
  await loadDemo({ db, clock })
  const server = await openTestServer({ db, clock, tools: catalog })
  return { ...server, db, client: (query = '') => connect(server, query) }
}

type Server = Awaited<ReturnType<typeof openTestServer>>

/** A new connection, which is a new start for the server: it keeps nothing between requests. */
export async function connect(server: Server, query = ''): Promise<Client> {
  // Tokens end by the clock of the machine, whatever hour the plant has.
  const deps = { ...server.deps, clock: () => new Date() }
  const scopes = ['read', 'propose'] as const
  const token = await tokenFor(deps, { userId: 'supervisor@suzhou', scopes })
  const client = new Client({ name: 'evals', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp${query}`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
    }),
  )
  return client
}
