import { describe, expect, test } from 'vitest'
import { ganttOf, type Moved, shiftOf } from './gantt.ts'

const place = (machineId: string, from: number, to: number) => ({
  machineId,
  startAt: new Date(from * 3_600_000).toISOString(),
  endAt: new Date(to * 3_600_000).toISOString(),
})
const moved: Moved[] = [
  { orderId: 'W1', seq: 10, before: place('M2', 5, 10), after: place('M1', 0, 5) },
  { orderId: 'W2', seq: 10, before: null, after: place('M2', 2, 4) },
]

describe('the Gantt of moved operations', () => {
  test('puts both schedules on one axis, a row for each machine', () => {
    const gantt = ganttOf(moved, 'UTC')
    expect(gantt?.rows).toEqual([
      { machineId: 'M1', before: [], after: [{ orderId: 'W1', seq: 10, left: 0, width: 0.5 }] },
      {
        machineId: 'M2',
        before: [{ orderId: 'W1', seq: 10, left: 0.5, width: 0.5 }],
        after: [{ orderId: 'W2', seq: 10, left: 0.2, width: 0.2 }],
      },
    ])
  })

  test('marks few and round times', () => {
    expect(ganttOf(moved, 'UTC')?.ticks.map(({ left }) => left)).toEqual([0, 0.2, 0.4, 0.6, 0.8])
    const long = [{ ...(moved[1] as Moved), after: place('M2', 1, 24 * 40) }]
    expect(ganttOf(long, 'UTC')?.ticks.length).toBeLessThanOrEqual(8)
  })

  test('marks the midnight of the plant, not of London', () => {
    const days = [{ orderId: 'W', seq: 1, before: null, after: place('M', 0, 120) }]
    expect(ganttOf(days, 'Asia/Shanghai')?.ticks[0]?.atMs).toBe(16 * 3_600_000)
  })

  test('is left out where nothing has a place', () => {
    expect(ganttOf([], 'UTC')).toBeNull()
  })

  test('says how far an operation moves', () => {
    expect(moved.map(shiftOf)).toEqual([
      { kind: 'moved', byMs: -5 * 3_600_000, toOtherMachine: true },
      { kind: 'added' },
    ])
  })
})
