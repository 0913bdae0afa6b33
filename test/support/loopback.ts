import { serve } from '@hono/node-server'

export type LoopbackServer = { url: string; close: () => Promise<void> }

/** Serves an app (`hono.fetch`) on a free port of 127.0.0.1. */
export const serveOnLoopback = (
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<LoopbackServer> =>
  new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    )
  })
