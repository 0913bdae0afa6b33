import { linksOf } from './links.ts'
import type { PlantOrder, PlantProblem } from './problem.ts'
import { refuseOrder } from './refuse-order.ts'

/** Frozen work that contradicts itself cannot be planned around. */
export function refuseFrozen(problem: PlantProblem): void {
  for (const order of problem.orders) refuseOrderOfFrozen(order)
  refuseOverlap(problem)
  refuseTaken(problem)
}

function refuseOrderOfFrozen(order: PlantOrder): void {
  for (const [index, { seq, frozen }] of order.operations.entries()) {
    if (frozen === null) continue
    if (frozen.endS < frozen.startS) {
      refuseOrder(order, `has operation ${seq} frozen to end before it starts`, 'Swap its times.')
    }
    for (const { seq: first, lot } of linksOf(order, index)) {
      const before = order.operations.find((one) => one.seq === first)
      if (before?.frozen === null) {
        const what = `has operation ${seq} frozen while operation ${first} still waits`
        refuseOrder(order, what, `Freeze operation ${first}, too, or free operation ${seq}.`)
      }
      if (lot === null && before?.frozen && frozen.startS < before.frozen.endS) {
        const what = `has operation ${seq} frozen before operation ${first} ends`
        refuseOrder(order, what, 'Correct the times of its frozen operations.')
      }
    }
  }
}

function refuseOverlap({ orders }: PlantProblem): void {
  const all = orders.flatMap((order) =>
    order.operations.flatMap(({ seq, frozen }) => (frozen ? [{ order, seq, ...frozen }] : [])),
  )
  for (const group of Map.groupBy(all, ({ machineId }) => machineId).values()) {
    group.sort((a, b) => a.startS - b.startS || a.endS - b.endS)
    for (const [index, one] of group.slice(1).entries()) {
      const before = group[index]
      if (before === undefined || one.startS >= before.endS) continue
      const what = `has operation ${one.seq} frozen on ${one.machineId} at ${one.startS} s, where operation ${before.seq} of order ${before.order.id} is frozen until ${before.endS} s`
      refuseOrder(one.order, what, 'Free one of the two, or correct its times.')
    }
  }
}

type Held = { order: PlantOrder; amount: number; startS: number; endS: number }

function refuseTaken(problem: PlantProblem): void {
  const held = Map.groupBy(heldResources(problem), ({ id }) => id)
  for (const { id, capacity } of problem.resources) {
    for (const one of held.get(id) ?? []) {
      const beside = (held.get(id) ?? []).filter((other) => isOnAt(other, one.startS))
      const amount = beside.reduce((sum, other) => sum + other.amount, 0)
      if (amount <= capacity) continue
      const what = `is frozen at ${one.startS} s with others that hold ${amount} of ${id}, of ${capacity}`
      refuseOrder(one.order, what, 'Free some of them, or raise the capacity.')
    }
  }
}

const isOnAt = ({ startS, endS }: Held, atS: number) => startS <= atS && atS < endS

function heldResources({ orders, resources }: PlantProblem): (Held & { id: string })[] {
  return orders.flatMap((order) =>
    order.operations.flatMap(({ seq, needs, frozen }) =>
      frozen === null
        ? []
        : needs.map(({ of, amount }, index) => {
            const id = frozen.resources[index] ?? of
            const known = resources.find((one) => one.id === id)
            if (known && (id === of || known.skills.includes(of))) {
              return { id, order, amount, startS: frozen.startS, endS: frozen.endS }
            }
            const what = `has operation ${seq} frozen without a resource that serves "${of}"`
            return refuseOrder(
              order,
              what,
              'Name it in frozen.resources, in the order of the needs.',
            )
          }),
    ),
  )
}
