import { describe, expect, test } from 'vitest'
import type { Plan } from '../../server/http/contract.ts'
import { closedSpans } from './bands.ts'
import { type Bar, barsOf, isWanted, rowsOf } from './bars.ts'
import {
  axisHeight,
  clamped,
  extentOf,
  heldAt,
  hitAt,
  isMovable,
  nearest,
  neighbour,
  revealing,
  rowHeight,
  wholeView,
  xOf,
  zoomed,
} from './layout.ts'
import { loadsOf } from './load.ts'

const hour = 3_600_000
const at = (hours: number) => new Date(hours * hour).toISOString()
const machine = (id: string, lineId: string) => ({
  ...{ id, nameZh: id, nameEn: id, lineId, lineZh: lineId, lineEn: lineId },
})
const slot = (orderId: string, machineId: string, from: number, to: number) => ({
  ...{ orderId, seq: 10, machineId, startAt: at(from), endAt: at(to), setupS: 1800 },
  status: 'waiting' as const,
})
const order = (id: string, due: number, latenessH: number | null) => ({
  ...{ id, productZh: '轴', productEn: 'Shaft', quantity: 5, dueAt: at(due), latenessH },
})
const plan: Plan = {
  ...{ siteId: 'suzhou', now: at(0), zone: 'UTC', truncated: false, shifts: [] },
  current: { id: 'SV-1', publishedAt: at(-1), origin: 'import' },
  machines: [machine('M1', 'L1'), machine('M2', 'L2')],
  slots: [slot('A', 'M1', 1, 3), slot('B', 'M1', 3, 6), slot('C', 'M2', 2, 4)],
  orders: [order('A', 4, -1), order('B', 4, 2), order('C', 8, -4), order('D', 9, null)],
  unplaced: [{ orderId: 'D', seq: 10, machineIds: ['M2'], workS: 7200 }],
  outages: [
    { machineId: 'M2', fromAt: at(4), untilAt: at(6), basis: 'announced' },
    { machineId: 'M2', fromAt: at(5), untilAt: at(6), basis: 'announced' },
  ],
}
const moveB = {
  ...{ orderId: 'B', seq: 10, before: { machineId: 'M1', startAt: at(3), endAt: at(6) } },
  after: { machineId: 'M2', startAt: at(0), endAt: at(2) },
}
const bars = barsOf(plan, [])
const rows = rowsOf(plan, bars, { line: '' })
const barOf = (orderId: string, among: readonly Bar[] = bars): Bar => {
  const found = among.find((bar) => bar.orderId === orderId)
  if (found === undefined) throw new Error(`no bar of ${orderId}`)
  return found
}

describe('the bars of a plan', () => {
  test('say which orders are on time, late, or stand nowhere', () => {
    expect(Object.fromEntries(bars.map(({ orderId, kind }) => [orderId, kind]))).toEqual({
      ...{ A: 'onTime', B: 'late', C: 'onTime', D: 'unplaced' },
    })
    expect(barOf('D')).toMatchObject({ machineId: '', fromMs: 7 * hour, toMs: 9 * hour })
  })

  test('show what a proposal moves in both places, each with the lateness it has there', () => {
    const compared = barsOf(plan, [moveB]).filter(({ orderId }) => orderId === 'B')
    expect(compared.map(({ side, kind, lateMs }) => ({ side, kind, lateMs }))).toEqual([
      { side: 'after', kind: 'onTime', lateMs: -2 * hour },
      { side: 'before', kind: 'late', lateMs: 2 * hour },
    ])
  })

  test('an order that stood nowhere and gets a place is drawn there only', () => {
    const placed = { ...moveB, orderId: 'D', before: null }
    const ofD = barsOf(plan, [placed]).filter(({ orderId }) => orderId === 'D')
    expect(ofD.map(({ side, machineId }) => [side, machineId])).toEqual([['after', 'M2']])
  })

  test('stand in a row for each machine of the line, and one for what has no place', () => {
    const shape = (line: string) =>
      rowsOf(plan, bars, { line }).map((row) => [row.id, row.bars.length])
    expect(shape('')).toEqual([
      ...[
        ['M1', 2],
        ['M2', 1],
        ['', 1],
      ],
    ])
    expect(shape('L2')).toEqual([
      ['M2', 1],
      ['', 1],
    ])
    expect(
      bars.filter((bar) => isWanted(bar, { order: ' b' })).map(({ orderId }) => orderId),
    ).toEqual(['B'])
  })
})

