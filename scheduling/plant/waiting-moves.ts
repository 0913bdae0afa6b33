import { below, type Random } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { currentMode, type Mover, noteTask } from './mover.ts'
import { real } from './reals.ts'

const nearTariffs = 4

/** An instant to wait for: today's start, frozen work's end, a tariff or overtime, or what follows. */
export function changeFrom(mover: Mover, task: number): void {
  const { state, random } = mover
  const { shop } = state
  // None where energy does not count.
  const tariffs = shop.tariffFrom.length
  noteTask(mover, task)
  const length = real(state.end, task) - real(state.start, task)
  const machine = at(shop.modeMachine, at(state.mode, task))
  const kind = tariffs > 0 && below(random, 2) === 0 ? 3 : below(random, 9)
  state.plan.from[task] = 0
  if (kind === 0 && at(shop.currentMachine, task) !== -1) {
    state.plan.from[task] = Math.max(0, real(shop.currentStart, task))
    state.plan.mode[task] = currentMode(state, task)
  } else if (kind === 1) {
    state.plan.from[task] = edgeOf(random, shop.heldTo, rangeOf(shop.heldFirst, machine))
  } else if (kind === 2) {
    state.plan.from[task] = edgeOf(random, shop.overtimeTo, rangeOf(shop.overtimeFirst, machine))
  } else if (kind === 3 && tariffs > 0) {
    const tariff = someTariff(mover, real(state.start, task))
    const end = below(random, 2) === 0
    const edge = real(end ? shop.tariffTo : shop.tariffFrom, tariff)
    // All of it, none of it, or any part of it on the other side.
    const over = [0, length, below(random, Math.ceil(length) + 1)][below(random, 3)] ?? 0
    state.plan.from[task] = Math.max(0, edge - over)
  } else if (kind === 4) {
    const other = below(random, shop.n)
    state.plan.from[task] = Math.max(0, real(state.start, other) - length)
  } else if (kind === 5) {
    const order = at(shop.orderOf, task)
    state.plan.from[task] = Math.max(0, real(shop.due, order) - real(shop.tail, task) - length)
  } else if (kind === 6) {
    const step = 1 << below(random, 1 + below(random, 14))
    const then = real(state.start, task) + (below(random, 2) === 0 ? step : -step)
    state.plan.from[task] = Math.max(0, then)
  } else if (kind === 7) {
    const edge = edgeOf(random, shop.overtimeFrom, rangeOf(shop.overtimeFirst, machine))
    state.plan.from[task] = Math.max(0, edge - length)
  }
}

/** One of the next few that are not over at an instant, or any. */
function someTariff({ random, state }: Mover, instant: number): number {
  const { tariffTo } = state.shop
  let [low, high] = [0, tariffTo.length - 1]
  if (below(random, 4) === 0) return below(random, tariffTo.length)
  while (low < high) {
    const middle = (low + high) >> 1
    if (real(tariffTo, middle) > instant) high = middle
    else low = middle + 1
  }
  return Math.min(tariffTo.length - 1, low + below(random, nearTariffs))
}

const rangeOf = (first: Int32Array, machine: number) => ({
  from: at(first, machine),
  to: at(first, machine + 1),
})

const edgeOf = (random: Random, edges: Float64Array, { from, to }: { from: number; to: number }) =>
  from === to ? 0 : Math.max(0, real(edges, from + below(random, to - from)))
