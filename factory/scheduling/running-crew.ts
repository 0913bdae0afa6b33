import type { Localized } from '../../base/language.ts'
import type { Need, Operation, Order, Resource } from './problem.ts'

/**
 * Who serves what runs already. Where more runs than people are recorded, the rest runs without: what is
 * so is no reason to refuse a plan.
 */
export function serveRunning(
  orders: Order[],
  resources: Resource[],
): { orders: Order[]; notes: Localized[] } {
  const free = new Map(resources.map(({ id, capacity }) => [id, capacity]))
  const notes: Localized[] = []
  const serve = (need: Need): Need | null => {
    const pool = resources.find(
      ({ id, skills }) => skills.includes(need.of) && (free.get(id) ?? 0) >= need.amount,
    )
    if (pool === undefined) return null
    free.set(pool.id, (free.get(pool.id) ?? 0) - need.amount)
    return { ...need, by: pool.id }
  }
  const staffed = (order: Order, operation: Operation): Operation => {
    if (operation.fixed === null) return operation
    const needs = (operation.needs ?? []).flatMap((need) => serve(need) ?? [])
    if (needs.length < (operation.needs ?? []).length) notes.push(unstaffed(order, operation))
    return { ...operation, needs }
  }
  return {
    orders: orders.map((order) => ({
      ...order,
      operations: order.operations.map((operation) => staffed(order, operation)),
    })),
    notes,
  }
}

const unstaffed = ({ id }: Order, { seq }: Operation): Localized => ({
  zh: `工单 ${id} 的工序 ${seq} 正在加工，但所需人员已全部在别处；按其仍在加工处理。`,
  en: `Operation ${seq} of order ${id} is running while all people for it are recorded elsewhere; it is taken to go on.`,
})
