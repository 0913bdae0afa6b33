import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { AppError } from '../base/app-error.ts'

export type Listener = {
  /** The port it really got. */
  port: number
  /** From now on requests are answered by this; until then by 503. */
  answerWith: (fetch: Fetch) => void
  /** Takes no new request, lets those that run end, cuts streams after `graceMs`. */
  close: (graceMs: number) => Promise<void>
}

type Fetch = (request: Request, env?: unknown) => Response | Promise<Response>

/** Takes the port before anything is loaded, so that a taken one is known at once. */
export async function listen({ host, port }: { host: string; port: number }): Promise<Listener> {
  const state: { fetch: Fetch } = { fetch: starting }
  const server = createAdaptorServer({
    fetch: (request, env) => state.fetch(request, env),
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(cannotListen(host, port, cause)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    answerWith: (fetch) => {
      state.fetch = fetch
    },
    close: (graceMs) => closeServer(server, graceMs),
  }
}

const starting: Fetch = () =>
  Response.json(
    {
      error: {
        code: 'unavailable',
        message: 'The server is starting.',
        hint: 'Try again soon.',
      },
    },
    { status: 503, headers: { 'retry-after': '2' } },
  )

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
}

function cannotListen(host: string, port: number, cause: Error): AppError {
  const taken = 'code' in cause && cause.code === 'EADDRINUSE'
  const why = taken ? 'something else listens there' : cause.message
  return new AppError('unavailable', `Cannot listen on ${host}:${port}: ${why}.`, {
    cause,
    field: 'port',
    hint: 'Choose another port with --port N, or stop what uses this one.',
  })
}
