/** The production MCP handler on a port of its own, with fixtures beside the tools, for its suite. */
import { Hono } from 'hono'
import { hostGuard, originGuard } from './http/guards.ts'
import { listen } from './listen.ts'
import { createMcpFace, type McpFixtures } from './mcp/index.ts'
import { openTestServer } from './test-server.ts'

type Face = ReturnType<typeof createMcpFace>

export async function openMcpWithFixtures(register: (face: () => Face) => McpFixtures) {
  const server = await openTestServer()
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  const baseUrl = `http://localhost:${listener.port}`
  const face: Face = createMcpFace(
    { ...server.deps, baseUrl },
    register(() => face),
  )
  // The suite brings no token: it stands where the bearer gate would let a person through.
  const authInfo = {
    token: 'conformance',
    clientId: 'conformance',
    scopes: ['read', 'propose'],
    extra: { userId: 'operator@suzhou' },
  }
  const app = new Hono().use(hostGuard(baseUrl), originGuard(baseUrl))
  app.onError((error, c) => c.json({ error: error.message }, 403))
  app.all('/mcp', (c) => face.fetch(c.req.raw, { authInfo }))
  listener.answerWith(app.fetch)
  const close = async () => {
    await listener.close(0)
    await server.close()
  }
  return { url: `${baseUrl}/mcp`, close }
}
