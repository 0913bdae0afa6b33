/**
 * The main job, whole: an AI client asks and proposes, a supervisor decides in a browser, it happens
 * once, the client sees it, and the record can be checked.
 */
import { Client, StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPassword } from '../demo/index.ts'
import { openFolderStore } from '../store/index.ts'
import { launchBrowser } from './support/browser.ts'
import { fillDemoFolder } from './support/demo-folder.ts'
import {
  emptyFolder,
  jidokaBin,
  runJidoka,
  runJidokaHere,
  type ServingJidoka,
  serveJidoka,
} from './support/jidoka.ts'
import { faultsOfPages } from './support/page-faults.ts'
import { signInAs } from './support/sign-in.ts'

const inOrder = { timeout: 240_000 }
let folder: Awaited<ReturnType<typeof emptyFolder>>
let server: ServingJidoka
let browser: Browser
let page: Page
let client: Client

beforeAll(async () => {
  folder = await emptyFolder()
  await fillDemoFolder(folder.path)
  server = await serveJidoka(['--demo', '--data', folder.path])
  browser = await launchBrowser()
  page = await browser.newPage({ locale: 'en-US' })
  const token = /Bearer (\S+)"/.exec(server.lines.join('\n'))?.[1]
  client = await connected(
    new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  )
}, 240_000)

afterAll(async () => {
  await client?.close()
  await browser?.close()
  await server?.kill()
  await folder?.remove()
})

async function connected(transport: Transport): Promise<Client> {
  const made = new Client({ name: 'journey', version: '1' })
  await made.connect(transport)
  return made
}

const overStdio = () =>
  connected(
    new StdioClientTransport({
      command: process.execPath,
      args: [jidokaBin, 'mcp', '--data', folder.path, '--as', 'operator@suzhou'],
      stderr: 'ignore',
    }),
  )

type Reply = Record<string, unknown> & { proposal?: Record<string, string> }

async function call(from: Client, name: string, args: Record<string, unknown>): Promise<Reply> {
  const { structuredContent, isError, content } = await from.callTool({ name, arguments: args })
  expect(isError ?? false, JSON.stringify(content)).toBe(false)
  return structuredContent as Reply
}

async function fileTicket(from: Client, title: string): Promise<Record<string, string>> {
  const args = { equipment: 'SZ-CNC-03', priority: 'high', title }
  const { proposal } = await call(from, 'open_maintenance_ticket', args)
  expect(proposal).toMatchObject({ status: 'pending' })
  return proposal ?? {}
}

async function statusOf(from: Client, filed: Record<string, string>): Promise<unknown> {
  return (await call(from, 'action_status', { action_id: filed.action_id })).status
}

async function ticketsTitled(from: Client, title: string): Promise<unknown[]> {
  const reply = await call(from, 'list_tickets', { equipment: 'SZ-CNC-03', limit: 100 })
  return (reply.tickets as { title: string }[]).filter((ticket) => ticket.title === title)
}

async function askInChat(question: string): Promise<void> {
  await page.getByRole('textbox', { name: /Question|问题/ }).fill(question)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: question, level: 2 }).waitFor()
  await page.locator('article[aria-busy=true]').waitFor({ state: 'detached' })
}

const toolNames = async (from: Client) => (await from.listTools()).tools.map(({ name }) => name)

