import { closedSeconds, mergeWindows } from './calendar.ts'
import type { Order, Problem, Slot } from './problem.ts'

/** How good a schedule is. Shares and utilisation are 0 to 1, null where nothing is planned. */
export type Indicators = {
  onTimeShare: number | null
  orders: number
  lateOrders: number
  tardinessH: number
  /** Σ weight · hours late. */
  weightedTardinessH: number
  /** From the origin to the last end. */
  makespanH: number
  setupH: number
  /** Run time over open machine time up to the makespan, of the machines that are used. */
  utilisation: number | null
  /** In the currency of the site; null where no price or power is recorded. */
  energyCost: number | null
}

export function indicatorsOf(
  problem: Problem,
  slots: Slot[],
  energyCost: number | null,
): Indicators {
  const endS = completions(slots)
  const late = problem.orders
    .map((order) => ({ order, lateS: latenessOf(order, endS) }))
    .filter(({ lateS }) => lateS > 0)
  const makespanS = Math.max(0, ...slots.map((slot) => slot.endS))
  const orders = problem.orders.length
  return {
    onTimeShare: orders === 0 ? null : (orders - late.length) / orders,
    orders,
    lateOrders: late.length,
    tardinessH: sum(late.map(({ lateS }) => lateS)) / 3600,
    weightedTardinessH: sum(late.map(({ order, lateS }) => order.weight * lateS)) / 3600,
    makespanH: makespanS / 3600,
    setupH: sum(slots.map((slot) => slot.setupS)) / 3600,
    utilisation: utilisationOf(problem, slots, makespanS),
    energyCost,
  }
}

/** Seconds after the origin at which each order's last planned operation ends. */
function completions(slots: Slot[]): Map<string, number> {
  const ends = new Map<string, number>()
  for (const { orderId, endS } of slots) {
    ends.set(orderId, Math.max(ends.get(orderId) ?? Number.NEGATIVE_INFINITY, endS))
  }
  return ends
}

const latenessOf = (order: Order, ends: Map<string, number>) =>
  (ends.get(order.id) ?? order.dueS) - order.dueS

function utilisationOf(problem: Problem, slots: Slot[], makespanS: number): number | null {
  const rests = problem.means?.rests ?? []
  const used = new Set(slots.map((slot) => slot.machineId))
  const openS = problem.machines
    .filter((machine) => used.has(machine.id))
    .map(({ unavailable }) => mergeWindows([...unavailable, ...rests]))
    .map((closed) => makespanS - closedSeconds(closed, 0, makespanS))
  const runS = slots.map(({ startS, setupS, endS }) => {
    const fromS = Math.max(0, startS + setupS)
    return Math.max(0, endS - fromS - closedSeconds(rests, fromS, endS))
  })
  return sum(openS) > 0 ? Math.min(1, sum(runS) / sum(openS)) : null
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
