import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomId } from '../../../base/ports.ts'
import { replayRefusals, type StreamName } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import { openTestDb } from '../../../store/test-db.ts'
import { makePlant, numberOf } from '../../../test/support/live-plant.ts'
import { onError } from '../../http/errors.ts'
import { createLog } from '../../log.ts'
import { createIngestKey, ingestRoutes, revokeIngestKey } from './index.ts'

const now = new Date('2026-03-10T12:00:00Z')
const clock = () => now
let db: Db
let key: string
let app: Hono

let sites = 0
let siteId = ''

beforeAll(async () => {
  db = await openTestDb()
})
afterAll(() => db.close())
beforeEach(async () => {
  sites += 1
  siteId = `site-${sites}`
  await makePlant({ db, clock }, siteId)
  key = (await makeKey()).key
  app = appOf()
})

const appOf = (limits = {}) =>
  new Hono().onError(onError(createLog('silent'))).route('/', ingestRoutes({ db, clock }, limits))

const makeKey = (
  streams: StreamName[] = ['measurement', 'machine_alarm'],
  days: number | null = 1,
) =>
  createIngestKey(
    { db, clock, newId: randomId },
    { siteId, label: 'gateway', source: 'gateway-1', streams, days },
  )

const measured = (minute: number, more: object = {}) => ({
  tagId: 'CNC-01.temperature',
  at: `2026-03-10T08:${String(minute).padStart(2, '0')}:00Z`,
  value: 40 + minute,
  ...more,
})

const jsonl = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')

const post = (
  body: BodyInit | null,
  headers: Record<string, string> = {},
  stream = 'measurement',
) =>
  app.request(`/${stream}`, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson',
      ...headers,
    },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)

const count = (table: string) =>
  numberOf(db, `select count(*) as n from ${table} where site_id = '${siteId}'`)
const stored = () => count('measurement')

