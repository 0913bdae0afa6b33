import { at } from '../core/ints.ts'
import { readyAt, seek } from './fit.ts'
import { flatten } from './numbers.ts'
import { real } from './reals.ts'
import type { Shop } from './shop.ts'
import { goal, goalCount, levelOf, type State } from './state.ts'
import {
  addLeast,
  addTask,
  lateOf,
  scoreAnew,
  scoreMakespan,
  scoreOrder,
} from './timetable-score.ts'

/**
 * A whole schedule as a disjunctive graph: what each machine does before and behind each task, from a
 * node n + m round to itself, beside what orders want. `plan.order` holds the tasks in a topological
 * order. What changes is timed anew in that order, and no further than times change.
 */
export type Timetable = {
  state: State
  before: Int32Array
  behind: Int32Array
  /** What follows each task in its order. */
  followFirst: Int32Array
  follow: Int32Array
  /** Places of the order that are to be timed anew, a bit each; the first and last word with any. */
  dirty: Int32Array
  firstDirty: number
  lastDirty: number
  /** The highest that the first level of the objective was while times changed. */
  peak: number
  /** What the last timing overwrote: start, end and set-up of each task that it changed, and the score. */
  changed: Int32Array
  changes: number
  timesBefore: Float64Array
  scoreBefore: Float64Array
}

/**
 * Whether a task's place depends on nothing but its order and what its machine does before it: no people
 * or material that machines share, nothing that must not wait, and no goal for which waiting may pay.
 */
export const isGraph = (shop: Shop): boolean =>
  !shop.hasLimits &&
  shop.needResource.length === 0 &&
  shop.takeMaterial.length === 0 &&
  [goal.energy, goal.overtime, goal.moves, goal.excess].every((index) =>
    shop.levels.every((level) => real(level, index) === 0),
  )

export function makeTimetable(state: State): Timetable {
  const { n, machines } = state.shop
  return {
    ...{ state, before: new Int32Array(n + machines), behind: new Int32Array(n + machines) },
    ...followersOf(state.shop),
    ...{ dirty: new Int32Array((n >> 5) + 1), firstDirty: n, lastDirty: -1, peak: 0 },
    ...{ changed: new Int32Array(n), changes: 0, timesBefore: new Float64Array(3 * n) },
    scoreBefore: new Float64Array(goalCount),
  }
}

function followersOf({ n, linkFirst, linkTask }: Shop) {
  const all: number[][] = Array.from({ length: n }, () => [])
  for (let task = 0; task < n; task += 1) {
    for (const one of linkTask.subarray(at(linkFirst, task), at(linkFirst, task + 1))) {
      all[one]?.push(task)
    }
  }
  const { first, all: follow } = flatten(all)
  return { followFirst: first, follow: Int32Array.from(follow) }
}

/** Takes over what is built: each task stays on the machine that it found. */
export function loadTimetable(table: Timetable): void {
  const { state, before, behind } = table
  const { shop, plan } = state
  plan.mode.set(state.mode)
  for (let node = shop.n; node < before.length; node += 1) before[node] = behind[node] = node
  for (const task of plan.order) {
    link(table, task, at(before, shop.n + at(shop.modeMachine, at(state.mode, task))))
  }
  table.changes = 0
  scoreAnew(state)
}

/** Puts a task behind another on its machine, or behind the node of the machine. */
export function link({ before, behind }: Timetable, task: number, after: number): void {
  const next = at(behind, after)
  before[task] = after
  behind[task] = next
  behind[after] = task
  before[next] = task
}

export function unlink({ before, behind }: Timetable, task: number): void {
  behind[at(before, task)] = at(behind, task)
  before[at(behind, task)] = at(before, task)
}

/** A task is to be timed anew; the node of a machine has no times. */
export function markDirty(table: Timetable, node: number): void {
  if (node >= table.state.shop.n) return
  const place = at(table.state.position, node)
  const word = place >> 5
  table.dirty[word] = at(table.dirty, word) | (1 << (place & 31))
  if (word < table.firstDirty) table.firstDirty = word
  if (word > table.lastDirty) table.lastDirty = word
}

