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
import {
  emptyFolder,
  jidokaBin,
  runJidoka,
  type ServingJidoka,
  serveJidoka,
} from './support/jidoka.ts'

const inOrder = { timeout: 240_000 }
let folder: Awaited<ReturnType<typeof emptyFolder>>
let server: ServingJidoka
let browser: Browser
let page: Page
let client: Client

beforeAll(async () => {
  folder = await emptyFolder()
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

async function signIn(): Promise<void> {
  await page.getByLabel('User').fill('supervisor@suzhou')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const toolNames = async (from: Client) => (await from.listTools()).tools.map(({ name }) => name)

describe('a first day', inOrder, () => {
  test('a client over HTTP lists the tools and queries a KPI', async () => {
    expect(await toolNames(client)).toEqual([
      'list_metrics',
      'query_kpi',
      'find_equipment',
      'read_machine_state',
      'search_knowledge',
      'read_document',
      'list_tickets',
      'list_orders',
      'propose_schedule',
      'open_maintenance_ticket',
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
    await signIn()
    await page.getByRole('heading', { name: /SZ-CNC-03/ }).waitFor()
    await page.getByRole('button', { name: 'Approve' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Done', { exact: true }).first().waitFor()
    await expect.poll(() => statusOf(client, filed)).toBe('done')
    expect(await ticketsTitled(client, 'Spindle noise at 8000 rpm')).toHaveLength(1)
  })

  test('a client over stdio sees a rejection with its reason, and no ticket', async () => {
    const stdio = await overStdio()
    try {
      expect(await toolNames(stdio)).toEqual(await toolNames(client))
      const filed = await fileTicket(stdio, 'Coolant smells')
      await page.goto(filed.inbox_url ?? '')
      await page.getByRole('button', { name: 'Reject' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill('Coolant was changed this morning.')
      await dialog.getByRole('button', { name: 'Reject' }).click()
      await expect.poll(() => statusOf(stdio, filed)).toBe('rejected')
      const reply = await call(stdio, 'action_status', { action_id: filed.action_id })
      expect(JSON.stringify(reply)).toContain('Coolant was changed this morning.')
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

  test('the record is whole, and one byte changed underneath it shows', async () => {
    const verify = () => runJidoka(['audit', 'verify', '--data', folder.path])
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
