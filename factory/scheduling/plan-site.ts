import { AppError } from '../../base/app-error.ts'
import { canonicalJson, sha256 } from '../../base/canonical-json.ts'
import type { Localized } from '../../base/language.ts'
import type { LateOrder } from '../../scheduling/index.ts'
import { placeByHand } from './by-hand.ts'
import { secondsAfter } from './calendar.ts'
import type { Indicators } from './indicators.ts'
import { type Outage, type PlanFrame, plantProblem } from './plant-problem.ts'
import type { OrderRow, PlantRows, SlotRow } from './plant-rows.ts'
import type { Slot } from './problem.ts'
import { comparedWith, type Objective, type Plan, solve } from './solve.ts'

export type Place = { machineId: string; startAt: Date; endAt: Date }
/** An operation whose published place is not the planned one; `before` null when it had none. */
export type Move = { orderId: string; seq: number; before: Place | null; after: Place }

/** Another plan of the same world, to choose from. */
export type Alternative = {
  objective: Objective
  indicators: Indicators
  /** Operations that stand elsewhere, and those of them that change machine or sequence. */
  moved: number
  resequenced: number
}

export type SitePlan = {
  slots: SlotRow[]
  method: string
  /** Of what counts first: how far above what nothing can go below; null where that says nothing. */
  gap: number | null
  /** Least change, due dates, throughput, and what was asked for. */
  alternatives: Alternative[]
  /** Why orders are late in it, the latest first. */
  late: LateOrder[]
  /** What the current sequence comes to in the same world, and what the plan comes to. */
  before: Indicators
  after: Indicators
  /** Soonest first. */
  moves: Move[]
  /** Of these, operations on another machine or in another place of the sequence of their own. */
  resequenced: number
  plannedAt: Date
  scheduleId: string | null
  ordersSha256: string
  operations: number
  beyondHorizon: number
  outages: Outage[]
  notes: Localized[]
  basis: Localized[]
  /** Of energy cost. */
  currency: string
}

/** More takes the search longer than a person waits. */
const mostOperations = 10_000

/**
 * Plans what is open at a site. Only work that has not begun can move.
 *
 * @throws AppError for data that cannot be planned, naming the order, and for too much of it
 */
export async function planSite(
  rows: PlantRows,
  { objective, signal, ...frame }: PlanFrame & { objective: Objective; signal?: AbortSignal },
): Promise<SitePlan> {
  const plant = plantProblem(rows, frame)
  const size = plant.problem.orders.reduce((sum, order) => sum + order.operations.length, 0)
  if (size > mostOperations) throw tooLarge(size)
  const { current, problem } = plant
  const placements = frame.placements?.map(({ startAt, ...one }) => ({
    ...one,
    startS: Math.max(0, secondsAfter(plant.originAt)(startAt)),
  }))
  const { kept, best, alternatives, late } =
    placements === undefined || placements.length === 0
      ? await solve(problem, { current, objective, signal })
      : placeByHand(problem, current, placements)
  const planned = new Set(plant.problem.orders.map(({ id }) => id))
  const rowsOf = (plan: Plan) => plan.slots.map((slot) => slotRow(slot, plant.originAt))
  const slots = rowsOf(best)
  return {
    slots: slots.toSorted(bySoonest),
    ...{ method: best.method, gap: best.gap, late },
    resequenced: best.resequenced,
    alternatives: [best, ...alternatives].map((plan, index) => ({
      objective: [objective, ...comparedWith(objective)][index] ?? objective,
      indicators: plan.indicators,
      moved: movesBetween(rows, rowsOf(plan), plant.originAt).length,
      resequenced: plan.resequenced,
    })),
    before: kept.indicators,
    after: best.indicators,
    moves: movesBetween(rows, slots, plant.originAt),
    plannedAt: plant.originAt,
    scheduleId: rows.current?.id ?? null,
    ordersSha256: ordersHash(rows.orders.filter(({ id }) => planned.has(id))),
    operations: slots.length,
    beyondHorizon: plant.beyondHorizon,
    outages: plant.outages,
    ...{ notes: plant.notes, basis: plant.basis, currency: rows.means.currency },
  }
}

const tooLarge = (size: number) =>
  new AppError('too_large', `${size} operations are too many to plan at once.`, {
    field: 'horizon_hours',
    hint: `At most ${mostOperations}: plan a shorter horizon, and close orders that are done.`,
  })

/** What was promised for the orders; changes when a quantity or a due time does. */
export function ordersHash(orders: Pick<OrderRow, 'id' | 'quantity' | 'dueAt'>[]): string {
  const promises = orders.map(({ id, quantity, dueAt }) => [id, quantity, dueAt.toISOString()])
  return sha256(canonicalJson(promises.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))))
}

/** A shift in time that is worth a person's attention. */
const noticeableMs = 60_000

function movesBetween(rows: PlantRows, slots: SlotRow[], plannedAt: Date): Move[] {
  const published = new Map(rows.slots.map((slot) => [`${slot.orderId}/${slot.seq}`, slot]))
  const begun = new Set(
    rows.operations.flatMap((o) => (o.status === 'running' ? [`${o.orderId}/${o.seq}`] : [])),
  )
  return slots
    .flatMap((slot): Move[] => {
      const name = `${slot.orderId}/${slot.seq}`
      const before = published.get(name)
      if (begun.has(name) && slot.startAt <= plannedAt) return []
      if (before && !isMoved(before, slot)) return []
      const { orderId, seq } = slot
      return [{ orderId, seq, before: before ? placeOf(before) : null, after: placeOf(slot) }]
    })
    .toSorted((a, b) => bySoonest(a.after, b.after))
}

const isMoved = (before: SlotRow, after: SlotRow) =>
  before.machineId !== after.machineId ||
  Math.abs(before.startAt.getTime() - after.startAt.getTime()) >= noticeableMs

const placeOf = ({ machineId, startAt, endAt }: SlotRow): Place => ({ machineId, startAt, endAt })

const bySoonest = (a: Place, b: Place) =>
  a.startAt.getTime() - b.startAt.getTime() || (a.machineId < b.machineId ? -1 : 1)

function slotRow({ startS, endS, ...slot }: Slot, originAt: Date): SlotRow {
  const at = (seconds: number) => new Date(originAt.getTime() + seconds * 1000)
  return { ...slot, startAt: at(startS), endAt: at(endS) }
}
