import { at } from '../core/ints.ts'
import { below, type Random } from '../core/random.ts'
import { rewind } from './build.ts'
import { real } from './reals.ts'
import { pull, push } from './shift.ts'
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

const someTask = ({ state, random, lateTasks, lateCount }: Mover): number =>
  lateCount > 0 && below(random, 3) > 0
    ? at(lateTasks, below(random, lateCount))
    : below(random, state.shop.n)

/** Changes the plan a little; what stood behind the change is taken back and to be built again. */
export function change(mover: Mover): void {
  const { random, mayWait } = mover
  mover.first = 0
  mover.last = -1
  mover.task = -1
  const task = someTask(mover)
  if (mover.mayReturn && below(random, 6) === 0) {
    moveBack(mover, task)
    return
  }
  const kind = below(random, mayWait ? 12 : 10)
  if (kind < 3) pullBeforeNeighbour(mover, heldUp(mover.state, task))
  else if (kind < 5) pullSome(mover, task)
  else if (kind < 6) pushSome(mover, task)
  else if (kind < 7) joinKin(mover, task)
  else if (kind < 8) moveOrder(mover, task)
  else if (kind < 10) changeMode(mover, heldUp(mover.state, task))
  else changeFrom(mover, task)
}

/** Another instant for a task to wait for, where waiting may pay; else any change. */
export function changeWaiting(mover: Mover): void {
  if (!mover.mayWait) {
    change(mover)
    return
  }
  mover.first = 0
  mover.last = -1
  changeFrom(mover, someTask(mover))
}

/** Makes the plan what it was before the last change. */
export function undo(mover: Mover): void {
  const { state, first, last, before, task } = mover
  const { order } = state.plan
  if (task !== -1) {
    rewind(state, at(state.position, task))
    state.plan.mode[task] = mover.mode
    state.plan.from[task] = mover.from
  }
  if (last < first) return
  rewind(state, first)
  for (let place = first; place <= last; place += 1) {
    const one = at(before, place - first)
    order[place] = one
    state.position[one] = place
  }
}

/** What a task waits for that waits for its machine: itself, or what comes before it in its order. */
function heldUp(state: State, task: number): number {
  for (let one = task; one !== -1; one = lastBefore(state, one)) {
    const machineBefore = at(state.machineBefore, one)
    const before = lastBefore(state, one)
    const ready = before === -1 ? real(state.shop.release, one) : real(state.end, before)
    if (machineBefore !== -1 && real(state.end, machineBefore) > ready) return one
  }
  return task
}

/** What a task follows in its order and ends last, or −1. */
function lastBefore({ shop, end }: State, task: number): number {
  let last = -1
  for (let link = at(shop.linkFirst, task); link < at(shop.linkFirst, task + 1); link += 1) {
    const before = at(shop.linkTask, link)
    if (last === -1 || real(end, before) > real(end, last)) last = before
  }
  return last
}

/** To before what its machine does before it, or what it follows and waits for. */
function pullBeforeNeighbour(mover: Mover, task: number): void {
  const { state, random } = mover
  let before = at(state.machineBefore, task)
  for (let more = below(random, 3); more > 0 && before !== -1; more -= 1) {
    const further = at(state.machineBefore, before)
    if (further !== -1 && at(state.position, further) < at(state.position, before)) before = further
  }
  if (before === -1 || at(state.position, before) >= at(state.position, task)) pullSome(mover, task)
  else pullNow(mover, task, at(state.position, before))
}

/** Near places are tried more often than far ones. */
function distance({ random, state }: Mover): number {
  const reach = Math.min(state.shop.n, 1 << (1 + below(random, 10)))
  return 1 + below(random, reach)
}

/** What is to come earlier waits for no instant. */
function pullNow(mover: Mover, task: number, place: number): void {
  pull(mover, task, place)
  if (real(mover.state.plan.from, task) === 0) return
  noteTask(mover, task)
  mover.state.plan.from[task] = 0
}

const pullSome = (mover: Mover, task: number): void =>
  pullNow(mover, task, Math.max(0, at(mover.state.position, task) - distance(mover)))

const pushSome = (mover: Mover, task: number): void => {
  const { position, shop } = mover.state
  push(mover, task, Math.min(shop.n - 1, at(position, task) + distance(mover)))
}

/** The whole order earlier, by its last task, or later, by its first. */
function moveOrder(mover: Mover, task: number): void {
  const { shop, position } = mover.state
  const order = at(shop.orderOf, task)
  const first = at(shop.firstTask, order)
  const last = at(shop.firstTask, order + 1) - 1
  if (below(mover.random, 2) === 0) {
    pull(mover, last, Math.max(0, at(position, first) - distance(mover)))
  } else {
    push(mover, first, Math.min(shop.n - 1, at(position, last) + distance(mover)))
  }
}

/** To the machine that it has today, behind what it follows there. */
function moveBack(mover: Mover, task: number): void {
  const { state } = mover
  const { position, shop, plan } = state
  const before = at(shop.currentBefore, task)
  const mode = currentMode(state, task)
  if (mode === -1) return
  const [own, place] = [at(position, task), before === -1 ? -1 : at(position, before)]
  if (place < own) pull(mover, task, place + 1)
  else push(mover, task, place)
  noteTask(mover, task)
  plan.mode[task] = mode
  plan.from[task] = 0
}

/** Beside another of its family, so that a set-up may be saved. */
function joinKin(mover: Mover, task: number): void {
  const { state, random, kin, kinFirst } = mover
  const family = at(state.shop.family, task)
  const from = at(kinFirst, family)
  const other = at(kin, from + below(random, at(kinFirst, family + 1) - from))
  const [own, place] = [at(state.position, task), at(state.position, other)]
  if (place < own) pullNow(mover, task, place + 1)
  else if (place > own) push(mover, task, place)
}

function noteTask(mover: Mover, task: number): void {
  const { plan, position } = mover.state
  rewind(mover.state, at(position, task))
  mover.task = task
  mover.mode = at(plan.mode, task)
  mover.from = real(plan.from, task)
}

function changeMode(mover: Mover, task: number): void {
  const { state, random } = mover
  const { modeFirst } = state.shop
  const from = at(modeFirst, task)
  const modes = at(modeFirst, task + 1) - from
  if (modes === 1) {
    pullSome(mover, task)
    return
  }
  noteTask(mover, task)
  // Another than it has, or again the one that ends first.
  const other = from + below(random, modes - (at(state.plan.mode, task) === -1 ? 1 : 0))
  const chosen = other >= at(state.mode, task) ? other + 1 : other
  state.plan.mode[task] = chosen === from + modes ? -1 : chosen
}

/** An instant to wait for: today's start, frozen work's end, a tariff or overtime, or what follows. */
function changeFrom(mover: Mover, task: number): void {
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

/** The first way to do a task on the machine that it has today; −1 where it cannot any more. */
export function currentMode({ shop }: State, task: number): number {
  const { modeFirst, modeMachine, currentMachine } = shop
  for (let mode = at(modeFirst, task); mode < at(modeFirst, task + 1); mode += 1) {
    if (at(modeMachine, mode) === at(currentMachine, task)) return mode
  }
  return -1
}

const nearTariffs = 4

const rangeOf = (first: Int32Array, machine: number) => ({
  from: at(first, machine),
  to: at(first, machine + 1),
})

const edgeOf = (random: Random, edges: Float64Array, { from, to }: { from: number; to: number }) =>
  from === to ? 0 : Math.max(0, real(edges, from + below(random, to - from)))
