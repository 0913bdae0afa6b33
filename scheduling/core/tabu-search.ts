import { below } from '../../base/random.ts'
import { applyMove, type Move } from './apply-move.ts'
import { weighBlockMoves } from './block-moves.ts'
import { traceCriticalPath } from './critical-path.ts'
import { at } from './ints.ts'
import { weighMachineMoves } from './machine-moves.ts'
import type { Plan } from './state.ts'
import { arcOf, forgetTabu, type Search } from './trial.ts'

export type Limit = {
  /** Moves without a better makespan after which the search ends. */
  stall: number
  /** A makespan that cannot be beaten. */
  bound: number
  /** Asked every few dozen moves, and at the end, with how many were made since. */
  isOver: (moves: number) => boolean
}

/** Moves between two looks at the clock: a few milliseconds, however large the problem. */
const askEvery = (operations: number) => Math.max(1, Math.min(64, Math.floor(128_000 / operations)))

/**
 * Tabu search from the schedule of `search.state`. The best schedule that it meets is left in
 * `found`.
 *
 * @returns its makespan
 */
export function tabuSearch(search: Search, found: Plan, limit: Limit): number {
  const { state } = search
  const flexible = state.instance.altMachine.length > state.n
  forgetTabu(search)
  search.best = state.makespan
  keep(search, found)
  const every = askEvery(state.n)
  let improvedAt = search.iteration
  while (search.best > limit.bound && search.iteration - improvedAt < limit.stall) {
    search.iteration += 1
    if (search.iteration % every === 0 && limit.isOver(every)) break
    traceCriticalPath(search)
    search.pick.op = -1
    search.seen = 0
    weighBlockMoves(search)
    if (flexible) weighMachineMoves(search)
    if (!makeMove(search)) break
    if (state.makespan >= search.best) continue
    search.best = state.makespan
    improvedAt = search.iteration
    keep(search, found)
  }
  limit.isOver(search.iteration % every)
  return search.best
}

function keep({ state }: Search, { order, alt }: Plan): void {
  order.set(state.order)
  alt.set(state.alt)
}

/** @returns false where there is no move left to make */
function makeMove(search: Search): boolean {
  const { state, pick, seen, spare } = search
  if (seen === 0) return false
  const move = pick.op === -1 ? spare : pick
  forbidReturn(search, move)
  return applyMove(state, move)
}

function forbidReturn(search: Search, { op, alt, behind }: Move): void {
  const { state, iteration, altUntil, arcUntil } = search
  const { n, prev, next, slot } = state
  const until = iteration + tenure(search)
  if (alt !== at(state.alt, op)) {
    altUntil[at(state.alt, op)] = until
  } else if (behind !== n && at(slot, behind) > at(slot, op)) {
    for (let x = op; x !== behind; ) {
      x = at(next, x)
      arcUntil[arcOf(search, op, x)] = until
    }
  } else {
    for (let x = at(prev, op); x !== behind; x = at(prev, x)) {
      arcUntil[arcOf(search, x, op)] = until
    }
  }
}

/** As in TS/PR (Peng, Lü and Cheng 2015): longer where few jobs meet on many machines. */
function tenure({ state, random }: Search): number {
  const { jobs, machines } = state.instance
  const least = 10 + Math.floor(jobs / machines)
  const most = Math.floor(least * (jobs <= 2 * machines ? 1.4 : 1.5))
  return least + below(random, most - least + 1)
}
