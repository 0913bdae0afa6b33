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
    .map((order) => latenessOf(order, byOrder.get(order.id) ?? []))
    .filter(({ lateS }) => lateS > 0)
    .sort((a, b) => b.lateS - a.lateS || (a.last.orderId < b.last.orderId ? -1 : 1))
    .slice(0, most)
    .map((late) => explained(problem, slots, late))
}

/** Why one order is late; null where it is on time. */
export function explainOrder(
  problem: PlantProblem,
  slots: readonly PlantSlot[],
  id: string,
): LateOrder | null {
  const order = problem.orders.find((one) => one.id === id)
  if (order === undefined) return null
  const late = latenessOf(
    order,
    slots.filter(({ orderId }) => orderId === id),
  )
  return late.lateS > 0 ? explained(problem, slots, late) : null
}

type Lateness = { last: PlantSlot; lateS: number }

function latenessOf({ dueS }: PlantOrder, own: PlantSlot[]): Lateness {
  const last = own.reduce((a, b) => (b.endS > a.endS ? b : a), own[0] ?? noSlot)
  return { last, lateS: own.length === 0 ? 0 : last.endS - dueS }
}

function explained(
  problem: PlantProblem,
  slots: readonly PlantSlot[],
  { last, lateS }: Lateness,
): LateOrder {
  const chain = chainTo(problem, slots, last)
  return { orderId: last.orderId, lateS, chain, bottleneck: bottleneckOf(chain) }
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
  const before = endedBefore({ order, operation, slot }, slots)
  const waits = before.find(({ restS }) => restS < minuteS)
  const planned = before.find(({ cause }) => cause.kind !== 'resource')
  return (
    waits?.cause ??
    ofMaterial(problem, operation, slot) ??
    (slot.startS === order.releaseS ? { kind: 'release' } : null) ??
    ofCalendar(problem, slot) ??
    (planned ? plannedAfter(planned.slot, slot) : null) ?? { kind: 'chosen' }
  )
}

/** Published schedules begin at whole minutes. */
const minuteS = 60

type Doing = { order: PlantOrder; operation: PlantOperation; slot: PlantSlot }
type Before = {
  slot: PlantSlot
  cause: Extract<Cause, { kind: 'order' | 'machine' | 'resource' }>
  /** How long all was ready when the operation began. */
  restS: number
}

const byNeed = { order: 0, machine: 1, resource: 2 }

/** What its order, its machine and its people did before, the last to end first. */
function endedBefore({ order, operation, slot }: Doing, slots: readonly PlantSlot[]): Before[] {
  const lags = new Map(
    linksOf(order, order.operations.indexOf(operation)).map(({ seq, lagS }) => [seq, lagS]),
  )
  return slots
    .flatMap((one): Before[] => {
      const { orderId, seq } = one
      const lagS = orderId === order.id ? lags.get(seq) : undefined
      const restS = slot.startS - one.endS
      if (one === slot || restS < (lagS ?? 0)) return []
      if (lagS !== undefined)
        return [{ slot: one, cause: { kind: 'order', orderId, seq }, restS: restS - lagS }]
      if (one.machineId === slot.machineId)
        return [{ slot: one, cause: { kind: 'machine', orderId, seq }, restS }]
      const resourceId = slot.resources.find((id) => one.resources.includes(id))
      if (resourceId === undefined) return []
      return [{ slot: one, cause: { kind: 'resource', orderId, seq, resourceId }, restS }]
    })
    .sort((a, b) => a.restS - b.restS || byNeed[a.cause.kind] - byNeed[b.cause.kind])
}

/** For nothing but the plan. */
const plannedAfter = ({ orderId, seq, endS }: PlantSlot, { startS }: PlantSlot): Cause => ({
  ...{ kind: 'planned', orderId, seq },
  gapS: startS - endS,
})

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

/** Waiting for a machine counts for it as its own work does. */
function bottleneckOf(chain: ChainLink[]): string {
  const seconds = new Map<string, number>()
  for (const { machineId, startS, endS, cause } of chain) {
    const closed = cause.kind === 'calendar' ? startS : 0
    seconds.set(machineId, (seconds.get(machineId) ?? 0) + endS - startS + closed)
  }
  return [...seconds].reduce((a, b) => (b[1] > a[1] ? b : a), ['', -1] as [string, number])[0]
}
