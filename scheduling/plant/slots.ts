import { build } from './build.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'
import type { Shop } from './shop.ts'
import { loadPlan, makeState, type Plan } from './state.ts'

/** The schedule that a plan builds, frozen work included, by start. */
export function slotsOf(problem: PlantProblem, shop: Shop, plan: Plan): PlantSlot[] {
  const state = makeState(shop)
  loadPlan(state, plan)
  build(state, Number.POSITIVE_INFINITY)
  const slots = frozenSlots(problem)
  for (let task = 0; task < state.shop.n; task += 1) {
    const order = problem.orders[shop.orderOf[task] ?? 0]
    const operation = order?.operations[shop.operation[task] ?? 0]
    const mode = state.mode[task] ?? 0
    const machine = problem.machines[shop.modeMachine[mode] ?? 0]
    if (order === undefined || operation === undefined || machine === undefined) continue
    slots.push({
      ...{ orderId: order.id, seq: operation.seq, machineId: machine.id },
      ...{ startS: state.start[task] ?? 0, endS: state.end[task] ?? 0 },
      setupS: state.paid[task] ?? 0,
      resources: (shop.serves[mode] ?? []).map((index) => problem.resources[index]?.id ?? ''),
    })
  }
  return slots.sort(
    (a, b) => a.startS - b.startS || a.endS - b.endS || (a.orderId < b.orderId ? -1 : 1),
  )
}

const frozenSlots = ({ orders }: PlantProblem): PlantSlot[] =>
  orders.flatMap((order) =>
    order.operations.flatMap(({ seq, frozen, needs }): PlantSlot[] =>
      frozen === null
        ? []
        : [
            {
              ...{ orderId: order.id, seq, machineId: frozen.machineId, setupS: 0 },
              ...{ startS: frozen.startS, endS: frozen.endS },
              resources: needs.map(({ of }, index) => frozen.resources[index] ?? of),
            },
          ],
    ),
  )