describe('a first day', inOrder, () => {
  test('a client over HTTP lists the tools and queries a KPI', async () => {
    // An operator may not propose a change of a metric, so it is not offered.
    expect(await toolNames(client)).toEqual([
      'list_metrics',
      'query_kpi',
      'explain_kpi',
      'find_equipment',
      'read_machine_state',
      'machine_health',
      'search_knowledge',
      'read_document',
      'list_tickets',
      'list_orders',
      'simulate_schedule',
      'project_stock',
      'trace_lot',
      'process_window',
      'propose_schedule',
      'open_maintenance_ticket',
      'propose_change',
      'action_status',
    ])
    const reply = await call(client, 'query_kpi', {
      metrics: ['oee'],
      window: { period: 'last_week' },
      dimensions: ['line'],
    })
    expect((reply.rows as unknown[]).length).toBeGreaterThan(1)
  })

  test('its ticket waits until a supervisor approves it in a browser, and exists once', async () => {
    const filed = await fileTicket(client, 'Spindle noise at 8000 rpm')
    expect(await statusOf(client, filed)).toBe('pending')
    expect(await ticketsTitled(client, 'Spindle noise at 8000 rpm')).toEqual([])
    await page.goto(filed.inbox_url ?? '')
    await signInAs(page, 'supervisor@suzhou', demoPassword)
    await page.getByRole('heading', { name: /SZ-CNC-03/ }).waitFor()
    await page.getByRole('button', { name: '批准' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '批准并执行' }).click()
    await page.getByText('已完成').first().waitFor()
    await expect.poll(() => statusOf(client, filed)).toBe('done')
    expect(await ticketsTitled(client, 'Spindle noise at 8000 rpm')).toHaveLength(1)
  })

  test('the chat answers with figures and a chart, and a source opens at the cited passage', async () => {
    await page.goto(`${server.url}/chat`)
    await askInChat('What was OEE of the Suzhou site last week, by line?')
    const turn = page.locator('article[aria-busy=false]').last()
    await turn.getByRole('img').first().waitFor()
    expect(await turn.textContent()).toMatch(/SZ-L1.*%/s)
    await askInChat('How do I replace a spindle bearing?')
    await turn
      .getByRole('link', { name: /Source 1|出处 1/ })
      .first()
      .click()
    await page.getByRole('region', { name: /The cited passage|引用的段落/ }).waitFor()
  })

  test('no page has an accessibility fault', async () => {
    const paths = ['/chat', '/audit']
    expect(await faultsOfPages(page, { url: server.url, paths })).toEqual([])
  })

  test('a client over stdio sees a rejection with its reason, and no ticket', async () => {
    const stdio = await overStdio()
    try {
      expect(await toolNames(stdio)).toEqual(await toolNames(client))
      const filed = await fileTicket(stdio, 'Coolant smells')
      await page.goto(filed.inbox_url ?? '')
      await page.getByRole('button', { name: '驳回' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio', { name: '不需要' }).check()
      await dialog.getByRole('textbox').fill('今天早上已换过冷却液。')
      await dialog.getByRole('button', { name: '驳回' }).click()
      await expect.poll(() => statusOf(stdio, filed)).toBe('rejected')
      const reply = await call(stdio, 'action_status', { action_id: filed.action_id })
      expect(JSON.stringify(reply)).toContain('今天早上已换过冷却液。')
      expect(await ticketsTitled(stdio, 'Coolant smells')).toEqual([])
    } finally {
      await stdio.close()
    }
  })

  test('a server killed right after an approval does it once, when it runs again', async () => {
    const title = 'Chuck jaw worn'
    const filed = await fileTicket(client, title)
    const shown = await page.evaluate(async (id) => {
      const reply = await fetch(`/api/proposals/suzhou/${id}`)
      return ((await reply.json()) as { proposal: { version: number; argsSha256: string } })
        .proposal
    }, filed.action_id)
    const outcome = await page.evaluate(
      async ({ id, version, argsSha256 }) => {
        const reply = await fetch(`/api/proposals/suzhou/${id}/decision`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ version, argsSha256, verdict: 'approve' }),
        })
        return ((await reply.json()) as { outcome: string }).outcome
      },
      { id: filed.action_id, version: shown.version, argsSha256: shown.argsSha256 },
    )
    expect(outcome).toBe('approved')
    await server.kill()
    server = await serveJidoka(['--demo', '--data', folder.path])
    const again = await overStdio()
    try {
      await expect.poll(() => statusOf(again, filed)).toBe('done')
      expect(await ticketsTitled(again, title)).toHaveLength(1)
    } finally {
      await again.close()
    }
  })

  test('a second server on the folder is refused, and says where the first one is', async () => {
    const second = await runJidoka(['serve', '--port', '0', '--data', folder.path])
    expect(second.code).toBe(1)
    expect(second.stderr).toContain(server.url)
  })

  test('an AI client is let in on a page by whoever is signed in, and goes back with a code', async () => {
    const back = 'http://127.0.0.1:9/callback'
    const registered = await fetch(`${server.url}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'Journey client', redirect_uris: [back] }),
    })
    const { client_id } = (await registered.json()) as { client_id: string }
    const asked = new URLSearchParams({
      ...{ response_type: 'code', client_id, redirect_uri: back, state: '1e5' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
    })
    await page.goto(`${server.url}/connect?${asked}`)
    await page.getByText('Journey client').waitFor()
    await page.getByRole('checkbox', { name: /File proposals|提交提案/ }).uncheck()
    const [gone] = await Promise.all([
      page.waitForRequest((request) => request.url().startsWith(back)),
      page.getByRole('button', { name: /Let it in|允许接入/ }).click(),
    ])
    const { searchParams } = new URL(gone.url())
    expect(searchParams.get('code')).toMatch(/^jdc_/)
    expect(searchParams.get('state')).toBe('1e5')
  })

  test('the record is whole, and one byte changed underneath it shows', async () => {
    const verify = () => runJidokaHere(['audit', 'verify', '--data', folder.path])
    expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringContaining('unbroken') })
    expect(await server.stop()).toBe(0)
    const { db } = await openFolderStore(folder.path)
    await db.tx('owner', async (tx) => {
      await tx.exec('alter table audit_entry disable trigger audit_append_only')
      await tx.rows(sql`update audit_entry set record = overlay(record placing 'X' from 20 for 1)
        where site_id = 'suzhou' and seq = 3`)
      await tx.exec('alter table audit_entry enable trigger audit_append_only')
    })
    await db.close()
    expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringContaining('BROKEN') })
  })
})
