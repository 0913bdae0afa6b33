import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { queryKpi } from '../metrics/index.ts'
import { plantClock, plantNow, principalOf, writePlant } from '../test-plant.ts'
import { projectSiteStock, type StockQuestion } from './site-stock.ts'

let db: Db
const siteId = 'suzhou'
const context = () => ({
  db,
  principal: principalOf(siteId),
  clock: plantClock,
  language: 'en' as const,
})
const question: StockQuestion = {
  ...{ site: siteId, days: 10, level: 0.05, late: [], demandPercent: 0 },
}
const ask = (changes: Partial<StockQuestion> = {}) =>
  projectSiteStock(context(), { ...question, ...changes })
async function outlookOf(material: string, changes: Partial<StockQuestion> = {}) {
  const [found] = (await ask({ ...changes, material })).outlook.materials
  if (found === undefined) throw new RangeError('no outlook')
  return found
}

const at = (days: number) => new Date(plantNow.getTime() + days * 86_400_000)
type Order = typeof schema.productionOrder.$inferInsert
const order = (id: string, startDay: number | null, changes: Partial<Order> = {}): Order => ({
  ...{ siteId, id, productId: 'P1', quantity: 10, status: 'released' },
  ...{ releaseAt: at(-40), dueAt: at(9) },
  ...(startDay === null ? {} : { startedAt: at(startDay) }),
  ...changes,
})
const slot = (orderId: string, seq: number, day: number) => ({
  ...{ siteId, scheduleId: 'S1', orderId, seq, machineId: 'SZ-CNC-01', setupS: 0 },
  ...{ startAt: at(day), endAt: at(day + 0.1) },
})
type Line = typeof schema.purchaseLine.$inferInsert
const line = (
  id: string,
  dueDay: number,
  lateDays: number | null,
  more: Partial<Line> = {},
): Line => ({
  ...{ siteId, id, materialId: 'steel', supplierId: 'punctual', quantity: 30 },
  ...{ orderedAt: at(dueDay - 4), dueAt: at(dueDay) },
  receivedAt: lateDays === null ? null : at(dueDay + lateDays),
  ...more,
})
const material = (id: string) => ({ siteId, id, nameZh: `料${id}`, nameEn: id, unit: 'kg' })
const count = (materialId: string, quantity: number, day: number) => ({
  ...{ siteId, materialId, quantity, countedAt: at(day) },
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  await db.tx('ingest', async (tx) => {
    const names = ['steel', 'paint', 'bolts', 'oil', 'felt', 'cork']
    await tx.orm.insert(schema.material).values(names.map(material))
    await tx.orm
      .insert(schema.supplier)
      .values(['punctual', 'fresh'].map((id) => ({ siteId, id, nameZh: `商${id}`, nameEn: id })))
    await tx.orm.insert(schema.bomLine).values([
      { siteId, productId: 'P1', materialId: 'steel', quantity: 2 },
      { siteId, productId: 'P1', materialId: 'paint', quantity: 0.5 },
      { siteId, productId: 'P1', materialId: 'bolts', quantity: 1 },
      { siteId, productId: 'P1', materialId: 'felt', quantity: 1 },
    ])
    await tx.orm
      .insert(schema.stock)
      .values([
        ...[count('steel', 5, -9), count('steel', 60, -2), count('steel', 7, 1)],
        ...[
          count('paint', 100, -1),
          count('oil', 9, -1),
          count('felt', 50, -95),
          count('cork', 1, -1),
        ],
      ])
    await tx.orm.insert(schema.productionOrder).values([
      // Twenty steel were taken since the count, by the one that began after it.
      order('done', -3, { status: 'completed', producedQuantity: 10, completedAt: at(-2.5) }),
      order('running', -1, { status: 'running' }),
      ...[order('next', null), order('later', null), order('unplaced', null, { quantity: 5 })],
      order('elsewhere', null, { siteId: 'dongguan', quantity: 900 }),
      order('other', null, { productId: 'P2' }),
    ])
    await tx.orm.insert(schema.scheduleVersion).values({
      ...{ siteId, id: 'S1', status: 'current', origin: 'import', indicators: {} },
      ...{ publishedAt: at(-1), publishedBy: 'planner@suzhou' },
    })
    await tx.orm
      .insert(schema.scheduleSlot)
      .values([
        slot('next', 20, 3),
        slot('next', 10, 2),
        slot('later', 10, 6),
        slot('other', 10, 1),
      ])
    await tx.orm
      .insert(schema.purchaseLine)
      .values([
        ...Array.from({ length: 9 }, (_, n) => line(`came-${n}`, -3 - n, n % 3 === 0 ? 1 : 0)),
        line('since', -1.5, 0.5, { quantity: 15 }),
        ...[line('coming', 5, null), line('given-up', -31, null)],
        line('new', 4, null, { materialId: 'paint', supplierId: 'fresh' }),
      ])
  })
})
afterAll(() => db.close())

