import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lessonInput, teach } from '../../actions/index.ts'
import { seedMetrics } from '../../factory/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { proposeScheduleTool } from './propose-schedule.ts'
import {
  approve,
  approveAndExecute,
  openShop,
  personAt,
  proposalOf,
  type Shop,
  writeWork,
} from './test-shop.ts'

let db: Db
let shop: Shop
let shops = 0
const ask = (args: Record<string, unknown> = {}, changes = {}) =>
  runTool(proposeScheduleTool, { ...shop.ctx, ...changes }, { site: shop.siteId, ...args })
const idOf = (result: Awaited<ReturnType<typeof ask>>) => result.proposal?.action_id ?? ''

const at = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000)
const iso = (hours: number) => at(hours).toISOString()

beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, plantNow))
})
afterAll(() => db.close())

beforeEach(async () => {
  shops += 1
  shop = await openShop(db, `shop${shops}`)
  await writeWork(db, shop)
})

const breakMachine1 = () =>
  db.tx('ingest', (tx) =>
    tx.orm.insert(schema.machineState).values({
      ...{ siteId: shop.siteId, machineId: shop.machine(1), startAt: at(-1) },
      ...{ state: 'aborted', category: 'down', source: 'test', sourceKey: '1' },
    }),
  )
const atShop = (change: string) =>
  db.tx('ingest', (tx) => tx.exec(`${change} and site_id = '${shop.siteId}'`))
const current = () =>
  db.tx('read', (tx) =>
    tx.rows<Record<string, unknown>>(sql`
      select v.id, v.origin, v.action_id, s.order_id, s.seq, s.machine_id, s.start_at
      from schedule_version v join schedule_slot s on s.site_id = v.site_id and s.schedule_id = v.id
      where v.status = 'current' and v.site_id = ${shop.siteId} order by s.order_id, s.seq`),
  )

test('plans around a broken machine, and publishes nothing by itself', async () => {
  await breakMachine1()
  const { data, figures } = await ask()
  expect(data).toMatchObject({
    before: { orders: 2, on_time_percent: 50, late_orders: 1, tardiness_h: 2 },
    after: { orders: 2, on_time_percent: 100, late_orders: 0, tardiness_h: 0 },
    operations: 3,
    moved_count: 2,
    truncated: false,
    unavailable: [{ machine: shop.machine(1), until: iso(3), basis: 'assumed_repair' }],
    data_until: iso(-0.1),
    proposal: { status: 'pending' },
  })
  expect(data.moved).toMatchObject([
    {
      order: 'A',
      seq: 10,
      before: { machine: shop.machine(1), start_at: iso(0) },
      after: { machine: shop.machine(2), start_at: iso(1), end_at: iso(2) },
    },
    { order: 'A', seq: 20, after: { machine: shop.machine(3), start_at: iso(2) } },
  ])
  const onTime = figures?.filter(({ metric }) => metric === 'schedule_on_time_share')
  expect(onTime?.map(({ value, dimensions }) => [dimensions.schedule, value])).toEqual([
    ['before', 50],
    ['after', 100],
  ])
  expect((await current())[0]).toMatchObject({ id: 'S1' })
})

test('approved, the schedule that was shown replaces the current one', async () => {
  await breakMachine1()
  const id = idOf(await ask())
  const { result, status } = await approveAndExecute(shop, id)
  expect({ status, result }).toMatchObject({
    status: 'done',
    result: { superseded: 'S1', slots: 3 },
  })
  const version = { id: result?.scheduleId, origin: 'action', action_id: id }
  expect(await current()).toMatchObject([
    { ...version, order_id: 'A', seq: 10, machine_id: shop.machine(2), start_at: at(1) },
    { ...version, order_id: 'A', seq: 20, machine_id: shop.machine(3), start_at: at(2) },
    { ...version, order_id: 'B', seq: 10, machine_id: shop.machine(2), start_at: at(0) },
  ])
})

test('the card says before, after, what it predicts and what it rests on', async () => {
  await breakMachine1()
  const proposal = await proposalOf(shop, idOf(await ask()))
  expect(proposal.diff.entries[0]).toMatchObject({
    label: { en: 'Orders on time' },
    before: 50,
    after: 100,
    unit: '%',
  })
  expect(proposal.diff.moved).toHaveLength(2)
  expect(proposal.prediction).toMatchObject({
    metric: 'on_time_delivery',
    version: 1,
    before: null,
    after: 100,
    horizonHours: 168,
  })
  expect(proposal.evidence.map(({ value }) => value.en)).toContain(
    `${shop.machine(1)}: 2026-11-24 09:25 – 2026-11-24 13:25`,
  )
})

