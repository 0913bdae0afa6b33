import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { ErrorReply, ProposeReply, Reading, Readings } from './contract.ts'

let db: Db
let server: Awaited<ReturnType<typeof openTestServer>>
let cookie: string

const at = (hours: number) => new Date(plantNow.getTime() - 3_600_000 * hours)
const lot = (siteId: string, id: string) => ({
  ...{ siteId, id, productId: 'P1', quantity: 100, producedAt: at(10) },
  disposition: 'released' as const,
})

/** A material lot that went into a lot, at each of two sites. */
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', async ({ orm }) => {
    for (const siteId of ['suzhou', 'dongguan']) {
      const names = { siteId, nameZh: '轴承钢', nameEn: 'Bearing steel' }
      await orm.insert(schema.material).values({ ...names, id: 'steel', unit: 'kg' })
      await orm.insert(schema.materialLot).values({
        ...{ siteId, id: `H-${siteId}`, materialId: 'steel', quantity: 500, receivedAt: at(300) },
      })
      await orm.insert(schema.lot).values(lot(siteId, `L-${siteId}`))
      await orm.insert(schema.lotInput).values({
        ...{ siteId, lotId: `L-${siteId}`, materialLotId: `H-${siteId}`, at: at(20) },
        ...{ quantity: 100, source: 'mes', sourceKey: siteId },
      })
    }
  })
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  cookie = await server.signIn('supervisor@suzhou')
})
afterAll(() => server.close())

const post = (path: string, body: object, as = cookie) =>
  server.app.request(path, {
    method: 'POST',
    headers: { cookie: as, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ language: 'en', ...body }),
  })
const trace = (lotId: string) => post('/api/readings/trace_lot', { args: { lots: [lotId] } })
const proposals = async () => {
  const [row] = await db.tx('owner', (tx) =>
    tx.rows<{ n: number }>(sql`select count(*)::int as n from proposal`),
  )
  return row?.n
}

test('a page gets what the tool says, with its figures, and the same as a file', async () => {
  const reply = await trace('H-suzhou')
  const { data, figures } = (await reply.json()) as Reading<Readings['trace_lot']>
  expect(data.lot).toMatchObject({ kind: 'material_lot', name: 'Bearing steel' })
  expect(data.came_of_it.lots.map((one) => one.lot)).toEqual(['L-suzhou'])
  expect(figures.map(({ metric }) => metric)).toContain('lots_came_of_it')
  const file = await post('/api/readings/trace_lot/xlsx', { args: { lots: ['H-suzhou'] } })
  expect(file.headers.get('content-disposition')).toContain('trace_lot.xlsx')
  const picture = await post('/api/readings/trace_lot/png', { args: { lots: ['H-suzhou'] } })
  expect(picture.status).toBe(404)
})

test('a lot of a site that one may not see is as unknown as one that never was', async () => {
  const [other, never] = await Promise.all([trace('L-dongguan'), trace('L-nowhere')])
  expect([other.status, never.status]).toEqual([400, 400])
  const { error } = (await other.json()) as ErrorReply
  expect(error).toMatchObject({ field: 'lots', hint: expect.not.stringContaining('dongguan') })
})

test('no page reads by a tool that is not offered to pages, and nobody without signing in', async () => {
  for (const tool of ['propose_change', 'search_knowledge', 'nothing']) {
    const reply = await post(`/api/readings/${tool}`, { args: {} })
    expect(reply.status).toBe(404)
  }
  const proposing = await post('/api/page-proposals/propose_schedule', {
    key: 'page-0001',
    args: {},
  })
  expect(proposing.status).toBe(404)
  for (const path of ['readings/trace_lot', 'page-proposals/propose_change'])
    expect((await post(`/api/${path}`, { args: {} }, '')).status).toBe(401)
})

test('a next step sent twice is one proposal, and the lot is as it was', async () => {
  const args = {
    change: { kind: 'lot', lot: 'L-suzhou', disposition: 'held' },
    ...{ site: 'suzhou', reason: 'steel of a bad heat' },
  }
  const file = async () => {
    const reply = await post('/api/page-proposals/propose_change', { key: 'page-0002', args })
    expect(reply.status).toBe(201)
    return (await reply.json()) as ProposeReply
  }
  const [first, second] = [await file(), await file()]
  expect(first.id).toEqual(expect.any(String))
  expect(second).toEqual(first)
  expect(await proposals()).toBe(1)
  const { data } = (await (await trace('L-suzhou')).json()) as Reading<Readings['trace_lot']>
  expect(data.lot?.disposition).toBe('released')
})

test('what the tool refuses names the field, and nothing is filed', async () => {
  const wrong = await post('/api/readings/machine_health', { args: { site: 'suzhou', weeks: 2 } })
  expect(wrong.status).toBe(400)
  const change = { kind: 'lot', lot: 'L-dongguan', disposition: 'held' }
  const args = { change, site: 'suzhou', reason: 'steel of a bad heat' }
  const other = await post('/api/page-proposals/propose_change', { key: 'page-0003', args })
  expect(other.status).toBeGreaterThanOrEqual(400)
  expect(await proposals()).toBe(1)
})
