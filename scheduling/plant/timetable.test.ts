import { expect, test } from 'vitest'
import { below, randomFrom } from '../../base/random.ts'
import { build } from './build.ts'
import { compilePlant } from './compile.ts'
import { dispatch } from './dispatch.ts'
import { changeGraph, type GraphMover, makeGraphMover, noteLateOrders } from './graph-moves.ts'
import type { GivenPlantProblem } from './problem.ts'
import { keepMoves, makeRelocations, retimeMoves, undoMoves } from './relocate.ts'
import type { Shop } from './shop.ts'
import { loadPlan, makeState, type State } from './state.ts'
import { tinyProblem } from './test-problems.ts'
import { isGraph, loadTimetable, makeTimetable } from './timetable.ts'
import { readPlantProblem } from './validate.ts'

/** Branches, lots, breaks, families, frozen work, and machines to choose from. */
const workshop: GivenPlantProblem = {
  machines: [0, 1, 2, 3, 4].map((machine) => ({
    id: `M${machine}`,
    windows: [0, 1, 2, 3].map((day) => ({
      ...{ fromS: 200 * day + 120, toS: 200 * (day + 1), kind: 'break' as const },
    })),
  })),
  setups: [
    { from: 'f', to: 'g', setupS: 9 },
    { from: 'g', to: 'f', setupS: 4 },
    { machineId: 'M1', from: 'f', to: 'f', setupS: 1 },
  ],
  orders: Array.from({ length: 12 }, (_, index) => ({
    ...{ id: `O${index}`, family: 'fgh'[index % 3] ?? 'f', quantity: 4, weight: 1 + (index % 4) },
    ...{ releaseS: 11 * (index % 5), dueS: 60 + 13 * index },
    operations: [0, 1, 2, 3].map((at) => ({
      ...{ seq: 10 * (at + 1), pausable: (index + at) % 3 > 0, setupS: 3 },
      after:
        at === 0 ? [] : at === 3 ? [{ seq: 20 }, { seq: 30, lagS: 2 }] : [{ seq: 10, lot: at }],
      alternatives: [0, 1].map((way) => ({
        ...{ machineId: `M${(index + 2 * at + way) % 5}`, runS: 5 + ((index * 7 + at * 3) % 11) },
      })),
      frozen: index === 0 && at === 0 ? { machineId: 'M0', startS: -3, endS: 7 } : null,
    })),
  })),
  objective: [{ tardiness: 1 }, { makespan: 1 }, { setup: 1 }],
}

const graphs = [
  workshop,
  ...Array.from({ length: 150 }, (_, seed) => tinyProblem(seed).problem),
].flatMap((given) => {
  const shop = compilePlant(readPlantProblem(given))
  return isGraph(shop) && shop.n > 1 ? [shop] : []
})

function moverOn(shop: Shop): GraphMover {
  const state = makeState(shop)
  const random = randomFrom(shop.n)
  expect(dispatch(state, 'urgent', { random, isOver: () => false })).toBe(true)
  const table = makeTimetable(state)
  loadTimetable(table)
  return makeGraphMover(makeRelocations(table), random)
}

const timesOf = ({ start, end, paid, mode, late }: State) => ({
  ...{ start: [...start], end: [...end], paid: [...paid], mode: [...mode], late: [...late] },
})
const goalsOf = ({ score }: State) => [...score.subarray(0, 3)]

function everything({ moves: { table } }: GraphMover) {
  const { state, before, behind } = table
  const { plan, position, score } = state
  const sequences = { before: [...before], behind: [...behind], position: [...position] }
  const { order, mode, from } = plan
  return {
    ...timesOf(state),
    ...sequences,
    plan: [[...order], [...mode], [...from]],
    score: [...score],
  }
}

test('there are many problems of which the graph tells all', () => {
  expect(graphs.length).toBeGreaterThan(30)
})

test('what is timed anew stands where building the whole plan puts it', () => {
  for (const shop of graphs) {
    const mover = moverOn(shop)
    const { moves } = mover
    const whole = makeState(shop)
    for (let move = 0; move < 40; move += 1) {
      noteLateOrders(mover)
      changeGraph(mover)
      if (moves.count === 0) continue
      expect(retimeMoves(moves, Number.POSITIVE_INFINITY)).toBe(true)
      keepMoves(moves)
      const { state } = moves.table
      loadPlan(whole, state.plan)
      expect(build(whole, Number.POSITIVE_INFINITY)).toBe(true)
      expect(timesOf(state)).toEqual(timesOf(whole))
      expect(goalsOf(state)).toEqual(goalsOf(whole))
    }
  }
})

test('what is taken back, timed to its end or given up on the way, leaves nothing behind', () => {
  for (const shop of graphs) {
    const mover = moverOn(shop)
    const { moves, random } = mover
    for (let move = 0; move < 40; move += 1) {
      const then = everything(mover)
      changeGraph(mover)
      if (moves.count === 0) continue
      retimeMoves(moves, below(random, 2) === 0 ? Number.POSITIVE_INFINITY : (then.score[0] ?? 0))
      undoMoves(moves)
      expect(everything(mover)).toEqual(then)
      changeGraph(mover)
      if (moves.count > 0 && retimeMoves(moves, Number.POSITIVE_INFINITY)) keepMoves(moves)
    }
  }
})
