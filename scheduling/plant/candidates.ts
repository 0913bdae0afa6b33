import { at } from '../core/ints.ts'
import { findPlace } from './place.ts'
import { real } from './reals.ts'
import type { Shop } from './shop.ts'
import type { State } from './state.ts'

/** How far ahead `urgent` looks, in mean run times, and how little a set-up deters it. */
export type Urgency = { ahead: number; setups: number }

/**
 * Where the next task of each order could go. A place is looked for again only when something that it
 * depends on has changed since.
 */
export type Candidates = {
  state: State
  start: Float64Array
  end: Float64Array
  setup: Float64Array
  /** The task of which that is known, and the change after which it was found. */
  task: Int32Array
  foundAt: Int32Array
  changes: number
  machineChanged: Int32Array
  resourceChanged: Int32Array
  /** Seconds of slack and of set-up that make a task less urgent by the same factor, and the mean run. */
  scale: { run: number; slack: number; setup: number }
}

export function makeCandidates(state: State, urgency: Urgency): Candidates {
  const { orders, machines, profiles } = state.shop
  const floats = () => new Float64Array(orders)
  return {
    ...{ state, start: floats(), end: floats(), setup: floats() },
    ...{ task: new Int32Array(orders).fill(-1), foundAt: new Int32Array(orders), changes: 0 },
    machineChanged: new Int32Array(machines),
    resourceChanged: new Int32Array(profiles.length),
    scale: scaleOf(state.shop, urgency),
  }
}

function scaleOf(
  { n, modeFirst, modeRun, setup }: Shop,
  { ahead, setups: little }: Urgency,
): Candidates['scale'] {
  let [runs, setups] = [0, 0]
  for (let task = 0; task < n; task += 1) {
    runs += real(modeRun, at(modeFirst, task))
    setups += real(setup, task)
  }
  const run = Math.max(1, runs / n)
  return { run, slack: ahead * run, setup: little * Math.max(60, setups / n) }
}

/** A task was placed: its machine and resources are no longer what they were. */
export function noteChange(candidates: Candidates, task: number): void {
  const { state, machineChanged, resourceChanged } = candidates
  const { shop } = state
  const mode = at(state.mode, task)
  candidates.changes += 1
  machineChanged[at(shop.modeMachine, mode)] = candidates.changes
  for (let need = at(shop.needFirst, mode); need < at(shop.needFirst, mode + 1); need += 1) {
    resourceChanged[at(shop.needResource, need)] = candidates.changes
  }
}

function isFresh(candidates: Candidates, order: number, task: number): boolean {
  const { state, machineChanged, resourceChanged } = candidates
  const { shop } = state
  if (at(candidates.task, order) !== task || shop.hasLimits) return false
  if (at(shop.takeFirst, task) < at(shop.takeFirst, task + 1)) return false
  const foundAt = at(candidates.foundAt, order)
  for (let mode = at(shop.modeFirst, task); mode < at(shop.modeFirst, task + 1); mode += 1) {
    if (at(machineChanged, at(shop.modeMachine, mode)) > foundAt) return false
    for (let need = at(shop.needFirst, mode); need < at(shop.needFirst, mode + 1); need += 1) {
      if (at(resourceChanged, at(shop.needResource, need)) > foundAt) return false
    }
  }
  return true
}

function find(candidates: Candidates, order: number, task: number): void {
  const { state } = candidates
  const found = findPlace(state, task) !== -1
  candidates.task[order] = task
  candidates.foundAt[order] = candidates.changes
  candidates.start[order] = found ? state.fitStart : Number.POSITIVE_INFINITY
  candidates.end[order] = found ? state.fitEnd : Number.POSITIVE_INFINITY
  candidates.setup[order] = state.fitSetup
}

type Picking = { next: Int32Array; rule: 'urgent' | 'due' }

/** The best by the rule, of those that could start before any is done (after Giffler and Thompson). */
export function pickActive(
  candidates: Candidates,
  open: number[],
  { next, rule }: Picking,
): number {
  const { start, end } = candidates
  let soonest = Number.POSITIVE_INFINITY
  for (const order of open) {
    const task = at(next, order)
    if (!isFresh(candidates, order, task)) find(candidates, order, task)
    soonest = Math.min(soonest, real(end, order))
  }
  let [best, bestRank] = [open[0] ?? 0, Number.POSITIVE_INFINITY]
  for (const order of open) {
    if (real(start, order) >= soonest && real(end, order) > soonest) continue
    const rank =
      rule === 'due'
        ? real(candidates.state.shop.due, order)
        : urgency(candidates, order, at(next, order))
    if (rank < bestRank) [best, bestRank] = [order, rank]
  }
  return best
}

function urgency(
  { state, start, end, setup, scale }: Candidates,
  order: number,
  task: number,
): number {
  const { due, weight, tail } = state.shop
  const run = Math.max(1, real(end, order) - real(start, order) - real(setup, order))
  // Of what comes after, each hour waits for another.
  const slack = Math.max(0, real(due, order) - real(end, order) - 2 * real(tail, task))
  const wait = slack / scale.slack + real(setup, order) / scale.setup
  // The logarithm keeps the order where the exponentials would underflow to zero.
  const work = run + real(tail, task)
  return (
    wait + (0.5 * real(start, order)) / scale.run - Math.log((0.01 + real(weight, order)) / work)
  )
}
