import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import type { Window } from './calendar.ts'

/** Where one operation runs, seconds after the plan's origin. The set-up is its first part. */
export type Slot = {
  orderId: string
  seq: number
  machineId: string
  startS: number
  endS: number
  setupS: number
}

export type Operation = {
  seq: number
  /** Machines that can do it; any one of them. */
  machineIds: string[]
  runS: number
  /** Paid when the machine last worked on another product family. */
  setupS: number
  /** Already running: it stays where it is. Only the first operations of an order can be. */
  fixed: Slot | null
}

export type Order = {
  id: string
  family: string
  releaseS: number
  dueS: number
  /** Cost of an hour late, relative to the other orders. */
  weight: number
  /** Work that is left, in the sequence in which it must be done. */
  operations: Operation[]
}

export type Machine = {
  id: string
  /** Sorted and disjoint, see `mergeWindows`. */
  unavailable: Window[]
  /** Family that it is set up for at the origin; null when unknown. */
  family: string | null
}

/**
 * A flexible job shop with sequence-dependent family set-ups, release and due times, and
 * machine calendars. Time starts at 0, the instant of planning. A set-up needs the order at the
 * machine, and work does not stop at a window except where it had already begun.
 */
export type Problem = { orders: Order[]; machines: Machine[] }

/** @throws AppError `invalid_input` naming the order at fault and what would mend it. */
export function validateProblem(problem: Problem): void {
  const machineIds = new Set(problem.machines.map((machine) => machine.id))
  const seen = new Set<string>()
  for (const order of problem.orders) {
    if (seen.has(order.id)) refuse(order, 'is given twice', 'Give each order once.')
    seen.add(order.id)
    for (const [name, value] of Object.entries(timesOf(order))) {
      if (!Number.isFinite(value)) refuse(order, `has no usable ${name}`, `Set its ${name}.`)
    }
    validateSequence(order)
    for (const operation of order.operations) validateOperation(order, operation, machineIds)
  }
}

const timesOf = (order: Order) => ({
  'release time': order.releaseS,
  'due time': order.dueS,
  weight: order.weight,
})

function validateSequence(order: Order): void {
  order.operations.forEach((operation, index) => {
    const before = order.operations[index - 1]
    if (!before) return
    if (operation.seq === before.seq) {
      refuse(order, `has operation ${operation.seq} twice`, 'Number its operations 10, 20, 30 …')
    }
    if (operation.seq < before.seq) {
      const what = `goes back from operation ${before.seq} to ${operation.seq}`
      refuse(order, what, 'List its operations in rising sequence; a circle cannot be planned.')
    }
    if (operation.fixed && !before.fixed) {
      const what = `runs operation ${operation.seq} while operation ${before.seq} still waits`
      refuse(order, what, `Complete operation ${before.seq}, or set ${operation.seq} to waiting.`)
    }
  })
}

function validateOperation(order: Order, operation: Operation, known: Set<string>): void {
  const name = `operation ${operation.seq}`
  if (operation.machineIds.length === 0) {
    refuse(order, `has no eligible machine for ${name}`, 'Name at least one machine for it.')
  }
  for (const id of operation.machineIds) {
    if (known.has(id)) continue
    const near = nearest(id, known)
    const hint = near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'Add the machine first.'
    refuse(order, `names the unknown machine "${id}" for ${name}`, hint)
  }
  for (const [field, value] of [
    ['run time', operation.runS],
    ['set-up time', operation.setupS],
  ] as const) {
    if (Number.isFinite(value) && value >= 0) continue
    refuse(order, `has a ${field} of ${value} s for ${name}`, 'Give seconds, zero or more.')
  }
}

function refuse(order: Order, what: string, hint: string): never {
  throw new AppError('invalid_input', `Order ${order.id} ${what}.`, { hint, field: 'orders' })
}