describe('the view of a plan', () => {
  const extent = extentOf(bars, 0)
  const lane = 900
  const whole = wholeView(extent, lane)
  const frame = { width: 1000, gutter: 100, rows }

  test('shows everything at first, and never more or less than there is', () => {
    expect(xOf(whole, 100, extent.fromMs)).toBe(100)
    expect(xOf(whole, 100, extent.toMs)).toBeCloseTo(1000)
    expect(clamped(zoomed(whole, { factor: 0.1, atPx: 0 }), extent, lane)).toEqual(whole)
    const near = clamped(zoomed(whole, { factor: 1e6, atPx: 0 }), extent, lane)
    expect(near.msPerPx * lane).toBeCloseTo(hour)
  })

  test('keeps the instant under the pointer while it zooms', () => {
    const ms = whole.fromMs + 300 * whole.msPerPx
    expect(xOf(zoomed(whole, { factor: 3, atPx: 300 }), 100, ms)).toBeCloseTo(400)
  })

  test('finds what is under a finger, a little beside it, and nothing in the gaps', () => {
    const middle = (row: number) => axisHeight + (row + 0.5) * rowHeight
    const x = (hours: number) => xOf(whole, 100, hours * hour)
    expect(hitAt(frame, whole, { x: x(2), y: middle(0) })?.orderId).toBe('A')
    expect(hitAt(frame, whole, { x: x(6) + 4, y: middle(0) })?.orderId).toBe('B')
    expect(hitAt(frame, whole, { x: x(8), y: middle(0) })).toBeNull()
    expect(hitAt(frame, whole, { x: 50, y: middle(0) })).toBeNull()
    expect(hitAt(frame, whole, { x: x(2), y: axisHeight - 1 })).toBeNull()
    expect(hitAt(frame, whole, { x: x(2), y: middle(9) })).toBeNull()
  })

  test('tells the two places of a moved operation apart by the half of the row', () => {
    const still = {
      ...moveB,
      after: { ...moveB.after, machineId: 'M1', startAt: at(4), endAt: at(7) },
    }
    const compared = { ...frame, rows: rowsOf(plan, barsOf(plan, [still]), { line: '' }) }
    const x = xOf(whole, 100, 5 * hour)
    const side = (y: number) => hitAt(compared, whole, { x, y: axisHeight + y })?.side
    expect([side(8), side(30)]).toEqual(['before', 'after'])
  })

  test('goes from bar to bar by arrows, and stays at the ends', () => {
    const from = (orderId: string) => ({
      to: (direction: 'left' | 'right' | 'up' | 'down') =>
        neighbour(rows, barOf(orderId), direction).orderId,
    })
    expect(from('A').to('right')).toBe('B')
    expect(from('A').to('left')).toBe('A')
    expect(from('B').to('down')).toBe('C')
    expect(from('C').to('up')).toBe('A')
    expect(from('C').to('down')).toBe('D')
    expect(nearest(rows[0]?.bars ?? [], 2.5 * hour)?.orderId).toBe('B')
  })

  test('moves as far as a bar needs to be seen, and not at all for one that is', () => {
    const view = { fromMs: 0, msPerPx: (2 * hour) / lane }
    expect(revealing(view, { ...barOf('A'), toMs: 2 * hour }, lane)).toBe(view)
    const moved = revealing(view, barOf('B'), lane)
    expect(moved.fromMs).toBeLessThan(3 * hour)
    expect(moved.fromMs).toBeGreaterThan(2.5 * hour)
  })
})

test('outside of shifts is closed, on the clock of the plant and across midnight', () => {
  const night = { startMinute: 22 * 60, endMinute: 6 * 60 }
  const day = { startMinute: 8 * 60, endMinute: 20 * 60 }
  const span = { fromMs: 0, toMs: 24 * hour }
  expect(closedSpans([day, night], 'UTC', span)).toEqual([
    { fromMs: 6 * hour, toMs: 8 * hour },
    { fromMs: 20 * hour, toMs: 22 * hour },
  ])
  expect(closedSpans([day], 'Asia/Shanghai', span)).toEqual([
    { fromMs: 12 * hour, toMs: 24 * hour },
  ])
  expect(closedSpans([], 'UTC', span)).toEqual([])
})

test('the load of a machine is its work by its time without stops, which count once', () => {
  expect(loadsOf(rows, plan, { fromMs: 2 * hour, toMs: 6 * hour })).toEqual([
    {
      ...{ id: 'M1', operations: 2, late: 1, plannedMs: 4 * hour, stopMs: 0, share: 1 },
      setupMs: hour / 2,
    },
    {
      ...{ id: 'M2', operations: 1, late: 0, plannedMs: 2 * hour, stopMs: 2 * hour, share: 1 },
      setupMs: hour / 2,
    },
  ])
})

test('a bar that is dragged lies on the row under the pointer, as far on as it was pulled', () => {
  const rows = rowsOf(plan, barsOf(plan, []), { line: '' })
  const frame = { width: 1000, gutter: 100, rows }
  const view = { fromMs: 0, msPerPx: hour / 100 }
  const bar = rows[0]?.bars[0] as Bar
  const rowAt = (row: number) => axisHeight + (row + 0.5) * rowHeight
  const from = { x: 210, y: rowAt(0) }
  const held = heldAt(frame, view, { bar, from, to: { x: 260, y: rowAt(1) } })
  expect(held).toMatchObject({ machineId: 'M2', row: 1, fromMs: 1.5 * hour })
  // What has no place is no machine, and neither is the room above and below the rows.
  for (const y of [rowAt(2), 0, rowAt(9)]) {
    expect(heldAt(frame, view, { bar, from, to: { x: 260, y } }), String(y)).toBeNull()
  }
})

test('only work that has not begun can be dragged, and of what was put elsewhere the new place', () => {
  const [bar] = barsOf(plan, [])
  expect(isMovable(bar as Bar)).toBe(true)
  expect(isMovable({ ...(bar as Bar), status: 'running' })).toBe(false)
  expect(
    barsOf(plan, [moveB])
      .filter(({ orderId }) => orderId === 'B')
      .map(isMovable),
  ).toEqual([...[true, false]])
})
