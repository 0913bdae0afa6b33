import {
  explainLate,
  type GivenPlantProblem,
  keepPlan,
  type LateOrder,
  movedSlots,
  type PlantProblem,
  type PlantSlot,
  readPlantProblem,
  scorePlant,
  solvePlants,
} from '../../scheduling/index.ts'
import { type Indicators, indicatorsOf } from './indicators.ts'
import type { Machine, Means, Operation, Problem, Slot } from './problem.ts'

export const objectives = ['due_dates', 'throughput', 'setups', 'least_change', 'energy'] as const
export type Objective = (typeof objectives)[number]

export type Plan = {
  slots: Slot[]
  indicators: Indicators
  /** What it was made for; `kept`: the sequence that holds now; `by_hand`: that, as a person changed it. */
  method: Objective | 'kept' | 'by_hand'
  /** Operations on another machine, or in another place of the sequence of their own. */
  resequenced: number
  /** Of the first that counts: (value − lower bound) ÷ lower bound; 0 is proven best, null unknown. */
  gap: number | null
}

/** The plans that people choose from, beside what they asked for. */
const compared: Objective[] = ['due_dates', 'least_change', 'throughput']

export const comparedWith = (objective: Objective): Objective[] =>
  compared.filter((one) => one !== objective)

/** What counts beside late hours: a move must earn so many weighted seconds. */
const moveWorthS = 600
/**
 * Least change: of what is still to begin no more than this share leaves its machine or its place in the
 * sequence of one. That all begin later where a machine is out is no move: the lists of work stay.
 */
const freeShare = 0.15
/** A start that shifts by less is the same plan. */
const toleranceS = 59

const goals: Record<Objective, PlantProblem['objective']> = {
  due_dates: [{ tardiness: 1 }, { makespan: 1, setup: 1, moves: moveWorthS }],
  throughput: [{ makespan: 1 }, { tardiness: 1 }, { setup: 1, moves: moveWorthS }],
  setups: [{ setup: 1 }, { tardiness: 1 }, { makespan: 1, moves: moveWorthS }],
  least_change: [{ excess: 1 }, { tardiness: 1 }, { moves: 1 }],
  energy: [{ tardiness: 1 }, { energy: 1 }, { makespan: 1, moves: moveWorthS }],
}

export const dueDates = goals.due_dates

type Wish = { current: Slot[]; objective: Objective; signal?: AbortSignal | undefined }
export type Solved = { kept: Plan; best: Plan; alternatives: Plan[]; late: LateOrder[] }

/**
 * The plan for the objective beside what the current sequence would come to, which wins a draw, and the
 * alternatives to it. Searched in a thread of its own, by steps: the same data give the same plan.
 *
 * @throws AppError `invalid_input` for a problem that cannot be planned, naming the order
 */
export async function solve(
  problem: Problem,
  { current, objective, signal }: Wish,
): Promise<Solved> {
  if (problem.orders.every(({ operations }) => operations.length === 0)) return nothing
  const plant = plantOf(problem, current)
  const slots = keepPlan(plant)
  const world = { problem, plant }
  const kept = slots && planOf(world, slots, 'kept')
  const wanted = [objective, ...comparedWith(objective)]
  const found = await solvePlants(
    wanted.map((one) => ({ ...plant, objective: goals[one] })),
    {
      ...{ seconds: mostSeconds, steps: stepsFor(problem) },
      ...(signal ? { signal } : {}),
    },
  )
  const plans = found.map((one, index): Plan => {
    const method = wanted[index] ?? objective
    const plan = planOf(world, one.slots, method)
    return kept && isSame(one.slots, kept.slots)
      ? { ...kept, gap: gapOf(one.gap, method) }
      : { ...plan, gap: gapOf(one.gap, method) }
  })
  const [best, ...alternatives] = plans
  if (best === undefined) throw new RangeError('each objective has a plan')
  const late = explainLate(plant, found[0]?.slots ?? [])
  return { kept: kept ?? best, best, alternatives, late }
}

const empty: Plan = {
  ...{
    slots: [],
    indicators: indicatorsOf({ orders: [], machines: [] }, [], null),
    method: 'kept',
  },
  ...{ resequenced: 0, gap: 0 },
}
/** That nothing moves too much is soon proven; how near the due dates are to the best is not. */
const gapOf = (gap: number | null, method: Plan['method']) =>
  method === 'least_change' ? null : gap
