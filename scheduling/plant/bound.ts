import { at } from '../core/ints.ts'
import { seek } from './fit.ts'
import { real } from './reals.ts'
import type { Shop } from './shop.ts'
import { goal, goalCount, makeState, type State } from './state.ts'

/**
 * Values of the six goals that no schedule goes below: each order as if it had the plant for itself;
 * the work that only one machine can do; the cheapest energy; the set-ups without which some family
 * could not run.
 */
export function plantBound(shop: Shop): Float64Array {
  const state = makeState(shop)
  const bound = new Float64Array(goalCount)
  const end = aloneEnds(state)
  let [tardiness, makespan] = [0, real(state.score, goal.makespan)]
  for (let order = 0; order < shop.orders; order += 1) {
    let last = real(shop.frozenEnd, order)
    for (let task = at(shop.firstTask, order); task < at(shop.firstTask, order + 1); task += 1) {
      last = Math.max(last, real(end, task))
    }
    makespan = Math.max(makespan, last)
    tardiness += real(shop.weight, order) * Math.max(0, last - real(shop.due, order))
  }
  bound[goal.tardiness] = tardiness
  bound[goal.makespan] = Math.max(makespan, machineBound(shop, state.start))
  bound[goal.energy] = energyBound(shop)
  return bound
}

/** When each task can end at the earliest, in an empty plant without set-ups; starts in `state.start`. */
function aloneEnds(state: State): Float64Array {
  const { shop } = state
  const free: Shop = { ...shop, setups: new Int32Array(shop.setups.length) }
  state.shop = free
  // As if what frozen work blocks went on at once.
  state.heldTo.set(shop.heldTo)
  for (let task = 0; task < shop.n; task += 1) {
    const ready = readyAlone(state, task)
    let [soonest, end] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let mode = at(shop.modeFirst, task); mode < at(shop.modeFirst, task + 1); mode += 1) {
      state.fitStart = ready
      seek(state, task, mode)
      if (state.fitEnd < end) end = state.fitEnd
      if (state.fitStart < soonest) soonest = state.fitStart
    }
    state.start[task] = soonest
    state.end[task] = end
  }
  state.shop = shop
  return state.end
}

function readyAlone({ shop, start, end }: State, task: number): number {
  let ready = real(shop.release, task)
  for (let link = at(shop.linkFirst, task); link < at(shop.linkFirst, task + 1); link += 1) {
    const before = at(shop.linkTask, link)
    const share = real(shop.linkShare, link)
    const lot = real(start, before) + Math.ceil(share * leastRun(shop, before))
    ready = Math.max(ready, (share === 0 ? real(end, before) : lot) + real(shop.linkLag, link))
  }
  return ready
}

function leastRun({ modeFirst, modeRun }: Shop, task: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let mode = at(modeFirst, task); mode < at(modeFirst, task + 1); mode += 1) {
    least = Math.min(least, real(modeRun, mode))
  }
  return least
}

/** From the first start of what only this machine can do: its work, its closed time, the shortest rest. */
function machineBound(shop: Shop, start: Float64Array): number {
  const heads = new Float64Array(shop.machines).fill(Number.POSITIVE_INFINITY)
  const tails = new Float64Array(shop.machines).fill(Number.POSITIVE_INFINITY)
  const work = new Float64Array(shop.machines)
  for (let task = 0; task < shop.n; task += 1) {
    const machine = onlyMachine(shop, task)
    if (machine === -1) continue
    heads[machine] = Math.min(real(heads, machine), real(start, task))
    tails[machine] = Math.min(real(tails, machine), real(shop.tail, task))
    work[machine] = real(work, machine) + leastRun(shop, task)
  }
  let most = 0
  for (let machine = 0; machine < shop.machines; machine += 1) {
    if (real(work, machine) === 0) continue
    const end = openEnd(shop, machine, { head: real(heads, machine), work: real(work, machine) })
    most = Math.max(most, end + real(tails, machine))
  }
  return most
}

function onlyMachine({ modeFirst, modeMachine }: Shop, task: number): number {
  const machine = at(modeMachine, at(modeFirst, task))
  for (let mode = at(modeFirst, task); mode < at(modeFirst, task + 1); mode += 1) {
    if (at(modeMachine, mode) !== machine) return -1
  }
  return machine
}

function openEnd(
  shop: Shop,
  machine: number,
  { head, work }: { head: number; work: number },
): number {
  let [now, left] = [head, work]
  for (let w = at(shop.windowFirst, machine); w < at(shop.windowFirst, machine + 1); w += 1) {
    const [from, to] = [real(shop.windowFrom, w), real(shop.windowTo, w)]
    if (to <= now) continue
    if (now + left <= from) break
    left -= Math.max(0, from - now)
    now = to
  }
  return now + left
}

function energyBound(shop: Shop): number {
  const price = Math.min(shop.price, ...shop.tariffPrice)
  let cost = 0
  for (let task = 0; task < shop.n; task += 1) {
    let least = Number.POSITIVE_INFINITY
    for (let mode = at(shop.modeFirst, task); mode < at(shop.modeFirst, task + 1); mode += 1) {
      least = Math.min(least, real(shop.modePower, mode) * real(shop.modeRun, mode))
    }
    cost += (least * price) / 3600
  }
  return cost
}
