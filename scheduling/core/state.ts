import type { Instance } from '../instance.ts'
import { at } from './ints.ts'

/**
 * A schedule as a graph: each operation has at most one predecessor and successor in its job and on
 * its machine. Index `n`, the number of operations, stands for "none" and has zero in all lengths.
 */
export type State = {
  instance: Instance
  n: number
  alt: Int32Array
  machine: Int32Array
  time: Int32Array
  /** Longest path from the source to the end of an operation, its own time included. */
  end: Int32Array
  /** Longest path from the start of an operation to the sink, its own time included. */
  tail: Int32Array
  prev: Int32Array
  next: Int32Array
  /** Operations of machine m in sequence: `load[m]` of them from `seqFirst[m]` on. */
  seq: Int32Array
  seqFirst: Int32Array
  load: Int32Array
  /** Place of an operation in the sequence of its machine, from 0. */
  slot: Int32Array
  /** A topological order of the graph, and the place of each operation in it. */
  order: Int32Array
  position: Int32Array
  mark: Int32Array
  stamp: number
  scratch: Int32Array
  forward: Direction
  backward: Direction
  makespan: number
}

/** The graph as seen from the source, or mirrored, from the sink: what is true of one is of both. */
export type Direction = {
  /** `end` seen from the source, `tail` from the sink. */
  length: Int32Array
  beforeInJob: Int32Array
  beforeOnMachine: Int32Array
  afterInJob: Int32Array
  afterOnMachine: Int32Array
  /** How the place in the topological order goes on. */
  step: 1 | -1
}

export function makeState(instance: Instance): State {
  const { operations: n, machines, altMachine } = instance
  const ints = (length: number) => new Int32Array(length)
  const seqFirst = ints(machines + 1)
  for (const machine of altMachine) seqFirst[machine + 1] = at(seqFirst, machine + 1) + 1
  for (let m = 0; m < machines; m += 1) seqFirst[m + 1] = at(seqFirst, m + 1) + at(seqFirst, m)
  const [end, tail] = [ints(n + 1), ints(n + 1)]
  const [prev, next] = [ints(n + 1).fill(n), ints(n + 1).fill(n)]
  return {
    ...{ instance, n, seqFirst, seq: ints(altMachine.length), load: ints(machines) },
    ...{ alt: ints(n), machine: ints(n + 1), time: ints(n + 1), end, tail, prev, next },
    forward: {
      ...{ length: end, beforeInJob: instance.before, beforeOnMachine: prev },
      ...{ afterInJob: instance.after, afterOnMachine: next, step: 1 },
    },
    backward: {
      ...{ length: tail, beforeInJob: instance.after, beforeOnMachine: next },
      ...{ afterInJob: instance.before, afterOnMachine: prev, step: -1 },
    },
    ...{ slot: ints(n + 1), order: ints(n), position: ints(n + 1), mark: ints(n + 1) },
    ...{ stamp: 0, scratch: ints(n), makespan: 0 },
  }
}

/** What makes a schedule: operations in an order that all jobs agree with, and their alternatives. */
export type Plan = { order: Int32Array; alt: Int32Array }

/** Puts each machine's operations in the order of the plan. */
export function loadPlan(state: State, { order, alt }: Plan): void {
  const { instance, n, machine, time, prev, next, seq, seqFirst, load, slot } = state
  state.order.set(order)
  state.alt.set(alt)
  load.fill(0)
  for (let place = 0; place < n; place += 1) {
    const op = at(order, place)
    const m = at(instance.altMachine, at(alt, op))
    const rank = at(load, m)
    const last = rank === 0 ? n : at(seq, at(seqFirst, m) + rank - 1)
    machine[op] = m
    time[op] = at(instance.altTime, at(alt, op))
    state.position[op] = place
    slot[op] = rank
    seq[at(seqFirst, m) + rank] = op
    load[m] = rank + 1
    prev[op] = last
    next[op] = n
    if (last !== n) next[last] = op
  }
  recompute(state)
}

/** All ends, tails and the makespan anew, along the topological order. */
export function recompute(state: State): void {
  const { instance, n, order, time, end, tail, prev, next } = state
  const { before, after } = instance
  for (let place = 0; place < n; place += 1) {
    const op = at(order, place)
    end[op] = Math.max(at(end, at(before, op)), at(end, at(prev, op))) + at(time, op)
  }
  for (let place = n - 1; place >= 0; place -= 1) {
    const op = at(order, place)
    tail[op] = Math.max(at(tail, at(after, op)), at(tail, at(next, op))) + at(time, op)
  }
  state.makespan = makespanOf(state)
}

/** The latest end; a job ends with its last operation. */
export function makespanOf({ instance, end }: State): number {
  const { jobs, jobFirst } = instance
  let latest = 0
  for (let job = 1; job <= jobs; job += 1) {
    const last = at(end, at(jobFirst, job) - 1)
    if (last > latest) latest = last
  }
  return latest
}
