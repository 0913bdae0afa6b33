import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { plantNow, principalOf, writePlant } from '../test-plant.ts'
import { readPlantRows } from './plant-rows.ts'

let db: Db
const siteId = 'suzhou'
const at = (hours: number) => new Date(plantNow.getTime() + hours * 3_600_000)
const read = (site = siteId) =>
  db.tx('read', (tx) => readPlantRows(tx, site, plantNow), { principal: principalOf('suzhou') })

const hour = (machineId: string, daysAgo: number, [repairs, repairS]: [number, number]) => ({
  siteId,
  machineId,
  hour: at(-24 * daysAgo),
  productId: '',
  teamId: '',
  shiftId: '',
  shiftDate: '',
  lineId: '',
  productionS: 0,
  setupS: 0,
  delayS: 0,
  downS: 0,
  plannedStopS: 0,
  good: 0,
  scrap: 0,
  rework: 0,
  firstPass: 0,
  plannedRunS: 0,
  energyKwh: 0,
  failures: repairs,
  repairs,
  repairS,
})
const state = (
  machineId: string,
  fromH: number,
  rest: { category: 'down' | 'planned_stop' | 'production'; toH: number | null },
) => ({
  siteId,
  machineId,
  startAt: at(fromH),
  endAt: rest.toH === null ? null : at(rest.toH),
  state: 'stopped',
  category: rest.category,
  source: 'test',
  sourceKey: `${machineId}/${fromH}`,
})
const count = (hoursAgo: number, productId: string) => ({
  siteId,
  machineId: 'SZ-CNC-01',
  at: at(-hoursAgo),
  productId,
  good: 1,
  scrap: 0,
  rework: 0,
  firstPass: 1,
  plannedRunSPerPiece: 1,
  source: 'test',
  sourceKey: `${hoursAgo}`,
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, {
    hours: [
      hour('SZ-CNC-01', 2, [2, 7200]),
      hour('SZ-CNC-01', 100, [1, 90_000]),
      hour('SZ-CNC-02', 2, [1, 10_800]),
    ],
    downtimes: [],
  })
  await db.tx('ingest', async (tx) => {
    await tx.orm
      .insert(schema.machineState)
      .values([
        state('SZ-CNC-01', -9, { category: 'down', toH: -8 }),
        state('SZ-CNC-01', -1, { category: 'down', toH: null }),
        state('SZ-CNC-02', -1, { category: 'production', toH: null }),
        state('SZ-CNC-03', -1, { category: 'down', toH: null }),
        state('SZ-CNC-04', 5, { category: 'planned_stop', toH: 9 }),
      ])
    await tx.orm
      .insert(schema.productionCount)
      .values([count(3, 'P1'), count(1, 'PX'), count(-1, 'P1')])
  })
})
afterAll(() => db.close())

test('finds what stops now or will, with the mean repair time of the last 90 days', async () => {
  const { stops } = await read()
  expect(stops).toEqual([
    {
      machineId: 'SZ-CNC-01',
      startAt: at(-1),
      endAt: null,
      category: 'down',
      ownRepairS: 3600,
      siteRepairS: 6000,
    },
    {
      machineId: 'SZ-CNC-03',
      startAt: at(-1),
      endAt: null,
      category: 'down',
      ownRepairS: null,
      siteRepairS: 6000,
    },
    expect.objectContaining({ machineId: 'SZ-CNC-04', endAt: at(9), category: 'planned_stop' }),
  ])
})

test('a machine is set up for what it last counted; an unknown product is its own family', async () => {
  const { machines } = await read()
  expect(machines.slice(0, 2)).toEqual([
    { id: 'SZ-CNC-01', family: 'PX' },
    { id: 'SZ-CNC-02', family: null },
  ])
})

test('people, material, rests, energy and planned stops are read as they are recorded', async () => {
  const of = { siteId }
  await db.tx('ingest', async ({ orm }) => {
    await orm
      .insert(schema.shiftBreak)
      .values({ ...of, shiftId: 'day', startMinute: 720, endMinute: 750 })
    await orm.insert(schema.worker).values({ ...of, id: 'W1', teamId: 'A', skills: ['turning'] })
    await orm.insert(schema.workerAbsence).values([
      { ...of, workerId: 'W1', fromAt: at(5), untilAt: at(9) },
      { ...of, workerId: 'W1', fromAt: at(-9), untilAt: at(-5) },
    ])
    await orm.insert(schema.skillNeed).values({ ...of, productId: 'P1', seq: 10, skill: 'turning' })
    await orm
      .insert(schema.energyTariff)
      .values({ ...of, startMinute: 0, endMinute: 1440, pricePerKwh: 1 })
    await orm.insert(schema.machineWindow).values({
      ...{ ...of, id: 'H1', machineId: 'SZ-CNC-04', kind: 'health', reason: 'vibration' },
      ...{ fromAt: at(20), untilAt: at(24) },
    })
    await orm
      .insert(schema.bomLine)
      .values({ ...of, productId: 'P1', materialId: 'S', quantity: 2 })
    await orm.insert(schema.stock).values([
      { ...of, materialId: 'S', quantity: 5, countedAt: at(-30) },
      { ...of, materialId: 'S', quantity: 7, countedAt: at(-2) },
      { ...of, materialId: 'S', quantity: 9, countedAt: at(2) },
    ])
    const line = { ...of, materialId: 'S', supplierId: 'V', quantity: 3, orderedAt: at(-96) }
    await orm.insert(schema.purchaseLine).values([
      { ...line, id: '1', dueAt: at(-36), receivedAt: at(-24) },
      { ...line, id: '2', dueAt: at(48), receivedAt: null },
      { ...line, id: '3', dueAt: at(-40), receivedAt: null },
    ])
  })
  const { means, stops } = await read()
  expect(means).toMatchObject({
    breaks: [{ startMinute: 720, endMinute: 750 }],
    workers: [{ id: 'W1', teamId: 'A', skills: ['turning'] }],
    absences: [{ workerId: 'W1', fromAt: at(5), untilAt: at(9) }],
    needs: [{ productId: 'P1', seq: 10, skill: 'turning', people: 1 }],
    tariffs: [{ startMinute: 0, endMinute: 1440, pricePerKwh: 1 }],
    bom: [{ productId: 'P1', materialId: 'S', quantity: 2 }],
    stock: [{ materialId: 'S', quantity: 7, countedAt: at(-2) }],
    leadTimes: [{ materialId: 'S', leadS: 72 * 3600 }],
  })
  // The supplier is twelve hours late on average; what is overdue comes tomorrow at the soonest.
  expect(means.deliveries).toMatchObject([{ expectedAt: at(24) }, { expectedAt: at(60) }])
  expect(stops.at(-1)).toMatchObject({ machineId: 'SZ-CNC-04', endAt: at(24), category: 'health' })
})

test('an asker without a role at the site finds nothing to plan', async () => {
  expect(await read('dongguan')).toMatchObject({ machines: [], orders: [], current: null })
})
