import { hashOf, randomFrom, shuffled } from '../../base/random.ts'
import { studentQuantile } from './student.ts'

/** Levels of one setting of a trial: quarter, middle and three quarters of its engineering limits. */
export type Factor = { id: string; low: number; centre: number; high: number }

export type TrialRun = { block: number; run: number; settings: Record<string, number> }

export type Trial = {
  factors: Factor[]
  /** Hours of one run; a shift holds each combination once, and the centre. */
  runHours: number
  runsOfShift: number
  shifts: number
  runs: number
  /** Difference between low and high that is found with this probability, at a level of 5 %. */
  detects: number
  power: number
  /** Shifts that the difference that was asked for takes; more than planned where it takes too long, null beyond 3,000. */
  shiftsNeeded: number | null
  order: TrialRun[]
}

export type TrialNeeds = {
  factors: readonly Factor[]
  /** Standard deviation of the response of one hour within a shift. */
  hourDeviation: number
  /** Difference between low and high that is worth finding; positive. */
  effect: number
  shiftHours: number
  /** Shifts of a day: a trial takes whole days, so that each sees as many runs. */
  shiftsOfDay: number
}

const [level, power] = [0.05, 0.8]
/** A trial that takes longer than three weeks is planned for these, and says what it finds. */
const mostDays = 21
const mostShifts = 3_000

export const factorOf = (id: string, lower: number, upper: number): Factor => {
  const at = (share: number) => lower + share * (upper - lower)
  return { id, low: at(0.25), centre: at(0.5), high: at(0.75) }
}

/**
 * A two-level full factorial of one to three settings with a centre point, each shift a complete block, runs in random order within
 * it (G. E. P. Box, J. S. Hunter and W. G. Hunter, "Statistics for Experimenters", 2005). Replicated until a main effect
 * of the asked size is found with 80 %: 2 σ ÷ √N times the quantiles of t is at most the effect.
 *
 * @returns null where there is nothing to vary, more than three settings, or no difference to find
 */
export function planTrial(needs: TrialNeeds): Trial | null {
  const { factors, hourDeviation, effect, shiftHours, shiftsOfDay } = needs
  if (factors.length === 0 || factors.length > 3 || !(effect > 0)) return null
  const runsOfShift = 2 ** factors.length + 1
  const runHours = shiftHours / runsOfShift
  const deviation = hourDeviation / Math.sqrt(runHours)
  const finds = (shifts: number) => detectable({ shifts, factors: factors.length, deviation })
  let shiftsNeeded = 2 * shiftsOfDay
  while (shiftsNeeded <= mostShifts && finds(shiftsNeeded) > effect) shiftsNeeded += shiftsOfDay
  const shifts = Math.min(shiftsNeeded, mostDays * shiftsOfDay)
  const order = orderOf(factors, shifts)
  return {
    ...{ factors: [...factors], runHours, runsOfShift, shifts, order, power },
    ...{ runs: order.length, detects: finds(shifts) },
    shiftsNeeded: shiftsNeeded > mostShifts ? null : shiftsNeeded,
  }
}

type Sized = { shifts: number; factors: number; deviation: number }

/** Smallest difference between low and high that is found with 80 %, at a two-sided level of 5 %. */
export function detectable({ shifts, factors, deviation }: Sized): number {
  const corners = 2 ** factors
  // Less the mean of each block, the main effects and the curvature.
  const freedom = shifts * (corners + 1) - shifts - factors - 1
  if (freedom < 1) return Number.POSITIVE_INFINITY
  const reach = studentQuantile(1 - level / 2, freedom) + studentQuantile(power, freedom)
  return (reach * 2 * deviation) / Math.sqrt(shifts * corners)
}

/** The same order each time: the seed is that of the settings. */
function orderOf(factors: readonly Factor[], shifts: number): TrialRun[] {
  const random = randomFrom(hashOf(factors.map(({ id }) => id).join()))
  const corners = Array.from({ length: 2 ** factors.length }, (_, corner) =>
    settingsOf(factors, (at) => ((corner >> at) & 1 ? 'high' : 'low')),
  )
  const runs = [...corners, settingsOf(factors, () => 'centre')]
  return Array.from({ length: shifts }, (_, block) =>
    shuffled(runs, random).map((settings, run) => ({ block: block + 1, run: run + 1, settings })),
  ).flat()
}

const settingsOf = (factors: readonly Factor[], level: (at: number) => 'low' | 'centre' | 'high') =>
  Object.fromEntries(factors.map((factor, at) => [factor.id, factor[level(at)]]))
