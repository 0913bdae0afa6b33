import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { plantClock, plantNow, principalOf, writePlant } from '../test-plant.ts'
import { fisherExact, holm } from './fisher.ts'
import { nearestFirst, traceLots } from './genealogy.ts'
import { type TraceQuestion, traceSiteLots } from './trace-lots.ts'

let db: Db
const siteId = 'suzhou'
const at = (hours: number) => new Date(plantNow.getTime() - 3_600_000 * hours)
const ask = (question: Partial<TraceQuestion>, ...sites: string[]) =>
  traceSiteLots(
    { db, clock: plantClock, principal: principalOf(...(sites.length > 0 ? sites : [siteId])) },
    { lots: [], days: 28, limit: 50, ...question },
  )
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id)

const lot = (id: string, more: Partial<typeof schema.lot.$inferInsert> = {}) => ({
  ...{ siteId, id, productId: 'P1', quantity: 100, producedAt: at(24) },
  ...{ disposition: 'released' as const, ...more },
})
const input = (lotId: string, from: { lot?: string; material?: string }, site = siteId) => ({
  ...{ siteId: site, lotId, fromLotId: from.lot ?? null, materialLotId: from.material ?? null },
  ...{
    quantity: 10,
    at: at(30),
    source: 'mes',
    sourceKey: `${lotId}<${from.lot ?? from.material}`,
  },
})
const steel = (id: string, site = siteId) => ({
  ...{ siteId: site, id, materialId: 'steel', supplierId: 'mill', quantity: 500 },
  receivedAt: at(400),
})

/** HEAT-1 → A → B → D and A → C → D: a diamond; X ⇄ Y a cycle; six bad lots of twelve are of HEAT-9. */
beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, { hours: [], downtimes: [] })
  const nine = Array.from({ length: 6 }, (_, n) => `BAD-${n}`)
  const eight = Array.from({ length: 6 }, (_, n) => `FINE-${n}`)
  await db.tx('ingest', async (tx) => {
    for (const site of [siteId, 'dongguan']) {
      const names = { siteId: site, nameZh: '钢', nameEn: 'Steel' }
      await tx.orm.insert(schema.material).values({ ...names, id: 'steel', unit: 'kg' })
      await tx.orm.insert(schema.supplier).values({ ...names, id: 'mill' })
    }
    const product = { productId: 'P2', machineId: 'SZ-CNC-01' }
    await tx.orm
      .insert(schema.lot)
      .values([
        ...['A', 'B', 'C', 'D', 'X', 'Y'].map((id) => lot(id)),
        ...nine.map((id, n) => lot(id, { ...product, disposition: n < 5 ? 'held' : 'released' })),
        ...eight.map((id) => lot(id, product)),
        { ...lot('DG-1'), siteId: 'dongguan' },
        { ...lot('BOTH'), siteId: 'dongguan' },
        lot('BOTH'),
      ])
    await tx.orm
      .insert(schema.materialLot)
      .values([
        ...['HEAT-1', 'HEAT-8', 'HEAT-9'].map((id) => steel(id)),
        steel('HEAT-1', 'dongguan'),
      ])
    await tx.orm
      .insert(schema.lotInput)
      .values([
        ...[input('A', { material: 'HEAT-1' }), input('B', { lot: 'A' }), input('C', { lot: 'A' })],
        ...[input('D', { lot: 'B' }), input('D', { lot: 'C' })],
        ...[input('X', { lot: 'Y' }), input('Y', { lot: 'X' })],
        ...nine.map((id) => input(id, { material: 'HEAT-9' })),
        ...eight.map((id) => input(id, { material: 'HEAT-8' })),
        input('DG-1', { material: 'HEAT-1' }, 'dongguan'),
      ])
    const shipped = { siteId, customer: 'C-7', source: 'erp', shippedAt: at(2) }
    await tx.orm.insert(schema.lotShipment).values([
      { ...shipped, lotId: 'D', quantity: 60, sourceKey: '1' },
      { ...shipped, lotId: 'BAD-5', quantity: 100, sourceKey: '2' },
      { ...shipped, lotId: 'DG-1', siteId: 'dongguan', quantity: 100, sourceKey: '3' },
    ])
    const size = { siteId, id: 'size', nameZh: '直径', nameEn: 'Diameter', unit: 'mm' }
    await tx.orm
      .insert(schema.characteristic)
      .values({ ...size, productId: 'P1', nominal: 10, lowerLimit: 9, upperLimit: 11 })
    const sample = { siteId, characteristicId: 'size', machineId: 'SZ-CNC-02', lotId: 'D' }
    await tx.orm.insert(schema.qualitySample).values(
      [10, 12].map((value, n) => ({
        ...sample,
        value,
        at: at(25),
        source: 'l',
        sourceKey: `${n}`,
      })),
    )
  })
})
afterAll(() => db.close())

