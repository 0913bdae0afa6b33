import { below, type Random, randomFrom } from '../../base/random.ts'
import { at } from '../core/ints.ts'
import { build, rewind } from './build.ts'
import type { Urgency } from './candidates.ts'
import { dispatch, type PlantRule, plantRules } from './dispatch.ts'
import { type GraphCourse, searchGraph } from './graph-search.ts'
import { makeMover, noteLate } from './mover.ts'
import { change, changeWaiting, undo } from './moves.ts'
import { real } from './reals.ts'
import type { Shop } from './shop.ts'
import {
  compareScores,
  copyPlan,
  goal,
  goalCount,
  levelOf,
  loadPlan,
  makeState,
  newPlan,
  type Plan,
} from './state.ts'
import { isGraph } from './timetable.ts'

export type PlantCourse = {
  seed: number
  /** Asked before each step whether to end; `steps` is how many were made. */
  isOver: (steps: number) => boolean
  /** Whether nothing better can be found. */
  isBest: (score: Float64Array) => boolean
  /** Called with each plan that beats all before it; it is overwritten later. */
  improved: (plan: Plan, score: Float64Array) => void
}

/** How many steps back a plan is compared with: late acceptance after Burke and Bykov. */
const historyLength = 40

/**
 * Schedules by rules first, then the best of them changed step by step. A step changes the plan and
 * builds again what stood behind; it is kept when it is no worse than what was kept before it, or some
 * steps ago. When nothing gets better any more, it goes on from the best, shaken, or from anew.
 *
 * @returns how many steps were made, and the task without a place where no plan was found
 */
export function searchPlant(
  shop: Shop,
  course: PlantCourse,
): { found: boolean; steps: number; stuck: number } {
  const line = makeLine(shop, course)
  begin(line)
  if (!line.known) return { found: false, steps: line.steps, stuck: line.stuck }
  restart(line)
  if (isGraph(shop)) searchGraph(line.state, courseOf(line))
  else searchOrder(line)
  if (shop.currentRank !== null && isRepair(shop)) settle(line)
  return { found: true, steps: line.steps, stuck: -1 }
}

/** So many steps without anything better, and the search begins elsewhere. */
const patienceOf = ({ n }: Shop): number => Math.max(200, Math.min(20_000, 40 * n))

/** Changes the order of the tasks, and builds what stands behind the change. */
function searchOrder(line: Line): void {
  const { course } = line
  const patience = patienceOf(line.state.shop)
  let idle = 0
  while (!course.isBest(line.bestScore) && !course.isOver(line.steps)) {
    idle = step(line) ? 0 : idle + 1
    if (idle < patience) continue
    shake(line)
    idle = 0
  }
}

function courseOf(line: Line): GraphCourse {
  const { state, random, course } = line
  return {
    random,
    isOver: () => {
      if (course.isBest(line.bestScore) || course.isOver(line.steps)) return true
      line.steps += 1
      return false
    },
    isBetter: () => compareScores(state.shop, state.score, line.bestScore) < 0 && take(line),
    restart: () => restart(line),
  }
}

function makeLine(shop: Shop, course: PlantCourse) {
  const state = makeState(shop)
  const random: Random = randomFrom(course.seed)
  return {
    ...{
      state,
      random,
      course,
      mover: makeMover(state, random),
      second: makeMover(state, random),
      steps: 0,
      stuck: -1,
    },
    ...{ best: newPlan(shop.n), bestScore: new Float64Array(goalCount), known: false },
    current: new Float64Array(goalCount),
    history: Array.from({ length: historyLength }, () => new Float64Array(goalCount)),
  }
}
type Line = ReturnType<typeof makeLine>

type Start = { rule: PlantRule; urgency?: Urgency }

/** How urgency is best weighed, no rule says: a few ways are tried. */
const urgent = [8, 4, 16, 2].flatMap((ahead) =>
  [25, 12, 100, 3].map((setups): Start => ({ rule: 'urgent', urgency: { ahead, setups } })),
)

