import type { Readable, Writable } from 'node:stream'
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio'
import { callStates } from './call.ts'
import { buildMcpServer, type McpServerOptions } from './server.ts'

/** Above what a tool takes, so that a huge argument is answered instead of ending the connection. */
const mostBytes = 64 * 1024 * 1024

export type StdioOptions = Omit<McpServerOptions, 'states'> & {
  stdin: Readable
  stdout: Writable
  signal: AbortSignal
}

/** Serves MCP over stdin and stdout until the client closes its end. */
export async function serveMcpStdio({
  stdin,
  stdout,
  signal,
  ...options
}: StdioOptions): Promise<void> {
  const transport = new StdioServerTransport(stdin, stdout, {
    maxBufferSize: mostBytes,
  })
  const ended = new Promise<void>((resolve) => {
    stdin.once('end', resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    stdin.once('close', resolve)
  })
  const states = callStates()
  const handle = serveStdio(() => buildMcpServer({ ...options, states }), {
    transport,
  })
  await ended
  await handle.close()
}
