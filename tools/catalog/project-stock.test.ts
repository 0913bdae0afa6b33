import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantNow, principalOf, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { projectStockTool } from './project-stock.ts'
import { testContext } from './test-context.ts'

let db: Db
const siteId = 'suzhou'
const ask = (args: Record<string, unknown>, changes = {}) =>
  runTool(projectStockTool, testContext(db, changes), args)
type Row = Record<string, unknown> & { material: string }
const rowsOf = async (args: Record<string, unknown>) => (await ask(args)).data.materials as Row[]

const at = (days: number) => new Date(plantNow.getTime() + days * 86_400_000)
/** An order a day for three weeks, each for ten pieces. */
const past = Array.from({ length: 21 }, (_, n) => ({
  ...{ siteId, id: `past-${n}`, productId: 'P1', quantity: 10, producedQuantity: 10 },
  ...{ status: 'completed' as const, releaseAt: at(-n - 2), dueAt: at(-n), completedAt: at(-n) },
  startedAt: at(-n - 0.9),
}))
const line = (n: number) => ({
  ...{ siteId, id: `came-${n}`, materialId: 'steel', supplierId: 'mill', quantity: 10 },
  ...{ orderedAt: at(-9 - n), dueAt: at(-5 - n), receivedAt: at(-5 - n + (n % 2)) },
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.material).values([
      { siteId, id: 'steel', nameZh: '轴承钢', nameEn: 'Bearing steel', unit: 'kg' },
      { siteId, id: 'oil', nameZh: '切削油', nameEn: 'Cutting oil', unit: 'l' },
      { siteId, id: 'felt', nameZh: '毛毡', nameEn: 'Felt', unit: 'm' },
    ])
    await tx.orm
      .insert(schema.supplier)
      .values({ siteId, id: 'mill', nameZh: '钢厂', nameEn: 'Mill' })
    await tx.orm.insert(schema.bomLine).values([
      { siteId, productId: 'P1', materialId: 'steel', quantity: 2 },
      { siteId, productId: 'P1', materialId: 'oil', quantity: 0.1 },
      { siteId, productId: 'P1', materialId: 'felt', quantity: 1 },
    ])
    await tx.orm.insert(schema.stock).values([
      { siteId, materialId: 'steel', quantity: 170, countedAt: at(0) },
      { siteId, materialId: 'oil', quantity: 500, countedAt: at(0) },
    ])
    await tx.orm.insert(schema.productionOrder).values(past)
    await tx.orm
      .insert(schema.purchaseLine)
      .values([
        ...Array.from({ length: 12 }, (_, n) => line(n)),
        { ...line(0), id: 'coming', quantity: 60, dueAt: at(3), receivedAt: null },
      ])
  })
})
afterAll(() => db.close())

test('the riskiest stands first, what nothing is told of last and by name', async () => {
  const { data, figures, chart } = await ask({ days: 14 })
  expect((data.materials as Row[]).map(({ material, missing }) => [material, missing])).toEqual([
    ['steel', []],
    ['oil', []],
    ['felt', ['no_count']],
  ])
  expect(data).toMatchObject({ total: 3, at_risk: 1, truncated: false, by_day: [] })
  expect(figures?.find(({ dimensions }) => dimensions.material === 'felt')).toMatchObject({
    ...{ metric: 'stock_out_risk', value: null, nullReason: 'no_count', unit: '%' },
  })
  expect(chart?.series.map(({ name }) => name.en)).toEqual(['Bearing steel', 'Cutting oil'])
  const cut = (await ask({ days: 14, limit: 1 })).data
  expect([cut.total, cut.truncated, (cut.materials as Row[]).length]).toEqual([3, true, 1])
})

test('of one material the band, the day it runs out, and what to order from whom by when', async () => {
  const { data, chart } = await ask({ material: '轴承钢', days: 20 }, { language: 'zh' })
  // 170 and 60 less 20 a day last for eleven days and a half: on the twelfth day they are gone.
  expect(data.materials).toMatchObject([
    {
      ...{ name: '轴承钢', stock_now: 170, risk_percent: 100, risk_percent_as_is: null },
      risk_over_50_on: '2026-12-05',
      order: { supplier: 'mill', needed_by: '2026-12-05', order_by: '2026-11-30' },
    },
  ])
  const [{ p50, risk_percent: risk } = { p50: 0, risk_percent: 0 }] = data.by_day as {
    p50: number
    risk_percent: number
  }[]
  expect([p50 < 170, risk]).toEqual([true, 0])
  expect(data.on_order).toMatchObject([{ line: 'coming', supplier: 'mill', quantity: 60 }])
  expect(data.suppliers).toMatchObject([{ lines_due: 12, on_time_percent: 50, delays_of: 'own' }])
  expect(data.assumed).toContain('没有已发布的排程：订单视为一下达就开工领料。')
  expect(chart).toMatchObject({ kind: 'line', unit: 'kg' })
  expect(chart?.series.map(({ role }) => role)).toEqual([
    ...[undefined, 'limit', 'limit', 'target', undefined],
  ])
})

test('what if: a late supplier, a late line and more demand each bring the day nearer', async () => {
  const dayOf = async (args: Record<string, unknown>) =>
    (await rowsOf({ material: 'steel', days: 20, ...args }))[0]?.risk_over_50_on
  expect(await dayOf({ late: [{ of: 'Mill', days: 10 }] })).toBe('2026-12-02')
  expect(await dayOf({ late: [{ of: 'coming', days: 10 }] })).toBe('2026-12-02')
  expect(await dayOf({ demand_percent: 50 })).toBe('2026-12-01')
  const [supposed] = await rowsOf({ material: 'steel', days: 10, late: [{ of: 'mill', days: 10 }] })
  expect(supposed).toMatchObject({ risk_percent: 100, risk_percent_as_is: 0 })
})

test('it reads, and files nothing; a site must be said where several are seen', async () => {
  await ask({ days: 14 })
  const [filed] = await db.tx('owner', (tx) =>
    tx.rows<{ n: number }>(sql`select count(*)::int as n from proposal`),
  )
  expect(filed?.n).toBe(0)
  await expect(ask({}, { principal: principalOf('suzhou', 'dongguan') })).rejects.toMatchObject({
    field: 'site',
    hint: expect.stringContaining('dongguan'),
  })
  await expect(ask({ material: 'steal' })).rejects.toMatchObject({ field: 'material' })
})
