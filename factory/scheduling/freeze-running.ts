import type { Localized } from '../../base/language.ts'
import { resumedEnd } from './calendar.ts'
import type { OperationRow, OrderRow, PlantRows } from './plant-rows.ts'
import type { Machine, Slot } from './problem.ts'

type Freezing = { rows: PlantRows; machines: Machine[]; seconds: (at: Date) => number }
type Frozen = { fixed: Map<OperationRow, Slot>; notes: Localized[] }

/**
 * Where running operations stay, and until when. Two that claim one machine are taken one after
 * the other; one that runs ahead of a waiting operation of its order counts as waiting. Both are
 * contradictions in the data and noted.
 */
export function freezeRunning({ rows, machines, seconds }: Freezing): Frozen {
  const orders = new Map(rows.orders.map((order) => [order.id, order]))
  const published = new Map(rows.slots.map((slot) => [nameOf(slot), slot]))
  const firsts = new Set(firstOperations(rows.operations))
  const freeS = new Map<string, number>()
  const fixed = new Map<OperationRow, Slot>()
  const notes: Localized[] = []
  const startOf = (operation: OperationRow) => {
    const slot = published.get(nameOf(operation))
    return slot ? Math.min(0, seconds(slot.startAt)) : 0
  }
  const running = rows.operations.filter(({ status }) => status === 'running')
  for (const operation of running.toSorted((a, b) => startOf(a) - startOf(b))) {
    const order = orders.get(operation.orderId)
    const slot = published.get(nameOf(operation))
    const machine = machineOf(operation, { machines, freeS, wanted: slot?.machineId })
    if (!order || !machine) continue
    if (!firsts.has(operation)) {
      notes.push(outOfSequence(operation))
      continue
    }
    const taken = freeS.get(machine.id)
    if (taken !== undefined) notes.push(doublyClaimed(operation, machine.id))
    const startS = Math.max(startOf(operation), taken ?? Number.NEGATIVE_INFINITY)
    const leftS = Math.ceil(remainingS(operation, order, slot ? seconds(slot.endAt) : 0))
    const endS = resumedEnd(machine.unavailable, Math.max(0, startS), leftS)
    const { orderId, seq } = operation
    const setupS = Math.min(slot?.setupS ?? 0, endS - startS)
    fixed.set(operation, { orderId, seq, machineId: machine.id, startS, endS, setupS })
    freeS.set(machine.id, endS)
  }
  return { fixed, notes }
}

const nameOf = ({ orderId, seq }: { orderId: string; seq: number }) => `${orderId}/${seq}`

const firstOperations = (operations: OperationRow[]) =>
  operations.filter(({ orderId }, index) => operations[index - 1]?.orderId !== orderId)

type Choice = { machines: Machine[]; freeS: Map<string, number>; wanted: string | undefined }

function machineOf(operation: OperationRow, { machines, freeS, wanted }: Choice) {
  const eligible = machines.filter(({ id }) => operation.machineIds.includes(id))
  return (
    eligible.find(({ id }) => id === wanted) ??
    eligible.find(({ id }) => !freeS.has(id)) ??
    eligible[0]
  )
}

/** Up to its published end while that lies ahead; once it is overdue, by the pieces left. */
function remainingS(operation: OperationRow, order: OrderRow, publishedEndS: number): number {
  if (publishedEndS > 0) return publishedEndS
  return operation.runSPerPiece * Math.max(0, order.quantity - order.produced)
}

const outOfSequence = ({ orderId, seq }: OperationRow): Localized => ({
  zh: `工单 ${orderId} 的工序 ${seq} 显示在运行，但前一道工序仍在等待；按等待处理。`,
  en: `Operation ${seq} of order ${orderId} is running while the one before it waits; planned as waiting.`,
})

const doublyClaimed = ({ orderId, seq }: OperationRow, machineId: string): Localized => ({
  zh: `${machineId} 上同时有多道工序显示在运行；工单 ${orderId} 的工序 ${seq} 排在其后。`,
  en: `More than one operation is said to run on ${machineId}; order ${orderId}, operation ${seq}, was placed after.`,
})
