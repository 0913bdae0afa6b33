import { at } from '../core/ints.ts'
import { below, type Random } from '../core/random.ts'
import { changeGraph, type GraphMover, noteLateOrders } from './graph-moves.ts'
import { real } from './reals.ts'
import { keepMoves, makeRelocations, retimeMoves, undoMoves } from './relocate.ts'
import { compareScores, goalCount, levelOf, type State } from './state.ts'
import { loadTimetable, makeTimetable } from './timetable.ts'
import { scoreAnew } from './timetable-score.ts'

export type GraphCourse = {
  random: Random
  /** So many steps without anything better, and it begins elsewhere. */
  patience: number
  /** Asked before each step. */
  isOver: () => boolean
  /** Whether what stands now beats all before; then it is kept. */
  isBetter: () => boolean
  /** Builds the best again. */
  restart: () => void
}

/** Late acceptance after Burke and Bykov: how many moves back a schedule is compared with. */
const historyLength = 400
/** So many moves take about as long as building one plan anew. */
const movesAStep = 16
/** Every so often a move is timed to its end, however bad it looks on the way. */
const unlimitedEvery = 32
/** Of the value at first, how much worse a move may look on the way. */
const firstRoom = 0.005

/**
 * Changes a schedule that is built move by move: tasks go elsewhere on their machine or to another, what
 * that shifts is timed anew, and a schedule that is no worse than now or a while ago is kept. A move
 * that has lost more on the way than those that were kept is given up.
 */
export function searchGraph(state: State, course: GraphCourse): void {
  const search = makeSearch(state, course)
  let idle = 0
  begin(search)
  while (!course.isOver()) {
    idle += 1
    for (let move = 0; move < movesAStep; move += 1) if (tryMove(search)) idle = 0
    if (idle < course.patience) continue
    course.restart()
    begin(search)
    for (let kicks = 2 + below(course.random, 8); kicks > 0; kicks -= 1) kick(search)
    remember(search)
    idle = 0
  }
}

function makeSearch(state: State, course: GraphCourse) {
  const table = makeTimetable(state)
  const moves = makeRelocations(table)
  const late = new Int32Array(state.shop.orders)
  const mover: GraphMover = { moves, random: course.random, late, lateCount: 0 }
  return {
    ...{ state, course, table, moves, mover, tries: 0, kept: 0, room: 0 },
    current: new Float64Array(goalCount),
    history: Array.from({ length: historyLength }, () => new Float64Array(goalCount)),
  }
}
type Search = ReturnType<typeof makeSearch>

const firstLevel = ({ shop }: State, score: Float64Array): number =>
  levelOf(shop.levels[0] as Float64Array, score, shop.freeMoves)

function begin(search: Search): void {
  const { state, table } = search
  loadTimetable(table)
  sortByStart(state)
  search.room = firstRoom * firstLevel(state, state.score)
  remember(search)
}

function remember({ state, mover, current, history }: Search): void {
  current.set(state.score)
  for (const score of history) score.set(state.score)
  noteLateOrders(mover)
}

/** @returns whether it found a better schedule than all before */
function tryMove(search: Search): boolean {
  const { state, moves, mover, current, history } = search
  search.tries += 1
  const past = history[search.tries % historyLength] as Float64Array
  const worst = compareScores(state.shop, past, current) > 0 ? past : current
  changeGraph(mover)
  const isKept = moves.count > 0 && holds(search, worst)
  if (isKept) keep(search)
  past.set(current)
  if (!isKept || !search.course.isBetter()) return false
  scoreAnew(state)
  return true
}

/** Times the moves, and takes them back where the schedule is worse than it may be. */
function holds({ state, table, moves, tries, room }: Search, worst: Float64Array): boolean {
  const limit = tries % unlimitedEvery === 0 ? Infinity : firstLevel(state, worst) + room
  const fits = retimeMoves(moves, limit)
  if (fits && compareScores(table.state.shop, state.score, worst) <= 0) return true
  undoMoves(moves)
  return false
}

function keep(search: Search): void {
  const { state, table, moves, mover, current } = search
  search.kept += 1
  search.room = Math.max(2 * (table.peak - firstLevel(state, current)), 0.99 * search.room)
  keepMoves(moves)
  current.set(state.score)
  sortByStart(state)
  if (search.kept % 16 === 0) noteLateOrders(mover)
}

/** A change whatever it costs. */
function kick({ mover, moves, state }: Search): void {
  changeGraph(mover)
  if (moves.count === 0) return
  if (retimeMoves(moves, Number.POSITIVE_INFINITY)) keepMoves(moves)
  else undoMoves(moves)
  sortByStart(state)
}

/** By start is a topological order, too, and the one in which neighbours in time are neighbours. */
function sortByStart({ plan: { order }, position, start }: State): void {
  for (let place = 1; place < order.length; place += 1) {
    const task = at(order, place)
    let to = place
    for (; to > 0 && real(start, at(order, to - 1)) > real(start, task); to -= 1) {
      order[to] = at(order, to - 1)
      position[at(order, to)] = to
    }
    order[to] = task
    position[task] = to
  }
}
