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

type Html = ReturnType<typeof html>

function page(found: Status): Html {
  const rows = [
    ['version', found.version],
    ['store', found.store],
    ['model', found.model],
    ['retrieval', found.retrieval],
    ['pending proposals', String(found.pending)],
    ['documents', `${found.documents}, ${found.reviewsDue} due for review`],
    ['started', found.startedAt],
    ...found.sources.map(({ site, newest }) => [`newest data of ${site}`, newest ?? 'none']),
    ...Object.entries(found.findings).map(([kind, open]) => [`open findings: ${kind}`, `${open}`]),
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
          td { padding-right: 2rem; font-variant-numeric: tabular-nums; }
        </style>
      </head>
      <body>
        <h1>Jidoka</h1>
        <table>
          ${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
        </table>
        ${connectionTable(found)} ${feedTable(found)} ${streamTable(found)}
      </body>
    </html>`
}

function connectionTable({ connections }: Status): Html {
  const rows = connections.map(({ id, site, kind, state, since, stored, waiting, problem }) => [
    ...[`${site}/${id}`, kind, state, since, String(stored), String(waiting), problem ?? ''],
  ])
  const columns = ['connection', 'kind', 'state', 'since', 'rows stored', 'waiting', 'problem']
  return rows.length === 0 ? html`` : table('Connections', columns, rows)
}

function feedTable({ feeds }: Status): Html {
  const rows = feeds.map(({ site, source, stream, until, ageS, rows: taken, refused }) => [
    ...[`${site}/${source}`, stream, until ?? '', String(ageS), String(taken), String(refused)],
  ])
  const columns = ['source', 'stream', 'data until', 'seconds ago', 'rows', 'refused']
  return rows.length === 0 ? html`` : table('Sources', columns, rows)
}

function streamTable({ streams }: Status): Html {
  const rows = streams.map(({ stream, keep, floor, bytes }) => [
    ...[stream, keep ?? 'for ever', floor ?? '', (bytes / 1_000_000).toFixed(1)],
  ])
  return table('Streams', ['stream', 'kept', 'refused before', 'MB with indexes'], rows)
}

const table = (title: string, columns: string[], rows: string[][]): Html => html`
  <h2>${title}</h2>
  <table>
    <tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr>
    ${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
  </table>`
