import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { runTool } from '../surfaces.ts'
import { testContext } from './test-context.ts'
import { traceLotTool } from './trace-lot.ts'

let db: Db
const siteId = 'suzhou'
const at = (hours: number) => new Date(plantNow.getTime() - 3_600_000 * hours)
const ask = (args: Record<string, unknown>, changes = {}) =>
  runTool(traceLotTool, testContext(db, changes), args)

/** Eight lots: the first four of a bad heat and held, one of them shipped before. */
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  const ids = Array.from({ length: 8 }, (_, n) => `L-${n}`)
  await db.tx('ingest', async (tx) => {
    const names = { siteId, nameZh: '轴承钢', nameEn: 'Bearing steel' }
    await tx.orm.insert(schema.material).values({ ...names, id: 'steel', unit: 'kg' })
    await tx.orm
      .insert(schema.supplier)
      .values({ siteId, id: 'mill', nameZh: '钢厂', nameEn: 'Mill' })
    await tx.orm.insert(schema.lot).values(
      ids.map((id, n) => ({
        ...{ siteId, id, productId: 'P1', quantity: 100, producedAt: at(10 + n) },
        disposition: n < 4 ? ('held' as const) : ('released' as const),
      })),
    )
    const heat = { siteId, materialId: 'steel', quantity: 500, receivedAt: at(300) }
    await tx.orm.insert(schema.materialLot).values([
      { ...heat, id: 'H-1', supplierId: 'mill' },
      { ...heat, id: 'H-2' },
    ])
    await tx.orm.insert(schema.lotInput).values(
      ids.map((id, n) => ({
        ...{ siteId, lotId: id, materialLotId: n < 4 ? 'H-1' : 'H-2', at: at(20 + n) },
        ...{ quantity: 100, source: 'mes', sourceKey: id },
      })),
    )
    const shipped = { siteId, customer: 'C-7', shippedAt: at(1), source: 'erp' }
    await tx.orm
      .insert(schema.lotShipment)
      .values({ ...shipped, lotId: 'L-3', quantity: 80, sourceKey: '1' })
  })
})
afterAll(() => db.close())

test('one material lot: what came of it, where it went, how it came out', async () => {
  const { data, figures } = await ask({ lots: ['H-1'] })
  expect(data).toMatchObject({
    lot: { kind: 'material_lot', name: 'Bearing steel', supplier: 'mill', not_shipped: 100 },
    ...{ came_of_it: { total: 4, truncated: false }, went_in: { total: 0, lots: [] } },
    shipped: { lots: 1, quantity: 80, customers: 1 },
    outcome: { exposed: 4, exposed_bad: 4, others: 4, others_bad: 0 },
  })
  const lots = (data.came_of_it as { lots: Record<string, unknown>[] }).lots
  expect(lots.find(({ lot }) => lot === 'L-3')).toMatchObject({
    ...{ depth: 1, via: ['H-1'], disposition: 'held', shipped: 80, not_shipped: 20 },
    shipped_to: [{ customer: 'C-7', quantity: 80, at: at(1).toISOString() }],
  })
  const [found] = (figures ?? []).filter(({ metric }) => metric === 'lots_came_of_it')
  expect(found).toMatchObject({
    value: 4,
    truncated: false,
    dimensions: { site: siteId, lot: 'H-1' },
  })
  const cut = await ask({ lots: ['H-1'], limit: 1 }, { language: 'zh' })
  expect(cut.data.came_of_it).toMatchObject({ total: 4, truncated: true })
  expect(cut.data.notes).toContain('只列出最近的批次：上溯共 0 个，下溯共 4 个。')
})

test('the bad lots of a window: what they share, as an association, and a chart of both shares', async () => {
  const { data, chart } = await ask({})
  expect(data).toMatchObject({
    lot: null,
    comparison: {
      suspects: { basis: 'bad', total: 4, others: 4 },
      cause: { kind: 'material_lot', id: 'H-1' },
      sharing: { total: 4, truncated: false },
    },
    shipped: { lots: 1 },
  })
  const { causes } = data.comparison as { causes: Record<string, number>[] }
  const [first] = causes
  expect(first).toMatchObject({ suspects_exposed: 4, others_exposed: 0 })
  expect(first?.p).toBe(0.014)
  expect((data.notes as string[]).join()).toContain('an association, not a cause')
  expect(chart).toMatchObject({ kind: 'bar', unit: '%' })
  expect(chart?.series.map(({ values }) => values[0])).toEqual([100, 0])
})

test('no lot is known by a wrong name, and nothing is filed', async () => {
  await expect(ask({ lots: ['H-11'] })).rejects.toMatchObject({
    ...{ field: 'lots', hint: expect.stringContaining('H-1') },
  })
  const [filed] = await db.tx('owner', (tx) =>
    tx.rows<{ n: number }>(sql`select count(*)::int as n from proposal`),
  )
  expect(filed?.n).toBe(0)
})
