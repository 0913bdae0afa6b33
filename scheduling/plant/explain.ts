import { linksOf } from './links.ts'
import type { PlantOperation, PlantOrder, PlantProblem, PlantSlot } from './problem.ts'

/** What an operation had to wait for. `start`: for nothing, it begins at the origin or where it is frozen. */
export type Cause =
  | { kind: 'start' | 'release' | 'chosen' }
  | { kind: 'order' | 'machine'; orderId: string; seq: number }
  | { kind: 'resource'; orderId: string; seq: number; resourceId: string }
  /** For nothing but the plan, so long after that ended. */
  | { kind: 'planned'; orderId: string; seq: number; gapS: number }
  | { kind: 'material'; materialId: string }
  | { kind: 'calendar'; machineId: string }

export type ChainLink = Pick<PlantSlot, 'orderId' | 'seq' | 'machineId' | 'startS' | 'endS'> & {
  cause: Cause
}

export type LateOrder = {
  orderId: string
  lateS: number
  /** From its last operation back: each waited for the end of the next, so shortening any helps. */
  chain: ChainLink[]
  /** The machine whose queue and work take most of the chain. */
  bottleneck: string
}

/** Why orders are late, the latest first; no more than `most` of them. */
export function explainLate(
  problem: PlantProblem,
  slots: readonly PlantSlot[],
  most = 20,
): LateOrder[] {
  const byOrder = Map.groupBy(slots, ({ orderId }) => orderId)
  return problem.orders
    .map(({ id, dueS }) => {
      const own = byOrder.get(id) ?? []
      const last = own.reduce((a, b) => (b.endS > a.endS ? b : a), own[0] ?? noSlot)
      return { last, lateS: own.length === 0 ? 0 : last.endS - dueS }
    })
    .filter(({ lateS }) => lateS > 0)
    .sort((a, b) => b.lateS - a.lateS || (a.last.orderId < b.last.orderId ? -1 : 1))
    .slice(0, most)
    .map(({ last, lateS }) => {
      const chain = chainTo(problem, slots, last)
      return { orderId: last.orderId, lateS, chain, bottleneck: bottleneckOf(chain) }
    })
}

const noSlot: PlantSlot = {
  ...{ orderId: '', seq: 0, machineId: '', startS: 0, endS: 0, setupS: 0, resources: [] },
}

function chainTo(problem: PlantProblem, slots: readonly PlantSlot[], last: PlantSlot): ChainLink[] {
  const chain: ChainLink[] = []
  const seen = new Set<PlantSlot>()
  for (let slot: PlantSlot | undefined = last; slot && !seen.has(slot); ) {
    seen.add(slot)
    const { orderId, seq, machineId, startS, endS } = slot
    const cause = causeOf(problem, slots, slot)
    chain.push({ orderId, seq, machineId, startS, endS, cause })
    slot = 'seq' in cause ? slots.find((one) => isOf(one, cause)) : undefined
  }
  return chain
}

const isOf = (slot: PlantSlot, of: { orderId: string; seq: number }) =>
  slot.orderId === of.orderId && slot.seq === of.seq

/** What ended just when the operation began, or what else kept it until then. */
function causeOf(problem: PlantProblem, slots: readonly PlantSlot[], slot: PlantSlot): Cause {
  const order = problem.orders.find(({ id }) => id === slot.orderId)
  const operation = order?.operations.find(({ seq }) => seq === slot.seq)
  if (!order || !operation || operation.frozen || slot.startS <= 0) return { kind: 'start' }
  const others = slots.filter((one) => one !== slot)
  return (
    ofOrder({ order, operation, slot }, others) ??
    ofMachine(slot, others) ??
    ofResource(slot, others) ??
    ofMaterial(problem, operation, slot) ??
    (slot.startS === order.releaseS ? { kind: 'release' } : null) ??
    ofCalendar(problem, slot) ??
    ofPlan({ order, operation, slot }, others) ?? { kind: 'chosen' }
  )
}

/** Published schedules begin at whole minutes. */
const isJustAfter = ({ startS }: PlantSlot, endS: number): boolean =>
  endS <= startS && startS - endS < 60

type Doing = { order: PlantOrder; operation: PlantOperation; slot: PlantSlot }

function ofOrder({ order, operation, slot }: Doing, others: PlantSlot[]): Cause | null {
  for (const { seq, lagS } of linksOf(order, order.operations.indexOf(operation))) {
    const before = others.find((one) => isOf(one, { orderId: order.id, seq }))
    if (before && isJustAfter(slot, before.endS + lagS))
      return { kind: 'order', orderId: order.id, seq }
  }
  return null
}

function ofMachine(slot: PlantSlot, others: PlantSlot[]): Cause | null {
  const before = others.find(
    (one) => one.machineId === slot.machineId && isJustAfter(slot, one.endS),
  )
  return before ? { kind: 'machine', orderId: before.orderId, seq: before.seq } : null
}

function ofResource(slot: PlantSlot, others: PlantSlot[]): Cause | null {
  for (const resourceId of slot.resources) {
    const before = others.find(
      (one) => isJustAfter(slot, one.endS) && one.resources.includes(resourceId),
    )
    if (before) return { kind: 'resource', resourceId, orderId: before.orderId, seq: before.seq }
  }
  return null
}

function ofMaterial(
  { materials }: PlantProblem,
  { materials: taken }: PlantOperation,
  { startS }: PlantSlot,
): Cause | null {
  const late = taken.find(({ materialId }) =>
    materials.some(
      ({ id, supplies }) => id === materialId && supplies.some((one) => one.atS === startS),
    ),
  )
  return late ? { kind: 'material', materialId: late.materialId } : null
}

function ofCalendar({ machines }: PlantProblem, { machineId, startS }: PlantSlot): Cause | null {
  const windows = machines.find(({ id }) => id === machineId)?.windows ?? []
  const opens = windows.some(({ toS, kind }) => kind !== 'overtime' && toS === startS)
  return opens ? { kind: 'calendar', machineId } : null
}

/** Of what its order and its machine do before, the last to end. */
function ofPlan({ order, operation, slot }: Doing, others: PlantSlot[]): Cause | null {
  const needed = new Set(linksOf(order, order.operations.indexOf(operation)).map(({ seq }) => seq))
  const [last] = others
    .filter(({ endS }) => endS <= slot.startS)
    .filter((one) =>
      one.orderId === order.id ? needed.has(one.seq) : one.machineId === slot.machineId,
    )
    .sort((a, b) => b.endS - a.endS)
  if (last === undefined) return null
  const { orderId, seq, endS } = last
  return { kind: 'planned', orderId, seq, gapS: slot.startS - endS }
}

/** Waiting for a machine counts for it as its own work does. */
function bottleneckOf(chain: ChainLink[]): string {
  const seconds = new Map<string, number>()
  for (const { machineId, startS, endS, cause } of chain) {
    const closed = cause.kind === 'calendar' ? startS : 0
    seconds.set(machineId, (seconds.get(machineId) ?? 0) + endS - startS + closed)
  }
  return [...seconds].reduce((a, b) => (b[1] > a[1] ? b : a), ['', -1] as [string, number])[0]
}
