import { below } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { rewind } from './build.ts'
import { currentMode, type Mover, noteTask } from './mover.ts'
import { real } from './reals.ts'
import { pull, push } from './shift.ts'
import type { State } from './state.ts'
import { changeFrom } from './waiting-moves.ts'

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
export function lastBefore({ shop, end }: State, task: number): number {
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
