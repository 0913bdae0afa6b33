import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantFacts, plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { openTestServer } from '../test-server.ts'
import type { BoardMachine, PlantBoard } from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let cookie: string

const at = (minutes: number) => new Date(plantNow.getTime() + minutes * 60_000)
const state = (machineId: string, minutes: number, more: object = {}) => ({
  ...{ siteId: 'suzhou', machineId, source: 'plc', sourceKey: `${machineId} ${minutes}` },
  ...{ startAt: at(minutes), state: 'execute', category: 'production' as const, ...more },
})
const down = { state: 'aborted', category: 'down' as const, reasonId: 'no_material' }

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  await writeEvents(db)
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  cookie = await server.signIn('operator@suzhou')
})
afterAll(() => server.close())

/** One runs, one is down, one says it runs and is silent, of one the state has ended. */
async function writeEvents(db: Db): Promise<void> {
  await db.tx('ingest', async ({ orm }) => {
    await orm
      .insert(schema.machineState)
      .values([
        state('SZ-CNC-01', -2000, { endAt: at(-1000), ...down }),
        state('SZ-CNC-01', -1000),
        state('SZ-CNC-02', -40, down),
        state('SZ-CNC-03', -90),
        state('SZ-CNC-04', -90, { endAt: at(-80) }),
        state('SZ-CNC-01', 30, down),
      ])
    await orm.insert(schema.productionCount).values({
      ...{ siteId: 'suzhou', machineId: 'SZ-CNC-01', at: at(-3), productId: 'P1', orderId: 'PO-1' },
      ...{ good: 5, scrap: 0, rework: 0, firstPass: 5, plannedRunSPerPiece: 30 },
      ...{ source: 'plc', sourceKey: 'c1' },
    })
    await orm.insert(schema.ingestSource).values({
      ...{ siteId: 'suzhou', source: 'plc', stream: 'machine_state', rows: 5, refused: 0 },
      ...{ dataUntil: at(-2), receivedAt: at(-1) },
    })
    await orm.insert(schema.metricTarget).values({
      ...{ siteId: 'suzhou', metricId: 'oee', scopeId: 'suzhou', target: 78 },
    })
  })
}

const read = async <T>(path: string) =>
  (await server.app.request(path, { headers: { cookie } })).json() as Promise<T>

test('what nothing confirms is stale, whatever its last state says', async () => {
  const { tiles } = await read<PlantBoard>('/api/plant-board/suzhou')
  expect(tiles).toMatchObject([
    { id: 'SZ-CNC-01', freshness: 'fresh', orderId: 'PO-1', state: { category: 'production' } },
    { id: 'SZ-CNC-02', freshness: 'fresh', state: { category: 'down', reasonEn: 'No material' } },
    { id: 'SZ-CNC-03', freshness: 'stale', heardAt: at(-90).toISOString() },
    { id: 'SZ-CNC-04', freshness: 'stale', heardAt: at(-80).toISOString() },
  ])
  // Whoever sends for them falls silent.
  await server.deps.db.tx('ingest', ({ orm }) =>
    orm.update(schema.ingestSource).set({ dataUntil: at(-16) }),
  )
  const silent = await read<PlantBoard>('/api/plant-board/suzhou')
  expect(silent.tiles.map(({ freshness }) => freshness)).toEqual([
    ...['fresh', 'stale', 'stale', 'stale'],
  ])
})

test('figures are those of the running shift, for the site and each machine, with their target', async () => {
  const { period, figures, targets, zone } = await read<PlantBoard>('/api/plant-board/suzhou')
  expect({ period, zone }).toEqual({ period: 'this_shift', zone: 'Asia/Shanghai' })
  expect(targets).toEqual([{ siteId: 'suzhou', metric: 'oee', scope: 'suzhou', target: 78 }])
  const machines = new Set(figures.map(({ dimensions }) => dimensions.machine))
  expect([...machines].sort()).toEqual([
    ...['SZ-CNC-01', 'SZ-CNC-02', 'SZ-CNC-03', 'SZ-CNC-04', undefined],
  ])
  const outputs = figures.filter(({ metric }) => metric === 'output')
  const [whole, ...split] = outputs.map(({ value }) => value ?? 0)
  expect(split.reduce((sum, value) => sum + value, 0)).toBe(whole)
  expect(outputs[0]?.window.from).toBe('2026-11-24T00:00:00.000Z')
})

test('a machine has its day, cut to 24 hours, and no state of the future', async () => {
  const { states, window } = await read<BoardMachine>('/api/plant-board/suzhou/machines/SZ-CNC-01')
  expect(window).toEqual({ from: at(-1440).toISOString(), to: at(0).toISOString() })
  expect(states).toMatchObject([
    { from: at(-1440).toISOString(), to: at(-1000).toISOString(), category: 'down' },
    { from: at(-1000).toISOString(), to: at(0).toISOString(), category: 'production' },
  ])
})

test('of another site nothing is shown', async () => {
  for (const path of ['dongguan', 'dongguan/machines/DG-CNC-01', 'suzhou/machines/DG-CNC-01']) {
    const reply = await server.app.request(`/api/plant-board/${path}`, { headers: { cookie } })
    expect(reply.ok, path).toBe(false)
  }
})

test('the board and a day come as files', async () => {
  for (const path of ['xlsx?language=zh', 'machines/SZ-CNC-01/xlsx?language=en']) {
    const reply = await server.app.request(`/api/plant-board/suzhou/${path}`, {
      headers: { cookie },
    })
    expect(reply.headers.get('content-type')).toContain('spreadsheetml')
    expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(500)
  }
})