describe('POST /ingest/v1/{stream}', () => {
  test('stores good rows, names each bad one by its line, and keeps it', async () => {
    const body = Buffer.concat([
      Buffer.from(`${jsonl([measured(1)])}\n{"tagId": broken}\n\n`),
      Buffer.from(`${jsonl([measured(2, { tagId: 'CNC-01.temprature' })])}\n`),
      Buffer.from(`{"tagId":"CNC-01.temperature","at":"2026-03-10T08:03:00Z","value":NaN}\n`),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
      Buffer.from(`${jsonl([measured(4, { at: '2026-03-10T20:00:00Z' }), measured(5)])}`),
    ])
    const reply = await post(body)
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({
      ...{ read: 7, written: 2, duplicates: 0, refusedRows: 5, truncated: false },
      refused: expect.arrayContaining([
        { line: 2, field: '(row)', value: '{"tagId": broken}', reason: 'is not JSON' },
        expect.objectContaining({
          line: 4,
          field: 'tagId',
          reason: expect.stringContaining('nearest known: CNC-01.temperature'),
        }),
        expect.objectContaining({ line: 5, reason: expect.stringContaining('NaN') }),
        expect.objectContaining({ line: 6, reason: 'is not UTF-8' }),
        expect.objectContaining({
          line: 7,
          field: 'at',
          reason: expect.stringContaining('future'),
        }),
      ]),
    })
    expect(await stored()).toBe(2)
    expect(await count('ingest_refusal')).toBe(5)
  })

  test('refuses a row of fields without number, end or depth as any other, and stores the one beside it', async () => {
    const wide = Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`k${at}`, 1]))
    const deep = `{"tagId":"CNC-01.temperature","value":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    const long = { ['k'.repeat(500_000)]: 1 }
    const body = [jsonl([measured(1), measured(2, wide), measured(3, long)]), deep].join('\n')
    const reply = await post(body)
    expect(await reply.json()).toMatchObject({
      ...{ read: 4, written: 1, refusedRows: 3 },
      refused: expect.arrayContaining([
        { line: 2, field: '(row)', value: null, reason: '59980 more fields are wrong' },
        expect.objectContaining({ line: 3, field: 'k'.repeat(200) }),
        expect.objectContaining({ line: 4, reason: 'is nested deeper than 50 levels' }),
      ]),
    })
    expect(await count('ingest_refusal')).toBe(23)
    const replayed = await replayRefusals({ db, clock }, { siteId })
    expect(replayed).toMatchObject([{ read: 2, refusedRows: 2 }])
  })

  test('changes nothing when a body comes again, and mends a named batch line by line', async () => {
    const bad = measured(2, { value: 'hot' })
    const first = await post(jsonl([measured(1), bad]), { 'x-batch': 'hour-8' })
    expect(await first.json()).toMatchObject({ written: 1, refusedRows: 1 })
    const again = await post(jsonl([measured(1), bad]), { 'x-batch': 'hour-8' })
    expect(await again.json()).toMatchObject({ written: 0, duplicates: 1, refusedRows: 1 })
    expect(await count('ingest_refusal')).toBe(1)
    const mended = await post(jsonl([measured(1), measured(2)]), { 'x-batch': 'hour-8' })
    expect(await mended.json()).toMatchObject({ written: 1, duplicates: 1, refusedRows: 0 })
    expect(await count('ingest_refusal')).toBe(0)
  })

  test('stores refused rows by replay once their tag is known', async () => {
    await post(jsonl([measured(1, { tagId: 'CNC-03.load' }), measured(2, { value: 'hot' })]))
    expect(await replayRefusals({ db, clock }, { siteId })).toEqual([
      expect.objectContaining({ source: 'gateway-1', read: 2, written: 0, refusedRows: 2 }),
    ])
    await db.tx('ingest', (tx) =>
      tx.exec(`insert into tag (site_id, id, equipment_id, name_zh, name_en, unit)
        values ('${siteId}', 'CNC-03.load', 'CNC-01', 'x', 'x', '%')`),
    )
    expect(await replayRefusals({ db, clock }, { siteId })).toEqual([
      expect.objectContaining({ read: 2, written: 1, refusedRows: 1 }),
    ])
    expect(await stored()).toBe(1)
  })

  test('writes as the source and site of its key, and notes how far its clock is', async () => {
    await post(
      jsonl([{ machineId: 'CNC-01', at: '2026-03-10T12:00:30Z', code: 'E1' }]),
      {},
      'machine_alarm',
    )
    const mine = await numberOf(
      db,
      `select lead_s as n from ingest_source where source = 'gateway-1' and site_id = '${siteId}'`,
    )
    expect(mine).toBe(30)
  })

  test('refuses a field too many, so that nothing is dropped silently', async () => {
    const reply = await post(jsonl([measured(1, { siteId: 'elsewhere' })]))
    expect(await reply.json()).toMatchObject({
      written: 0,
      refused: [{ line: 1, field: 'siteId', reason: expect.stringContaining('unknown field') }],
    })
  })
})

describe('a key', () => {
  test('that is missing, wrong, revoked or too old opens nothing', async () => {
    const revoked = await makeKey()
    await revokeIngestKey({ db, clock }, revoked.id)
    const old = await makeKey(['measurement'], 0)
    for (const authorization of ['', 'Bearer', 'Bearer jdi_no', ...bearers(revoked, old)]) {
      const reply = await post(jsonl([measured(1)]), { authorization })
      expect(reply.status, authorization).toBe(401)
    }
    expect(await stored()).toBe(0)
  })

  test('opens its own streams only, and a wrong name is told the nearest', async () => {
    expect((await post('', {}, 'production_count')).status).toBe(403)
    const reply = await post('', {}, 'measurment')
    expect(reply.status).toBe(404)
    expect(await reply.json()).toMatchObject({
      error: { hint: expect.stringContaining('measurement') },
    })
  })

  test('is stored as its hash alone', async () => {
    const rows = await db.tx('owner', (tx) => tx.orm.query.ingestKey.findMany())
    expect(JSON.stringify(rows)).not.toContain(key.slice(4))
    await expect(numberOf(db, 'select count(*) as n from ingest_key')).rejects.toThrow(/permission/)
  })
})

const bearers = (...keys: { key: string }[]) => keys.map((made) => `Bearer ${made.key}`)

describe('a body', () => {
  test('of another type or packing is refused by 415, a damaged one by 400', async () => {
    expect((await post('[]', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await post('x', { 'content-encoding': 'br' })).status).toBe(415)
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(400)
  })

  test('may be gzip', async () => {
    const packed = gzipSync(jsonl([measured(1), measured(2)]))
    const reply = await post(packed, { 'content-encoding': 'gzip' })
    expect(await reply.json()).toMatchObject({ read: 2, written: 2 })
  })

  test('over the limit is refused by its header before a byte is read', async () => {
    app = appOf({ bodyBytes: 100 })
    const reply = await post(jsonl([measured(1), measured(2)]), { 'content-length': '140' })
    expect(reply.status).toBe(413)
    expect(await stored()).toBe(0)
  })

  test('over the limit while it streams, or once unpacked, says what was received before', async () => {
    app = appOf({ bodyBytes: 10_000, rowsPerBatch: 50 })
    const many = jsonl(Array.from({ length: 60 }, (_, minute) => measured(minute % 60)))
    const bomb = `${many}\n${' '.repeat(20_000)}`
    const reply = await post(gzipSync(bomb), { 'content-encoding': 'gzip' })
    expect(reply.status).toBe(413)
    const streamed = await post(new Blob([bomb]).stream())
    expect(streamed.status).toBe(413)
    expect(await stored()).toBeLessThanOrEqual(60)
  })

  test('with one endless line costs no more than a line, and the rows after it count', async () => {
    app = appOf({ lineBytes: 1_000 })
    const parts = [
      `${jsonl([measured(1)])}\n`,
      ...Array(20).fill('x'.repeat(500)),
      `\n${jsonl([measured(2)])}`,
    ]
    const body = new ReadableStream({
      pull: (controller) => {
        const part = parts.shift()
        if (part === undefined) controller.close()
        else controller.enqueue(new TextEncoder().encode(part))
      },
    })
    expect(await (await post(body)).json()).toMatchObject({
      ...{ read: 3, written: 2, refusedRows: 1 },
      refused: [{ line: 2, reason: 'is longer than 1000 bytes' }],
    })
  })

  test('that breaks off keeps what was stored, and is completed by sending it again', async () => {
    app = appOf({ rowsPerBatch: 2 })
    const rows = [measured(1), measured(2), measured(3)]
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(`${jsonl(rows)}\n`))
      },
      pull: (controller) => controller.error(new Error('connection reset')),
    })
    const reply = await post(body)
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({
      error: { message: 'The body broke off.', hint: expect.stringContaining('first 2 rows') },
    })
    expect(await (await post(jsonl(rows))).json()).toMatchObject({ written: 1, duplicates: 2 })
  })

  test('that nobody has time for is told by 429 when to come back, and loses nothing', async () => {
    app = appOf({ requests: 2 })
    const gates = [0, 1].map(() => Promise.withResolvers<void>())
    const held = gates.map(({ promise }, at) =>
      post(
        new ReadableStream({
          start: async (controller) => {
            controller.enqueue(new TextEncoder().encode(`${jsonl([measured(at)])}\n`))
            await promise
            controller.close()
          },
        }),
      ),
    )
    const busy = await untilBusy()
    expect(busy.status).toBe(429)
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    for (const { resolve } of gates) resolve()
    for (const reply of await Promise.all(held)) expect(reply.status).toBe(200)
    expect((await post(jsonl([measured(9)]))).status).toBe(200)
    expect(await stored()).toBe(3)
  })
})

/** The two requests take their places after their key was looked up. */
async function untilBusy(): Promise<Response> {
  for (;;) {
    const reply = await post('')
    if (reply.status !== 200) return reply
  }
}
