import { expect, test } from 'vitest'
import { planSite, type SitePlan } from './plan-site.ts'
import type { PlantMeans } from './plant-means.ts'
import type { OperationRow, OrderRow, PlantRows } from './plant-rows.ts'
import { noMeans } from './test-means.ts'

/** A Monday, 08:00 at the plant. */
const now = new Date('2026-03-02T08:00:00Z')
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const frame = { now, horizonHours: 100, exclusions: [], changes: [] }

const order = (id: string, more: Partial<OrderRow> = {}): OrderRow => ({
  ...{ id, productId: 'P', family: 'f', quantity: 10, produced: 0, priority: 3, begun: false },
  ...{ releaseAt: at(-10), dueAt: at(5), ...more },
})
/** Three hours on either machine. */
const operation = (orderId: string, more: Partial<OperationRow> = {}): OperationRow => ({
  ...{ orderId, seq: 10, machineIds: ['M1', 'M2'], runSPerPiece: 1080, setupS: 0 },
  ...{ status: 'waiting' as const, ...more },
})
const plant = (means: Partial<PlantMeans>, rows: Partial<PlantRows> = {}): PlantRows => ({
  orders: [order('A'), order('B')],
  operations: [operation('A'), operation('B')],
  machines: ['M1', 'M2'].map((id) => ({ id, family: 'f' })),
  ...{ stops: [], current: null, slots: [], dataUntil: null },
  means: { ...noMeans, ...means },
  ...rows,
})

const planned = (rows: PlantRows, objective: 'due_dates' | 'energy' = 'due_dates') =>
  planSite(rows, { ...frame, objective })

/** Hours from now of each operation's start and end, the soonest first. */
const hoursOf = ({ slots }: SitePlan) => {
  const hours = (instant: Date) => (instant.getTime() - now.getTime()) / 3_600_000
  return slots
    .map(({ startAt, endAt }) => [hours(startAt), hours(endAt)])
    .sort(([a = 0], [b = 0]) => a - b)
}
const shifts = [
  { id: 'day', startMinute: 480, endMinute: 960 },
  { id: 'night', startMinute: 960, endMinute: 480 },
]
const roster = ['2026-03-02', '2026-03-03', '2026-03-04'].flatMap((shiftDate) => [
  { shiftDate, shiftId: 'day', teamId: 'A' },
  { shiftDate, shiftId: 'night', teamId: 'B' },
])
const needs = [{ productId: 'P', seq: 10, skill: 'turning', people: 1 }]
const worker = (id: string, teamId: string) => ({ id, teamId, skills: ['turning'] })

test('where nothing is recorded nothing binds, and that is said', async () => {
  const plan = await planned(plant({}))
  expect(hoursOf(plan)).toEqual([
    [0, 3],
    [0, 3],
  ])
  const said = plan.basis.map(({ en }) => en)
  expect(said.slice(0, 2)).toEqual([
    'People: not recorded, so they limit nothing',
    'Material: not recorded, so it limits nothing',
  ])
  expect(said[2]).toContain('around the clock')
  expect(plan.after.energyCost).toBeNull()
})

test('work rests in a break and outside shifts, and goes on after it', async () => {
  const breaks = [{ startMinute: 600, endMinute: 630 }]
  expect(hoursOf(await planned(plant({ breaks })))[0]).toEqual([0, 3.5])
  const day = [{ id: 'day', startMinute: 480, endMinute: 600 }]
  expect(hoursOf(await planned(plant({ shifts: day })))[0]).toEqual([0, 25])
})

test('two machines with one person take one order after the other', async () => {
  const workers = [worker('1', 'A'), worker('2', 'B')]
  const apart = [operation('A', { machineIds: ['M1'] }), operation('B', { machineIds: ['M2'] })]
  const plan = await planned(plant({ shifts, roster, needs, workers }, { operations: apart }))
  expect(hoursOf(plan)).toEqual([
    [0, 3],
    [3, 6],
  ])
  expect(plan.late[0]?.chain[0]?.cause).toMatchObject({ kind: 'resource', resourceId: 'turning' })
})

