import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { unknownRoute } from './errors.ts'

const year_s = 365 * 24 * 60 * 60

/** The built pages: hashed files are kept for a year, the shell is asked for anew each time. */
export function pageRoutes(webDir: string): Hono {
  const app = new Hono()
  if (!existsSync(join(webDir, 'index.html'))) return app.get('/', (c) => c.text(notBuilt, 503))
  const files = serveStatic({ root: webDir })
  const shell = serveStatic({ root: webDir, path: 'index.html' })
  return app
    .use('/assets/*', cached(`public, max-age=${year_s}, immutable`), files)
    .get('/assets/*', unknownRoute)
    .use('*', cached('no-cache'), files, async (c, next) =>
      c.req.header('accept')?.includes('text/html') ? shell(c, next) : unknownRoute(c),
    )
}

function cached(how: string): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', how)
  }
}

const notBuilt = 'The pages are not built. Run `npm run build`, then start again.\n'