test('stock of now is the newest count that is past, less what began since, with what came since', async () => {
  const { count: counted, stock } = await outlookOf('steel')
  expect(counted).toMatchObject({ quantity: 60, countedAt: at(-2) })
  expect(stock).toBe(60 - 20 + 15)
})

test('an order takes its material at its first planned start, one without a place when released', async () => {
  const { days, orders } = await outlookOf('steel')
  expect(orders).toBe(3)
  // 55, less 10 of what no schedule places; then 20 on the third day, and 20 with 30 that may have come.
  expect(days.slice(0, 3).map(({ p50 }) => p50)).toEqual([45, 45, 25])
  expect(days[6]?.p50).toBe(35)
})

test('without past use nothing is told beyond the last planned start', async () => {
  expect((await outlookOf('steel')).days).toHaveLength(7)
})

test('what is not known is named, and never a stock or a risk of 0', async () => {
  const { outlook } = await ask()
  const told = new Map(outlook.materials.map((one) => [one.material.id, one]))
  const missingOf = (id: string) => told.get(id)?.missing
  expect(missingOf('bolts')).toEqual(['no_count'])
  expect(missingOf('felt')).toEqual(['count_too_old'])
  expect(missingOf('oil')).toEqual(['no_bom'])
  expect([told.get('bolts')?.stock, told.get('bolts')?.risk]).toEqual([null, null])
  expect(outlook.unbilled).toEqual(['P2'])
  expect(outlook.unscrapped).toEqual(['P1'])
  expect(outlook.unplaced).toBe(1)
})

test('a supplier with too few deliveries is judged by those of the site, a line long overdue is left out', async () => {
  const { lines } = await outlookOf('paint')
  expect(lines).toMatchObject([{ id: 'new', basis: 'site', days: { p10: 4, p90: 5 } }])
  const steel = await outlookOf('steel')
  expect(steel.lines.map(({ id, basis }) => [id, basis])).toEqual([['coming', 'own']])
  expect(steel.dropped.map(({ id }) => id)).toEqual(['given-up'])
})

test('a supplier keeps the record that the metric centre tells, with an interval around it', async () => {
  const { suppliers, supplierFigures } = await ask()
  const { rows } = await queryKpi(context(), {
    ...{ metrics: ['supplier_on_time'], filters: { supplier: ['punctual'] } },
    window: { period: 'last_n_days', n: 90 },
  })
  const record = suppliers.find(({ id }) => id === 'punctual')?.record
  expect(record).toMatchObject({ onTime: rows[0]?.now[0]?.value, lines: rows[0]?.now[0]?.rows })
  // Of eleven that were due, six of the nine in time, one of the others.
  expect(record?.onTime).toBeCloseTo((100 * 6) / 11)
  expect(record?.interval?.low).toBeCloseTo(28.0, 0)
  expect(record?.interval?.high).toBeCloseTo(78.7, 0)
  expect(supplierFigures.map(({ metric }) => metric)).toContain('supplier_on_time')
})

test('what is supposed adds to what would be, and the risk without it is told beside', async () => {
  const asIs = await outlookOf('steel', { demandPercent: 0 })
  expect([asIs.risk, asIs.riskAsIs]).toEqual([0, 0])
  // On the sixth day 25 is there, less 24 that are taken then at one fifth more.
  const more = await outlookOf('steel', { demandPercent: 30, late: [{ of: 'Punctual', days: 3 }] })
  expect([more.risk, more.riskAsIs]).toEqual([1, 0])
  const lineLate = await outlookOf('steel', {
    ...{ demandPercent: 30, late: [{ of: 'coming', days: 3 }] },
  })
  expect(lineLate.days).toEqual(more.days)
})

test('the same question has the same answer, alone or among others', async () => {
  const one = await outlookOf('steel')
  expect((await ask()).outlook.materials.find(({ material: of }) => of.id === 'steel')).toEqual(one)
})

test('who or what is late must be known, and another site stays out of sight', async () => {
  await expect(ask({ late: [{ of: 'puntcual', days: 2 }] })).rejects.toMatchObject({
    field: 'late.0.of',
    hint: expect.stringContaining('punctual'),
  })
  await expect(ask({ site: 'dongguan' })).rejects.toMatchObject({ field: 'site' })
})
