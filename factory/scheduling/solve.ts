import { AppError } from '../../base/app-error.ts'
import { checkSchedule } from './check.ts'
import { dispatch, keepSequence } from './dispatch.ts'
import { type Indicators, indicatorsOf } from './indicators.ts'
import { type Problem, type Slot, validateProblem } from './problem.ts'
import { rules } from './rules.ts'

export const objectives = ['due_dates', 'throughput', 'setups'] as const
export type Objective = (typeof objectives)[number]

export type Plan = {
  slots: Slot[]
  indicators: Indicators
  /** Rule and mode that made it, such as `edd/active`, or `kept`. */
  method: string
}

/** What counts, most important first; all are better when lower. */
const scores: Record<Objective, (indicators: Indicators) => number[]> = {
  due_dates: (i) => [i.weightedTardinessH, i.makespanH, i.setupH],
  throughput: (i) => [i.makespanH, i.weightedTardinessH, i.setupH],
  setups: (i) => [i.setupH, i.weightedTardinessH, i.makespanH],
}

/**
 * The best of several dispatching rules beside what the current sequence would come to; the
 * current sequence wins a draw. Deterministic.
 *
 * @throws AppError `invalid_input` for a problem that cannot be planned, naming the order.
 */
export function solve(
  problem: Problem,
  { current, objective }: { current: Slot[]; objective: Objective },
): { kept: Plan; best: Plan } {
  validateProblem(problem)
  const kept = checkedPlan(problem, keepSequence(problem, current), 'kept')
  let best = kept
  for (const [name, rule] of Object.entries(rules)) {
    for (const mode of ['active', 'non_delay'] as const) {
      const plan = checkedPlan(problem, dispatch(problem, rule, mode), `${name}/${mode}`)
      if (isBetter(scores[objective](plan.indicators), scores[objective](best.indicators))) {
        best = plan
      }
    }
  }
  return { kept, best }
}

function checkedPlan(problem: Problem, slots: Slot[], method: string): Plan {
  const wrong = checkSchedule(problem, slots)
  if (wrong.length > 0) {
    throw new AppError('internal', `The ${method} schedule is wrong: ${wrong.join('; ')}`, {
      safeMessage: 'The planner made a schedule that its checker refused, so none is shown.',
      hint: 'Report the orders concerned; planning other orders still works.',
    })
  }
  return { slots, indicators: indicatorsOf(problem, slots), method }
}

/** Differences under a second are rounding, not merit. */
const noticeableH = 1 / 3600

function isBetter(score: number[], than: number[]): boolean {
  for (const [index, value] of score.entries()) {
    const difference = value - (than[index] ?? 0)
    if (Math.abs(difference) > noticeableH) return difference < 0
  }
  return false
}
