import { below, type Random } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { changeGraph, makeGraphMover, noteLateOrders } from './graph-moves.ts'
import { real } from './reals.ts'
import { keepMoves, makeRelocations, retimeMoves, undoMoves } from './relocate.ts'
import { goal, goalCount, levelOf, type State } from './state.ts'
import { loadTimetable, makeTimetable } from './timetable.ts'
import { scoreAnew } from './timetable-score.ts'

export type GraphCourse = {
  random: Random
  /** Asked before each step. */
  isOver: () => boolean
  /** Whether what stands now beats all before; then it is kept. */
  isBetter: () => boolean
  /** Builds the best again. */
  restart: () => void
}

/** Steps of the first round, by task; each one after it is twice as long, for nobody knows when it will end. */
const firstRound = 10
/** So many moves take about as long as building one plan anew. */
const movesAStep = 16
/** Every so often a move is timed to its end, however bad it looks on the way. */
const unlimitedEvery = 32
/** Of the value at first, how much worse a move may look on the way. */
const firstRoom = 0.005
/**
 * Temperature as a round begins and ends, in parts of what a task adds to the value on average. The first
 * round has no time for more; the end of the last task is no sum, and takes less.
 */
const [firstHot, hot, cold] = [1, 2.5, 0.35]
const ofLongest = 0.25

/**
 * Simulated annealing (after van Laarhoven, Aarts and Lenstra): tasks go elsewhere on their machine or to
 * another, what that shifts is timed anew, and a schedule that is worse is kept by chance, more rarely
 * as it cools. A move that has lost more on the way than those that were kept is given up. Each round
 * begins with the best schedule, warm again.
 */
export function searchGraph(state: State, course: GraphCourse): void {
  const search = makeSearch(state, course)
  const { n } = state.shop
  for (let length = firstRound * n, from = firstHot; ; length *= 2, from = hot) {
    begin(search)
    for (let made = 0; made < length; made += 1) {
      if (course.isOver()) return
      search.heat = (from * (cold / from) ** (made / length)) / n
      for (let move = 0; move < movesAStep; move += 1) tryMove(search)
    }
    course.restart()
  }
}

function makeSearch(state: State, course: GraphCourse) {
  const table = makeTimetable(state)
  const moves = makeRelocations(table)
  const mover = makeGraphMover(moves, course.random)
  return {
    ...{ state, course, table, moves, mover, tries: 0, kept: 0, room: 0, heat: 0 },
    warmth: Float64Array.from(state.shop.levels, (level) =>
      real(level, goal.makespan) > 0 ? ofLongest : 1,
    ),
    current: new Float64Array(goalCount),
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
  search.current.set(state.score)
  noteLateOrders(search.mover)
}

function tryMove(search: Search): void {
  const { state, moves, mover, course } = search
  search.tries += 1
  changeGraph(mover)
  if (moves.count === 0 || !holds(search)) return
  keep(search)
  if (course.isBetter()) scoreAnew(state)
}

/** Times the moves, and takes them back where the schedule is worse than it may be. */
function holds(search: Search): boolean {
  const { state, course, moves, tries, room, warmth, current } = search
  const chance = (1 + below(course.random, 1e9)) / 1e9
  const worse = -search.heat * Math.log(chance)
  const most = firstLevel(state, current) * (1 + worse * real(warmth, 0))
  const fits = retimeMoves(moves, tries % unlimitedEvery === 0 ? Infinity : most + room)
  if (fits && isKept(search, worse)) return true
  undoMoves(moves)
  return false
}

/** Level by level: the first in which it differs from now decides, by how much worse it may be. */
function isKept({ state: { shop, score }, warmth, current }: Search, worse: number): boolean {
  for (let level = 0; level < shop.levels.length; level += 1) {
    const weights = shop.levels[level] as Float64Array
    const value = levelOf(weights, score, shop.freeMoves)
    const now = levelOf(weights, current, shop.freeMoves)
    if (Math.abs(value - now) > 1e-6) return value <= now * (1 + worse * real(warmth, level))
  }
  return true
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