test('shows what other objectives would come to, on the card too', async () => {
  await breakMachine1()
  const { data } = await ask()
  const { alternatives } = data as { alternatives: { objective: string }[] }
  expect(alternatives.map(({ objective }) => objective)).toEqual([
    'due_dates',
    'least_change',
    'throughput',
  ])
  expect(alternatives[0]).toMatchObject({ moved_count: 2, late_orders: 0, tardiness_h: 0 })
  const { evidence } = await proposalOf(shop, idOf(await ask({}, { idempotencyKey: 'card' })))
  expect(evidence.map(({ label }) => label.en)).toContain('Alternative: Least change')
})

test('says of an order that stays late what it waits for', async () => {
  const scenario = [{ kind: 'late_material', order: 'a', until: iso(4) }]
  const { data } = await ask({ scenario })
  expect(data).toMatchObject({
    after: { late_orders: 1, tardiness_h: 3 },
    late: [
      {
        ...{ order: 'A', late_h: 3, bottleneck: shop.machine(3) },
        because: [
          expect.stringContaining('waits for its operation 10'),
          expect.stringContaining('waits for the release of its order'),
        ],
      },
    ],
  })
})

test('an order on hold is left out, one in a rush goes first', async () => {
  const held = await ask({ scenario: [{ kind: 'quality_hold', order: 'A' }] })
  expect(held.data).toMatchObject({ operations: 1 })
  const everything = [1, 2].map((n) => ({ machine: `${n}号机`, hours: n === 1 ? 20 : 1 }))
  const rush = await ask({
    exclude_machines: everything,
    scenario: [{ kind: 'rush_order', order: 'A' }],
  })
  expect(rush.data).toMatchObject({ after: { late_orders: 1 } })
})

test('without the one who can do it, work waits until somebody is back', async () => {
  await db.tx('ingest', async (tx) => {
    const { siteId } = shop
    await tx.orm.insert(schema.shift).values({
      ...{ siteId, id: 'day', nameZh: '白班', nameEn: 'Day', startMinute: 0, endMinute: 1439 },
    })
    await tx.orm
      .insert(schema.worker)
      .values({ siteId, id: 'W-7', teamId: 'one', skills: ['turning'] })
    await tx.exec(`insert into skill_need (site_id, product_id, seq, skill, people)
      select site_id, product_id, 10, 'turning', 1 from production_order
      where site_id = '${siteId}' group by site_id, product_id`)
  })
  const present = await ask()
  const scenario = [{ kind: 'absent_operator', worker: 'w-7', until: iso(30) }]
  const absent = await ask({ scenario }, { idempotencyKey: 'absent' })
  expect(present.data).toMatchObject({ after: { late_orders: 0 } })
  expect(absent.data).toMatchObject({ after: { late_orders: 2 } })
  const { evidence } = await proposalOf(shop, idOf(absent))
  expect(evidence).toContainEqual(
    expect.objectContaining({
      label: { zh: '假设', en: 'Supposed' },
      value: expect.objectContaining({ en: expect.stringMatching(/^w-7 is away until 20/) }),
    }),
  )
})

test('asks nobody when nothing would move', async () => {
  const { data, proposal } = await ask()
  expect(data).toMatchObject({ proposal: null, moved_count: 0, method: 'kept' })
  expect(proposal).toBeUndefined()
})

test('keeps a machine free on request', async () => {
  const exclude_machines = [{ machine: '1号机', hours: 8 }]
  const { data } = await ask({ exclude_machines })
  expect(data).toMatchObject({
    moved_count: 2,
    unavailable: [{ machine: shop.machine(1), from: iso(0), until: iso(8), basis: 'requested' }],
  })
})

test.each<[string, string, RegExp]>([
  [
    'an order in it is cancelled',
    `update production_order set status = 'cancelled' where id = 'B'`,
    /B/,
  ],
  ['an order in it is gone', `delete from production_order where id = 'B'`, /B/],
  [
    'an order that waits in it completed',
    `update production_order set status = 'completed' where id = 'A'`,
    /A/,
  ],
  [
    'an order in it changed',
    `update production_order set quantity = 11 where id = 'B'`,
    /quantity/,
  ],
  [
    'an operation that it moves has begun',
    `update order_operation set status = 'running' where order_id = 'A' and seq = 10`,
    /begun on shop\d+-M1/,
  ],
])('is stale once %s', async (_, change, says) => {
  await breakMachine1()
  const id = idOf(await ask())
  await atShop(change)
  const { status, result } = await approveAndExecute(shop, id)
  expect(status).toBe('stale')
  expect(JSON.stringify(result)).toMatch(says)
  expect((await current())[0]).toMatchObject({ id: 'S1' })
})

