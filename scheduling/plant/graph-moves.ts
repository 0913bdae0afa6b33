import { below, type Random } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { lastBefore } from './moves.ts'
import { real } from './reals.ts'
import { type Relocations, relocate } from './relocate.ts'
import { goal } from './state.ts'

export type GraphMover = {
  moves: Relocations
  random: Random
  /** Orders that are late, `lateCount` of them. */
  late: Int32Array
  lateCount: number
  /** Whether set-ups are what counts first: then families say more than critical paths. */
  setupsFirst: boolean
}

export function makeGraphMover(moves: Relocations, random: Random): GraphMover {
  const { orders, levels } = moves.table.state.shop
  const first = levels[0] as Float64Array
  const setupsFirst =
    real(first, goal.setup) > 0 && real(first, goal.tardiness) + real(first, goal.makespan) === 0
  return { moves, random, late: new Int32Array(orders), lateCount: 0, setupsFirst }
}

export function noteLateOrders(mover: GraphMover): void {
  const { shop, late } = mover.moves.table.state
  const tardinessCounts = shop.levels.some((level) => real(level, goal.tardiness) > 0)
  let count = 0
  for (let order = 0; tardinessCounts && order < shop.orders; order += 1) {
    const isOpen = at(shop.firstTask, order) < at(shop.firstTask, order + 1)
    const isLate = real(late, order) > 0 && real(shop.weight, order) > 0
    if (isOpen && isLate) mover.late[count++] = order
  }
  mover.lateCount = count
}

/** Relocates a task of a critical path, now and then any task or a whole order; mostly two change places. */
export function changeGraph(mover: GraphMover): void {
  const { random, moves, setupsFirst } = mover
  const { n, heldFrom } = moves.table.state.shop
  const isCritical = below(random, setupsFirst ? 2 : 16) > 0
  const task = isCritical ? criticalTask(mover) : below(random, n)
  const kind = below(random, setupsFirst ? 32 : 16)
  if (heldFrom.length > 0 && below(random, 16) === 0) waitFor(mover, task)
  else if (!isCritical && kind < 4) shiftOrder(mover, task)
  else if (kind < 7) moveAhead(mover, task, kind < 6 ? 0 : 1 + below(random, 3))
  else if (kind < 10) moveBehind(mover, isCritical ? at(moves.table.before, task) : task)
  else if (kind < 15) changeMachine(mover, task)
  else joinKin(mover, task)
}

/** Of the way back from the end of a late order, or of what ends last, a task that waits for its machine. */
function criticalTask(mover: GraphMover): number {
  const { moves, random, late, lateCount } = mover
  const { state, before } = moves.table
  const { shop, end } = state
  const isLate = lateCount > 0 && below(random, 8) > 0
  const order = isLate ? at(late, below(random, lateCount)) : -1
  let task = endsLast(mover, order)
  for (;;) {
    const previous = at(before, task)
    const former = lastBefore(state, task)
    const ready = former === -1 ? real(shop.release, task) : real(end, former)
    if (previous < shop.n && real(end, previous) > ready) {
      if (below(random, 5) === 0) return task
      task = previous
    } else if (former === -1) return task
    else task = former
  }
}

/** Of an order, or of all with −1. */
function endsLast({ moves }: GraphMover, order: number): number {
  const { shop, end } = moves.table.state
  const until = order === -1 ? shop.n : at(shop.firstTask, order + 1)
  let last = order === -1 ? 0 : at(shop.firstTask, order)
  for (let task = last + 1; task < until; task += 1) {
    if (real(end, task) >= real(end, last)) last = task
  }
  return last
}

/** So many places on along a machine, ahead with `before` or behind with `behind`. */
function along(
  mover: GraphMover,
  node: number,
  { steps, next }: { steps: number; next: Int32Array },
) {
  const { n } = mover.moves.table.state.shop
  let one = node
  for (let left = steps; left > 0 && at(next, one) < n; left -= 1) one = at(next, one)
  return one
}

function stay(mover: GraphMover, task: number, after: number): void {
  relocate(mover.moves, task, { mode: at(mover.moves.table.state.mode, task), after })
}

/** Ahead of what its machine does before it, and of so many more. */
function moveAhead(mover: GraphMover, task: number, more: number): void {
  const { before, state } = mover.moves.table
  if (at(before, task) >= state.shop.n) return
  const other = along(mover, at(before, task), { steps: more, next: before })
  stay(mover, task, at(before, other))
}

