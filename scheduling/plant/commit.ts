import { at } from '../core/ints.ts'
import { addScore } from './add-score.ts'
import { forgetRank } from './kept-sequence.ts'
import { hold } from './profile.ts'
import { real } from './reals.ts'
import { goalCount, type State } from './state.ts'

/** Writes down the place that was found, and what it overwrites. */
export function commit(state: State, task: number, mode: number): void {
  const { shop, placed, score } = state
  const { fitStart: start, fitEnd: end, fitSetup: setup } = state
  const machine = at(shop.modeMachine, mode)
  const order = at(shop.orderOf, task)
  state.freeBefore[placed] = real(state.machineFree, machine)
  state.familyBefore[placed] = at(state.machineFamily, machine)
  state.lateBefore[placed] = real(state.late, order)
  for (let index = 0; index < goalCount; index += 1) {
    state.scoreBefore[placed * goalCount + index] = real(score, index)
  }
  state.start[task] = start
  state.end[task] = end
  state.paid[task] = setup
  state.mode[task] = mode
  state.machineBefore[task] = at(state.machineLast, machine)
  state.machineLast[machine] = task
  state.machineFamily[machine] = at(shop.family, task)
  free(state, task, start)
  state.machineFree[machine] = at(shop.blocks, task) === 1 ? Number.POSITIVE_INFINITY : end
  holdAll(state, task, 1)
  addScore(state, task)
  state.placed = placed + 1
}

/** Blockers whose last follower has started give their machine away. */
function free(state: State, task: number, start: number): void {
  const { shop, waiting, freedAt } = state
  for (let one = at(shop.freesFirst, task); one < at(shop.freesFirst, task + 1); one += 1) {
    const blocker = at(shop.frees, one)
    waiting[blocker] = at(waiting, blocker) - 1
    freedAt[blocker] = Math.max(real(freedAt, blocker), start)
    if (at(waiting, blocker) > 0) continue
    release(state, blocker, Math.max(endOfBlocker(state, blocker), real(freedAt, blocker)))
  }
}

/** Takes resources and material for a placed task, or gives them back with −1. */
function holdAll(state: State, task: number, sign: 1 | -1): void {
  const { shop } = state
  const mode = at(state.mode, task)
  for (let need = at(shop.needFirst, mode); need < at(shop.needFirst, mode + 1); need += 1) {
    const profile = state.profiles[at(shop.needResource, need)]
    if (profile === undefined) continue
    const amount = sign * at(shop.needAmount, need)
    hold(profile, real(state.start, task), { end: real(state.end, task), amount })
  }
  for (let take = at(shop.takeFirst, task); take < at(shop.takeFirst, task + 1); take += 1) {
    const material = at(shop.takeMaterial, take)
    state.taken[material] = real(state.taken, material) + sign * real(shop.takeQuantity, take)
  }
}

/** Takes the task back that was placed last. */
export function takeBack(state: State): void {
  const { shop, score } = state
  const placed = state.placed - 1
  const task = at(state.plan.order, placed)
  const machine = at(shop.modeMachine, at(state.mode, task))
  holdAll(state, task, -1)
  for (let one = at(shop.freesFirst, task); one < at(shop.freesFirst, task + 1); one += 1) {
    block(state, at(shop.frees, one))
  }
  if (shop.currentRank !== null && machine === at(shop.currentMachine, task)) {
    forgetRank(state.kept, machine, placed)
  }
  state.machineFree[machine] = real(state.freeBefore, placed)
  state.machineFamily[machine] = at(state.familyBefore, placed)
  state.machineLast[machine] = at(state.machineBefore, task)
  state.late[at(shop.orderOf, task)] = real(state.lateBefore, placed)
  for (let index = 0; index < goalCount; index += 1) {
    score[index] = real(state.scoreBefore, placed * goalCount + index)
  }
  state.placed = placed
}

/** A follower of a blocker is gone again: the machine is kept anew. */
function block(state: State, blocker: number): void {
  if (at(state.waiting, blocker) === 0) {
    release(state, blocker, Number.POSITIVE_INFINITY)
  }
  state.waiting[blocker] = at(state.waiting, blocker) + 1
  if (at(state.waiting, blocker) === at(state.shop.followers, blocker)) state.freedAt[blocker] = 0
}

function release(state: State, blocker: number, instant: number): void {
  const frozen = state.shop.frozenBlockers[blocker - state.shop.n]
  if (frozen) state.heldTo[frozen.held] = instant
  else state.machineFree[machineOf(state, blocker)] = instant
}

/** Of a task or, from n on, of frozen work that keeps its machine. */
export const machineOf = ({ shop, mode }: State, blocker: number): number =>
  blocker < shop.n
    ? at(shop.modeMachine, at(mode, blocker))
    : (shop.frozenBlockers[blocker - shop.n]?.machine ?? 0)

export const endOfBlocker = ({ shop, end }: State, blocker: number): number =>
  blocker < shop.n ? real(end, blocker) : (shop.frozenBlockers[blocker - shop.n]?.end ?? 0)
