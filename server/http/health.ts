import { Hono } from 'hono'
import { html } from 'hono/html'
import type { ServerDeps } from '../deps.ts'
import { readiness, type Status, status } from '../health.ts'

export function healthRoutes(deps: ServerDeps): Hono {
  const startedAt = deps.clock()
  return new Hono()
    .get('/readyz', async (c) => {
      const found = await readiness(deps)
      return c.json(found, found.ready ? 200 : 503)
    })
    .get('/status', async (c) => {
      const found = await status(deps, startedAt)
      const wantsPage = c.req.header('accept')?.includes('text/html') ?? false
      return wantsPage ? c.html(page(found)) : c.json(found)
    })
}

function page(found: Status) {
  const rows = [
    ['version', found.version],
    ['store', found.store],
    ['model', found.model],
    ['retrieval', found.retrieval],
    ['pending proposals', String(found.pending)],
    ['documents', String(found.documents)],
    ['started', found.startedAt],
    ...found.sources.map(({ site, newest }) => [`newest data of ${site}`, newest ?? 'none']),
  ]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Jidoka: status</title>
        <style>
          body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem; color-scheme: light dark; }
          th { text-align: left; font-weight: 600; padding-right: 2rem; }
        </style>
      </head>
      <body>
        <h1>Jidoka</h1>
        <table>
          ${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
        </table>
      </body>
    </html>`
}
