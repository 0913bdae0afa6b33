import { at } from './ints.ts'
import { makespanOf, type State } from './state.ts'

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
  repairEnds(state, { op, left: oldNext, joined: ahead })
  repairTails(state, { op, left: oldPrev, joined: behind })
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
  state.stamp += 1
  if (behind !== n && at(position, behind) > here) {
    return shiftForward(state, { op, until: at(position, behind) })
  }
  if (ahead !== n && at(position, ahead) < here) {
    return shiftBackward(state, { op, until: at(position, ahead) })
  }
  return true
}

type Shift = { op: number; until: number }

function shiftForward(state: State, { op, until }: Shift): boolean {
  const { instance, order, position, mark, prev, scratch, stamp } = state
  const { before } = instance
  const from = at(position, op)
  mark[op] = stamp
  let held = 0
  for (let place = from; place <= until; place += 1) {
    const x = at(order, place)
    const left = at(prev, x)
    if (
      x !== op &&
      at(mark, at(before, x)) !== stamp &&
      (left === op || at(mark, left) !== stamp)
    ) {
      continue
    }
    mark[x] = stamp
    scratch[held] = x
    held += 1
  }
  if (at(mark, at(order, until)) === stamp) return false
  let free = from
  for (let place = from; place <= until; place += 1) {
    const x = at(order, place)
    if (at(mark, x) === stamp) continue
    order[free] = x
    position[x] = free
    free += 1
  }
  for (let index = 0; index < held; index += 1, free += 1) {
    const x = at(scratch, index)
    order[free] = x
    position[x] = free
  }
  return true
}

function shiftBackward(state: State, { op, until }: Shift): boolean {
  const { instance, order, position, mark, next, scratch, stamp } = state
  const { after } = instance
  const from = at(position, op)
  mark[op] = stamp
  let held = 0
  for (let place = from; place >= until; place -= 1) {
    const x = at(order, place)
    const right = at(next, x)
    if (
      x !== op &&
      at(mark, at(after, x)) !== stamp &&
      (right === op || at(mark, right) !== stamp)
    ) {
      continue
    }
    mark[x] = stamp
    scratch[held] = x
    held += 1
  }
  if (at(mark, at(order, until)) === stamp) return false
  let free = from
  for (let place = from; place >= until; place -= 1) {
    const x = at(order, place)
    if (at(mark, x) === stamp) continue
    order[free] = x
    position[x] = free
    free -= 1
  }
  for (let index = 0; index < held; index += 1, free -= 1) {
    const x = at(scratch, index)
    order[free] = x
    position[x] = free
  }
  return true
}

/** The operations whose neighbour changed: the one moved, where it left, where it joined. */
type Touched = { op: number; left: number; joined: number }

function repairEnds(state: State, { op, left, joined }: Touched): void {
  const { instance, n, order, position, time, end, prev, next, dirty } = state
  const { before, after } = instance
  let place = at(position, op)
  dirty[op] = 1
  let pending = 1
  if (left !== n) {
    dirty[left] = 1
    pending += 1
    place = Math.min(place, at(position, left))
  }
  if (joined !== n && at(dirty, joined) === 0) {
    dirty[joined] = 1
    pending += 1
    place = Math.min(place, at(position, joined))
  }
  for (; pending > 0; place += 1) {
    const x = at(order, place)
    if (at(dirty, x) === 0) continue
    dirty[x] = 0
    pending -= 1
    const value = Math.max(at(end, at(before, x)), at(end, at(prev, x))) + at(time, x)
    if (value === at(end, x)) continue
    end[x] = value
    const [a, b] = [at(after, x), at(next, x)]
    if (a !== n && at(dirty, a) === 0) {
      dirty[a] = 1
      pending += 1
    }
    if (b !== n && at(dirty, b) === 0) {
      dirty[b] = 1
      pending += 1
    }
  }
}

function repairTails(state: State, { op, left, joined }: Touched): void {
  const { instance, n, order, position, time, tail, prev, next, dirty } = state
  const { before, after } = instance
  let place = at(position, op)
  dirty[op] = 1
  let pending = 1
  if (left !== n) {
    dirty[left] = 1
    pending += 1
    place = Math.max(place, at(position, left))
  }
  if (joined !== n && at(dirty, joined) === 0) {
    dirty[joined] = 1
    pending += 1
    place = Math.max(place, at(position, joined))
  }
  for (; pending > 0; place -= 1) {
    const x = at(order, place)
    if (at(dirty, x) === 0) continue
    dirty[x] = 0
    pending -= 1
    const value = Math.max(at(tail, at(after, x)), at(tail, at(next, x))) + at(time, x)
    if (value === at(tail, x)) continue
    tail[x] = value
    const [a, b] = [at(before, x), at(prev, x)]
    if (a !== n && at(dirty, a) === 0) {
      dirty[a] = 1
      pending += 1
    }
    if (b !== n && at(dirty, b) === 0) {
      dirty[b] = 1
      pending += 1
    }
  }
}
