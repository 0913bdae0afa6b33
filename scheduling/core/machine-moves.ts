import { at } from './ints.ts'
import type { State } from './state.ts'
import { offer, offerSpare, type Search } from './trial.ts'

/**
 * Moves of critical operations to other machines, each at the best of the places that cannot close a
 * circle (Mastrolilli and Gambardella 2000).
 */
export function weighMachineMoves(search: Search): void {
  const { state, path, pathLength } = search
  const { altFirst } = state.instance
  for (let index = 0; index < pathLength; index += 1) {
    const op = at(path, index)
    const until = at(altFirst, op + 1)
    for (let alt = at(altFirst, op); alt < until; alt += 1) {
      if (alt !== at(state.alt, op)) weighMachine(search, op, alt)
    }
  }
}

function weighMachine(search: Search, op: number, alt: number): void {
  const { state, trial, altUntil, iteration } = search
  const { instance, n, end, tail, seq, seqFirst, load } = state
  const m = at(instance.altMachine, alt)
  const ready = at(end, at(instance.before, op))
  const rest = at(tail, at(instance.after, op))
  const time = at(instance.altTime, alt)
  const forbidden = at(altUntil, alt) > iteration
  trial.op = op
  trial.alt = alt
  const first = at(seqFirst, m)
  const last = latestRank(state, op, m)
  let rank = Math.min(last, firstEndingAfter(state, m, ready))
  if (rank < earliestRank(state, op, m)) return
  let chosen = rank
  let value = Number.MAX_SAFE_INTEGER
  for (; rank <= last; rank += 1) {
    const left = rank === 0 ? 0 : at(end, at(seq, first + rank - 1))
    const right = rank === at(load, m) ? 0 : at(tail, at(seq, first + rank))
    const length = Math.max(ready, left) + time + Math.max(rest, right)
    if (length < value) {
      value = length
      chosen = rank
    }
    if (right <= rest) break
  }
  trial.behind = chosen === 0 ? n : at(seq, first + chosen - 1)
  trial.value = value
  offerSpare(search)
  offer(search, forbidden)
}

/** Rank of the first operation on machine m that ends after `instant`. */
function firstEndingAfter({ end, seq, seqFirst, load }: State, m: number, instant: number): number {
  const first = at(seqFirst, m)
  let [low, high] = [0, at(load, m)]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(end, at(seq, first + middle)) > instant) high = middle
    else low = middle + 1
  }
  return low
}

/** The lowest place where nothing behind `op` can lead to the operation before it in its job. */
function earliestRank(state: State, op: number, m: number): number {
  const { instance, n, end, time, machine, slot } = state
  const inJob = at(instance.before, op)
  if (inJob === n) return 0
  if (at(machine, inJob) === m) return at(slot, inJob) + 1
  return firstEndingAfter(state, m, at(end, inJob) - at(time, inJob))
}

/** The highest place where nothing ahead of `op` can follow from the next operation of its job. */
function latestRank(state: State, op: number, m: number): number {
  const { instance, n, end, time, machine, slot, seq, seqFirst, load } = state
  const inJob = at(instance.after, op)
  if (inJob === n) return at(load, m)
  if (at(machine, inJob) === m) return at(slot, inJob)
  const first = at(seqFirst, m)
  const instant = at(end, inJob)
  let [low, high] = [0, at(load, m)]
  while (low < high) {
    const middle = (low + high) >> 1
    const x = at(seq, first + middle)
    if (at(end, x) - at(time, x) >= instant) high = middle
    else low = middle + 1
  }
  return low
}
