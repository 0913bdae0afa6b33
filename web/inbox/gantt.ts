import type { ProposalView } from '../../server/http/contract.ts'
import { dayMs, hourMs } from '../app/milliseconds.ts'
import { offsetMs } from '../app/wall-time.ts'

export type Moved = NonNullable<ProposalView['diff']['moved']>[number]

/** A bar, as shares of the width from 0 to 1. */
export type Bar = { orderId: string; seq: number; left: number; width: number }
export type GanttRow = { machineId: string; before: Bar[]; after: Bar[] }
export type Gantt = {
  fromMs: number
  toMs: number
  rows: GanttRow[]
  ticks: { atMs: number; left: number }[]
}

const steps = [1, 2, 4, 6, 12, 24, 48, 72, 168, 336].map((hours) => hours * hourMs)
const mostTicks = 7
/** Further right its words would leave the picture. */
const lastTick = 0.92

/** Both schedules of the operations that move, on one time axis, one row for each machine. */
export function ganttOf(moved: readonly Moved[], zone: string): Gantt | null {
  const places = moved.flatMap(({ before, after }) => [before, after].filter((one) => one !== null))
  const starts = places.map(({ startAt }) => Date.parse(startAt))
  const fromMs = Math.min(...starts)
  const toMs = Math.max(...places.map(({ endAt }) => Date.parse(endAt)))
  if (!Number.isFinite(fromMs) || toMs <= fromMs) return null
  const machines = [...new Set(places.map(({ machineId }) => machineId))].sort()
  const barsOf = (machineId: string, side: 'before' | 'after') =>
    moved.flatMap((one) => {
      const place = one[side]
      if (place?.machineId !== machineId) return []
      const [start, end] = [Date.parse(place.startAt), Date.parse(place.endAt)]
      const left = (start - fromMs) / (toMs - fromMs)
      const width = Math.max(0, end - start) / (toMs - fromMs)
      return [{ orderId: one.orderId, seq: one.seq, left, width }]
    })
  return {
    fromMs,
    toMs,
    rows: machines.map((machineId) => ({
      machineId,
      before: barsOf(machineId, 'before'),
      after: barsOf(machineId, 'after'),
    })),
    ticks: ticksOf({ fromMs, toMs }, zone),
  }
}

/** Instants that are round on the plant's clock, few enough to be read. */
export function ticksOf(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  zone: string,
): Gantt['ticks'] {
  const length = toMs - fromMs
  const step =
    steps.find((one) => length / one <= mostTicks) ?? Math.ceil(length / mostTicks / dayMs) * dayMs
  const offset = offsetMs(fromMs, zone)
  const first = Math.ceil((fromMs + offset) / step) * step - offset
  return Array.from({ length: Math.max(0, Math.floor((toMs - first) / step) + 1) }, (_, index) => {
    const atMs = first + index * step
    return { atMs, left: (atMs - fromMs) / length }
  }).filter(({ left }) => left <= lastTick)
}

export type Shift =
  | { kind: 'added' }
  | { kind: 'removed' }
  | { kind: 'moved'; byMs: number; toOtherMachine: boolean }

/** How far an operation moves: later is positive. */
export function shiftOf({ before, after }: Moved): Shift {
  if (before === null) return { kind: 'added' }
  if (after === null) return { kind: 'removed' }
  return {
    kind: 'moved',
    byMs: Date.parse(after.startAt) - Date.parse(before.startAt),
    toOtherMachine: before.machineId !== after.machineId,
  }
}
