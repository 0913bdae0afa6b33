import { type KeptSequence, makeKeptSequence } from './kept-sequence.ts'
import type { Shop } from './shop.ts'

/**
 * What decides a schedule: the order in which tasks are placed, the mode of each (−1: where it ends
 * first), and an instant before which it does not start.
 */
export type Plan = { order: Int32Array; mode: Int32Array; from: Float64Array }

export const goalCount = 7
export const goal = {
  tardiness: 0,
  makespan: 1,
  setup: 2,
  energy: 3,
  overtime: 4,
  moves: 5,
  excess: 6,
} as const

/**
 * A schedule as far as it is built: the first `placed` tasks of the plan. Each placement notes what it
 * overwrites, so that the last ones can be taken back and only what changed is built again.
 */
export type State = {
  shop: Shop
  plan: Plan
  placed: number
  /** Place of each task in the order of the plan. */
  position: Int32Array
  start: Float64Array
  end: Float64Array
  paid: Float64Array
  mode: Int32Array
  /** The task that its machine did before, or −1. */
  machineBefore: Int32Array
  /** Start that a later task forces on an earlier one, see `rewind`. */
  pushed: Float64Array
  firstPushed: number
  /** How far back the last placement asked to go. */
  rewindTo: number

  /** When each machine is free: infinity while work that blocks it cannot go on. */
  machineFree: Float64Array
  machineFamily: Int32Array
  machineLast: Int32Array
  /** When frozen work gives its machine away: infinity while it is blocked. */
  heldTo: Float64Array
  /** Followers of a blocker that have not started, and the latest start of those that have. */
  waiting: Int32Array
  freedAt: Float64Array
  taken: Float64Array
  /** Seconds that each order is late at least, by what is placed. */
  late: Float64Array
  profiles: { at: Float64Array; free: Int32Array; count: number; base: number }[]
  /** The six goals so far, and the same before each placement. */
  score: Float64Array
  scoreBefore: Float64Array
  freeBefore: Float64Array
  familyBefore: Int32Array
  lateBefore: Float64Array

  kept: KeptSequence

  /** The place that was found last, and what `seek` works with. */
  fitStart: number
  fitEnd: number
  fitSetup: number
  work: number
  rests: number
  blocked: number
  /** The task for which there was no place, −1 while there is one for all. */
  stuck: number
}

export const newPlan = (n: number): Plan => ({
  order: Int32Array.from({ length: n }, (_, task) => task),
  mode: new Int32Array(n).fill(-1),
  from: new Float64Array(n),
})

export function copyPlan(from: Plan, to: Plan): void {
  to.order.set(from.order)
  to.mode.set(from.mode)
  to.from.set(from.from)
}

export function makeState(shop: Shop): State {
  const { n, machines, orders, followers } = shop
  const floats = (length: number) => new Float64Array(length)
  const ints = (length: number) => new Int32Array(length)
  const state: State = {
    ...{ shop, plan: newPlan(n), placed: 0, position: ints(n) },
    ...{ start: floats(n), end: floats(n), paid: floats(n), mode: ints(n) },
    ...{ machineBefore: ints(n), pushed: floats(n), firstPushed: n, rewindTo: n },
    ...{
      machineFree: floats(machines),
      machineFamily: ints(machines),
      machineLast: ints(machines),
    },
    heldTo: floats(shop.heldTo.length),
    ...{ waiting: ints(followers.length), freedAt: floats(followers.length) },
    ...{ taken: floats(shop.supplyFirst.length), late: floats(orders) },
    profiles: roomyProfiles(shop),
    ...{ score: floats(goalCount), scoreBefore: floats(goalCount * n) },
    kept: makeKeptSequence(shop),
    ...{ freeBefore: floats(n), familyBefore: ints(n), lateBefore: floats(n) },
    ...{ fitStart: 0, fitEnd: 0, fitSetup: 0, work: 0, rests: 0, blocked: 0, stuck: -1 },
  }
  reset(state)
  return state
}

/** Room for the two steps of each task that may need the resource, and for some taken back. */
function roomyProfiles({ profiles, needResource }: Shop): State['profiles'] {
  const users = new Int32Array(profiles.length)
  for (const resource of needResource) users[resource] = (users[resource] ?? 0) + 1
  return profiles.map(({ at, free, count }, resource) => {
    const room = count + 2 * (users[resource] ?? 0) + 64
    const roomy = { at: new Float64Array(room), free: new Int32Array(room), count, base: count }
    roomy.at.set(at)
    roomy.free.set(free)
    return roomy
  })
}

/** Takes a plan over, of which nothing is built yet. */
export function loadPlan(state: State, plan: Plan): void {
  copyPlan(plan, state.plan)
  for (const [place, task] of plan.order.entries()) state.position[task] = place
  reset(state)
}

/** Nothing is placed but frozen work. */
export function reset(state: State): void {
  const { shop, score } = state
  state.placed = 0
  state.stuck = -1
  state.pushed.fill(0)
  state.firstPushed = shop.n
  state.machineFree.fill(0)
  state.machineFamily.set(shop.machineFamily)
  state.machineLast.fill(-1)
  state.waiting.set(shop.followers)
  state.freedAt.fill(0)
  state.heldTo.set(shop.heldTo)
  for (const { held } of shop.frozenBlockers) state.heldTo[held] = Number.POSITIVE_INFINITY
  state.taken.fill(0)
  state.kept.length.fill(0)
  score.fill(0)
  for (const [order, end] of shop.frozenEnd.entries()) {
    const late = Math.max(0, end - (shop.due[order] ?? 0))
    state.late[order] = late
    score[goal.tardiness] = (score[goal.tardiness] ?? 0) + late * (shop.weight[order] ?? 0)
    score[goal.makespan] = Math.max(score[goal.makespan] ?? 0, end)
  }
  for (const [resource, profile] of state.profiles.entries()) {
    const base = shop.profiles[resource]
    if (base === undefined) continue
    profile.at.set(base.at)
    profile.free.set(base.free)
    profile.count = base.count
  }
}

/** Below zero where `a` is better, level by level; what is nearly equal is equal. */
export function compareScores(
  { levels, freeMoves }: Shop,
  a: Float64Array,
  b: Float64Array,
): number {
  for (const weights of levels) {
    const difference = levelOf(weights, a, freeMoves) - levelOf(weights, b, freeMoves)
    if (difference > 1e-6 || difference < -1e-6) return difference
  }
  return 0
}

export function levelOf(weights: Float64Array, score: Float64Array, freeMoves: number): number {
  let sum = 0
  for (let index = 0; index < goalCount; index += 1) {
    const weight = weights[index] as number
    if (weight === 0) continue
    const value = score[index] as number
    const excess = Math.max(0, (score[goal.moves] as number) - freeMoves)
    sum += weight * (index === goal.excess ? excess : value)
  }
  return sum
}
