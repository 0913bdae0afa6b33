import { at } from '../core/ints.ts'
import { real } from './reals.ts'
import { goal, type State } from './state.ts'

/** Set-ups that a task pays; lateness is that of its order. */
export function addTask({ score, paid }: State, task: number, sign: 1 | -1): void {
  score[goal.setup] = real(score, goal.setup) + sign * real(paid, task)
}

export function lateOf({ shop, end }: State, order: number): number {
  let last = real(shop.frozenEnd, order)
  for (let task = at(shop.firstTask, order); task < at(shop.firstTask, order + 1); task += 1) {
    last = Math.max(last, real(end, task))
  }
  return Math.max(0, last - real(shop.due, order))
}

/** How late an order is, once its last task is timed. */
export function scoreOrder(state: State, order: number): void {
  const { shop, score } = state
  const late = lateOf(state, order)
  const more = (late - real(state.late, order)) * real(shop.weight, order)
  score[goal.tardiness] = real(score, goal.tardiness) + more
  state.late[order] = late
}

/** How late an order will be at least, and the last end, before what follows the task is timed. */
export function addLeast(state: State, task: number): void {
  const { shop, score } = state
  const order = at(shop.orderOf, task)
  const least = real(state.end, task) + real(shop.tail, task)
  const late = least - real(shop.due, order)
  if (late > real(state.late, order)) {
    const more = (late - real(state.late, order)) * real(shop.weight, order)
    score[goal.tardiness] = real(score, goal.tardiness) + more
    state.late[order] = late
  }
  score[goal.makespan] = Math.max(real(score, goal.makespan), least)
}

export function scoreMakespan({ shop, score, end }: State): void {
  let last = 0
  for (let order = 0; order < shop.orders; order += 1) {
    last = Math.max(last, real(shop.frozenEnd, order))
  }
  for (let task = 0; task < shop.n; task += 1) last = Math.max(last, real(end, task))
  score[goal.makespan] = last
}

/** Sums the score up from nothing, so that no rounding is carried on. */
export function scoreAnew(state: State): void {
  const { shop, score } = state
  score.fill(0)
  state.late.fill(0)
  for (let order = 0; order < shop.orders; order += 1) scoreOrder(state, order)
  for (let task = 0; task < shop.n; task += 1) addTask(state, task, 1)
  scoreMakespan(state)
}
