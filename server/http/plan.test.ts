import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { Plan, PlanTrial } from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let cookie: string

const at = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000)

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  for (const [siteId, prefix] of [
    ['suzhou', 'SZ'],
    ['dongguan', 'DG'],
  ] as const) {
    await writeSchedule(db, { siteId, prefix })
  }
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  cookie = await server.signIn('operator@suzhou')
})
afterAll(() => server.close())

/** One order in time, one late, one without a place, one that is long done; a machine is down. */
async function writeSchedule(db: Db, { siteId, prefix }: { siteId: string; prefix: string }) {
  const ids = ['1', '2', '3', '4'].map((number) => `${prefix}-${number}`)
  const [inTime = '', late = '', lacking = '', done = ''] = ids
  const machineId = `${prefix}-CNC-01`
  const order = (id: string, dueH: number) => ({
    ...{ siteId, id, productId: 'P1', quantity: 10, releaseAt: at(-50), dueAt: at(dueH) },
    status: id === done ? ('completed' as const) : ('released' as const),
    ...(id === done ? { completedAt: at(-30) } : {}),
  })
  const slot = (orderId: string, from: number, to: number) => ({
    ...{ siteId, scheduleId: 'SV-1', orderId, seq: 10, machineId, setupS: 600 },
    ...{ startAt: at(from), endAt: at(to) },
  })
  await db.tx('ingest', async ({ orm }) => {
    await orm
      .insert(schema.productionOrder)
      .values([order(inTime, 5), order(late, 6), order(lacking, 9), order(done, -20)])
    await orm.insert(schema.orderOperation).values(
      ids.map((orderId) => ({
        ...{ siteId, orderId, seq: 10, machineIds: [machineId], runSPerPiece: 60, setupS: 600 },
        status: orderId === done ? ('completed' as const) : ('waiting' as const),
      })),
    )
    await orm.insert(schema.scheduleVersion).values({
      ...{ siteId, id: 'SV-1', status: 'current', origin: 'import', source: 'erp' },
      ...{ publishedAt: at(-2), publishedBy: 'erp', indicators: {} },
    })
    await orm
      .insert(schema.scheduleSlot)
      .values([slot(inTime, 1, 3), slot(late, 3, 8), slot(done, -40, -30)])
    await orm.insert(schema.machineState).values({
      ...{ siteId, machineId: `${prefix}-CNC-02`, source: 'plc', sourceKey: '1' },
      ...{ startAt: at(-1), state: 'aborted', category: 'down' },
    })
  })
}

const ask = (path: string) => server.app.request(`/api/plan/${path}`, { headers: { cookie } })

test('the current schedule comes with due times, stops and what has no place', async () => {
  const plan = (await (await ask('suzhou')).json()) as Plan
  expect(plan).toMatchObject({ siteId: 'suzhou', zone: 'Asia/Shanghai', truncated: false })
  expect(plan.current).toMatchObject({ id: 'SV-1', origin: 'import' })
  expect(plan.slots.map(({ orderId, startAt }) => [orderId, startAt])).toEqual([
    ['SZ-1', at(1).toISOString()],
    ['SZ-2', at(3).toISOString()],
  ])
  expect(plan.orders.map(({ id, latenessH }) => [id, latenessH])).toEqual([
    ...[
      ['SZ-1', -2],
      ['SZ-2', 2],
      ['SZ-3', null],
    ],
  ])
  expect(plan.unplaced).toEqual([
    { orderId: 'SZ-3', seq: 10, machineIds: ['SZ-CNC-01'], workS: 1200 },
  ])
  expect(plan.outages).toMatchObject([{ machineId: 'SZ-CNC-02', fromAt: at(-1).toISOString() }])
  expect(plan.machines.map(({ id, lineId }) => [id, lineId])[2]).toEqual(['SZ-CNC-03', 'SZ-L2'])
  expect(plan.shifts).toHaveLength(3)
})

test('it comes as a file, and a wrong language is refused by its name', async () => {
  const file = await ask('suzhou/xlsx?language=zh')
  expect(file.headers.get('content-type')).toContain('spreadsheetml')
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(500)
  const refused = await ask('suzhou/xlsx?language=fr')
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('language')
})

test('of another site nothing is shown, and to nobody without a sign-in', async () => {
  for (const path of ['dongguan', 'dongguan/xlsx', 'nowhere']) {
    const reply = await ask(path)
    expect(reply.status, path).toBe(404)
    expect(await reply.text()).not.toContain('DG-')
  }
  expect((await server.app.request('/api/plan/suzhou')).status).toBe(401)
})

const post = (path: string, body: unknown) =>
  server.app.request(`/api/plan/${path}`, {
    ...{ method: 'POST', headers: { cookie, origin: baseUrl, 'content-type': 'application/json' } },
    body: JSON.stringify(body),
  })
const put = (order: string, hours: number, machine = 'SZ-CNC-01') => ({
  ...{ order, seq: 10, machine, start: at(hours).toISOString() },
})

test('an operation that is put elsewhere is checked at once; proposed, it is one proposal', async () => {
  const change = { language: 'en', placements: [put('SZ-2', 0.5)] }
  const trial = (await (await post('suzhou/trial', change)).json()) as PlanTrial
  expect(trial).toMatchObject({ before: { lateOrders: 0 }, after: { lateOrders: 0 } })
  expect(trial.resequenced).toBe(1)
  expect(trial.moved.find(({ orderId }) => orderId === 'SZ-2')?.after).toMatchObject({
    startAt: at(0.5).toISOString(),
  })
  const ask = async () => (await post('suzhou/changes', { ...change, key: 'one-drag' })).json()
  const filed = (await ask()) as { id: string }
  expect(filed.id).toMatch(/^act_/)
  expect(await ask()).toEqual(filed)
})

test('where it cannot stand it is refused in both languages, and nothing of others is told', async () => {
  const wrong = { language: 'zh', placements: [put('SZ-2', 1, 'SZ-CNC-02')] }
  const refused = await post('suzhou/trial', wrong)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({
    error: {
      ...{ field: 'placements', hint: expect.stringContaining('SZ-CNC-01') },
      zh: { message: expect.stringContaining('不能在 SZ-CNC-02') },
    },
  })
  const empty = await post('suzhou/trial', { language: 'en', placements: [] })
  expect(empty.status).toBe(400)
  const foreign = { language: 'en', placements: [put('DG-1', 1, 'DG-CNC-01')] }
  const hidden = await post('dongguan/trial', foreign)
  expect(hidden.status).toBe(400)
  expect(await hidden.text()).not.toMatch(/DG-|Known:.*dongguan/i)
})
