import { at } from './ints.ts'
import { isForbiddenArc, isWorthLooking, offer, offerSpare, type Search } from './trial.ts'

/**
 * Moves inside the blocks of the critical path: an operation to the front or the rear of its block,
 * and the first and last ones inwards (N7: Zhang, Li, Guan and Rao 2007). Only where no path of the
 * graph can run against the move, so that each is feasible.
 */
export function weighBlockMoves(search: Search): void {
  const { state, path, pathLength } = search
  let first = 0
  while (first < pathLength) {
    let last = first
    while (last + 1 < pathLength && at(state.prev, at(path, last + 1)) === at(path, last)) {
      last += 1
    }
    if (last > first) weighBlock(search, first, last)
    first = last + 1
  }
}

/** A move helps only if another operation becomes first, behind a job, or last, ahead of one. */
function weighBlock(search: Search, first: number, last: number): void {
  const changesFirst = first > 0
  const changesLast = last < search.pathLength - 1
  if (changesLast) {
    for (let i = first; i < last; i += 1) weighForward(search, i, last)
    for (let i = first; i < last - 1; i += 1) weighBackward(search, i, last)
  }
  if (changesFirst) {
    const reach = changesLast ? last - 1 : last
    for (let j = first + 1; j <= reach; j += 1) weighForward(search, first, j)
    for (let j = first + 2; j <= reach; j += 1) weighBackward(search, first, j)
  }
}

/** Operation i of the path right behind operation j. */
function weighForward(search: Search, i: number, j: number): void {
  const { state, path, ends, trial } = search
  const { instance, time, end, tail, prev, next, alt } = state
  const { before, after } = instance
  const [u, v] = [at(path, i), at(path, j)]
  const behindU = at(after, u)
  // A path from the successor of u to v would make its tail at least that of v.
  if (behindU === v || at(tail, behindU) - at(time, behindU) >= at(tail, v)) return
  trial.op = u
  trial.alt = at(alt, u)
  trial.behind = v
  // Inside the block all before v move up by the time of u, so that u ends where v does now.
  const isInside = i > 0 && at(path, i - 1) === at(prev, u)
  if (isInside && !isWorthLooking(search, at(end, v) + at(tail, behindU))) {
    offerSpare(search)
    return
  }
  let reached = at(end, at(prev, u))
  for (let k = i + 1; k <= j; k += 1) {
    const x = at(path, k)
    reached = Math.max(reached, at(end, at(before, x))) + at(time, x)
    ends[k] = reached
  }
  reached = Math.max(reached, at(end, at(before, u)))
  let left = Math.max(at(tail, behindU), at(tail, at(next, v))) + at(time, u)
  let value = reached + left
  if (!isWorthLooking(search, value)) {
    offerSpare(search)
    return
  }
  for (let k = j; k > i; k -= 1) {
    const x = at(path, k)
    left = Math.max(left, at(tail, at(after, x))) + at(time, x)
    value = Math.max(value, at(ends, k) - at(time, x) + left)
  }
  trial.value = value
  offerSpare(search)
  if (!isWorthLooking(search, value)) return
  let forbidden = false
  for (let k = i + 1; k <= j && !forbidden; k += 1)
    forbidden = isForbiddenArc(search, at(path, k), u)
  offer(search, forbidden)
}

/** Operation j of the path right ahead of operation i. */
function weighBackward(search: Search, i: number, j: number): void {
  const { state, path, ends, trial } = search
  const { instance, time, end, tail, prev, next, alt } = state
  const { before, after } = instance
  const [u, v] = [at(path, i), at(path, j)]
  const aheadV = at(before, v)
  if (aheadV === u || at(end, aheadV) - at(time, aheadV) >= at(end, u)) return
  trial.op = v
  trial.alt = at(alt, v)
  trial.behind = at(prev, u)
  const isInside = j + 1 < search.pathLength && at(path, j + 1) === at(next, v)
  if (isInside && !isWorthLooking(search, at(end, aheadV) + at(tail, u))) {
    offerSpare(search)
    return
  }
  let left = at(tail, at(next, v))
  for (let k = j - 1; k >= i; k -= 1) {
    const x = at(path, k)
    left = Math.max(left, at(tail, at(after, x))) + at(time, x)
    ends[k] = left
  }
  left = Math.max(left, at(tail, at(after, v)))
  let reached = Math.max(at(end, aheadV), at(end, at(prev, u))) + at(time, v)
  let value = reached + left
  if (!isWorthLooking(search, value)) {
    offerSpare(search)
    return
  }
  for (let k = i; k < j; k += 1) {
    const x = at(path, k)
    reached = Math.max(reached, at(end, at(before, x))) + at(time, x)
    value = Math.max(value, reached - at(time, x) + at(ends, k))
  }
  trial.value = value
  offerSpare(search)
  if (!isWorthLooking(search, value)) return
  let forbidden = false
  for (let k = i; k < j && !forbidden; k += 1) forbidden = isForbiddenArc(search, v, at(path, k))
  offer(search, forbidden)
}
