import { at } from './ints.ts'
import { type Direction, makespanOf, type State } from './state.ts'

/** Operation `op` done by alternative `alt`, right behind `behind` on its machine; `n`: first. */
export type Move = { op: number; alt: number; behind: number }

/**
 * Makes the move and repairs order, ends, tails and makespan over the range that it touches.
 *
 * @returns false, with nothing changed, where the move would close a circle
 */
export function applyMove(state: State, { op, alt, behind }: Move): boolean {
  const { instance, n, seq, seqFirst, prev, next } = state
  const m = at(instance.altMachine, alt)
  let ahead = behind === n ? firstOf(state, m) : at(next, behind)
  if (ahead === op) ahead = at(next, op)
  if (!reorder(state, { op, behind, ahead })) return false
  const [oldPrev, oldNext] = [at(prev, op), at(next, op)]
  take(state, op)
  state.alt[op] = alt
  state.machine[op] = m
  state.time[op] = at(instance.altTime, alt)
  put(state, op, behind === n ? 0 : at(state.slot, behind) + 1)
  const place = at(seqFirst, m) + at(state.slot, op)
  prev[op] = at(state.slot, op) === 0 ? n : at(seq, place - 1)
  next[op] = ahead
  if (behind !== n) next[behind] = op
  if (ahead !== n) prev[ahead] = op
  repair(state, state.forward, { op, left: oldNext, joined: ahead })
  repair(state, state.backward, { op, left: oldPrev, joined: behind })
  state.makespan = makespanOf(state)
  return true
}

const firstOf = ({ n, seq, seqFirst, load }: State, m: number): number =>
  at(load, m) === 0 ? n : at(seq, at(seqFirst, m))

/** Takes an operation out of the sequence of its machine. */
function take({ n, machine, seq, seqFirst, load, slot, prev, next }: State, op: number): void {
  const m = at(machine, op)
  const count = at(load, m) - 1
  const first = at(seqFirst, m)
  for (let rank = at(slot, op); rank < count; rank += 1) {
    const moved = at(seq, first + rank + 1)
    seq[first + rank] = moved
    slot[moved] = rank
  }
  load[m] = count
  const [left, right] = [at(prev, op), at(next, op)]
  if (left !== n) next[left] = right
  if (right !== n) prev[right] = left
}

/** Puts an operation into the sequence of its machine; its neighbours are linked by the caller. */
function put({ machine, seq, seqFirst, load, slot }: State, op: number, rank: number): void {
  const m = at(machine, op)
  const first = at(seqFirst, m)
  for (let place = at(load, m); place > rank; place -= 1) {
    const moved = at(seq, first + place - 1)
    seq[first + place] = moved
    slot[moved] = place
  }
  seq[first + rank] = op
  slot[op] = rank
  load[m] = at(load, m) + 1
}

type Between = { op: number; behind: number; ahead: number }

/** Keeps the order topological: what must follow `op` goes behind `behind`, or the mirror of it. */
function reorder(state: State, { op, behind, ahead }: Between): boolean {
  const { n, position } = state
  const here = at(position, op)
  if (behind !== n && at(position, behind) > here) {
    return shift(state, state.forward, { op, until: at(position, behind) })
  }
  if (ahead !== n && at(position, ahead) < here) {
    return shift(state, state.backward, { op, until: at(position, ahead) })
  }
  return true
}

type Shift = { op: number; until: number }

/** Puts `op` and what follows from it, as far as that stands before `until`, right behind there. */
function shift(state: State, direction: Direction, { op, until }: Shift): boolean {
  const { order, position, mark, scratch } = state
  const { step } = direction
  const beyond = until + step
  const held = markFollowers(state, direction, { op, until })
  if (at(mark, at(order, until)) === state.stamp) return false
  let free = at(position, op)
  for (let place = free; place !== beyond; place += step) {
    const x = at(order, place)
    if (at(mark, x) === state.stamp) continue
    order[free] = x
    position[x] = free
    free += step
  }
  for (let index = 0; index < held; index += 1, free += step) {
    const x = at(scratch, index)
    order[free] = x
    position[x] = free
  }
  return true
}

/** Marks and collects `op` and what follows from it up to `until`, though not by its old machine. */
function markFollowers(state: State, direction: Direction, { op, until }: Shift): number {
  const { order, position, mark, scratch } = state
  const { beforeInJob, beforeOnMachine, step } = direction
  state.stamp += 1
  const { stamp } = state
  mark[op] = stamp
  let held = 0
  for (let place = at(position, op); place !== until + step; place += step) {
    const x = at(order, place)
    const left = at(beforeOnMachine, x)
    const follows =
      at(mark, at(beforeInJob, x)) === stamp || (left !== op && at(mark, left) === stamp)
    if (x !== op && !follows) continue
    mark[x] = stamp
    scratch[held] = x
    held += 1
  }
  return held
}

/** The operations whose neighbour changed: the one moved, where it left, where it joined. */
type Touched = { op: number; left: number; joined: number }

/**
 * Computes anew the lengths from the first place that was touched to the last that a change reaches: of
 * most in between something changes, so that looking which ones costs more than it saves.
 */
function repair(state: State, direction: Direction, { op, left, joined }: Touched): void {
  const { n, order, position, time } = state
  const { length, beforeInJob, beforeOnMachine, afterInJob, afterOnMachine, step } = direction
  let place = at(position, op)
  let last = place
  // Nothing comes after the last operation of a job or machine.
  position[n] = place
  const a = at(position, left)
  if ((a - place) * step < 0) place = a
  if ((a - last) * step > 0) last = a
  const b = at(position, joined)
  if ((b - place) * step < 0) place = b
  if ((b - last) * step > 0) last = b
  for (; place !== last + step; place += step) {
    const x = at(order, place)
    const inJob = at(length, at(beforeInJob, x))
    const onMachine = at(length, at(beforeOnMachine, x))
    const value = Math.max(inJob, onMachine) + at(time, x)
    if (value === at(length, x)) continue
    length[x] = value
    const job = at(position, at(afterInJob, x))
    const machine = at(position, at(afterOnMachine, x))
    if ((job - last) * step > 0) last = job
    if ((machine - last) * step > 0) last = machine
  }
  position[n] = 0
}
