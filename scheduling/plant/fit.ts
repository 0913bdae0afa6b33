import { at } from '../core/ints.ts'
import { enoughFrom } from './profile.ts'
import { real } from './reals.ts'
import type { State } from './state.ts'

/**
 * When `state.work` seconds of work end that start on a machine then; minus infinity where they cannot
 * start then, and `state.blocked` is the next instant that is worth a try.
 */
function endOf(state: State, machine: number, start: number): number {
  const { windowFirst, windowFrom, windowTo, windowPauses } = state.shop
  let end = start + state.work
  if (state.work === 0) return end
  const last = at(windowFirst, machine + 1)
  let [low, high] = [at(windowFirst, machine), last]
  while (low < high) {
    const middle = (low + high) >> 1
    if (real(windowTo, middle) > start) high = middle
    else low = middle + 1
  }
  for (; low < last; low += 1) {
    const from = real(windowFrom, low)
    if (from >= end) break
    const to = real(windowTo, low)
    if (from <= start || state.rests === 0 || at(windowPauses, low) === 0) {
      state.blocked = to
      return Number.NEGATIVE_INFINITY
    }
    end += to - from
  }
  return end
}

/** When the first part of a placed task is done, so that its first lot can go on. */
function partDone(state: State, task: number, share: number): number {
  const { shop } = state
  const mode = at(state.mode, task)
  state.work = real(state.paid, task) + Math.ceil(share * real(shop.modeRun, mode))
  state.rests = at(shop.pausable, task)
  return endOf(state, at(shop.modeMachine, mode), real(state.start, task))
}

/** The earliest start after which a placed task ends at `end` or later, calendars alone considered. */
export function startFor(state: State, task: number, end: number): number {
  const { shop } = state
  const mode = at(state.mode, task)
  state.work = real(state.paid, task) + real(shop.modeRun, mode)
  state.rests = at(shop.pausable, task)
  let low = real(state.start, task)
  let high = low + end - real(state.end, task)
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2)
    const then = endOf(state, at(shop.modeMachine, mode), middle)
    if (then >= end) high = middle
    else low = middle
  }
  return high
}

/** What a machine is set up for at an instant: by what was placed, or by frozen work since. */
function familyAt(state: State, machine: number, instant: number): number {
  const { heldFirst, heldTo, heldFamily } = state.shop
  const last = at(state.machineLast, machine)
  const since = last === -1 ? Number.NEGATIVE_INFINITY : real(state.end, last)
  let family = at(state.machineFamily, machine)
  for (let held = at(heldFirst, machine); held < at(heldFirst, machine + 1); held += 1) {
    const to = real(heldTo, held)
    if (to <= instant && to > since) family = at(heldFamily, held)
  }
  return family
}

function setupOf({ shop }: State, task: number, row: number): number {
  const told = at(shop.setups, row * shop.families + at(shop.family, task))
  return told === -1 ? real(shop.setup, task) : told
}

/**
 * The earliest place for a task in a mode from `state.fitStart` on, into `fitStart`, `fitEnd` and
 * `fitSetup`; infinity where there is none. Each thing in the way says how far to go on.
 */
export function seek(state: State, task: number, mode: number): void {
  const { shop } = state
  const machine = at(shop.modeMachine, mode)
  const row = shop.setupPerMachine ? machine * shop.families : 0
  state.rests = at(shop.pausable, task)
  while (state.fitStart < Number.POSITIVE_INFINITY) {
    const start = state.fitStart
    state.fitSetup = setupOf(state, task, row + familyAt(state, machine, start))
    state.work = state.fitSetup + real(shop.modeRun, mode)
    state.fitEnd = endOf(state, machine, start)
    if (state.fitEnd === Number.NEGATIVE_INFINITY) {
      state.fitStart = state.blocked
      continue
    }
    state.fitStart = obstacle(state, task, mode)
    if (state.fitStart === start) return
  }
  state.fitEnd = Number.POSITIVE_INFINITY
}

/** The start of the fit where nothing is in its way, else the next that is worth a try. */
function obstacle(state: State, task: number, mode: number): number {
  const { shop, fitStart: start, fitEnd: end } = state
  const { heldFirst, heldFrom, needFirst, needResource, needAmount } = shop
  const machine = at(shop.modeMachine, mode)
  for (let held = at(heldFirst, machine); held < at(heldFirst, machine + 1); held += 1) {
    if (real(heldFrom, held) >= end) continue
    const until = heldUntil(state, held, task)
    if (start < until) return until
  }
  for (let need = at(needFirst, mode); need < at(needFirst, mode + 1); need += 1) {
    const profile = state.profiles[at(needResource, need)]
    if (profile === undefined) continue
    const later = enoughFrom(profile, state, at(needAmount, need))
    if (later > start) return later
  }
  const least = leastEnd(state, task, real(shop.modeRun, mode))
  return end < least ? start + least - end : start
}

/** What keeps its machine only until this very task starts is no hindrance. */
function heldUntil({ shop, heldTo, waiting }: State, held: number, task: number): number {
  const until = real(heldTo, held)
  if (until < Number.POSITIVE_INFINITY) return until
  for (let one = at(shop.freesFirst, task); one < at(shop.freesFirst, task + 1); one += 1) {
    const blocker = at(shop.frees, one)
    const own = shop.frozenBlockers[blocker - shop.n]?.held === held
    if (own && at(waiting, blocker) === 1) return real(shop.heldTo, held)
  }
  return until
}

/** The last lot of what comes before cannot be done sooner. */
function leastEnd({ shop, end }: State, task: number, run: number): number {
  const { linkFirst, linkTask, linkShare } = shop
  let least = real(shop.endFrom, task)
  for (let link = at(linkFirst, task); link < at(linkFirst, task + 1); link += 1) {
    const share = real(linkShare, link)
    if (share === 0) continue
    least = Math.max(least, real(end, at(linkTask, link)) + Math.ceil(share * run))
  }
  return least
}

/** When a task may start by its order: release, material, what it follows, and what the plan says. */
export function readyAt(state: State, task: number): number {
  const { shop } = state
  const { linkFirst, linkTask, linkLag, linkShare } = shop
  let ready = Math.max(
    real(shop.release, task),
    real(state.plan.from, task),
    real(state.pushed, task),
  )
  for (let link = at(linkFirst, task); link < at(linkFirst, task + 1); link += 1) {
    const before = at(linkTask, link)
    const share = real(linkShare, link)
    const done = share === 0 ? real(state.end, before) : partDone(state, before, share)
    ready = Math.max(ready, done + real(linkLag, link))
  }
  return Math.max(ready, suppliedAt(state, task))
}

function suppliedAt({ shop, taken }: State, task: number): number {
  const { takeFirst, takeMaterial, takeQuantity, supplyFirst, supplyAt, supplySum } = shop
  let ready = 0
  for (let take = at(takeFirst, task); take < at(takeFirst, task + 1); take += 1) {
    const material = at(takeMaterial, take)
    const wanted = real(taken, material) + real(takeQuantity, take) - 1e-9
    let supply = at(supplyFirst, material)
    const last = at(supplyFirst, material + 1)
    while (supply < last && real(supplySum, supply) < wanted) supply += 1
    if (supply === last) return Number.POSITIVE_INFINITY
    ready = Math.max(ready, real(supplyAt, supply))
  }
  return ready
}
