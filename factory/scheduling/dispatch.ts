import { earliestFit } from './calendar.ts'
import type { Machine, Operation, Order, Problem, Slot } from './problem.ts'
import type { Candidate, Rule, RuleScale } from './rules.ts'

/** Chooses what is placed next; `candidates` is never empty. */
type Pick = (candidates: Candidate[]) => Candidate
type EligibleMachines = (operation: Operation) => string[]
type Load = { machine: Machine; freeS: number; family: string | null }
type Progress = {
  order: Order
  next: number
  readyS: number
  remainingS: number
  candidate: Candidate | null
}

/**
 * A schedule by one rule. `active` lets a machine wait for urgent work that is on its way
 * (Giffler and Thompson); `non_delay` never keeps a machine waiting while work stands before it.
 */
export function dispatch(problem: Problem, rule: Rule, mode: 'active' | 'non_delay'): Slot[] {
  const scale = scaleOf(problem)
  const pick: Pick = (candidates) => {
    const rivals = mode === 'active' ? activeRivals(candidates) : nonDelayRivals(candidates)
    const ranked = rivals.map((candidate) => ({ candidate, rank: rule(candidate, scale) }))
    return lowest(ranked, (a, b) => a.rank - b.rank || byDue(a.candidate, b.candidate)).candidate
  }
  return build(problem, pick, (operation) => operation.machineIds)
}

/**
 * What becomes of `current` when its machines and sequence are kept: each operation as early as
 * breakdowns, windows and the operations ahead of it allow. Work not yet in it comes last, by due time.
 */
export function keepSequence(problem: Problem, current: Slot[]): Slot[] {
  const slots = new Map(current.map((slot) => [`${slot.orderId}/${slot.seq}`, slot]))
  const held = new Map(
    problem.orders.flatMap((order) =>
      order.operations.map((operation) => [operation, slots.get(`${order.id}/${operation.seq}`)]),
    ),
  )
  const rankOf = ({ operation }: Candidate) => held.get(operation)?.startS ?? Number.MAX_VALUE
  const pick: Pick = (candidates) =>
    lowest(candidates, (a, b) => rankOf(a) - rankOf(b) || byDue(a, b))
  return build(problem, pick, (operation) => {
    const machineId = held.get(operation)?.machineId
    const kept = machineId !== undefined && operation.machineIds.includes(machineId)
    return kept ? [machineId] : operation.machineIds
  })
}

const byDue = (a: Candidate, b: Candidate) =>
  a.order.dueS - b.order.dueS || a.slot.endS - b.slot.endS

function build(problem: Problem, pick: Pick, eligible: EligibleMachines): Slot[] {
  const slots = problem.orders.flatMap((order) => order.operations.flatMap((o) => o.fixed ?? []))
  const loads = new Map(problem.machines.map((machine) => [machine.id, startLoad(machine)]))
  const families = new Map(problem.orders.map((order) => [order.id, order.family]))
  const occupy = (slot: Slot) => {
    const load = loads.get(slot.machineId)
    if (!load) return
    load.freeS = Math.max(load.freeS, slot.endS)
    load.family = families.get(slot.orderId) ?? null
  }
  for (const slot of slots.toSorted((a, b) => a.startS - b.startS)) occupy(slot)
  const open = problem.orders.map(startProgress).filter(({ next, order }) => order.operations[next])
  while (open.length > 0) {
    const candidates = open.map((progress) => {
      progress.candidate ??= candidateOf(progress, loads, eligible)
      return progress.candidate
    })
    const { slot, order } = pick(candidates)
    slots.push(slot)
    occupy(slot)
    advance(open, order, slot)
  }
  return slots
}

const startLoad = (machine: Machine): Load => ({ machine, freeS: 0, family: machine.family })

function startProgress(order: Order): Progress {
  const fixed = order.operations.flatMap((operation) => operation.fixed ?? [])
  const readyS = Math.max(0, order.releaseS, ...fixed.map((slot) => slot.endS))
  const waiting = order.operations.slice(fixed.length)
  const remainingS = waiting.reduce((sum, { runS }) => sum + runS, 0)
  return { order, next: fixed.length, readyS, remainingS, candidate: null }
}

/** Moves the order on and forgets the candidates that the new slot may have changed. */
function advance(open: Progress[], order: Order, slot: Slot): void {
  for (const progress of open) {
    const operation = progress.order.operations[progress.next]
    if (operation?.machineIds.includes(slot.machineId)) progress.candidate = null
  }
  const index = open.findIndex((progress) => progress.order === order)
  const progress = open[index]
  if (!progress) return
  progress.remainingS -= order.operations[progress.next]?.runS ?? 0
  progress.next += 1
  progress.readyS = slot.endS
  progress.candidate = null
  if (!order.operations[progress.next]) open.splice(index, 1)
}

function candidateOf(
  { order, next, readyS, remainingS }: Progress,
  loads: Map<string, Load>,
  eligible: EligibleMachines,
): Candidate {
  const operation = order.operations[next]
  if (!operation) throw new RangeError(`order ${order.id} has no operation left`)
  const slots = eligible(operation).flatMap((id) => {
    const load = loads.get(id)
    return load ? [placeOn(load, order, { operation, readyS })] : []
  })
  const slot = lowest(slots, (a, b) => a.endS - b.endS || a.setupS - b.setupS)
  return { order, operation, slot, remainingS }
}

function placeOn(
  { machine, freeS, family }: Load,
  order: Order,
  { operation, readyS }: { operation: Operation; readyS: number },
): Slot {
  const setupS = family === order.family ? 0 : operation.setupS
  const lengthS = setupS + operation.runS
  const startS = earliestFit(machine.unavailable, Math.max(readyS, freeS), lengthS)
  return {
    orderId: order.id,
    seq: operation.seq,
    machineId: machine.id,
    startS,
    endS: startS + lengthS,
    setupS,
  }
}

const byEnd = (a: Candidate, b: Candidate) =>
  a.slot.endS - b.slot.endS || a.slot.startS - b.slot.startS
const byStart = (a: Candidate, b: Candidate) =>
  a.slot.startS - b.slot.startS || a.slot.endS - b.slot.endS

function activeRivals(candidates: Candidate[]): Candidate[] {
  const { slot: first } = lowest(candidates, byEnd)
  return candidates.filter(
    ({ slot }) =>
      slot.machineId === first.machineId && slot.startS < Math.max(first.endS, first.startS + 1),
  )
}

function nonDelayRivals(candidates: Candidate[]): Candidate[] {
  const { slot: first } = lowest(candidates, byStart)
  return candidates.filter(
    ({ slot }) => slot.machineId === first.machineId && slot.startS === first.startS,
  )
}

/** The first of the lowest items. */
function lowest<Item>(items: Item[], compare: (a: Item, b: Item) => number): Item {
  if (items.length === 0) throw new RangeError('nothing to choose from')
  return items.reduce((best, item) => (compare(item, best) < 0 ? item : best))
}

function scaleOf(problem: Problem): RuleScale {
  const operations = problem.orders.flatMap((order) => order.operations)
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return {
    meanRunS: mean(operations.map(({ runS }) => runS)),
    meanSetupS: mean(operations.map(({ setupS }) => setupS)),
  }
}
