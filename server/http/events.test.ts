import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestServer } from '../test-server.ts'
import { cursorText, parseCursor } from './proposal-changes.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

async function file(siteId: string, id: string): Promise<void> {
  const principal = {
    userId: 'operator@suzhou',
    roles: [{ siteId, role: 'operator' }],
    language: 'en' as const,
  }
  const draft = {
    site_id: siteId,
    id,
    tool: 'open_maintenance_ticket',
    title_zh: '工单',
    title_en: 'Ticket',
    args: '{}',
    preconditions: {},
    diff: { entries: [] },
    prediction: null,
    evidence: [],
    tainted: false,
    channel: 'web',
    idempotency_key: id,
  }
  await server.deps.db.tx(
    'propose',
    (tx) => tx.rows(sql`select jidoka_propose(${JSON.stringify(draft)}::jsonb, ${new Date()})`),
    { principal },
  )
  server.deps.wakes.wake()
}

async function listen(headers: Record<string, string> = {}) {
  const cookie = await server.signIn('supervisor@suzhou')
  const reply = await server.app.request('/api/events', { headers: { cookie, ...headers } })
  const reader = (reply.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  return {
    close: () => reader.cancel(),
    until: async (part: string): Promise<string> => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the stream ended before ${part}: ${text}`)
        text += decoder.decode(value, { stream: true })
      }
      return text
    },
  }
}

describe('live events', () => {
  test('tell a change at once, with an id from which one can go on', async () => {
    const stream = await listen()
    await stream.until('event: hello')
    await file('suzhou', 'p1')
    const text = await stream.until('"id":"p1"')
    await stream.close()
    const id = text
      .match(/id: (\S+)/g)
      ?.at(-1)
      ?.slice(4)
    expect(id).toBe('suzhou:1')
    await file('suzhou', 'p2')
    const resumed = await listen({ 'last-event-id': id ?? '' })
    const missed = await resumed.until('"id":"p2"')
    await resumed.close()
    expect(missed).not.toContain('"id":"p1"')
  })

  test('are for so many open pages of one person, and for another one again when one is closed', async () => {
    const cookie = await server.signIn('supervisor@suzhou')
    const open = () => server.app.request('/api/events', { headers: { cookie } })
    const streams = await Promise.all(Array.from({ length: 20 }, open))
    const refused = await open()
    expect([refused.status, await refused.text()]).toEqual([
      429,
      expect.stringContaining('More than 20 live pages'),
    ])
    await streams[0]?.body?.cancel()
    await expect.poll(async () => (await open()).status).toBe(200)
    await Promise.all(streams.slice(1).map(({ body }) => body?.cancel()))
  })

  test('are shut to those who are not signed in', async () => {
    expect((await server.app.request('/api/events')).status).toBe(401)
  })
})

describe('a cursor', () => {
  test('survives its own text', () => {
    const cursor = new Map([
      ['suzhou', 3],
      ['a:b,c', 9],
    ])
    expect(parseCursor(cursorText(cursor))).toEqual(cursor)
  })

  test('leaves out what it cannot read', () => {
    expect(parseCursor('nonsense,:3,suzhou:x,dongguan:2')).toEqual(new Map([['dongguan', 2]]))
    expect(parseCursor(undefined)).toEqual(new Map())
  })
})