test('of two schedules approved for the same world only one is published', async () => {
  await breakMachine1()
  const first = idOf(await ask())
  const again = { idempotencyKey: 'turn-2', newId: (prefix: string) => `${prefix}_second` }
  const second = idOf(await ask({ objective: 'throughput' }, again))
  await approve(shop, first)
  const statuses = [
    (await approveAndExecute(shop, second)).status,
    (await proposalOf(shop, first)).status,
  ]
  expect(statuses.toSorted()).toEqual(['done', 'stale'])
})

test.each<[Record<string, unknown>, string, RegExp]>([
  [{ site: 'shp1' }, 'site', /shop1/],
  [{ horizon_hours: 0 }, 'horizon_hours', /./],
  [{ objective: 'speed' }, 'objective', /throughput/],
  [{ scenario: [{ kind: 'rush_order', order: 'AA' }] }, 'scenario.0.order', /A/],
  [{ scenario: [{ kind: 'late_material', order: 'A' }] }, 'scenario.0.until', /2026-/],
  [{ scenario: [{ kind: 'rush_order' }] }, 'scenario.0.order', /A/],
  [{ scenario: [{ kind: 'absent_operator', worker: 'W-8' }] }, 'scenario.0.worker', /./],
  [{ exclude_machines: [{ machine: '9号机', hours: 1 }] }, 'exclude_machines.0.machine', /-M1/],
  [
    { exclude_machines: [{ machine: '1号线', hours: 1 }] },
    'exclude_machines.0.machine',
    /each machine/,
  ],
])('%o is refused, naming %s', async (args, field, hint) => {
  const everywhere = Array.from({ length: shops }, (_, index) => `shop${index + 1}`)
  const roles = everywhere.map((siteId) => ({ siteId, role: 'operator' }))
  const principal = { ...shop.ctx.principal, roles }
  await expect(ask(args, { principal })).rejects.toMatchObject({
    field,
    hint: expect.stringMatching(hint),
  })
})

test('an operation that no known machine can do is refused, naming its order', async () => {
  await atShop(`update order_operation set machine_ids = '{M77}' where order_id = 'B'`)
  await expect(ask()).rejects.toThrow('Order B names the unknown machine "M77"')
})

test('a site with nothing open says so', async () => {
  await atShop(`update production_order set status = 'completed' where true`)
  await expect(ask()).rejects.toThrow(`Nothing is left to plan at ${shop.siteId}.`)
})

test('a lesson keeps a machine free for its hours, unless the requester says why not', async () => {
  const lesson = lessonInput.parse({
    ...{ siteId: shop.siteId, tool: 'propose_schedule', equipmentId: shop.machine(2) },
    ...{ hours: { from: '08:00', to: '16:00' }, rule: { kind: 'forbid' } },
  })
  const teacher = { principal: personAt(shop.siteId, 'supervisor'), channel: 'test' }
  expect((await teach(shop.ctx, teacher, lesson)).outcome).toBe('taught')
  const { data, proposal } = await ask({ horizon_hours: 24 })
  expect(data.lessons).toEqual([`Lesson 1 applied: none at ${shop.machine(2)} 08:00–16:00`])
  expect(data.unavailable).toContainEqual({
    ...{ machine: shop.machine(2), basis: 'requested' },
    ...{ from: '2026-11-24T00:00:00.000Z', until: '2026-11-24T08:00:00.000Z' },
  })
  const card = await proposalOf(shop, proposal?.action_id ?? '')
  expect(card.diff.moved).toContainEqual(
    expect.objectContaining({
      orderId: 'B',
      after: expect.objectContaining({ machineId: shop.machine(1) }),
    }),
  )
  const anyway = await ask({ despite_lesson: 'its guard was mended' }, { idempotencyKey: 'anyway' })
  expect(anyway.data).toMatchObject({
    unavailable: [],
    lessons: [expect.stringContaining('Violates lesson 1')],
  })
})
