import { hourMs, minuteMs } from '../app/milliseconds.ts'
import type { Bar, Row } from './bars.ts'

export const rowHeight = 40
export const axisHeight = 44
/** Room for a thumb: a bar is met so far outside of its edges, too. */
const reachPx = 6
const barInset = 5
const leastBarPx = 2

/** What is seen: the instant at the left edge of the lanes, and how much time a pixel is. */
export type View = { fromMs: number; msPerPx: number }
export type Extent = { fromMs: number; toMs: number }
/** Where lanes lie on the canvas: right of the names, below the axis. */
export type Frame = { width: number; gutter: number; rows: readonly Row[] }

const leastSpanMs = hourMs
const margin = 0.02

export const gutterOf = (width: number): number => (width < 600 ? 84 : 168)
export const laneWidth = ({ width, gutter }: Pick<Frame, 'width' | 'gutter'>): number =>
  Math.max(1, width - gutter)
export const heightOf = (rows: readonly Row[]): number => axisHeight + rows.length * rowHeight

/** From the first bar to the last, and now. */
export function extentOf(bars: readonly Bar[], nowMs: number): Extent {
  let [fromMs, toMs] = [nowMs, nowMs + hourMs]
  for (const bar of bars) {
    fromMs = Math.min(fromMs, bar.fromMs)
    toMs = Math.max(toMs, bar.toMs)
  }
  const room = (toMs - fromMs) * margin
  return { fromMs: fromMs - room, toMs: toMs + room }
}

export const wholeView = ({ fromMs, toMs }: Extent, lanePx: number): View => ({
  fromMs,
  msPerPx: (toMs - fromMs) / lanePx,
})

export const xOf = (view: View, gutter: number, ms: number): number =>
  gutter + (ms - view.fromMs) / view.msPerPx

/** Nearer by a factor above 1, with the instant under `atPx` of the lanes staying where it is. */
export function zoomed(view: View, { factor, atPx }: { factor: number; atPx: number }): View {
  const msPerPx = view.msPerPx / factor
  return { fromMs: view.fromMs + atPx * (view.msPerPx - msPerPx), msPerPx }
}

export const panned = (view: View, px: number): View => ({
  ...view,
  fromMs: view.fromMs + px * view.msPerPx,
})

/** Never outside of the plan, never nearer than an hour. */
export function clamped({ fromMs, msPerPx }: View, extent: Extent, lanePx: number): View {
  const whole = extent.toMs - extent.fromMs
  const span = Math.min(whole, Math.max(Math.min(leastSpanMs, whole), msPerPx * lanePx))
  const latest = extent.toMs - span
  return {
    fromMs: Math.min(latest, Math.max(extent.fromMs, fromMs)),
    msPerPx: span / lanePx,
  }
}

/** Moves no further than it takes to see a bar. */
export function revealing(view: View, bar: Bar, lanePx: number): View {
  const span = view.msPerPx * lanePx
  if (bar.fromMs < view.fromMs) return { ...view, fromMs: bar.fromMs - span * margin }
  if (bar.toMs <= view.fromMs + span) return view
  const end = bar.toMs - span * (1 - margin)
  return { ...view, fromMs: Math.min(bar.fromMs - span * margin, end) }
}

export type Point = { x: number; y: number }
export type Box = { x: number; y: number; width: number; height: number }

/** Where a bar of a row lies; what a proposal moves has the upper part before, the lower one after. */
export function boxOf(
  bar: Bar,
  { view, gutter, row }: { view: View; gutter: number; row: number },
) {
  const x = xOf(view, gutter, bar.fromMs)
  const width = Math.max(leastBarPx, (bar.toMs - bar.fromMs) / view.msPerPx)
  const top = axisHeight + row * rowHeight + barInset
  const room = rowHeight - 2 * barInset
  const before = Math.round(room * 0.38)
  const box: Box = { x, width, y: top, height: room }
  if (bar.side === 'before') return { ...box, height: before }
  return bar.side === 'after' ? { ...box, y: top + before, height: room - before } : box
}

/** The bar under a point: the one whose edge is nearest, and of equals the last drawn. */
export function hitAt(frame: Frame, view: View, { x, y }: Point): Bar | null {
  const row = Math.floor((y - axisHeight) / rowHeight)
  if (x < frame.gutter || y < axisHeight) return null
  let found: { bar: Bar; distance: number } | null = null
  for (const bar of frame.rows[row]?.bars ?? []) {
    const box = boxOf(bar, { view, gutter: frame.gutter, row })
    const sideways = Math.max(0, box.x - x, x - box.x - box.width)
    const distance = sideways + Math.max(0, box.y - y, y - box.y - box.height)
    if (sideways > reachPx || distance > (found?.distance ?? Number.POSITIVE_INFINITY)) continue
    found = { bar, distance }
  }
  return found?.bar ?? null
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Where an arrow leads: along the row, or to the bar nearest in time of the next row that has one. */
export function neighbour(rows: readonly Row[], from: Bar, direction: Direction): Bar {
  const at = rows.findIndex(({ id }) => id === from.machineId)
  const own = rows[at]?.bars ?? []
  const index = own.findIndex(({ key }) => key === from.key)
  if (direction === 'left') return own[index - 1] ?? from
  if (direction === 'right') return own[index + 1] ?? from
  const others = direction === 'up' ? rows.slice(0, Math.max(0, at)).reverse() : rows.slice(at + 1)
  const next = others.find(({ bars }) => bars.length > 0)?.bars ?? []
  return nearest(next, from.fromMs) ?? from
}

/** The bar that begins nearest to an instant. */
export function nearest(bars: readonly Bar[], ms: number): Bar | null {
  const away = (bar: Bar) => Math.abs(bar.fromMs - ms)
  return bars.reduce<Bar | null>(
    (best, bar) => (best === null || away(bar) < away(best) ? bar : best),
    null,
  )
}

/** Where a bar is held while it is dragged: on the row of a machine, from an instant on. */
export type Held = { bar: Bar; row: number; machineId: string; fromMs: number }

/** What can be put elsewhere: work that has not begun, and of what a proposal moves the place after. */
export const isMovable = ({ status, side }: Bar): boolean =>
  status === 'waiting' && side !== 'before'

/** Where a bar that was taken at one point lies at another; null off the rows of machines. */
export function heldAt(
  frame: Frame,
  view: View,
  { bar, from, to }: { bar: Bar; from: Point; to: Point },
): Held | null {
  const row = Math.floor((to.y - axisHeight) / rowHeight)
  const machineId = frame.rows[row]?.machine?.id
  if (machineId === undefined) return null
  const atMs = bar.fromMs + (to.x - from.x) * view.msPerPx
  return { bar, row, machineId, fromMs: Math.round(atMs / minuteMs) * minuteMs }
}
