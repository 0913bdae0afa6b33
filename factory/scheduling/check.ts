import type { Machine, Operation, Order, Problem, Slot } from './problem.ts'

/**
 * Says in words everything that is wrong with a schedule; empty when it may be shown. Shares no
 * code with what makes schedules, so that one mistake cannot hide another.
 */
export function checkSchedule(problem: Problem, slots: Slot[]): string[] {
  const byName = new Map(slots.map((slot) => [nameOf(slot), slot]))
  return [
    ...checkCoverage(problem, slots),
    ...problem.orders.flatMap((order) => checkOrder(order, byName)),
    ...problem.machines.flatMap((machine) => checkMachine(problem, machine, slots)),
  ]
}

const nameOf = (slot: { orderId: string; seq: number }) => `${slot.orderId}/${slot.seq}`

function checkCoverage(problem: Problem, slots: Slot[]): string[] {
  const wrong: string[] = []
  const machines = new Set(problem.machines.map((machine) => machine.id))
  const wanted = new Set(
    problem.orders.flatMap((order) =>
      order.operations.map(({ seq }) => nameOf({ orderId: order.id, seq })),
    ),
  )
  const seen = new Set<string>()
  for (const slot of slots) {
    const name = nameOf(slot)
    if (!wanted.has(name)) wrong.push(`${name} is not part of the problem`)
    if (seen.has(name)) wrong.push(`${name} is planned twice`)
    if (!machines.has(slot.machineId)) wrong.push(`${name} is on unknown ${slot.machineId}`)
    seen.add(name)
  }
  for (const name of wanted) if (!seen.has(name)) wrong.push(`${name} is not planned`)
  return wrong
}

function checkOrder(order: Order, slots: Map<string, Slot>): string[] {
  const wrong: string[] = []
  let previousEndS = Number.NEGATIVE_INFINITY
  for (const operation of order.operations) {
    const slot = slots.get(nameOf({ orderId: order.id, seq: operation.seq }))
    if (!slot) continue
    wrong.push(
      ...(operation.fixed ? checkFixed(operation, slot) : checkFree(order, operation, slot)),
    )
    if (slot.startS < previousEndS) {
      wrong.push(`${nameOf(slot)} starts before the operation ahead of it ends`)
    }
    previousEndS = slot.endS
  }
  return wrong
}

function checkFixed(operation: Operation, slot: Slot): string[] {
  const held = operation.fixed
  const same =
    held !== null &&
    held.machineId === slot.machineId &&
    held.startS === slot.startS &&
    held.endS === slot.endS
  return same ? [] : [`${nameOf(slot)} is running and was moved`]
}

function checkFree(order: Order, operation: Operation, slot: Slot): string[] {
  const wrong: string[] = []
  const name = nameOf(slot)
  if (!(Number.isFinite(slot.startS) && Number.isFinite(slot.endS))) {
    wrong.push(`${name} has no usable times`)
  }
  if (!operation.machineIds.includes(slot.machineId)) {
    wrong.push(`${name} is on ${slot.machineId}, which cannot do it`)
  }
  if (slot.startS < 0) wrong.push(`${name} starts in the past`)
  if (slot.startS < order.releaseS) wrong.push(`${name} starts before its order is released`)
  if (Math.abs(slot.endS - slot.startS - slot.setupS - operation.runS) > 1e-6) {
    wrong.push(`${name} does not last its set-up and run time`)
  }
  return wrong
}

function checkMachine(problem: Problem, machine: Machine, slots: Slot[]): string[] {
  const orders = new Map(problem.orders.map((order) => [order.id, order]))
  const wrong: string[] = []
  let family = machine.family
  let busyUntilS = Number.NEGATIVE_INFINITY
  const own = slots.filter((slot) => slot.machineId === machine.id)
  for (const slot of own.toSorted((a, b) => a.startS - b.startS || a.endS - b.endS)) {
    const order = orders.get(slot.orderId)
    const operation = order?.operations.find(({ seq }) => seq === slot.seq)
    if (!order || !operation) continue
    if (slot.startS < busyUntilS) wrong.push(`${nameOf(slot)} overlaps others on ${machine.id}`)
    if (!operation.fixed) {
      wrong.push(...checkSetup(slot, family === order.family ? 0 : operation.setupS))
      wrong.push(...checkCalendar(slot, machine))
    }
    family = order.family
    busyUntilS = Math.max(busyUntilS, slot.endS)
  }
  return wrong
}

const checkSetup = (slot: Slot, neededS: number): string[] =>
  slot.setupS === neededS
    ? []
    : [`${nameOf(slot)} has ${slot.setupS} s of set-up where ${neededS} s are needed`]

const checkCalendar = (slot: Slot, machine: Machine): string[] =>
  machine.unavailable.some(({ fromS, toS }) => slot.startS < toS && slot.endS > fromS)
    ? [`${nameOf(slot)} runs while ${machine.id} is unavailable`]
    : []
