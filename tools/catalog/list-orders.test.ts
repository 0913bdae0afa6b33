import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { listOrdersTool } from './list-orders.ts'
import { testContext } from './test-context.ts'

let db: Db
const ask = (args: Record<string, unknown>, changes = {}) =>
  runTool(listOrdersTool, testContext(db, changes), args)

const at = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000)
type Order = typeof schema.productionOrder.$inferInsert
const order = (id: string, dueH: number, changes: Partial<Order> = {}): Order => ({
  siteId: 'suzhou',
  id,
  productId: 'P1',
  quantity: 10,
  releaseAt: at(-50),
  dueAt: at(dueH),
  status: 'released',
  ...changes,
})
const slot = (orderId: string, seq: number, endH: number) => ({
  siteId: 'suzhou',
  scheduleId: 'S1',
  orderId,
  seq,
  machineId: 'SZ-CNC-01',
  startAt: at(endH - 1),
  endAt: at(endH),
  setupS: 0,
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', async (tx) => {
    await tx.orm
      .insert(schema.productionOrder)
      .values([
        order('late', 4),
        order('early', 8, { productId: 'P2' }),
        order('overtaken', -2),
        order('unplaced', 9),
        order('unplaced_late', -3),
        order('done', -5, { status: 'completed', completedAt: at(-6) }),
        order('elsewhere', 1, { siteId: 'dongguan' }),
      ])
    await tx.orm.insert(schema.scheduleVersion).values({
      siteId: 'suzhou',
      id: 'S1',
      status: 'current',
      origin: 'import',
      publishedAt: at(-9),
      publishedBy: 'planner@suzhou',
      indicators: {},
    })
    await tx.orm
      .insert(schema.scheduleSlot)
      .values([
        slot('late', 10, 3),
        slot('late', 20, 6.5),
        slot('early', 10, 2),
        slot('overtaken', 10, -1),
      ])
  })
})
afterAll(() => db.close())

const lateness = async (args: Record<string, unknown>) => {
  const { data } = await ask(args)
  return Object.fromEntries(
    (data.orders as { id: string; late_h: number | null }[]).map(({ id, late_h }) => [id, late_h]),
  )
}

test('lateness is that of the current schedule, of now where the schedule is overtaken', async () => {
  expect(await lateness({})).toEqual({
    late: 2.5,
    early: -6,
    overtaken: 2,
    unplaced: null,
    unplaced_late: 3,
  })
})

test('a completed order is measured by its completion', async () => {
  expect(await lateness({ status: 'completed' })).toEqual({ done: -1 })
})

test('late orders alone, soonest due first, with exact counts', async () => {
  const { data, figures } = await ask({ late_only: true, limit: 2 })
  expect(data).toMatchObject({ total: 5, late: 3, truncated: true })
  expect((data.orders as { id: string }[]).map(({ id }) => id)).toEqual([
    'unplaced_late',
    'overtaken',
  ])
  expect(figures?.map(({ metric, value }) => [metric, value])).toEqual([
    ['order_count', 5],
    ['late_order_count', 3],
  ])
})

test('orders of a time are those due then, and of completed ones those completed then', async () => {
  const iso = (hours: number) => at(hours).toISOString()
  const due = { from: iso(4), to: iso(9) }
  expect(await lateness(due)).toEqual({ late: 2.5, early: -6 })
  const { data, figures } = await ask({ ...due, limit: 1 })
  expect(data).toMatchObject({ total: 2, late: 1, truncated: true })
  expect(figures?.[0]?.window).toMatchObject(due)
  const completed = { status: 'completed', from: iso(-7) }
  expect(await lateness({ ...completed, to: iso(-5) })).toEqual({ done: -1 })
  expect(await lateness({ ...completed, to: iso(-6) })).toEqual({})
})

test('a time that ends before it begins is refused by name', async () => {
  await expect(ask({ from: '2026-11-20', to: '2026-11-19' })).rejects.toMatchObject({ field: 'to' })
})

test('a product goes by its name, in the language of the asker', async () => {
  const { data } = await ask({ product: '法兰' }, { language: 'zh' })
  expect(data.orders).toMatchObject([{ id: 'early', product: 'P2', product_name: '法兰' }])
})

test('an unknown product is refused with the known ones', async () => {
  await expect(ask({ product: 'P9' })).rejects.toMatchObject({
    field: 'product',
    hint: expect.stringContaining('P1'),
  })
})

test('orders of other sites stay out of sight', async () => {
  expect(await lateness({ site: '苏州' })).not.toHaveProperty('elsewhere')
  const both = { principal: principalOf('suzhou', 'dongguan') }
  expect((await ask({}, both)).data.total).toBe(6)
})
