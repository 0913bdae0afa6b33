import { expect, test } from 'vitest'
import { below, randomFrom } from '../../base/random.ts'
import { dispatch } from '../dispatch.ts'
import type { Instance } from '../instance.ts'
import { randomInstance } from '../test-instances.ts'
import { applyMove, type Move } from './apply-move.ts'
import { weighBlockMoves } from './block-moves.ts'
import { traceCriticalPath } from './critical-path.ts'
import { at } from './ints.ts'
import { weighMachineMoves } from './machine-moves.ts'
import { loadPlan, recompute, type State } from './state.ts'
import { makeSearch, type Search } from './trial.ts'

const seeds = Array.from({ length: 12 }, (_, seed) => seed)
const shape = { jobs: 6, machines: 4, most: 6, alternatives: 3 }

function searchFrom(instance: Instance, seed: number): Search {
  const random = randomFrom(seed)
  const search = makeSearch(instance, random)
  loadPlan(search.state, dispatch(instance, 'random', random))
  return search
}

const snapshot = (state: State) => {
  const { alt, machine, time, end, tail, prev, next, seq, load, slot, order, position } = state
  const arrays = { alt, machine, time, end, tail, prev, next, load, slot, order, position }
  const sequences = [...load].map((count, m) => {
    const first = at(state.seqFirst, m)
    return [...seq.subarray(first, first + count)]
  })
  return structuredClone({ ...arrays, sequences, makespan: state.makespan })
}

/** What the schedule comes to when its sequences are read anew into another state. */
function reloaded({ instance, order, alt }: State) {
  const { state } = makeSearch(instance, randomFrom(0))
  loadPlan(state, { order, alt })
  return snapshot(state)
}

/** Whether some path of jobs and sequences leads from an operation back to itself. */
function hasCircle(sequences: number[][], { after, operations }: Instance): boolean {
  const next = new Map(sequences.flatMap((all) => all.slice(1).map((op, i) => [all[i] ?? -1, op])))
  const left = new Map<number, number>()
  const followers = (op: number) =>
    [at(after, op), next.get(op)].flatMap((x) => (x === undefined || x === operations ? [] : [x]))
  for (let op = 0; op < operations; op += 1) {
    for (const x of followers(op)) left.set(x, (left.get(x) ?? 0) + 1)
  }
  const free = Array.from({ length: operations }, (_, op) => op).filter((op) => !left.has(op))
  let seen = 0
  for (let op = free.pop(); op !== undefined; op = free.pop(), seen += 1) {
    for (const x of followers(op)) {
      left.set(x, (left.get(x) ?? 0) - 1)
      if (left.get(x) === 0) free.push(x)
    }
  }
  return seen < operations
}

function randomMove({ state, random }: Search): Move {
  const { instance, n } = state
  const op = below(random, n)
  const first = at(instance.altFirst, op)
  const alt = first + below(random, at(instance.altFirst, op + 1) - first)
  const m = at(instance.altMachine, alt)
  const rank = below(random, at(state.load, m) + 1)
  const behind = rank === 0 ? n : at(state.seq, at(state.seqFirst, m) + rank - 1)
  return { op, alt, behind: behind === op ? at(state.prev, op) : behind }
}

function sequencesAfter({ instance, n, ...state }: State, { op, alt, behind }: Move): number[][] {
  const sequences = snapshot({ instance, n, ...state }).sequences.map((all) =>
    all.filter((x) => x !== op),
  )
  const target = sequences[at(instance.altMachine, alt)] ?? []
  target.splice(behind === n ? 0 : target.indexOf(behind) + 1, 0, op)
  return sequences
}

test.each(seeds)('seed %i: a move is refused exactly where it closes a circle', (seed) => {
  const search = searchFrom(randomInstance(seed, shape), seed)
  for (let step = 0; step < 150; step += 1) {
    const move = randomMove(search)
    const wanted = sequencesAfter(search.state, move)
    const before = snapshot(search.state)
    const made = applyMove(search.state, move)
    expect(made).toBe(!hasCircle(wanted, search.state.instance))
    if (made) expect(snapshot(search.state).sequences).toEqual(wanted)
    else expect(snapshot(search.state)).toEqual(before)
  }
})

test.each(seeds)('seed %i: what a move repairs equals everything computed anew', (seed) => {
  const search = searchFrom(randomInstance(seed, shape), seed)
  for (let step = 0; step < 150; step += 1) {
    applyMove(search.state, randomMove(search))
    const repaired = snapshot(search.state)
    expect(repaired).toEqual(reloaded(search.state))
    recompute(search.state)
    expect(snapshot(search.state)).toEqual(repaired)
  }
})

/** Each move that the search weighs, one neighbourhood after the other, along a random walk. */
function* weighed(seed: number, weigh: (search: Search) => void) {
  const search = searchFrom(randomInstance(seed, shape), seed)
  for (let step = 0; step < 200; step += 1) {
    traceCriticalPath(search)
    search.seen = 0
    search.pick.op = -1
    weigh(search)
    if (search.seen > 0) yield { search, move: { ...search.spare } }
    applyMove(search.state, randomMove(search))
  }
}

test.each(seeds)('seed %i: no weighed move closes a circle', (seed) => {
  for (const weigh of [weighBlockMoves, weighMachineMoves]) {
    for (const { search, move } of weighed(seed, weigh)) {
      expect(applyMove(search.state, move)).toBe(true)
    }
  }
})

test('the value of a swap of neighbours is never above the makespan that follows', () => {
  let swaps = 0
  for (const seed of seeds) {
    for (const { search, move } of weighed(seed, weighBlockMoves)) {
      const { next, n } = search.state
      if (move.behind === n || at(next, move.op) !== move.behind) continue
      swaps += 1
      applyMove(search.state, move)
      expect(move.value).toBeLessThanOrEqual(search.state.makespan)
    }
  }
  expect(swaps).toBeGreaterThan(100)
})

test('the value of a move inside a block is seldom above the makespan that follows', () => {
  let [moves, sound] = [0, 0]
  for (const seed of seeds) {
    for (const { search, move } of weighed(seed, weighBlockMoves)) {
      moves += 1
      applyMove(search.state, move)
      if (move.value <= search.state.makespan) sound += 1
    }
  }
  expect(sound / moves).toBeGreaterThan(0.8)
})

test('the value of a move to another machine is no less than the path through what moves', () => {
  let moves = 0
  for (const seed of seeds) {
    for (const { search, move } of weighed(seed, weighMachineMoves)) {
      moves += 1
      applyMove(search.state, move)
      const { end, tail, time } = search.state
      expect(move.value).toBeGreaterThanOrEqual(
        at(end, move.op) + at(tail, move.op) - at(time, move.op),
      )
    }
  }
  expect(moves).toBeGreaterThan(100)
})

test('a critical path is as long as the makespan and has no gaps', () => {
  for (const seed of seeds) {
    const search = searchFrom(randomInstance(seed, shape), seed)
    traceCriticalPath(search)
    const path = [...search.path.subarray(0, search.pathLength)]
    const { time, makespan } = search.state
    expect(path.reduce((sum, op) => sum + at(time, op), 0)).toBe(makespan)
  }
})
