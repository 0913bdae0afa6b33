import { AppError } from '../base/app-error.ts'
import { lowerBound } from './bounds.ts'
import { type Assignment, checkSchedule } from './check.ts'
import { makePool, openPool, stop } from './core/pool.ts'
import type { Plan } from './core/state.ts'
import type { Instance } from './instance.ts'
import { scheduleOf } from './schedule-of.ts'
import { type Better, openTeam, type Team } from './team.ts'

export type Progress = { seconds: number; makespan: number; lowerBound: number }

export type SolveOptions = {
  /** Wall clock from the call on, or what `clock` says. */
  seconds: number
  /** `cpu`: the time of each thread, for measurements on a machine that others use too. */
  clock?: 'wall' | 'cpu'
  /** Moves of each thread, after which it ends; with one thread the result depends on nothing else. */
  moves?: number
  /** How many threads to start, or threads that are there already. */
  threads?: number | Team
  seed?: number
  /** A makespan that is good enough: no thread goes on once it is met. */
  goal?: number
  /** Ends the search; what was found until then is the result. */
  signal?: AbortSignal
  onBetter?: (progress: Progress) => void
}

export type Solution = {
  makespan: number
  lowerBound: number
  /** (makespan − lower bound) ÷ lower bound; 0 is proven best. */
  gap: number
  seconds: number
  /** Moves made by all threads. */
  iterations: number
  schedule: Assignment[]
  /** Each better makespan and when it was found. */
  curve: Progress[]
}

/**
 * The best schedule that can be found in the time, with the least makespan. Threads search by
 * themselves and exchange their best; all of them end when the lower bound is met.
 *
 * @throws AppError `internal` where the checker refuses what was found
 */
export async function solve(instance: Instance, options: SolveOptions): Promise<Solution> {
  const startedMs = performance.timeOrigin + performance.now()
  const { threads = 1, signal } = options
  const team = typeof threads === 'number' ? openTeam(threads) : threads
  const bound = lowerBound(instance)
  const buffer = makePool(instance)
  const best: Best = { makespan: Number.POSITIVE_INFINITY, plan: null, curve: [] }
  const end = () => stop(openPool(buffer, instance))
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  try {
    const enough = Math.max(bound, options.goal ?? bound)
    const task = { ...taskOf(options), instance, pool: buffer, bound: enough, startedMs }
    const made = await Promise.all(
      Array.from({ length: team.size }, (_, thread) =>
        team.search(thread, { ...task, seed: task.seed + seedStep * thread }, (news) => {
          const progress = takeBetter(best, news, bound)
          if (progress) options.onBetter?.(progress)
        }),
      ),
    )
    const iterations = made.reduce((sum, one) => sum + one, 0)
    const seconds = (performance.timeOrigin + performance.now() - startedMs) / 1000
    return checkedSolution(instance, best, { bound, iterations, seconds })
  } finally {
    end()
    signal?.removeEventListener('abort', end)
    if (typeof threads === 'number') await team.close()
  }
}

/** Far enough apart that threads of near seeds are not the same. */
const seedStep = 7919

const taskOf = ({ seconds, clock = 'wall', moves, seed = 1 }: SolveOptions) => ({
  ...{ seconds, clock, seed, moves: moves ?? Number.MAX_SAFE_INTEGER },
})

type Best = { makespan: number; plan: Plan | null; curve: Progress[] }

function takeBetter(best: Best, news: Better, lowerBound: number): Progress | null {
  const { makespan, seconds } = news
  if (makespan >= best.makespan) return null
  const progress = { seconds, makespan, lowerBound }
  best.makespan = makespan
  best.plan = news
  best.curve.push(progress)
  return progress
}

function checkedSolution(
  instance: Instance,
  { plan, curve }: Best,
  { bound, iterations, seconds }: { bound: number; iterations: number; seconds: number },
): Solution {
  if (plan === null) {
    throw new AppError('timeout', 'Stopped before there was a first schedule.', {
      hint: 'Give it more seconds.',
    })
  }
  const schedule = scheduleOf(instance, plan)
  const { faults, makespan } = checkSchedule(instance, schedule)
  if (faults.length > 0) {
    throw new AppError(
      'internal',
      `The schedule found is wrong: ${faults.slice(0, 3).join('; ')}.`,
      {
        safeMessage: 'The search made a schedule that the checker refused, so none is shown.',
        hint: 'Report the instance and the seed.',
      },
    )
  }
  const gap = bound === 0 ? 0 : (makespan - bound) / bound
  return { makespan, lowerBound: bound, gap, seconds, iterations, schedule, curve }
}