/** Behind several that its machine does after it: near places are tried more often than far ones. */
function moveBehind(mover: GraphMover, task: number): void {
  const { random } = mover
  const { behind, state } = mover.moves.table
  if (task >= state.shop.n || at(behind, task) >= state.shop.n) return
  const steps = 1 + below(random, 2 << below(random, 4))
  stay(mover, task, along(mover, at(behind, task), { steps, next: behind }))
}

/** To another machine, near the place that it has in time. */
function changeMachine(mover: GraphMover, task: number): void {
  const { moves, random } = mover
  const { state, before, behind } = moves.table
  const { modeFirst, modeMachine, n } = state.shop
  const first = at(modeFirst, task)
  const modes = at(modeFirst, task + 1) - first
  if (modes === 1) {
    moveAhead(mover, task, 0)
    return
  }
  const other = first + below(random, modes - 1)
  const mode = other >= at(state.mode, task) ? other + 1 : other
  const near = lastOn(mover, at(modeMachine, mode), at(state.position, task) - 1)
  const draw = below(random, 8)
  const after =
    draw === 0 && near < n
      ? at(before, near)
      : along(mover, near, { steps: Math.max(0, draw - 4), next: behind })
  relocate(moves, task, { mode, after: after === task ? at(before, task) : after })
}

/** What a machine does last of what stands up to a place of the order, or its node. */
function lastOn({ moves }: GraphMover, machine: number, from: number): number {
  const { shop, plan, mode } = moves.table.state
  for (let place = from; place >= 0; place -= 1) {
    const task = at(plan.order, place)
    if (at(shop.modeMachine, at(mode, task)) === machine) return task
  }
  return shop.n + machine
}

/** Beside another of its family on its machine, so that a set-up may be saved. */
function joinKin(mover: GraphMover, task: number): void {
  const { moves, random } = mover
  const { before, behind, state } = moves.table
  const { family, n } = state.shop
  const next = below(random, 3) > 0 ? before : behind
  let skip = below(random, 3)
  for (let one = at(next, task); one < n; one = at(next, one)) {
    if (at(family, one) !== at(family, task)) continue
    if (skip === 0) {
      stay(mover, task, one)
      return
    }
    skip -= 1
  }
}

/** A whole order earlier or later, its tasks by as much on each machine. */
function shiftOrder(mover: GraphMover, task: number): void {
  const { moves, random } = mover
  const { shop, start } = moves.table.state
  const order = at(shop.orderOf, task)
  const run = real(shop.modeRun, at(moves.table.state.mode, task))
  const by = Math.max(1, run) * (1 << below(random, 6))
  const isLater = below(random, 2) === 0
  const first = at(shop.firstTask, order)
  const last = at(shop.firstTask, order + 1) - 1
  // What would be in the way of the others goes first.
  for (let index = 0; index <= last - first; index += 1) {
    const one = isLater ? last - index : first + index
    putAt(mover, one, real(start, one) + (isLater ? by : -by))
  }
}

/** Behind what its machine has begun by an instant. */
function putAt(mover: GraphMover, task: number, instant: number): void {
  const { before, behind, state } = mover.moves.table
  const { n } = state.shop
  let after = at(before, task)
  while (after < n && real(state.start, after) > instant) after = at(before, after)
  if (after === at(before, task)) {
    for (let one = at(behind, task); one < n; one = at(behind, one)) {
      if (real(state.start, one) >= instant) break
      after = one
    }
  }
  if (after !== at(before, task)) stay(mover, task, after)
}

/** Until frozen work is over, or so that it ends when another begins. */
function waitFor(mover: GraphMover, task: number): void {
  const { moves, random } = mover
  const { table } = moves
  const { shop, mode, start, end } = table.state
  const own = at(mode, task)
  const machine = at(shop.modeMachine, own)
  const held = at(shop.heldFirst, machine)
  const count = at(shop.heldFirst, machine + 1) - held
  const other = below(random, shop.n)
  const from =
    count > 0 && below(random, 2) === 0
      ? real(shop.heldTo, held + below(random, count))
      : real(start, other) - (real(end, task) - real(start, task))
  relocate(moves, task, { mode: own, after: at(table.before, task), from: Math.max(0, from) })
}
