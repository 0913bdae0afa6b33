import type { Plan } from '../../server/http/contract.ts'
import { hourMs } from '../app/milliseconds.ts'
import type { Moved } from '../inbox/gantt.ts'

export type BarKind = 'onTime' | 'late' | 'unplaced' | 'done'
/** `plan`: where it stands and stays; the other two only of what a proposal moves. */
export type BarSide = 'plan' | 'before' | 'after'

/** An operation as it is drawn. */
export type Bar = {
  key: string
  orderId: string
  seq: number
  /** '' while it has no place. */
  machineId: string
  fromMs: number
  toMs: number
  setupMs: number
  status: 'waiting' | 'running' | 'completed'
  kind: BarKind
  side: BarSide
  dueMs: number | null
  /** How long after the due time its order ends, negative when early; null when nobody can tell. */
  lateMs: number | null
}

const nameOf = ({ orderId, seq }: { orderId: string; seq: number }) => `${orderId} ${seq}`

/** Every operation of a plan; with what a proposal moves, in both of its places. */
export function barsOf(plan: Plan, moved: readonly Moved[]): Bar[] {
  const orders = new Map(plan.orders.map((order) => [order.id, order]))
  const slots = new Map(plan.slots.map((slot) => [nameOf(slot), slot]))
  const moves = new Map(moved.map((one) => [nameOf(one), one]))
  const proposed = latenessAfter(plan, moves)
  const bar = (place: Placed, side: BarSide): Bar => {
    const order = orders.get(place.orderId)
    const published = order?.latenessH == null ? null : order.latenessH * hourMs
    const lateMs = side === 'before' ? published : (proposed.get(place.orderId) ?? published)
    const { setupS = 0, status = 'waiting' } = slots.get(nameOf(place)) ?? {}
    return {
      ...{ key: `${nameOf(place)} ${side}`, orderId: place.orderId, seq: place.seq, side },
      ...{ machineId: place.machineId, status, setupMs: setupS * 1000 },
      ...{ fromMs: Date.parse(place.startAt), toMs: Date.parse(place.endAt) },
      ...{ dueMs: order === undefined ? null : Date.parse(order.dueAt), lateMs },
      kind: status === 'completed' ? 'done' : lateMs !== null && lateMs > 0 ? 'late' : 'onTime',
    }
  }
  const resting = plan.slots.filter((slot) => !moves.has(nameOf(slot)))
  const moving = moved.flatMap(({ orderId, seq, before, after }) => [
    ...(before === null ? [] : [bar({ orderId, seq, ...before }, 'before')]),
    ...(after === null ? [] : [bar({ orderId, seq, ...after }, 'after')]),
  ])
  const lacking = plan.unplaced.filter((one) => !moves.has(nameOf(one)))
  return [
    ...resting.map((slot) => bar(slot, 'plan')),
    ...moving,
    ...lacking.map((one) => unplacedBar(one, orders.get(one.orderId))),
  ].sort((a, b) => a.fromMs - b.fromMs)
}

type Placed = { orderId: string; seq: number; machineId: string; startAt: string; endAt: string }

/** Lateness of the orders that a proposal touches, by the rule of the server: never before now. */
function latenessAfter(plan: Plan, moves: ReadonlyMap<string, Moved>): Map<string, number> {
  const ends = new Map<string, number>()
  const endsAt = (orderId: string, endAt: string) =>
    ends.set(orderId, Math.max(ends.get(orderId) ?? Date.parse(plan.now), Date.parse(endAt)))
  for (const { orderId, after } of moves.values()) if (after !== null) endsAt(orderId, after.endAt)
  for (const slot of plan.slots) {
    if (ends.has(slot.orderId) && !moves.has(nameOf(slot))) endsAt(slot.orderId, slot.endAt)
  }
  return new Map(
    plan.orders.flatMap(({ id, dueAt }) => {
      const end = ends.get(id)
      return end === undefined ? [] : [[id, end - Date.parse(dueAt)] as const]
    }),
  )
}

/** As late as it may be: up to the due time, for it stands nowhere. */
function unplacedBar(
  { orderId, seq, workS }: Plan['unplaced'][number],
  order: Plan['orders'][number] | undefined,
): Bar {
  const toMs = order === undefined ? 0 : Date.parse(order.dueAt)
  return {
    ...{ key: `${orderId} ${seq} plan`, orderId, seq, machineId: '', side: 'plan' },
    ...{ fromMs: toMs - workS * 1000, toMs, setupMs: 0, status: 'waiting', kind: 'unplaced' },
    ...{ dueMs: toMs, lateMs: null },
  }
}

export type Wanted = { line: string; order: string }
export type Row = { id: string; machine: Plan['machines'][number] | null; bars: Bar[] }

/** A row for each machine of a line, and one for what has no place. */
export function rowsOf(plan: Plan, bars: readonly Bar[], { line }: Pick<Wanted, 'line'>): Row[] {
  const byMachine = Map.groupBy(bars, ({ machineId }) => machineId)
  const machines = plan.machines.filter(({ lineId }) => line === '' || lineId === line)
  const lacking = byMachine.get('') ?? []
  return [
    ...machines.map((machine) => ({
      ...{ id: machine.id, machine },
      bars: byMachine.get(machine.id) ?? [],
    })),
    ...(lacking.length === 0 ? [] : [{ id: '', machine: null, bars: lacking }]),
  ]
}

export const isWanted = ({ orderId }: Bar, { order }: Pick<Wanted, 'order'>): boolean =>
  orderId.toLowerCase().includes(order.trim().toLowerCase())
