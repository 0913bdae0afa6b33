import { AppError } from '../../base/app-error.ts'
import type { Localized } from '../../base/language.ts'
import { bindMeans } from './bind-means.ts'
import type { Placement } from './by-hand.ts'
import { mergeWindows, secondsAfter } from './calendar.ts'
import { freezeRunning } from './freeze-running.ts'
import type { OperationRow, OrderRow, PlantRows, StopRow } from './plant-rows.ts'
import type { Order, Problem, Slot } from './problem.ts'

/** A machine that the planner may not use from `fromAt` on. */
export type Exclusion = { machineId: string; fromAt: Date; hours: number }

/** Why a machine is not planned on for a while, and what that rests on. */
export type Outage = {
  machineId: string
  fromAt: Date
  untilAt: Date
  basis:
    | 'own_mean_repair'
    | 'site_mean_repair'
    | 'assumed_repair'
    | 'announced'
    | 'health'
    | 'requested'
}

export type PlantProblem = {
  problem: Problem
  /** The instant that is 0 in the problem. */
  originAt: Date
  /** Published slots of the operations that are still to do. */
  current: Slot[]
  outages: Outage[]
  /** Orders released after the horizon that are neither begun nor in the current schedule. */
  beyondHorizon: number
  /** What the data contradict, and how it was read. */
  notes: Localized[]
  /** What of people, material, rests and energy it rests on. */
  basis: Localized[]
}

/**
 * What is supposed of an order: it goes first, and is needed by an instant where one is given; or nothing
 * of it can begin before an instant, or at all.
 */
export type OrderChange = { orderId: string; kind: 'rush' | 'wait'; untilAt: Date | null }

export type PlanFrame = {
  now: Date
  horizonHours: number
  exclusions: Exclusion[]
  changes: OrderChange[]
  /** Operations that a person puts somewhere: then the rest keeps its sequence, and nothing is searched. */
  placements?: (Omit<Placement, 'startS'> & { startAt: Date })[]
}

const shortestRepairS = 1800
const assumedRepairS = 4 * 3600

/**
 * The planning problem of a site: open orders, machines with their outages, running work frozen
 * where it is. A machine that is down comes back after its mean repair time, in half an hour at
 * the earliest.
 *
 * @throws AppError `invalid_input` for a horizon that is not positive
 */
export function plantProblem(rows: PlantRows, frame: PlanFrame): PlantProblem {
  if (!(frame.horizonHours > 0)) {
    throw new AppError('invalid_input', `A horizon of ${frame.horizonHours} h plans nothing.`, {
      field: 'horizon_hours',
      hint: 'Give at least 1 hour; 168 is a week.',
    })
  }
  const originAt = new Date(Math.floor(frame.now.getTime() / 1000) * 1000)
  const seconds = secondsAfter(originAt)
  const outages = [
    ...rows.stops.map((stop) => outageOf(stop, originAt)),
    ...frame.exclusions.map(requestedOutage),
  ]
  const machines = rows.machines.map(({ id, family }) => {
    const own = outages.filter(({ machineId }) => machineId === id)
    const windows = own.map((o) => ({ fromS: seconds(o.fromAt), toS: seconds(o.untilAt) }))
    return { id, family, unavailable: mergeWindows(windows) }
  })
  const begun = rows.operations.filter(({ status }) => status === 'running')
  const placed = new Set([...rows.slots, ...begun].map(({ orderId }) => orderId))
  const operations = Map.groupBy(rows.operations, ({ orderId }) => orderId)
  const open = rows.orders.filter(({ id }) => operations.has(id))
  const untilS = frame.horizonHours * 3600
  const inside = open.filter((o) => placed.has(o.id) || seconds(o.releaseAt) < untilS)
  const { fixed, notes } = freezeRunning({ rows, machines, seconds })
  const orders = inside.map((row) => {
    const order = orderOf(row, operations.get(row.id) ?? [], fixed)
    const timed = { ...order, releaseS: seconds(row.releaseAt), dueS: seconds(row.dueAt) }
    return frame.changes
      .filter(({ orderId }) => orderId === row.id)
      .reduce((changed, change) => changedOrder(changed, change, seconds), timed)
  })
  const bound = bindMeans({ rows, orders, machines, originAt, seconds })
  return {
    problem: bound.problem,
    originAt,
    current: currentSlots(rows, seconds),
    outages,
    beyondHorizon: open.length - inside.length,
    notes: [...notes, ...bound.notes],
    basis: bound.basis,
  }
}

function orderOf(
  row: OrderRow,
  operations: OperationRow[],
  fixed: Map<OperationRow, Slot>,
): Omit<Order, 'releaseS' | 'dueS'> {
  return {
    id: row.id,
    family: row.family,
    // Priority 1 is most urgent: an hour late costs five times one of priority 5.
    weight: Math.max(1, 6 - row.priority),
    operations: operations.map((operation) => ({
      seq: operation.seq,
      machineIds: operation.machineIds,
      runS: Math.ceil(operation.runSPerPiece * row.quantity),
      setupS: Math.ceil(operation.setupS),
      fixed: fixed.get(operation) ?? null,
    })),
  }
}

/** An hour late of an order that goes first costs as much as days of the others. */
const rushWeight = 100

function changedOrder(
  order: Order,
  { kind, untilAt }: OrderChange,
  seconds: (at: Date) => number,
): Order {
  if (kind === 'rush') {
    const neededS = untilAt === null ? order.dueS : seconds(untilAt)
    return { ...order, weight: rushWeight * order.weight, dueS: Math.min(order.dueS, neededS) }
  }
  if (untilAt !== null) return { ...order, releaseS: Math.max(order.releaseS, seconds(untilAt)) }
  return { ...order, operations: order.operations.filter(({ fixed }) => fixed !== null) }
}

/** A stop that nobody has announced the end of lasts for a mean repair. */
export function outageOf(stop: StopRow, now: Date): Outage {
  const { machineId, startAt: fromAt } = stop
  if (stop.endAt) {
    const basis = stop.category === 'health' ? 'health' : 'announced'
    return { machineId, fromAt, untilAt: stop.endAt, basis }
  }
  const repairS = stop.ownRepairS ?? stop.siteRepairS ?? assumedRepairS
  const untilMs = Math.max(
    fromAt.getTime() + repairS * 1000,
    now.getTime() + shortestRepairS * 1000,
  )
  return { machineId, fromAt, untilAt: new Date(untilMs), basis: basisOf(stop) }
}

function basisOf(stop: StopRow): Outage['basis'] {
  if (stop.ownRepairS !== null) return 'own_mean_repair'
  return stop.siteRepairS === null ? 'assumed_repair' : 'site_mean_repair'
}

const requestedOutage = ({ machineId, fromAt, hours }: Exclusion): Outage => ({
  machineId,
  fromAt,
  untilAt: new Date(fromAt.getTime() + hours * 3_600_000),
  basis: 'requested',
})

function currentSlots(rows: PlantRows, seconds: (at: Date) => number): Slot[] {
  const todo = new Set(rows.operations.map(({ orderId, seq }) => `${orderId}/${seq}`))
  return rows.slots
    .filter(({ orderId, seq }) => todo.has(`${orderId}/${seq}`))
    .map(({ startAt, endAt, ...slot }) => ({
      ...slot,
      startS: seconds(startAt),
      endS: seconds(endAt),
    }))
}
