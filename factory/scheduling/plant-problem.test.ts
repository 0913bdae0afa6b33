import { describe, expect, test } from 'vitest'
import { planSite } from './plan-site.ts'
import { plantProblem } from './plant-problem.ts'
import type { OperationRow, OrderRow, PlantRows, SlotRow, StopRow } from './plant-rows.ts'
import { noMeans } from './test-means.ts'

const now = new Date('2026-03-02T08:00:00.400Z')
const at = (hours: number) => new Date(Date.parse('2026-03-02T08:00:00Z') + hours * 3_600_000)
const frame = { now, horizonHours: 100, exclusions: [], changes: [] }

const order = (id: string, dueH: number): OrderRow => ({
  id,
  productId: 'P',
  family: 'f',
  quantity: 10,
  produced: 0,
  releaseAt: at(-10),
  dueAt: at(dueH),
  priority: 3,
  begun: false,
})
const operation = (orderId: string, seq: number, status: OperationRow['status']): OperationRow => ({
  orderId,
  seq,
  machineIds: ['M1', 'M2'],
  runSPerPiece: 360,
  setupS: 0,
  status,
})
const slot = (orderId: string, machineId: string, fromH: number): SlotRow => ({
  orderId,
  seq: 10,
  machineId,
  startAt: at(fromH),
  endAt: at(fromH + 1),
  setupS: 0,
})
const plant = (rows: Partial<PlantRows>): PlantRows => ({
  orders: [order('A', 10)],
  operations: [operation('A', 10, 'waiting')],
  machines: [
    { id: 'M1', family: 'f' },
    { id: 'M2', family: 'f' },
  ],
  stops: [],
  current: null,
  slots: [],
  means: noMeans,
  dataUntil: null,
  ...rows,
})
const down = (stop: Partial<StopRow>): StopRow => ({
  machineId: 'M1',
  startAt: at(-1),
  endAt: null,
  category: 'down',
  ownRepairS: null,
  siteRepairS: null,
  ...stop,
})

describe('outages', () => {
  test.each<[string, Partial<StopRow>, [number, string]]>([
    ['its own mean repair time', { ownRepairS: 7200, siteRepairS: 9e5 }, [1, 'own_mean_repair']],
    ['that of the site', { siteRepairS: 10_800 }, [2, 'site_mean_repair']],
    ['four hours when nothing is known', {}, [3, 'assumed_repair']],
    ['half an hour from now when overdue', { ownRepairS: 60 }, [0.5, 'own_mean_repair']],
    ['its announced end', { endAt: at(7), category: 'planned_stop' }, [7, 'announced']],
  ])('a machine that is down comes back after %s', (_, stop, [untilH, basis]) => {
    const { outages, problem } = plantProblem(plant({ stops: [down(stop)] }), frame)
    expect(outages).toMatchObject([{ machineId: 'M1', untilAt: at(untilH), basis }])
    expect(problem.machines[0]?.unavailable).toEqual([{ fromS: -3600, toS: untilH * 3600 }])
  })

  test('a machine that was asked to be left out is left out', () => {
    const exclusions = [{ machineId: 'M2', fromAt: at(1), hours: 2 }]
    const { problem } = plantProblem(plant({}), { ...frame, exclusions })
    expect(problem.machines[1]?.unavailable).toEqual([{ fromS: 3600, toS: 10_800 }])
  })
})

