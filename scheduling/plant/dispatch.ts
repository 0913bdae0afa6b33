import { below, type Random } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import {
  type Candidates,
  makeCandidates,
  noteChange,
  pickActive,
  type Urgency,
} from './candidates.ts'
import { takeBack } from './commit.ts'
import { currentMode } from './mover.ts'
import { findPlace, placeNext } from './place.ts'
import { real } from './reals.ts'
import type { Shop } from './shop.ts'
import { reset, type State } from './state.ts'

export const plantRules = ['current', 'whole', 'urgent', 'due', 'random'] as const
/**
 * `whole`: one order after the other, the quickest to make; `urgent`: apparent tardiness cost with
 * set-ups; `due`: earliest due date; `current`: the sequence and machines that hold now; `random`: any
 * order that can go on.
 */
export type PlantRule = (typeof plantRules)[number]

type Given = { random: Random; isOver: () => boolean; urgency?: Urgency }
type Course = Given & {
  state: State
  rule: PlantRule
  /** Open orders, most urgent first, and the next task of each order. */
  open: number[]
  next: Int32Array
  candidates: Candidates
}

const usualUrgency: Urgency = { ahead: 3, setups: 0.3 }

/** Builds a plan task by task; false where some work found no place, or when it was stopped. */
export function dispatch(state: State, rule: PlantRule, given: Given): boolean {
  const { shop, plan } = state
  reset(state)
  plan.mode.fill(-1)
  plan.from.fill(0)
  const course: Course = {
    ...{ ...given, state, rule, open: openOrders(shop, rule), next: shop.firstTask.slice() },
    candidates: makeCandidates(state, given.urgency ?? usualUrgency),
  }
  if (rule === 'current') keepCurrent(state)
  if (!freeFrozen(course)) return false
  while (course.open.length > 0) {
    if (state.placed % 128 === 0 && given.isOver()) return false
    if (!placeRun(course, pick(course))) return false
  }
  return true
}

/** First of all goes what frozen work keeps its machine for. */
function freeFrozen(course: Course): boolean {
  const { state, next } = course
  const { n, freesFirst, frees } = state.shop
  const waits = course.open.filter((order) => {
    const task = at(next, order)
    return frees.subarray(at(freesFirst, task), at(freesFirst, task + 1)).some((one) => one >= n)
  })
  while (waits.length > 0) {
    const index = waits.findIndex((order) => findPlace(state, at(next, order)) !== -1)
    const [order] = waits.splice(Math.max(0, index), 1)
    if (order !== undefined && !placeRun(course, order)) return false
  }
  return true
}

/** Places the next task of an order, and at once what must not wait, so that nothing gets in between. */
function placeRun(course: Course, first: number): boolean {
  let order: number | undefined = first
  for (; order !== undefined; order = mustGoOn(course, order)) {
    if (!placeOf(course, order)) return false
  }
  return true
}

function openOrders({ orders, firstTask, due, weight, tail }: Shop, rule: PlantRule): number[] {
  const rank = (order: number) => {
    const slack = real(due, order) - real(tail, at(firstTask, order))
    return rule === 'due' ? real(due, order) : slack - 3600 * Math.log2(1 + real(weight, order))
  }
  return Array.from({ length: orders }, (_, order) => order)
    .filter((order) => at(firstTask, order) < at(firstTask, order + 1))
    .map((order) => ({ order, rank: rank(order) }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ order }) => order)
}

/** Each task on its machine of today and not before its start of today. */
function keepCurrent(state: State): void {
  const { shop, plan } = state
  for (let task = 0; task < shop.n; task += 1) {
    if (at(shop.currentMachine, task) === -1) continue
    plan.from[task] = Math.max(0, real(shop.currentStart, task))
    plan.mode[task] = currentMode(state, task)
  }
}

function pick(course: Course): number {
  const { open, rule, random, state } = course
  const { shop } = state
  if (rule === 'whole') return open[0] ?? 0
  if (rule === 'random') return open[below(random, open.length)] ?? 0
  if (rule === 'current') {
    return least(open, (order) => {
      const task = at(course.next, order)
      const placed = at(shop.currentMachine, task) !== -1
      return placed ? real(shop.currentStart, task) : Number.MAX_VALUE
    })
  }
  return pickActive(course.candidates, open, { next: course.next, rule })
}

function least(orders: number[], rankOf: (order: number) => number): number {
  let [best, bestRank] = [orders[0] ?? 0, Number.POSITIVE_INFINITY]
  for (const order of orders) {
    const rank = rankOf(order)
    if (rank < bestRank) [best, bestRank] = [order, rank]
  }
  return best
}

function placeOf(course: Course, order: number): boolean {
  const { state, next, open } = course
  const { plan, shop } = state
  const task = at(next, order)
  plan.order[state.placed] = task
  state.position[task] = state.placed
  next[order] = task + 1
  if (task + 1 === at(shop.firstTask, order + 1)) open.splice(open.indexOf(order), 1)
  const goal = state.placed + 1
  for (let pushes = 0; state.placed < goal; pushes += 1) {
    const outcome = placeNext(state)
    if (outcome === 'stuck' || pushes > 8 * shop.n) return false
    if (outcome === 'pushed') while (state.placed > state.rewindTo) takeBack(state)
  }
  noteChange(course.candidates, task)
  return true
}

/** The order again, where its next task must follow at once what was placed. */
function mustGoOn({ state, next }: Course, order: number): number | undefined {
  const { shop } = state
  const task = at(next, order)
  if (!shop.hasLimits || task === at(shop.firstTask, order + 1)) return undefined
  if (at(shop.freesFirst, task) < at(shop.freesFirst, task + 1)) return order
  for (let link = at(shop.linkFirst, task); link < at(shop.linkFirst, task + 1); link += 1) {
    if (real(shop.linkMost, link) < Number.POSITIVE_INFINITY) return order
  }
  return undefined
}
