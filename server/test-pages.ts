/** A whole server with its built pages on a free port, over a store in memory, for a browser. */
import { fileURLToPath } from 'node:url'
import type { ServerDeps } from './deps.ts'
import { listen } from './listen.ts'
import { openTestServer } from './test-server.ts'

const webDir = fileURLToPath(new URL('../web/dist', import.meta.url))

export async function openTestPages(given: Partial<ServerDeps>) {
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  const baseUrl = `http://localhost:${listener.port}`
  const server = await openTestServer({ ...given, baseUrl, webDir })
  listener.answerWith(server.app.fetch)
  const close = async () => {
    await listener.close(0)
    await server.close()
  }
  return { ...server, url: baseUrl, close }
}