describe('running work', () => {
  const running = { operations: [operation('A', 10, 'running')], slots: [slot('A', 'M1', -0.5)] }

  test('stays on its machine until its published end', () => {
    const [fixed] = plantProblem(plant(running), frame).problem.orders
    expect(fixed?.operations[0]?.fixed).toMatchObject({
      machineId: 'M1',
      startS: -1800,
      endS: 1800,
    })
  })

  test('goes on after the repair when its machine is down', () => {
    const stops = [down({ ownRepairS: 7200 })]
    const [fixed] = plantProblem(plant({ ...running, stops }), frame).problem.orders
    expect(fixed?.operations[0]?.fixed).toMatchObject({ startS: -1800, endS: 3600 + 1800 })
  })

  test('that is overdue ends after the pieces that are left', () => {
    const rows = plant({
      operations: running.operations,
      orders: [{ ...order('A', 10), produced: 8 }],
      slots: [slot('A', 'M1', -5)],
    })
    const [fixed] = plantProblem(rows, frame).problem.orders
    expect(fixed?.operations[0]?.fixed?.endS).toBe(720)
  })

  test('two on one machine are taken one after the other, and said so', async () => {
    const rows = plant({
      orders: [order('A', 10), order('B', 10)],
      operations: [operation('A', 10, 'running'), operation('B', 10, 'running')],
      slots: [slot('A', 'M1', -0.5), slot('B', 'M1', -0.25)],
    })
    const { problem, notes } = plantProblem(rows, frame)
    expect(problem.orders[1]?.operations[0]?.fixed).toMatchObject({ startS: 1800, endS: 4500 })
    expect(notes[0]?.en).toContain('order B, operation 10')
    expect(await planSite(rows, { ...frame, objective: 'due_dates' })).toBeDefined()
  })

  test('that overtakes its own order counts as waiting, and is said so', () => {
    const rows = plant({
      operations: [operation('A', 10, 'waiting'), operation('A', 20, 'running')],
    })
    const { problem, notes } = plantProblem(rows, frame)
    expect(problem.orders[0]?.operations.map(({ fixed }) => fixed)).toEqual([null, null])
    expect(notes[0]?.en).toContain('Operation 20 of order A')
  })
})

describe('planSite', () => {
  test('moves what a broken machine holds up, and only that', async () => {
    const rows = plant({
      orders: [order('A', 3), order('B', 2)],
      operations: [operation('A', 10, 'waiting'), operation('B', 10, 'waiting')],
      current: { id: 'SV-1', publishedAt: at(-9) },
      slots: [slot('A', 'M1', 0), slot('B', 'M2', 0)],
      stops: [down({ ownRepairS: 36_000 })],
    })
    const plan = await planSite(rows, { ...frame, objective: 'due_dates' })
    expect(plan.before).toMatchObject({ lateOrders: 1, onTimeShare: 0.5 })
    expect(plan.after).toMatchObject({ lateOrders: 0, onTimeShare: 1 })
    expect(plan.moves).toEqual([
      {
        orderId: 'A',
        seq: 10,
        before: { machineId: 'M1', startAt: at(0), endAt: at(1) },
        after: { machineId: 'M2', startAt: at(1), endAt: at(2) },
      },
    ])
    expect(plan.scheduleId).toBe('SV-1')
  })

  test('leaves out orders that are released after the horizon, unless they have a place', async () => {
    const later = { ...order('L', 300), releaseAt: at(200) }
    const rows = plant({
      orders: [order('A', 10), later],
      operations: [operation('A', 10, 'waiting'), operation('L', 10, 'waiting')],
    })
    const without = await planSite(rows, { ...frame, objective: 'due_dates' })
    expect(without).toMatchObject({ operations: 1, beyondHorizon: 1 })
    const placed = { ...rows, slots: [slot('L', 'M2', 201)] }
    expect(await planSite(placed, { ...frame, objective: 'due_dates' })).toMatchObject({
      operations: 2,
    })
  })

  test('refuses more than it can plan while a person waits', async () => {
    const operations = Array.from({ length: 10_001 }, (_, seq) => operation('A', seq, 'waiting'))
    await expect(
      planSite(plant({ operations }), { ...frame, objective: 'due_dates' }),
    ).rejects.toThrow('10001 operations are too many to plan at once.')
  })

  test('refuses a horizon of nothing', async () => {
    await expect(
      planSite(plant({}), { ...frame, horizonHours: 0, objective: 'setups' }),
    ).rejects.toThrow('A horizon of 0 h plans nothing.')
  })
})
