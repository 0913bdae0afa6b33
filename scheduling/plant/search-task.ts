import { plantBound } from './bound.ts'
import { checkPlant } from './check.ts'
import { compilePlant } from './compile.ts'
import type { PlantScore } from './goals.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'
import { objectiveOf, scorePlant } from './score.ts'
import { searchPlant } from './search.ts'
import { slotsOf } from './slots.ts'
import { copyPlan, levelOf, newPlan } from './state.ts'

export type PlantTask = {
  problem: PlantProblem
  seed: number
  steps: number
  /**
   * From when the search begins: a busy machine may take as long to start its thread. A first schedule
   * is made however long it takes.
   */
  seconds: number
  /** One word: not zero ends the search. */
  stop: SharedArrayBuffer
}

export type PlantNews =
  | { type: 'better'; objective: number[] }
  | {
      type: 'found'
      slots: PlantSlot[]
      /** What the checker says; nothing when the schedule may be shown. */
      faults: string[]
      score: PlantScore
      objective: number[]
      lowerBound: number[]
      steps: number
    }
  | { type: 'none'; stuck: { orderId: string; seq: number } | null }

/** A better plan is told at most so often, but for the first. */
const quietMs = 100

/** Everything is done here, the check included: whoever waits has other things to do. */
export function searchTask(task: PlantTask, tell: (news: PlantNews) => void): void {
  const { problem, seed, steps } = task
  const untilMs = performance.now() + 1000 * task.seconds
  const shop = compilePlant(problem)
  const bound = plantBound(shop)
  const levels = (score: Float64Array) =>
    shop.levels.map((one) => levelOf(one, score, shop.freeMoves))
  const least = levels(bound)
  const stop = new Int32Array(task.stop)
  const best = newPlan(shop.n)
  let toldMs = Number.NEGATIVE_INFINITY
  let isFound = false
  const made = searchPlant(shop, {
    seed,
    isOver: (count) =>
      Atomics.load(stop, 0) !== 0 || (isFound && (count >= steps || performance.now() >= untilMs)),
    isBest: (score) => levels(score).every((value, level) => value <= (least[level] ?? 0) + 1e-6),
    improved: (plan, score) => {
      copyPlan(plan, best)
      isFound = true
      if (performance.now() - toldMs < quietMs) return
      toldMs = performance.now()
      tell({ type: 'better', objective: levels(score) })
    },
  })
  if (!made.found) tell({ type: 'none', stuck: nameOf(problem, shop, made.stuck) })
  else {
    const slots = slotsOf(problem, shop, best)
    const score = scorePlant(problem, slots)
    const told = {
      faults: checkPlant(problem, slots),
      score,
      objective: objectiveOf(problem, score),
    }
    tell({ type: 'found', slots, ...told, lowerBound: least, steps: made.steps })
  }
}

function nameOf({ orders }: PlantProblem, shop: ReturnType<typeof compilePlant>, task: number) {
  const order = task === -1 ? undefined : orders[shop.orderOf[task] ?? 0]
  const operation = order?.operations[shop.operation[task] ?? 0]
  return order && operation ? { orderId: order.id, seq: operation.seq } : null
}
