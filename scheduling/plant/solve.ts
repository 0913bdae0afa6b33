import { availableParallelism } from 'node:os'
import { AppError } from '../../base/app-error.ts'
import type { PlantScore } from './goals.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'
import { type PlantNews, type PlantTask, searchTask } from './search-task.ts'
import { openPlantThread } from './thread.ts'

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

/**
 * The same for several problems, each in the steps given, all within the seconds: as many at once as there
 * are cores, for people wait for all of them.
 */
export async function solvePlants(
  problems: PlantProblem[],
  options: PlantOptions,
): Promise<PlantSolution[]> {
  const { seconds, steps = Number.MAX_SAFE_INTEGER, seed = 1, signal } = options
  const startedMs = performance.now()
  const elapsed = () => (performance.now() - startedMs) / 1000
  const lanes = lanesFor(problems)
  const solutions: PlantSolution[] = []
  const left = problems.entries()
  const work = async (search: Search) => {
    for (const [index, problem] of left) {
      // What one leaves of the time goes to those after it.
      const share = Math.min(1, lanes / (problems.length - index))
      const ownSeconds = share * Math.max(0, seconds - elapsed())
      const stop = new SharedArrayBuffer(4)
      await search(
        { problem, seed, steps, seconds: ownSeconds, stop },
        signal,
        (news: PlantNews) => {
          if (news.type !== 'better') solutions[index] = solutionOf(news, elapsed())
          else options.onBetter?.({ seconds: elapsed(), objective: news.objective })
          return news.type !== 'better'
        },
      )
    }
  }
  if (isQuick(problems, steps)) await work(async (task, _, hear) => searchTask(task, hear))
  else await inThreads(lanes, work)
  return solutions
}

type Search = (
  task: PlantTask,
  signal: AbortSignal | undefined,
  hear: (news: PlantNews) => boolean,
) => Promise<void>

async function inThreads(count: number, work: (search: Search) => Promise<void>): Promise<void> {
  const threads = Array.from({ length: count }, openPlantThread)
  try {
    await Promise.all(threads.map((thread) => work(thread.run)))
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
  }
}

/** Threads together hold no more operations than one may: 10,000 take half a gigabyte. */
const mostHeld = 10_000

function lanesFor(problems: PlantProblem[]): number {
  const most = Math.max(1, ...problems.map(({ orders }) => countOf(orders)))
  const room = Math.max(1, Math.floor(mostHeld / most))
  return Math.min(problems.length, room, availableParallelism())
}

/** Placing so many operations is done before a thread would have started. */
const quickPlacings = 10_000

const isQuick = (problems: PlantProblem[], steps: number): boolean =>
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