test('who is absent, or of a team that is off, works nothing', async () => {
  const workers = [worker('1', 'A'), worker('2', 'A'), worker('3', 'B')]
  const absences = [{ workerId: '1', fromAt: at(-5), untilAt: at(2) }]
  const plan = await planned(plant({ shifts, roster, needs, workers, absences }))
  expect(hoursOf(plan)).toEqual([
    [0, 3],
    [2, 5],
  ])
  const off = roster.map((one) => ({ ...one, teamId: one.teamId === 'A' ? 'B' : 'A' }))
  const nights = await planned(plant({ shifts, roster: off, needs, workers }))
  expect(hoursOf(nights)).toEqual([
    [0, 3],
    [3, 6],
  ])
})

test('a need that nobody can serve is told, and stops nothing', async () => {
  const many = needs.map((one) => ({ ...one, people: 5 }))
  const plan = await planned(plant({ shifts, roster, needs: many, workers: [worker('1', 'A')] }))
  expect(hoursOf(plan)[1]).toEqual([0, 3])
  expect(plan.notes[0]?.en).toContain('"turning" at most 1')
})

test('what runs holds its people; what runs beyond them is no reason to refuse', async () => {
  const running = { status: 'running' as const }
  const rows = plant(
    { shifts, roster, needs, workers: [worker('1', 'A')] },
    {
      orders: [order('A', { begun: true }), order('B', { begun: true }), order('C')],
      operations: [operation('A', running), operation('B', running), operation('C')],
    },
  )
  const plan = await planned(rows)
  expect(hoursOf(plan).at(-1)).toEqual([3, 6])
  expect(plan.notes.map(({ en }) => en)).toEqual([
    expect.stringContaining('Operation 10 of order B is running while all people'),
  ])
})

test('an order waits for the material that the one before it leaves nothing of', async () => {
  const bom = [{ productId: 'P', materialId: 'S', quantity: 0.1 }]
  const stock = [{ materialId: 'S', quantity: 1.5, countedAt: at(-1) }]
  const deliveries = [{ materialId: 'S', quantity: 4, expectedAt: at(7) }]
  const plan = await planned(plant({ bom, stock, deliveries }))
  expect(hoursOf(plan)).toEqual([
    [0, 3],
    [7, 10],
  ])
  const begun = [order('A', { begun: true }), order('B')]
  expect(hoursOf(await planned(plant({ bom, stock }, { orders: begun })))[1]).toEqual([0, 3])
})

test('what lacks is bought now and comes after its usual time; without one it is told only', async () => {
  const bom = [{ productId: 'P', materialId: 'S', quantity: 1 }]
  const stock = [{ materialId: 'S', quantity: 12, countedAt: at(-1) }]
  const leadTimes = [{ materialId: 'S', leadS: 2 * 86_400 }]
  const bought = await planned(plant({ bom, stock, leadTimes }))
  expect(hoursOf(bought)[1]).toEqual([48, 51])
  expect(bought.notes[0]?.en).toContain('lacks 8; taken as bought now and there after 2 days')
  const unknown = await planned(plant({ bom, stock }))
  expect(hoursOf(unknown)[1]).toEqual([0, 3])
  expect(unknown.notes[0]?.en).toContain('the plan is not held to it')
})

test('a finding of its health keeps a machine free', async () => {
  const stop = { machineId: 'M1', startAt: at(1), endAt: at(6), category: 'health' as const }
  const stops = [{ ...stop, ownRepairS: null, siteRepairS: null }]
  const plan = await planned(plant({}, { stops }))
  expect(hoursOf(plan)).toEqual([
    [0, 3],
    [3, 6],
  ])
  expect(plan.outages).toMatchObject([{ machineId: 'M1', basis: 'health' }])
})

test('cheap hours are waited for where that makes nothing late', async () => {
  const tariffs = [
    { startMinute: 0, endMinute: 840, pricePerKwh: 1 },
    { startMinute: 840, endMinute: 1440, pricePerKwh: 0.25 },
  ]
  const power = ['M1', 'M2'].map((machineId) => ({ machineId, kw: 10 }))
  const rows = plant({ tariffs, power }, { orders: [order('A', { dueAt: at(20) })] })
  const alone = { ...rows, operations: [operation('A')] }
  const [dear, cheap] = [await planned(alone), await planned(alone, 'energy')]
  expect([dear.after.energyCost, cheap.after.energyCost]).toEqual([30, 7.5])
  expect(cheap.after.lateOrders).toBe(0)
})
