import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seedMetrics } from '../../factory/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { proposeScheduleTool } from './propose-schedule.ts'
import { simulateScheduleTool } from './simulate-schedule.ts'
import { approveAndExecute, openShop, type Shop, writeWork } from './test-shop.ts'

let db: Db
let shop: Shop
let shops = 0
const ask = (args: Record<string, unknown> = {}) =>
  runTool(simulateScheduleTool, shop.ctx, { site: shop.siteId, ...args })
const iso = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000).toISOString()

beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, plantNow))
})
afterAll(() => db.close())

beforeEach(async () => {
  shops += 1
  shop = await openShop(db, `try${shops}`)
  await writeWork(db, shop)
})

const proposals = () =>
  db.tx('read', (tx) => tx.rows(sql`select id from proposal where site_id = ${shop.siteId}`), {
    principal: shop.ctx.principal,
  })

/** Ninety days in a row on which machine 3 took twice as long as planned. */
async function slowMachine3(): Promise<void> {
  const days = Array.from(
    { length: 30 },
    (_, day) => new Date(plantNow.getTime() - day * 86_400_000),
  )
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.factDay).values(
      days.map((lastHour) => ({
        ...{
          siteId: shop.siteId,
          machineId: shop.machine(3),
          day: lastHour.toISOString().slice(0, 10),
        },
        ...{ productId: 'P1', teamId: 'A', shiftId: 'day', lineId: `${shop.siteId}-L1`, lastHour },
        ...{ shiftDate: lastHour.toISOString().slice(0, 10), hours: 8, plannedRunS: 10_000 },
        ...{ productionS: 20_000, setupS: 0, delayS: 0, downS: 0, plannedStopS: 0, good: 9 },
        ...{ scrap: 0, rework: 0, firstPass: 9, energyKwh: 1, failures: 0, repairs: 0, repairS: 0 },
      })),
    ),
  )
}

test('tells what a plan would come to and files nothing', async () => {
  const { data, proposal } = await ask({ exclude_machines: [{ machine: '1号机', hours: 8 }] })
  expect(data).toMatchObject({
    plan: { before: { late_orders: 1 }, after: { late_orders: 0 }, moved_count: 2 },
    ...{ helps: [], robust: null },
  })
  expect(proposal).toBeUndefined()
  expect(await proposals()).toEqual([])
})

test('what would make an order on time is planned anew, thing by thing', async () => {
  const exclude_machines = [{ machine: '3号机', hours: 6 }]
  const { data } = await ask({ exclude_machines, order: 'a' })
  const { helps } = data as { helps: { what: string; late_h: number; end_at: string }[] }
  expect(helps.map(({ what, late_h }) => [what, late_h])).toEqual([
    ['as_is', 4],
    ['goes_first', 4],
    ['machine_back', 0],
    ['all_of_it', 0],
    ['alone', 4],
  ])
  expect(helps[2]).toMatchObject({ machine: shop.machine(3), end_at: iso(2), others_late_h: 0 })
})

test('how sure a plan is follows from how its machines have run', async () => {
  const calm = await ask({ runs: 50 })
  expect(calm.data).toMatchObject({ robust: { after: { runs: 50, late_orders: { p90: 0 } } } })
  await slowMachine3()
  const { data } = await ask({ runs: 50 })
  expect(data).toMatchObject({
    robust: { after: { orders: [{ order: 'A', on_time_percent: 100, end_p90: iso(3) }, {}] } },
  })
})

test('an operation put elsewhere by hand keeps the sequence of all others, and is published so', async () => {
  const placements = [`A | 10 | 2号机 | ${iso(0.5)}`]
  const { data } = await ask({ placements })
  expect(data).toMatchObject({
    plan: {
      ...{ method: 'by_hand', resequenced_count: 1, alternatives: [{ moved_count: 2 }] },
      moved: [
        { order: 'A', seq: 10, after: { machine: shop.machine(2), start_at: iso(1) } },
        { order: 'A', seq: 20, after: { machine: shop.machine(3), start_at: iso(2) } },
      ],
    },
  })
  const filed = await runTool(proposeScheduleTool, shop.ctx, { site: shop.siteId, placements })
  const { status, result } = await approveAndExecute(shop, filed.proposal?.action_id ?? '')
  expect({ status, result }).toMatchObject({ status: 'done', result: { slots: 3 } })
})

test.each<[string, string, RegExp]>([
  ['A | 10 | 3号机 | 2026-11-24T12:00', 'placements', /-M1, try\d+-M2/],
  ['A | 30 | 1号机 | 2026-11-24T12:00', 'placements', /10/],
  ['AA | 10 | 1号机 | 2026-11-24T12:00', 'placements', /A/],
  ['A 10 1号机', 'placements.0', /order \| seq/],
  ['A | 10 | 9号机 | 2026-11-24T12:00', 'placements.0', /-M1/],
  ['A | 10 | 1号机 | soon', 'placements.0', /2016-03/],
])('the placement %s is refused, naming %s and the way out', async (placement, field, hint) => {
  await expect(ask({ placements: [placement] })).rejects.toMatchObject({
    field,
    hint: expect.stringMatching(hint),
  })
})

test('what runs stays where it is, and an order that is not there is named', async () => {
  await db.tx('ingest', (tx) =>
    tx.exec(`update order_operation set status = 'running'
      where order_id = 'A' and seq = 10 and site_id = '${shop.siteId}'`),
  )
  const placements = [`A | 10 | 2号机 | ${iso(1)}`]
  await expect(ask({ placements })).rejects.toThrow('is running')
  await expect(ask({ order: 'C' })).rejects.toMatchObject({ field: 'order' })
})
