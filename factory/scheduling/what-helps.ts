import { type PlantProblem, type PlantSlot, solvePlants } from '../../scheduling/index.ts'
import type { Machine, Order, Problem, Slot } from './problem.ts'
import { dueDates, plantOf, stepsFor } from './solve.ts'

/** What could be done for an order; `alone`: what nothing can go below. */
type Lever =
  | { kind: 'as_is' | 'goes_first' | 'released_now' | 'all_of_it' | 'alone' }
  | { kind: 'machine_back'; machineId: string }

/** What comes of it: seconds after the origin, and late hours of all other orders. */
export type Help = { lever: Lever; endS: number; lateS: number; othersLateH: number }

type Asked = { problem: Problem; current: Slot[]; order: Order; signal?: AbortSignal | undefined }
type Change = (problem: Problem) => Problem

const mostSeconds = 20
/** So many machines that are out are looked at one by one. */
const mostMachines = 4
const firstWeight = 1000

/**
 * What would make an order on time: each lever is pulled and the site planned anew, by the same steps;
 * what is told is what came out, not an estimate.
 */
export async function whatHelps({ problem, current, order, signal }: Asked): Promise<Help[]> {
  const levers = leversOf(problem, order)
  const tried = levers.map(({ lever, change }) => ({ lever, changed: change(problem) }))
  const problems = tried.map(
    ({ changed }): PlantProblem => ({ ...plantOf(changed, current), objective: dueDates }),
  )
  const found = await solvePlants(problems, {
    ...{ seconds: mostSeconds, steps: stepsFor(problem) },
    ...(signal ? { signal } : {}),
  })
  return tried.map(({ lever }, index) => {
    const slots = found[index]?.slots ?? []
    const endS = endOf(slots, order.id)
    const others = problem.orders.filter(({ id }) => id !== order.id)
    const late = others.map(({ id, dueS }) => Math.max(0, endOf(slots, id) - dueS))
    return {
      ...{ lever, endS, lateS: Math.max(0, endS - order.dueS) },
      othersLateH: lever.kind === 'alone' ? 0 : late.reduce((sum, one) => sum + one, 0) / 3600,
    }
  })
}

const endOf = (slots: PlantSlot[], id: string): number =>
  slots.reduce(
    (last, { orderId, endS }) => (orderId === id ? Math.max(last, endS) : last),
    Number.NEGATIVE_INFINITY,
  )

function leversOf(problem: Problem, order: Order): { lever: Lever; change: Change }[] {
  const able = new Set(order.operations.flatMap(({ machineIds }) => machineIds))
  const out = problem.machines.filter(
    ({ id, unavailable }) => able.has(id) && unavailable.some(({ toS }) => toS > 0),
  )
  const first = ofOrder(order, { weight: firstWeight * order.weight })
  const backs = out.slice(0, mostMachines).map(({ id }) => ({
    lever: { kind: 'machine_back', machineId: id } as const,
    change: ofMachines((one) => (one.id === id ? { ...one, unavailable: [] } : one)),
  }))
  const released = ofOrder(order, { releaseS: 0 })
  const all: Change = (given) =>
    [first, released, ...backs.map(({ change }) => change)].reduce((one, step) => step(one), given)
  return [
    { lever: { kind: 'as_is' }, change: (given) => given },
    { lever: { kind: 'goes_first' }, change: first },
    ...(order.releaseS > 0 ? [{ lever: { kind: 'released_now' }, change: released } as const] : []),
    ...backs,
    ...(backs.length > 0 || order.releaseS > 0
      ? [{ lever: { kind: 'all_of_it' }, change: all } as const]
      : []),
    { lever: { kind: 'alone' }, change: alone(order) },
  ]
}

const ofOrder =
  ({ id }: Order, change: Partial<Order>): Change =>
  (problem) => ({
    ...problem,
    orders: problem.orders.map((one) => (one.id === id ? { ...one, ...change } : one)),
  })

const ofMachines =
  (change: (machine: Machine) => Machine): Change =>
  (problem) => ({ ...problem, machines: problem.machines.map(change) })

/** As if it had the plant for itself, but for what runs. */
const alone =
  ({ id }: Order): Change =>
  (problem) => ({
    ...problem,
    orders: problem.orders.map((one) =>
      one.id === id
        ? one
        : { ...one, operations: one.operations.filter(({ fixed }) => fixed !== null) },
    ),
  })