describe('a trace', () => {
  test('goes to any depth; a diamond counts once, at its shorter way, with both ways named', async () => {
    const { forward, shipped, lot: subject } = await ask({ lots: ['heat-1'], site: siteId })
    expect(subject).toMatchObject({
      kind: 'material_lot',
      id: 'HEAT-1',
      supplier: 'mill',
      left: 490,
    })
    expect(forward.nodes.map(({ id, depth, via }) => [id, depth, via])).toEqual([
      ['A', 1, ['HEAT-1']],
      ['B', 2, ['A']],
      ['C', 2, ['A']],
      ['D', 3, ['B', 'C']],
    ])
    expect([forward.total, forward.truncated]).toEqual([4, false])
    expect(forward.nodes[3]).toMatchObject({ shipped: 60, left: 40, samples: 2, outOfLimits: 1 })
    expect(shipped).toEqual({ lots: 1, quantity: 60, customers: 1 })
    const { back, exposures } = await ask({ lots: ['D'] })
    expect(idsOf(back.nodes)).toEqual(['B', 'C', 'A', 'HEAT-1'])
    const all = exposures.map(({ kind, id, isOwn }) => `${kind}:${id}${isOwn ? '' : ' before'}`)
    expect(all).toContain('machine:SZ-CNC-02')
    expect(all).toContain('material_lot:HEAT-1 before')
    expect(all).toContain('supplier:mill before')
  })

  test('ends where the records run in a circle', async () => {
    const { back, forward } = await ask({ lots: ['X'] })
    expect([idsOf(back.nodes), idsOf(forward.nodes)]).toEqual([['Y'], ['Y']])
    expect([back.total, forward.total]).toEqual([1, 1])
  })

  test('that is cut tells how many there are', async () => {
    const { forward } = await ask({ lots: ['HEAT-9'], limit: 2 })
    expect([forward.nodes.length, forward.total, forward.lots, forward.truncated]).toEqual([
      ...[2, 6, 6, true],
    ])
    const scope = { siteId, direction: 'forward' as const }
    const seeds = [{ kind: 'material_lot' as const, id: 'HEAT-9' }]
    const cut = await db.tx('owner', (tx) => traceLots(tx, { ...scope, seeds }, 3))
    expect([cut.nodes.length, cut.total, cut.truncated]).toEqual([3, 6, true])
  })

  test('never sees the lots of another site, whatever they are called', async () => {
    await expect(ask({ lots: ['DG-1'] })).rejects.toMatchObject({ field: 'lots' })
    expect(idsOf((await ask({ lots: ['HEAT-1'] })).forward.nodes)).not.toContain('DG-1')
    const other = await ask({ lots: ['HEAT-1'] }, 'dongguan')
    expect([idsOf(other.forward.nodes), other.shipped.lots]).toEqual([['DG-1'], 1])
    await expect(ask({ lots: ['BOTH'] }, siteId, 'dongguan')).rejects.toMatchObject({
      ...{ field: 'site', hint: expect.stringContaining('dongguan, suzhou') },
    })
  })
})

describe('what bad lots share', () => {
  test('is told by counts beside the other lots of the product, with who else has it', async () => {
    const { comparison } = await ask({ site: siteId })
    // D is bad too, by its sample; it is of another product.
    expect(idsOf(comparison?.suspects ?? []).toSorted()).toEqual([
      ...['BAD-0', 'BAD-1', 'BAD-2', 'BAD-3', 'BAD-4', 'D'],
    ])
    const { comparison: named } = await ask({ lots: [0, 1, 2, 3, 4].map((n) => `BAD-${n}`) })
    expect(named).toMatchObject({ basis: 'named', others: 7, cause: { id: 'HEAT-9' } })
    expect(named?.causes.map(({ id }) => id)).toEqual(['HEAT-9'])
    expect(named?.causes[0]).toMatchObject({ suspectsExposed: 5, othersExposed: 1 })
    // C(6,5)·C(6,0) ÷ C(12,5) = 6 ÷ 792.
    expect(named?.causes[0]?.p).toBeCloseTo(6 / 792, 10)
    expect(idsOf(named?.sharing ?? [])).toContain('BAD-5')
    expect(named?.shipped).toEqual({ lots: 1, quantity: 100, customers: 1 })
  })

  test('of a cause that is named: its lots, and how they came out', async () => {
    const { comparison } = await ask({ site: siteId, cause: 'material_lot:heat-9' })
    expect(comparison?.sharing.length).toBe(6)
    expect(comparison?.outcome).toMatchObject({
      exposed: 6,
      exposedBad: 5,
      others: 6,
      othersBad: 0,
    })
    await expect(ask({ cause: 'material_lot:HEAT-7' })).rejects.toMatchObject({ field: 'cause' })
    await expect(ask({ cause: 'weather' })).rejects.toMatchObject({
      hint: expect.stringContaining('material_lot'),
    })
    expect((await ask({ lots: ['HEAT-9'] })).outcome).toMatchObject({ exposedBad: 5, othersBad: 0 })
  })

  test('mixing material lots and product lots is refused with the way out', async () => {
    await expect(ask({ lots: ['BAD-1', 'HEAT-9'] })).rejects.toMatchObject({ field: 'lots' })
  })
})

test('Fisher of the lady tasting tea: 17 of 70 for three of four cups, 1 of 70 for all', () => {
  const cups = { suspects: 4, others: 4 }
  expect(fisherExact({ ...cups, suspectsExposed: 3, othersExposed: 1 })).toBeCloseTo(17 / 70, 12)
  expect(fisherExact({ ...cups, suspectsExposed: 4, othersExposed: 0 })).toBeCloseTo(1 / 70, 12)
  expect(fisherExact({ ...cups, suspectsExposed: 0, othersExposed: 0 })).toBe(1)
})

test('Holm: the smallest counts for all that were compared, none less than the one before', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(3)))).toEqual([
    ...[0.03, 0.06, 0.06, 0.02],
  ])
})

test('ten steps of a chain are ten deep', () => {
  const edges = Array.from({ length: 10 }, (_, n) => ({
    ...{ lot: `L${n + 1}`, from: { kind: 'lot' as const, id: `L${n}` }, quantity: null },
    at: plantNow,
  }))
  const seeds = [{ kind: 'lot' as const, id: 'L0' }]
  expect(nearestFirst(edges, { seeds, direction: 'forward' }).at(-1)).toMatchObject({
    ...{ id: 'L10', depth: 10, via: ['L9'] },
  })
})
