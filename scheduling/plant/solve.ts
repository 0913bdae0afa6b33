import { AppError } from '../../base/app-error.ts'
import type { PlantScore } from './goals.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'
import { type PlantNews, type PlantTask, searchTask } from './search-task.ts'
import { inThread } from './thread.ts'

export type PlantOptions = {
  /** Wall clock from the call on. */
  seconds: number
  /** After so many steps it ends; then the result depends on nothing but the seed. */
  steps?: number
  seed?: number
  /** Ends the search; what was found until then is the result. */
  signal?: AbortSignal
  /** The objective, level by level, of each better schedule. */
  onBetter?: (progress: { seconds: number; objective: number[] }) => void
}

export type PlantSolution = {
  slots: PlantSlot[]
  score: PlantScore
  /** Values of the objective, level by level, and what none of them can go below. */
  objective: number[]
  lowerBound: number[]
  /** Of the first level: (value − bound) ÷ bound, 0 is proven; null where the bound is 0 and the value is not. */
  gap: number | null
  steps: number
  seconds: number
}

/**
 * The best schedule that can be found in the time. It is searched for in a thread of its own, so that
 * whoever waits can go on working.
 *
 * @throws AppError `invalid_input` where no schedule is possible, naming the order; `timeout` when it was
 * stopped before the first one
 */
export async function solvePlant(
  problem: PlantProblem,
  options: PlantOptions,
): Promise<PlantSolution> {
  const [solution] = await solvePlants([problem], options)
  if (solution === undefined) throw new RangeError('one problem has one solution')
  return solution
}

/** The same for several problems one after the other, each in the steps given, all within the seconds. */
export async function solvePlants(
  problems: PlantProblem[],
  options: PlantOptions,
): Promise<PlantSolution[]> {
  const startedMs = performance.now()
  const elapsed = () => (performance.now() - startedMs) / 1000
  const task: PlantTask = {
    ...{ problems, seed: options.seed ?? 1, steps: options.steps ?? Number.MAX_SAFE_INTEGER },
    ...{ seconds: options.seconds, stop: new SharedArrayBuffer(4) },
  }
  const solutions: PlantSolution[] = []
  const hear = (news: PlantNews) => {
    if (news.type === 'better') {
      options.onBetter?.({ seconds: elapsed(), objective: news.objective })
    } else solutions.push(solutionOf(news, elapsed()))
    return solutions.length === problems.length
  }
  if (isQuick(task)) searchTask(task, hear)
  else await inThread(task, options.signal, hear)
  return solutions
}

/** Placing so many operations is done before a thread would have started. */
const quickPlacings = 10_000

const isQuick = ({ problems, steps }: PlantTask): boolean =>
  problems.reduce((sum, { orders }) => sum + steps * countOf(orders), 0) <= quickPlacings

const countOf = (orders: PlantProblem['orders']): number =>
  orders.reduce((sum, { operations }) => sum + operations.length, 0)

function solutionOf(found: Exclude<PlantNews, { type: 'better' }>, seconds: number): PlantSolution {
  if (found.type === 'none') throw noSchedule(found.stuck)
  const { slots, faults, score, objective, lowerBound, steps } = found
  if (faults.length > 0) throw wrongSchedule(faults)
  const [value = 0] = objective
  const [low = 0] = lowerBound
  const gap = value <= low + 1e-6 ? 0 : low > 0 ? (value - low) / low : null
  return { slots, score, objective, lowerBound, gap, steps, seconds }
}

const wrongSchedule = (faults: string[]) =>
  new AppError('internal', `The schedule is wrong: ${faults.slice(0, 3).join('; ')}.`, {
    safeMessage: 'The search made a schedule that its checker refused, so none is shown.',
    hint: 'Report the problem and the seed.',
  })

function noSchedule(stuck: Extract<PlantNews, { type: 'none' }>['stuck']): AppError {
  if (stuck === null) {
    return new AppError('timeout', 'Stopped before there was a first schedule.', {
      hint: 'Give it more seconds.',
    })
  }
  const what = `Order ${stuck.orderId}: no place was found for operation ${stuck.seq} in any schedule.`
  return new AppError('invalid_input', what, {
    field: 'orders',
    hint: 'Look at its mostLagS and blocks, and at frozen work and windows around it.',
  })
}