/**
 * Times anew what is dirty and all that it shifts, until the first level of the objective is above
 * `limit`: what comes later in the order might still make up for it, so the limit leaves some room.
 *
 * @returns false where it was given up, or something has no place any more; then `restoreTimes` must follow
 */
export function retime(table: Timetable, limit: number): boolean {
  const { dirty, state } = table
  const { levels, freeMoves } = state.shop
  table.changes = 0
  table.scoreBefore.set(state.score)
  table.peak = Number.NEGATIVE_INFINITY
  let fits = true
  for (let word = table.firstDirty; word <= table.lastDirty; word += 1) {
    for (let bits = at(dirty, word); bits !== 0; bits = at(dirty, word)) {
      const lowest = bits & -bits
      dirty[word] = fits ? bits ^ lowest : 0
      if (!fits) continue
      const place = (word << 5) + 31 - Math.clz32(lowest)
      fits = retimeOne(table, at(state.plan.order, place))
      const value = levelOf(levels[0] as Float64Array, state.score, freeMoves)
      table.peak = Math.max(table.peak, value)
      if (value > limit) fits = false
    }
  }
  table.firstDirty = state.shop.n
  table.lastDirty = -1
  if (fits) scoreMakespan(state)
  return fits
}

function retimeOne(table: Timetable, task: number): boolean {
  const { state, followFirst, follow } = table
  const { shop } = state
  const mode = at(state.mode, task)
  standBehind(table, task, at(shop.modeMachine, mode))
  seek(state, task, mode)
  const { fitStart: start, fitEnd: end, fitSetup: paid } = state
  if (end === Number.POSITIVE_INFINITY) return false
  const isSame = start === real(state.start, task) && end === real(state.end, task)
  if (isSame && paid === real(state.paid, task)) return true
  note(table, task)
  addTask(state, task, -1)
  state.start[task] = start
  state.end[task] = end
  state.paid[task] = paid
  addTask(state, task, 1)
  markDirty(table, at(table.behind, task))
  const last = at(followFirst, task + 1)
  for (let one = at(followFirst, task); one < last; one += 1) markDirty(table, at(follow, one))
  if (last === at(followFirst, task)) scoreOrder(state, at(shop.orderOf, task))
  else addLeast(state, task)
  return true
}

/** The machine as what comes before the task leaves it, and when it may start there. */
function standBehind({ state, before }: Timetable, task: number, machine: number): void {
  const { shop, end } = state
  const previous = at(before, task)
  const isFirst = previous >= shop.n
  state.machineLast[machine] = isFirst ? -1 : previous
  state.machineFamily[machine] = isFirst
    ? at(shop.machineFamily, machine)
    : at(shop.family, previous)
  state.fitStart = Math.max(readyAt(state, task), isFirst ? 0 : real(end, previous))
}

function note(table: Timetable, task: number): void {
  const { state, changed, timesBefore, changes } = table
  changed[changes] = task
  timesBefore[3 * changes] = real(state.start, task)
  timesBefore[3 * changes + 1] = real(state.end, task)
  timesBefore[3 * changes + 2] = real(state.paid, task)
  table.changes = changes + 1
}

/** Makes times and score what they were before the last `retime`. */
export function restoreTimes(table: Timetable): void {
  const { state, changed, timesBefore, changes } = table
  for (let index = 0; index < changes; index += 1) {
    const task = at(changed, index)
    state.start[task] = real(timesBefore, 3 * index)
    state.end[task] = real(timesBefore, 3 * index + 1)
    state.paid[task] = real(timesBefore, 3 * index + 2)
  }
  for (let index = 0; index < changes; index += 1) {
    const order = at(state.shop.orderOf, at(changed, index))
    state.late[order] = lateOf(state, order)
  }
  table.changes = 0
  state.score.set(table.scoreBefore)
}
