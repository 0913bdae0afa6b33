import { below, type Random } from '../../base/random.ts'
import type { Instance } from '../instance.ts'
import type { Move } from './apply-move.ts'
import { at } from './ints.ts'
import { makeState, type State } from './state.ts'

type Weighed = Move & { value: number }

/** One thread's search: its schedule, a critical path of it, what is tabu, and the move to make. */
export type Search = {
  state: State
  random: Random
  iteration: number
  /** The best makespan since the search of this neighbourhood began. */
  best: number
  path: Int32Array
  pathLength: number
  /** Ends along a block while a move of it is weighed. */
  ends: Int32Array
  /** Until when operation x may not come ahead of one of job j: at `x * jobs + j`, cut to its size. */
  arcUntil: Int32Array
  /** Until when an operation may not return to an alternative. */
  altUntil: Int32Array
  trial: Weighed
  /** The best move that is not tabu, or beats the best makespan. */
  pick: Weighed
  ties: number
  /** One of all moves, each as likely as the others, for when all are tabu. */
  spare: Weighed
  seen: number
}

const noMove = (): Weighed => ({ op: -1, alt: -1, behind: -1, value: 0 })

export function makeSearch(instance: Instance, random: Random): Search {
  const { operations: n, jobs } = instance
  return {
    ...{ state: makeState(instance), random, iteration: 0, best: Number.MAX_SAFE_INTEGER },
    ...{ path: new Int32Array(n), pathLength: 0, ends: new Int32Array(n) },
    arcUntil: new Int32Array(arcSlots(n * jobs)),
    altUntil: new Int32Array(instance.altMachine.length),
    ...{ trial: noMove(), pick: noMove(), ties: 0, spare: noMove(), seen: 0 },
  }
}

/** A power of two; where it is less than all pairs, some share a place, which does no harm. */
const arcSlots = (pairs: number) => 2 ** Math.ceil(Math.log2(Math.min(pairs, 1 << 22) + 1))

const longestTenure = 1 << 20

/** Whatever was tabu is over; the arrays are only cleared before the count would overflow. */
export function forgetTabu(search: Search): void {
  search.iteration += longestTenure
  if (search.iteration < 1 << 30) return
  search.iteration = 0
  search.arcUntil.fill(0)
  search.altUntil.fill(0)
}

/** Where the pair of `first` ahead of `second` stands in `arcUntil`. */
export const arcOf = ({ state, arcUntil }: Search, first: number, second: number): number =>
  (first * state.instance.jobs + at(state.instance.jobOf, second)) & (arcUntil.length - 1)

/** Whether a move of this value could be picked, so that looking up its arcs is worth it. */
export const isWorthLooking = ({ pick, best }: Search, value: number): boolean =>
  pick.op === -1 || value <= pick.value || value < best

/** Whether `first` ahead of `second` was undone not long ago. */
export const isForbiddenArc = (search: Search, first: number, second: number): boolean =>
  at(search.arcUntil, arcOf(search, first, second)) > search.iteration

/** Takes the trial as pick where it is better; of equals, each is as likely. */
export function offer(search: Search, forbidden: boolean): void {
  const { trial, pick, random } = search
  if (forbidden && trial.value >= search.best) return
  if (pick.op !== -1 && trial.value > pick.value) return
  search.ties = pick.op !== -1 && trial.value === pick.value ? search.ties + 1 : 1
  if (search.ties === 1 || below(random, search.ties) === 0) copyMove(pick, trial)
}

/** Counts the trial among all moves, tabu or not. */
export function offerSpare(search: Search): void {
  search.seen += 1
  if (below(search.random, search.seen) === 0) copyMove(search.spare, search.trial)
}

function copyMove(to: Weighed, from: Weighed): void {
  to.op = from.op
  to.alt = from.alt
  to.behind = from.behind
  to.value = from.value
}
