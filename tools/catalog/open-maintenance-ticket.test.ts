import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seedMetrics } from '../../factory/index.ts'
import { plantNow } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { openMaintenanceTicketTool } from './open-maintenance-ticket.ts'
import { approveAndExecute, openShop, proposalOf, type Shop } from './test-shop.ts'

let db: Db
let shop: Shop
let shops = 0
const ask = (args: Record<string, unknown>, changes = {}) =>
  runTool(openMaintenanceTicketTool, { ...shop.ctx, ...changes }, args)

beforeAll(async () => {
  db = await openTestDb()
  await db.tx('ingest', (tx) => seedMetrics(tx, plantNow))
})
afterAll(() => db.close())
beforeEach(async () => {
  shops += 1
  shop = await openShop(db, `shop${shops}`)
})

const noise = {
  equipment: '3号机',
  priority: 'high',
  title: '主轴异响',
  description: 'Loud since 08:10.',
}
const idOf = (result: Awaited<ReturnType<typeof ask>>) => result.proposal?.action_id ?? ''
const tickets = () =>
  db.tx('read', (tx) =>
    tx.orm.select().from(schema.ticket).where(eq(schema.ticket.siteId, shop.siteId)),
  )

/** Facts of 21 days, an hour a day: so much downtime in the last week, so much before. */
const writeDowntime = (lastWeekS: number, beforeS: number) =>
  db.tx('ingest', async (tx) => {
    const hours = Array.from({ length: 21 }, (_, day) => ({
      ...{ siteId: shop.siteId, machineId: shop.machine(3) },
      hour: new Date(Math.floor(plantNow.getTime() / 3_600_000 - (day + 0.5) * 24) * 3_600_000),
      downS: day < 7 ? lastWeekS : beforeS,
    }))
    await tx.orm
      .insert(schema.factHour)
      .values(hours.map((hour) => ({ ...emptyHour, ...hour, repairs: 1, repairS: 60 })))
    const booked = { teamId: '', shiftId: '', shiftDate: '', lineId: '', stops: 1 }
    await tx.orm
      .insert(schema.factDowntime)
      .values(hours.map((hour) => ({ ...booked, ...hour, reasonId: 'unqualified' })))
  })
const emptyHour = {
  productId: '',
  teamId: '',
  shiftId: '',
  shiftDate: '',
  lineId: '',
  productionS: 0,
  setupS: 0,
  delayS: 0,
  plannedStopS: 0,
  good: 0,
  scrap: 0,
  rework: 0,
  firstPass: 0,
  plannedRunS: 0,
  energyKwh: 0,
  failures: 0,
}

test('proposes and opens nothing; approved, it opens exactly the ticket that was shown', async () => {
  const result = await ask(noise)
  const id = idOf(result)
  expect(result.data).toMatchObject({
    equipment: shop.machine(3),
    site: shop.siteId,
    similar_open: [],
    proposal: { status: 'pending', inbox_url: `http://plant.test/inbox/${shop.siteId}/${id}` },
  })
  expect(await tickets()).toEqual([])
  const done = await approveAndExecute(shop, id)
  expect(done.status).toBe('done')
  expect(await tickets()).toMatchObject([
    {
      id: done.result?.ticketId,
      equipmentId: shop.machine(3),
      kind: 'corrective',
      status: 'open',
      priority: 'high',
      title: '主轴异响',
      description: 'Loud since 08:10.',
      failureCode: null,
      openedAt: plantNow,
      requestedBy: shop.ctx.principal.userId,
      origin: 'action',
      actionId: id,
    },
  ])
})

test('the card shows each field of the ticket and what the machine has been through', async () => {
  await writeDowntime(600, 300)
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.machineState).values({
      siteId: shop.siteId,
      machineId: shop.machine(3),
      startAt: new Date('2026-11-24T02:00:00Z'),
      state: 'aborted',
      category: 'down',
      source: 'test',
      sourceKey: '1',
    }),
  )
  const { diff, evidence } = await proposalOf(shop, idOf(await ask(noise)))
  expect(diff.entries.map(({ label, before, after }) => [label.en, before, after])).toEqual([
    ['Equipment', null, shop.machine(3)],
    ['Kind', null, 'corrective'],
    ['Priority', null, 'high'],
    ['Title', null, '主轴异响'],
    ['Description', null, 'Loud since 08:10.'],
  ])
  expect(evidence.map(({ label }) => label.en)).toEqual([
    'State now',
    'Downtime of the last 7 days',
    expect.stringMatching(/^MTTR of 90 days \(\d+ repairs\)$/),
  ])
  expect(evidence[0]).toMatchObject({
    value: {
      zh: '故障中止（非计划停机），自 2026-11-24 10:00',
      en: 'aborted (unplanned downtime), since 2026-11-24 10:00',
    },
  })
})

