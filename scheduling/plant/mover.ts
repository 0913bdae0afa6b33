import type { Random } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { rewind } from './build.ts'
import { real } from './reals.ts'
import { goal, type State } from './state.ts'

/** A change of the plan that can be taken back. */
export type Mover = {
  state: State
  random: Random
  /** Tasks of orders that are late, `lateCount` of them. */
  lateTasks: Int32Array
  lateCount: number
  /** Tasks by family, and where each family begins. */
  kin: Int32Array
  kinFirst: Int32Array
  /** Whether waiting may pay: then plans also name instants to wait for. */
  mayWait: boolean
  /** Whether moves count by sequence: then what stands elsewhere is also put back. */
  mayReturn: boolean
  /** What the last change touched: a stretch of the order as it was, one task's mode and instant. */
  first: number
  last: number
  before: Int32Array
  task: number
  mode: number
  from: number
}

export function makeMover(state: State, random: Random): Mover {
  const { n, family, families, levels, heldFrom, currentRank } = state.shop
  const kinFirst = new Int32Array(families + 1)
  for (const one of family) kinFirst[one + 1] = at(kinFirst, one + 1) + 1
  for (let one = 0; one < families; one += 1)
    kinFirst[one + 1] = at(kinFirst, one + 1) + at(kinFirst, one)
  const weighs = (index: number) => levels.some((level) => real(level, index) > 0)
  const movesCount = weighs(goal.moves) || weighs(goal.excess)
  const movesByStart = currentRank === null && movesCount
  return {
    ...{ state, random, lateTasks: new Int32Array(n), lateCount: 0, kinFirst },
    kin: Int32Array.from(family.keys()).sort((a, b) => at(family, a) - at(family, b) || a - b),
    mayWait: weighs(goal.energy) || weighs(goal.overtime) || movesByStart || heldFrom.length > 0,
    mayReturn: currentRank !== null && movesCount,
    ...{ first: 0, last: -1, before: new Int32Array(n), task: -1, mode: -1, from: 0 },
  }
}

/** Which tasks are worth looking at: those of orders that are late, else of those that end last. */
export function noteLate(mover: Mover): void {
  const { state, lateTasks } = mover
  const { n, orderOf, weight, tail } = state.shop
  const latest = state.end.reduce((most, end) => Math.max(most, end), 0)
  let count = 0
  for (let task = 0; task < n; task += 1) {
    const order = at(orderOf, task)
    const isLate = real(state.late, order) > 0 && real(weight, order) > 0
    const isLast = real(state.end, task) + real(tail, task) >= latest
    if (isLate || isLast) lateTasks[count++] = task
  }
  mover.lateCount = count
}

/** Keeps a task's mode and instant, which are about to change. */
export function noteTask(mover: Mover, task: number): void {
  const { plan, position } = mover.state
  rewind(mover.state, at(position, task))
  mover.task = task
  mover.mode = at(plan.mode, task)
  mover.from = real(plan.from, task)
}

/** The first way to do a task on the machine that it has today; −1 where it cannot any more. */
export function currentMode({ shop }: State, task: number): number {
  const { modeFirst, modeMachine, currentMachine } = shop
  for (let mode = at(modeFirst, task); mode < at(modeFirst, task + 1); mode += 1) {
    if (at(modeMachine, mode) === at(currentMachine, task)) return mode
  }
  return -1
}
