/** The card of charts and proposals, in a host page that is built from the extension's own package. */
import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantFacts, writePlant } from '../factory/test-plant.ts'
import { baseUrl, openTestServer, tokenFor } from '../server/test-server.ts'
import { openTestDb } from '../store/test-db.ts'
import { cardUri, catalog } from '../tools/index.ts'
import { launchBrowser } from './support/browser.ts'
import type { Shown } from './support/card-host.ts'
import { serveOnLoopback } from './support/loopback.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
let host: Awaited<ReturnType<typeof serveOnLoopback>>
let browser: Browser
let page: Page
let html: string
const asked: string[] = []

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  server = await openTestServer({ db, tools: catalog })
  const { contents } = await (await connect()).readResource({ uri: cardUri })
  html = (contents[0] as { text: string }).text
  const script = await bundled('./support/card-host.ts')
  host = await serveOnLoopback(
    new Hono()
      .get('/', (c) =>
        c.html('<!doctype html><html><body><script src="/host.js"></script></body></html>'),
      )
      .get('/host.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript' })).fetch,
  )
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 480, height: 700 } })
  page.on('request', (request) => asked.push(request.url()))
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await server?.close()
})

async function bundled(path: string): Promise<string> {
  const entry = fileURLToPath(new URL(path, import.meta.url))
  const lib = { entry, formats: ['iife' as const], name: 'host' }
  const made = await build({
    ...{ configFile: false, logLevel: 'silent' },
    build: { write: false, minify: false, lib },
  })
  const [first] = [made].flat()
  if (first === undefined || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}

async function connect(query = ''): Promise<Client> {
  const token = await tokenFor(server.deps, {
    ...{ userId: 'supervisor@suzhou', scopes: ['read', 'propose'] },
  })
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp${query}`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch: async (url, init) => server.app.request(String(url), init as RequestInit),
    }),
  )
  return client
}

type Look = { query?: string; locale?: string; theme?: 'light' | 'dark'; shot?: string }

/** Calls the tool as a client does, and shows what came back as its host does. */
async function shown(
  call: Shown['call'],
  { query = '', locale = 'en', theme = 'light', shot }: Look = {},
) {
  const client = await connect(query)
  const { tools } = await client.listTools()
  const tool = tools.find(({ name }) => name === call.name)
  const result = (await client.callTool(call)) as Shown['result']
  await page.goto(host.url)
  const given = JSON.stringify({ html, call, result, tool, locale, theme })
  await page.evaluate((text) => window.show(JSON.parse(text)), given)
  if (process.env.SHOTS && shot) await page.screenshot({ path: `${process.env.SHOTS}/${shot}.png` })
  return { card: page.frameLocator('iframe'), result }
}

const oee = {
  name: 'query_kpi',
  arguments: {
    ...{ metrics: ['oee'], dimensions: ['machine'], filters: { site: ['suzhou'] } },
    window: { from: '2026-11-16', to: '2026-11-23' },
  },
}

test('a chart is drawn from what the tool returned, each value with its name', async () => {
  const { card } = await shown(oee, { shot: 'card-chart' })
  expect(await card.getByRole('heading').textContent()).toContain('Overall equipment effectiveness')
  expect(await card.getByRole('row').count()).toBe(4)
  expect(await card.getByRole('row').first().textContent()).toBe('Machining centre 439.52')
})

test('the same in Chinese and dark, as the host says', async () => {
  const { card } = await shown(oee, { locale: 'zh-CN', theme: 'dark', shot: 'card-chart-zh' })
  expect(await card.locator('html').getAttribute('lang')).toBe('zh')
  expect(await card.getByRole('heading').textContent()).toMatch(/\p{Script=Han}/u)
  expect(await card.locator('html').evaluate((root) => root.style.colorScheme)).toBe('dark')
})

test('a client that asked for pictures has the picture in the card', async () => {
  const { card, result } = await shown(oee, { query: '?pictures=true', shot: 'card-picture' })
  expect(result.content.map(({ type }) => type)).toEqual(['text', 'image'])
  const picture = card.getByRole('img')
  await picture.waitFor()
  expect(await picture.getAttribute('alt')).toContain('Overall equipment effectiveness')
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600)
})

test('a proposal is shown with its state, and its button opens the inbox and decides nothing', async () => {
  const call = {
    name: 'open_maintenance_ticket',
    arguments: { equipment: 'SZ-CNC-01', title: '<img src=x onerror=alert(1)> spindle noise' },
  }
  const { card, result } = await shown(call, { shot: 'card-proposal' })
  expect(await card.getByRole('heading').textContent()).toBe('Propose a maintenance ticket')
  expect(await card.getByText('<img src=x onerror=alert(1)> spindle noise').count()).toBe(1)
  await card.getByRole('button', { name: 'Open in the inbox' }).click()
  await page.waitForFunction(() => document.body.dataset.opened !== undefined)
  const { proposal } = result.structuredContent as { proposal: { inbox_url: string } }
  expect(await page.evaluate(() => document.body.dataset.opened)).toBe(proposal.inbox_url)
  expect(await card.locator('img').count()).toBe(0)
  expect(await card.getByText('pending').count()).toBe(1)
})

test('a card asks the network for nothing', () => {
  expect(asked.filter((url) => !url.startsWith(host.url) && !url.startsWith('data:'))).toEqual([])
})
