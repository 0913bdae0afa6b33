import { at } from '../core/ints.ts'
import { real } from './reals.ts'
import { link, markDirty, restoreTimes, retime, type Timetable, unlink } from './timetable.ts'

/** The relocations of one step, with all that takes them back. */
export type Relocations = {
  table: Timetable
  count: number
  task: Int32Array
  mode: Int32Array
  from: Float64Array
  after: Int32Array
  /** The stretch of the topological order that each changed, as it was, one stretch after the other. */
  first: Int32Array
  length: Int32Array
  kept: Int32Array
  keptCount: number
  /** What must stay ahead of the task that moves, or behind it, by a number for each relocation. */
  mark: Int32Array
  marks: number
}

/** Of one step; an order of more tasks moves with so many of them. */
const mostRelocations = 32

export function makeRelocations(table: Timetable): Relocations {
  const { n, machines } = table.state.shop
  const ints = () => new Int32Array(mostRelocations)
  return {
    ...{ table, count: 0, task: ints(), mode: ints(), after: ints() },
    ...{ from: new Float64Array(mostRelocations), first: ints(), length: ints() },
    ...{ kept: new Int32Array(mostRelocations * n), keptCount: 0 },
    ...{ mark: new Int32Array(n + machines), marks: 0 },
  }
}

type Target = { mode: number; after: number; from?: number }

/**
 * Puts a task behind another, or a machine's node, in one of its modes. The topological order changes only
 * between its place and that of its new neighbour (after Pearce and Kelly).
 *
 * @returns false, with nothing done, where that would close a circle
 */
export function relocate(moves: Relocations, task: number, target: Target): boolean {
  const { table, count } = moves
  const { state, before, behind } = table
  const { plan, mode } = state
  if (count === mostRelocations || target.after === task) return false
  const previous = at(before, task)
  unlink(table, task)
  moves.first[count] = 0
  moves.length[count] = 0
  if (!makeRoom(moves, task, { after: target.after, next: at(behind, target.after) })) {
    link(table, task, previous)
    return false
  }
  moves.task[count] = task
  moves.mode[count] = at(mode, task)
  moves.from[count] = real(plan.from, task)
  moves.after[count] = previous
  moves.count = count + 1
  link(table, task, target.after)
  mode[task] = target.mode
  plan.mode[task] = target.mode
  plan.from[task] = target.from ?? 0
  return true
}

/** Times what was relocated and all that it shifts; see `retime`. */
export function retimeMoves(moves: Relocations, limit: number): boolean {
  const { table, count } = moves
  for (let index = 0; index < count; index += 1) {
    const task = at(moves.task, index)
    markDirty(table, task)
    markDirty(table, at(table.behind, task))
    markDirty(table, at(table.behind, at(moves.after, index)))
  }
  return retime(table, limit)
}

export function keepMoves(moves: Relocations): void {
  moves.count = 0
  moves.keptCount = 0
}

export function undoMoves(moves: Relocations): void {
  const { table } = moves
  const { plan, position, mode } = table.state
  restoreTimes(table)
  for (let index = moves.count - 1; index >= 0; index -= 1) {
    const task = at(moves.task, index)
    unlink(table, task)
    link(table, task, at(moves.after, index))
    mode[task] = at(moves.mode, index)
    plan.mode[task] = at(moves.mode, index)
    plan.from[task] = real(moves.from, index)
    const [first, length] = [at(moves.first, index), at(moves.length, index)]
    moves.keptCount -= length
    for (let place = 0; place < length; place += 1) {
      const one = at(moves.kept, moves.keptCount + place)
      plan.order[first + place] = one
      position[one] = first + place
    }
  }
  keepMoves(moves)
}

type Neighbours = { after: number; next: number }

/** What the task needs goes ahead of `next`, or what needs it goes behind `after`, where they stand wrong. */
function makeRoom(moves: Relocations, task: number, { after, next }: Neighbours): boolean {
  const { position, shop } = moves.table.state
  const place = at(position, task)
  if (next < shop.n && at(position, next) < place) {
    markNeeded(moves, task, at(position, next))
    if (at(moves.mark, next) === moves.marks) return false
    reorder(moves, { first: at(position, next), last: place, markedFirst: true })
  } else if (after < shop.n && at(position, after) > place) {
    markNeeding(moves, task, at(position, after))
    if (at(moves.mark, after) === moves.marks) return false
    reorder(moves, { first: place, last: at(position, after), markedFirst: false })
  }
  return true
}

function markNeeded(moves: Relocations, task: number, first: number): void {
  const { table, mark } = moves
  const { shop, plan, position } = table.state
  moves.marks += 1
  mark[task] = moves.marks
  for (let place = at(position, task); place > first; place -= 1) {
    const one = at(plan.order, place)
    if (at(mark, one) !== moves.marks) continue
    for (let link = at(shop.linkFirst, one); link < at(shop.linkFirst, one + 1); link += 1) {
      mark[at(shop.linkTask, link)] = moves.marks
    }
    if (one !== task) mark[at(table.before, one)] = moves.marks
  }
}

function markNeeding(moves: Relocations, task: number, last: number): void {
  const { table, mark } = moves
  const { followFirst, follow } = table
  const { plan, position } = table.state
  moves.marks += 1
  mark[task] = moves.marks
  for (let place = at(position, task); place < last; place += 1) {
    const one = at(plan.order, place)
    if (at(mark, one) !== moves.marks) continue
    for (let next = at(followFirst, one); next < at(followFirst, one + 1); next += 1) {
      mark[at(follow, next)] = moves.marks
    }
    if (one !== task) mark[at(table.behind, one)] = moves.marks
  }
}

type Stretch = { first: number; last: number; markedFirst: boolean }

/** Parts a stretch of the order into what is marked and what is not, each as it stood. */
function reorder(moves: Relocations, { first, last, markedFirst }: Stretch): void {
  const { table, mark, marks, kept, keptCount, count } = moves
  const { plan, position } = table.state
  moves.first[count] = first
  moves.length[count] = last - first + 1
  moves.keptCount = keptCount + last - first + 1
  for (let place = first; place <= last; place += 1) {
    kept[keptCount + place - first] = at(plan.order, place)
  }
  let to = first
  for (let turn = 0; turn < 2; turn += 1) {
    for (let index = keptCount; index < moves.keptCount; index += 1) {
      const one = at(kept, index)
      if ((at(mark, one) === marks) !== (markedFirst === (turn === 0))) continue
      plan.order[to] = one
      position[one] = to
      to += 1
    }
  }
}
