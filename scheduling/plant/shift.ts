import { at } from '../core/ints.ts'
import { rewind } from './build.ts'
import type { State } from './state.ts'

/** The stretch of the order that a change touches, as it was. */
export type Touched = { state: State; first: number; last: number; before: Int32Array }

function note(touched: Touched, first: number, last: number): void {
  const { state, before } = touched
  rewind(state, first)
  touched.first = first
  touched.last = last
  for (let place = first; place <= last; place += 1)
    before[place - first] = at(state.plan.order, place)
}

/** A task to an earlier place, and ahead of it what its order does before it. */
export function pull(touched: Touched, task: number, place: number): void {
  const { state, before } = touched
  const last = at(state.position, task)
  if (place >= last) return
  note(touched, place, last)
  let to = place
  for (let turn = 0; turn < 2; turn += 1) {
    for (let index = 0; index <= last - place; index += 1) {
      const one = at(before, index)
      const moves = one === task || comesBefore(state, one, task)
      if (moves === (turn === 0)) to = put(state, one, to)
    }
  }
}

/** A task to a later place, and behind it what its order does after it. */
export function push(touched: Touched, task: number, place: number): void {
  const { state, before } = touched
  const first = at(state.position, task)
  if (place <= first) return
  note(touched, first, place)
  let to = first
  for (let turn = 0; turn < 2; turn += 1) {
    for (let index = 0; index <= place - first; index += 1) {
      const one = at(before, index)
      const moves = one === task || comesBefore(state, task, one)
      if (moves === (turn === 1)) to = put(state, one, to)
    }
  }
}

function comesBefore({ shop }: State, one: number, other: number): boolean {
  const order = at(shop.orderOf, one)
  if (one >= other || order !== at(shop.orderOf, other)) return false
  const precedes = shop.precedes[order]
  if (precedes === null || precedes === undefined) return true
  const first = at(shop.firstTask, order)
  const count = at(shop.firstTask, order + 1) - first
  return precedes[(one - first) * count + other - first] === 1
}

function put({ plan, position }: State, task: number, place: number): number {
  plan.order[place] = task
  position[task] = place
  return place + 1
}