/** The schedules of the rules; by chance some more where none of them is possible. */
function begin(line: Line): void {
  const { state, course, random } = line
  const rules: PlantRule[] = plantRules.filter(
    (rule) => rule !== 'current' || state.shop.currentMachine.some((machine) => machine !== -1),
  )
  const starts: Start[] = [...rules.map((rule) => ({ rule })), ...urgent]
  for (let tries = 0; tries < 40; tries += 1) {
    const { rule, urgency } = starts[tries] ?? { rule: 'random' }
    if (tries >= starts.length && line.known) return
    const isOver = () => course.isOver(line.steps)
    const made = dispatch(state, rule, { random, isOver, ...(urgency && { urgency }) })
    line.steps += 1
    if (made) take(line)
    else if (state.stuck !== -1) line.stuck = state.stuck
    const done = course.isBest(line.bestScore) || (rule === 'current' && isRepair(state.shop))
    if (isOver() || (line.known && done)) return
  }
}

/** Where moves weigh from the start, the plan that holds is what to begin with. */
const isRepair = ({ levels: [first] }: Shop): boolean =>
  (first?.[goal.moves] ?? 0) > 0 || (first?.[goal.excess] ?? 0) > 0

/** Keeps what is built as the best, where it is. */
function take(line: Line): boolean {
  const { state, best, bestScore, course } = line
  if (line.known && compareScores(state.shop, state.score, bestScore) >= 0) return false
  line.known = true
  copyPlan(state.plan, best)
  bestScore.set(state.score)
  course.improved(best, bestScore)
  return true
}

/** Goes on from the best plan. */
function restart(line: Line): void {
  const { state, best } = line
  loadPlan(state, best)
  build(state, Number.POSITIVE_INFINITY)
  line.steps += 1
  remember(line)
}

/** Above so many tasks it would take longer than the search. */
const mostSettled = 1000

/** Where nothing is lost by it, what could begin sooner than today waits for its start of today. */
function settle(line: Line): void {
  const { state, best, bestScore, course } = line
  const { shop, plan } = state
  if (shop.n > mostSettled) return
  restart(line)
  for (let place = 0; place < shop.n; place += 1) {
    const task = at(plan.order, place)
    const [from, start] = [real(plan.from, task), real(shop.currentStart, task)]
    if (at(shop.currentMachine, task) === -1 || real(state.start, task) >= start) continue
    rewind(state, place)
    plan.from[task] = start
    const holds = build(state, Number.POSITIVE_INFINITY)
    if (holds && compareScores(shop, state.score, bestScore) <= 0) continue
    rewind(state, place)
    plan.from[task] = from
    build(state, Number.POSITIVE_INFINITY)
  }
  copyPlan(plan, best)
  bestScore.set(state.score)
  course.improved(best, bestScore)
}

function remember(line: Line): void {
  line.current.set(line.state.score)
  for (const score of line.history) score.set(line.state.score)
  noteLate(line.mover)
}

/** @returns whether it found a better plan than all before */
function step(line: Line): boolean {
  const { state, random, mover, second, current, history } = line
  const { shop } = state
  line.steps += 1
  const past = history[line.steps % historyLength]
  const weights = shop.levels[0]
  if (past === undefined || weights === undefined) return false
  const worst = compareScores(shop, past, current) > 0 ? past : current
  // Where waiting may pay, two must often wait for each other.
  const twice = mover.mayWait && below(random, 3) === 0
  const alter = twice && below(random, 2) === 0 ? changeWaiting : change
  alter(mover)
  if (twice) alter(second)
  const built = build(state, levelOf(weights, worst, shop.freeMoves))
  if (!built || compareScores(shop, state.score, worst) > 0) {
    if (twice) undo(second)
    undo(mover)
  } else {
    current.set(state.score)
  }
  past.set(current)
  if (!built) return false
  if (line.steps % 16 === 0 && state.placed === shop.n) noteLate(mover)
  return state.placed === shop.n && take(line)
}

/** The best with some changes; now and then something else, or the plan that holds anew. */
function shake(line: Line): void {
  const { state, random, mover } = line
  if (below(random, 4) === 0) {
    const rule = isRepair(state.shop) ? 'current' : 'random'
    if (dispatch(state, rule, { random, isOver: () => false })) {
      remember(line)
      return
    }
  }
  restart(line)
  for (let times = 2 + below(random, 6); times > 0; times -= 1) {
    change(mover)
    if (!build(state, Number.POSITIVE_INFINITY)) {
      undo(mover)
      build(state, Number.POSITIVE_INFINITY)
    }
  }
  remember(line)
}
