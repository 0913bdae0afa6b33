import { at } from '../core/ints.ts'
import { commit, endOfBlocker, machineOf } from './commit.ts'
import { readyAt, seek, startFor } from './fit.ts'
import { real } from './reals.ts'
import type { State } from './state.ts'

/** All went well; there is no place for the task; a task before it must start later. */
export type Outcome = 'placed' | 'stuck' | 'pushed'

/** Puts the next task of the plan where it can start first. */
export function placeNext(state: State): Outcome {
  const { shop, plan, placed } = state
  const task = at(plan.order, placed)
  const mode = findPlace(state, task)
  if (mode === -1) {
    state.stuck = task
    return 'stuck'
  }
  if (shop.hasLimits) {
    const outcome = keepLimits(state, task)
    if (outcome !== 'placed') return outcome
  }
  commit(state, task, mode)
  return 'placed'
}

/** When a machine is free for a task; what keeps it only until this very task starts is no hindrance. */
function freeFor(state: State, task: number, machine: number): number {
  const { shop } = state
  const free = real(state.machineFree, machine)
  if (free < Number.POSITIVE_INFINITY) return free
  for (let one = at(shop.freesFirst, task); one < at(shop.freesFirst, task + 1); one += 1) {
    const blocker = at(shop.frees, one)
    if (at(state.waiting, blocker) !== 1 || machineOf(state, blocker) !== machine) continue
    return Math.max(endOfBlocker(state, blocker), real(state.freedAt, blocker))
  }
  return free
}

/** The mode of a task, with its place as `seek` leaves it; −1 where it has none. */
export function findPlace(state: State, task: number): number {
  const { shop } = state
  const ready = readyAt(state, task)
  const mode = chooseMode(state, task, ready)
  if (mode === -1) return -1
  state.fitStart = Math.max(ready, freeFor(state, task, at(shop.modeMachine, mode)))
  seek(state, task, mode)
  return state.fitEnd < Number.POSITIVE_INFINITY ? mode : -1
}

/** The mode that the plan names, else the one that ends first, by less set-up where they are equal. */
function chooseMode(state: State, task: number, ready: number): number {
  const { shop, plan } = state
  const named = at(plan.mode, task)
  const first = named === -1 ? at(shop.modeFirst, task) : named
  const last = named === -1 ? at(shop.modeFirst, task + 1) : named + 1
  if (last === first + 1) return first
  let [best, bestEnd, bestSetup] = [-1, Number.POSITIVE_INFINITY, 0]
  for (let mode = first; mode < last; mode += 1) {
    const free = freeFor(state, task, at(shop.modeMachine, mode))
    const from = Math.max(free, ready)
    if (from + real(shop.modeRun, mode) > bestEnd) continue
    state.fitStart = from
    seek(state, task, mode)
    const { fitEnd: end, fitSetup: setup } = state
    if (end < bestEnd || (end === bestEnd && end < Infinity && setup < bestSetup)) {
      ;[best, bestEnd, bestSetup] = [mode, end, setup]
    }
  }
  return best
}

/** Looks at what must not wait too long for the place that was found. */
function keepLimits(state: State, task: number): Outcome {
  const { shop, fitStart: start } = state
  const { linkFirst, linkTask, linkMost, freesFirst, frees } = shop
  state.stuck = task
  state.rewindTo = shop.n
  if (start > real(shop.latest, task)) return 'stuck'
  let pushed = false
  for (let link = at(linkFirst, task); link < at(linkFirst, task + 1); link += 1) {
    const before = at(linkTask, link)
    const soonest = start - real(linkMost, link)
    if (soonest <= real(state.end, before)) continue
    push(state, before, startFor(state, before, soonest))
    pushed = true
  }
  for (let free = at(freesFirst, task); free < at(freesFirst, task + 1); free += 1) {
    const frozenAt = frozenIn(state, at(frees, free), start)
    if (frozenAt === Number.NEGATIVE_INFINITY) continue
    if (at(frees, free) >= shop.n) return 'stuck'
    push(state, at(frees, free), frozenAt)
    pushed = true
  }
  if (pushed) return 'pushed'
  state.stuck = -1
  return 'placed'
}

function push(state: State, task: number, start: number): void {
  state.pushed[task] = start
  state.rewindTo = Math.min(state.rewindTo, at(state.position, task))
  state.firstPushed = Math.min(state.firstPushed, state.rewindTo)
}

/** End of frozen work that lies where a blocker would keep its machine; minus infinity without any. */
function frozenIn(state: State, blocker: number, until: number): number {
  const { shop } = state
  const { heldFirst, heldFrom, heldTo } = shop
  const machine = machineOf(state, blocker)
  const from = endOfBlocker(state, blocker)
  const own = shop.frozenBlockers[blocker - shop.n]?.held
  for (let held = at(heldFirst, machine); held < at(heldFirst, machine + 1); held += 1) {
    const inside = real(heldFrom, held) < until && from < real(heldTo, held)
    if (inside && held !== own) return real(heldTo, held)
  }
  return Number.NEGATIVE_INFINITY
}