const nothing: Solved = { kept: empty, best: empty, alternatives: [], late: [] }

/** After so long the best so far is good enough, whatever the steps. */
const mostSeconds = 20

/** About so much placing of operations in all; what is small is soon as good as it gets. */
export function stepsFor({ orders }: Problem): number {
  const operations = orders.reduce((sum, order) => sum + order.operations.length, 0)
  return Math.max(200, Math.min(400 * operations, Math.ceil(8_000_000 / operations)))
}

/** A schedule as it is shown, and how far it is from the one that holds in `plant`. */
export function planOf(
  { problem, plant }: { problem: Problem; plant: PlantProblem },
  slots: PlantSlot[],
  method: Plan['method'],
): Plan {
  const fixed = new Map(
    problem.orders.flatMap((order) =>
      order.operations.flatMap((one) => (one.fixed ? [[nameOf(one.fixed), one.fixed]] : [])),
    ) as [string, Slot][],
  )
  const own = slots.map((slot): Slot => {
    const { orderId, seq, machineId, startS, endS, setupS } = slot
    return fixed.get(nameOf(slot)) ?? { orderId, seq, machineId, startS, endS, setupS }
  })
  const resequenced = movedSlots(plant, slots).length
  const energy = problem.means?.energy ? scorePlant(plant, slots).energy : null
  return {
    ...{ slots: own, indicators: indicatorsOf(problem, own, energy), method, resequenced },
    gap: null,
  }
}

const nameOf = ({ orderId, seq }: { orderId: string; seq: number }) => `${orderId}/${seq}`

function isSame(slots: PlantSlot[], others: Slot[]): boolean {
  const known = new Map(others.map((slot) => [nameOf(slot), slot]))
  return slots.every((slot) => {
    const other = known.get(nameOf(slot))
    return other?.machineId === slot.machineId && Math.abs(other.startS - slot.startS) <= toleranceS
  })
}

/**
 * The site as the planner takes it. A machine that is out lets nothing begin that would run into it; in a
 * rest of everybody, work rests and goes on after it.
 */
export function plantOf(
  { orders, machines, means = nobody }: Problem,
  current: Slot[],
): PlantProblem {
  const known = new Map(machines.map((one) => [one.id, one]))
  const open = orders.flatMap(({ operations }) => operations).filter(({ fixed }) => !fixed).length
  const rests = means.rests.map((rest) => ({ ...rest, kind: 'break' as const }))
  return readPlantProblem({
    machines: machines.map(({ id, family, unavailable }) => ({
      ...{ id, family },
      windows: [
        ...rests,
        ...unavailable.map((window) => ({ ...window, kind: 'maintenance' as const })),
      ],
    })),
    ...{ resources: means.resources, materials: means.materials },
    ...(means.energy ? { energy: means.energy } : {}),
    orders: orders
      .filter(({ operations }) => operations.length > 0)
      .map(({ id, family, releaseS, dueS, weight, operations }) => ({
        ...{ id, family, releaseS, dueS, weight },
        operations: operations.map((operation) => givenOperation(operation, known)),
      })),
    current: {
      slots: current.filter(({ machineId }) => known.has(machineId)),
      ...{ by: 'sequence', freeMoves: Math.floor(freeShare * open) },
    },
  } satisfies GivenPlantProblem)
}

const nobody: Means = { rests: [], resources: [], materials: [], energy: null }

function givenOperation(
  { seq, machineIds, runS, setupS, fixed, needs = [], takes = [] }: Operation,
  machines: Map<string, Machine>,
): GivenPlantProblem['orders'][number]['operations'][number] {
  return {
    ...{ seq, setupS, pausable: true, materials: takes },
    alternatives: machineIds.map((machineId) => ({
      ...{ machineId, runS, powerKw: machines.get(machineId)?.powerKw ?? 0 },
    })),
    needs: needs.map(({ of, amount }) => ({ of, amount })),
    frozen: fixed && {
      ...{ machineId: fixed.machineId, startS: fixed.startS, endS: fixed.endS },
      resources: needs.flatMap(({ by }) => by ?? []),
    },
  }
}