test('predicts a return to the usual only when the machine stops more than usual', async () => {
  await writeDowntime(600, 300)
  const corrective = await proposalOf(shop, idOf(await ask(noise)))
  expect(corrective.prediction).toMatchObject({
    metric: 'downtime',
    unit: 'min',
    before: 70,
    after: 35,
    version: 1,
    filters: { machine: [shop.machine(3)] },
    interval: { share: 0.8 },
  })
})

test('predicts that a machine which fails again and again loses less by the share of failures', async () => {
  await writeDowntime(300, 300)
  const { prediction } = await proposalOf(shop, idOf(await ask(noise)))
  // 21 repairs of 60 s in 21 × 300 s of downtime: a fifth of 35 min.
  expect(prediction).toMatchObject({ before: 35, interval: { low: -7, high: -7 } })
  expect(prediction?.after).toBeCloseTo(28)
})

test('an inspection predicts nothing', async () => {
  await writeDowntime(600, 300)
  const { prediction } = await proposalOf(shop, idOf(await ask({ ...noise, kind: 'inspection' })))
  expect(prediction).toBeNull()
})

const openTicket = (id: string, title: string) => ({
  siteId: shop.siteId,
  id,
  equipmentId: shop.machine(3),
  kind: 'corrective' as const,
  status: 'open' as const,
  priority: 'low' as const,
  title,
  openedAt: plantNow,
  origin: 'import' as const,
})

test('names open tickets that read much the same, and still can be approved', async () => {
  await db.tx('ingest', (tx) =>
    tx.orm
      .insert(schema.ticket)
      .values([openTicket('T1', '主轴异响'), openTicket('T2', '冷却液泄漏')]),
  )
  const result = await ask(noise)
  expect(result.data.similar_open).toEqual(['T1'])
  const { evidence } = await proposalOf(shop, idOf(result))
  expect(evidence[0]).toMatchObject({
    kind: 'note',
    value: { zh: 'T1: 主轴异响', en: 'T1: 主轴异响' },
  })
  expect((await approveAndExecute(shop, idOf(result))).status).toBe('done')
})

test('is stale once the same ticket has been opened in the meantime', async () => {
  const id = idOf(await ask(noise))
  await db.tx('ingest', (tx) => tx.orm.insert(schema.ticket).values(openTicket('T1', '主轴异响 ')))
  expect((await approveAndExecute(shop, id)).status).toBe('stale')
  expect(await tickets()).toMatchObject([{ id: 'T1' }])
})

test('is stale once the machine is gone', async () => {
  const id = idOf(await ask(noise))
  await db.tx('ingest', (tx) =>
    tx.orm
      .delete(schema.equipment)
      .where(
        and(eq(schema.equipment.siteId, shop.siteId), eq(schema.equipment.id, shop.machine(3))),
      ),
  )
  expect((await approveAndExecute(shop, id)).status).toBe('stale')
  expect(await tickets()).toEqual([])
})

test('the same call of the same turn files one proposal', async () => {
  expect(idOf(await ask(noise))).toBe(idOf(await ask(noise)))
})

test.each<[Record<string, unknown>, string, RegExp]>([
  [{ ...noise, equipment: '33号机' }, 'equipment', /3号机/],
  [{ ...noise, failure_code: 'M1' }, 'failure_code', /None is known/],
  [{ ...noise, priority: 'hihg' }, 'priority', /high/],
  [{ ...noise, title: ' ' }, 'title', /./],
  [{ equipment: '3号机' }, 'title', /./],
])('%o is refused, naming %s', async (args, field, hint) => {
  await expect(ask(args)).rejects.toMatchObject({ field, hint: expect.stringMatching(hint) })
})
