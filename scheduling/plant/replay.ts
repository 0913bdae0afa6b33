import { type Random, randomFrom } from '../../base/random.ts'
import { exponential, lognormal, poisson } from '../core/draws.ts'
import { at } from '../core/ints.ts'
import { build } from './build.ts'
import { compilePlant } from './compile.ts'
import { dispatch } from './dispatch.ts'
import type { PlantProblem } from './problem.ts'
import { real } from './reals.ts'
import { loadPlan, makeState, type State } from './state.ts'

/** How a machine has run: what a plan does not say. */
export type MachineHistory = {
  machineId: string
  /** Actual run time over planned, of a day: its mean, and its standard deviation over that mean. */
  pace: number
  spread: number
  /** Seconds of running for each failure, and of a repair; null where none is known. */
  betweenFailuresS: number | null
  repairS: number | null
}

export type ReplayTask = {
  /** Its current slots are the plan that is tried. */
  problem: PlantProblem
  history: MachineHistory[]
  runs: number
  seed: number
  seconds: number
  /** One word: not zero ends it. */
  stop: SharedArrayBuffer
}

/** Tenth, middle and ninetieth of a hundred. */
type Spread = { p10: number; p50: number; p90: number }
export type Replayed = {
  runs: number
  onTimeShare: Spread
  lateOrders: Spread
  /** Seconds, all orders together, unweighted. */
  tardinessS: Spread
  orders: { orderId: string; onTime: number; endS: Spread }[]
}

/**
 * What becomes of a plan when work takes as long as it has taken and machines fail as they have failed.
 * Its machines and sequences are kept, each operation begins as soon as it can, by the same builder
 * that plans: calendars, set-ups, people and material hold. Running work ends as planned.
 *
 * @returns null where the plan cannot be carried out at all, or nothing was done in the time
 */
export function replay(task: ReplayTask): Replayed | null {
  const shop = compilePlant(task.problem)
  const state = makeState(shop)
  const random = randomFrom(task.seed)
  if (!dispatch(state, 'current', { random, isOver: () => false })) return null
  const plan = { order: state.plan.order.slice(), mode: state.mode.slice() }
  const from = new Float64Array(shop.n)
  const planned = shop.modeRun.slice()
  const untilMs = performance.now() + 1000 * task.seconds
  const stop = new Int32Array(task.stop)
  const history = historyByMachine(task)
  const ends: Float64Array[] = []
  for (let run = 0; run < task.runs; run += 1) {
    if (performance.now() >= untilMs || Atomics.load(stop, 0) !== 0) break
    loadPlan(state, { ...plan, from })
    drawRunTimes(state, { planned, random, history })
    if (build(state, Number.POSITIVE_INFINITY)) ends.push(orderEnds(state))
  }
  return ends.length === 0 ? null : summaryOf(task.problem, ends)
}

const historyByMachine = ({ problem, history }: ReplayTask) => {
  const known = new Map(history.map((one) => [one.machineId, one]))
  return problem.machines.map(({ id }) => known.get(id))
}

type Drawing = {
  planned: Float64Array
  random: Random
  history: (MachineHistory | undefined)[]
}

/** A failure costs its repair; work goes on after it. */
function drawRunTimes({ shop, plan }: State, { planned, random, history }: Drawing): void {
  for (let task = 0; task < shop.n; task += 1) {
    const mode = at(plan.mode, task)
    const one = history[at(shop.modeMachine, mode)]
    const run = real(planned, mode)
    if (one === undefined || run === 0) continue
    const { pace, spread, betweenFailuresS, repairS } = one
    let lasts = run * lognormal(random, pace, spread)
    if (betweenFailuresS !== null && repairS !== null) {
      const failures = poisson(random, lasts / betweenFailuresS)
      for (let failure = 0; failure < failures; failure += 1) lasts += exponential(random, repairS)
    }
    shop.modeRun[mode] = Math.ceil(lasts)
  }
}

function orderEnds({ shop, end }: State): Float64Array {
  const ends = shop.frozenEnd.slice()
  for (let task = 0; task < shop.n; task += 1) {
    const order = at(shop.orderOf, task)
    ends[order] = Math.max(real(ends, order), real(end, task))
  }
  return ends
}

function summaryOf({ orders }: PlantProblem, runs: Float64Array[]): Replayed {
  const lateS = runs.map((ends) =>
    orders.map(({ dueS }, order) => Math.max(0, real(ends, order) - dueS)),
  )
  const lateOrders = lateS.map((all) => all.filter((late) => late > 0).length)
  return {
    runs: runs.length,
    lateOrders: spreadOf(lateOrders),
    onTimeShare: spreadOf(lateOrders.map((late) => 1 - late / Math.max(1, orders.length))),
    tardinessS: spreadOf(lateS.map((all) => all.reduce((sum, late) => sum + late, 0))),
    orders: orders.map(({ id }, order) => ({
      orderId: id,
      onTime: lateS.filter((all) => all[order] === 0).length / runs.length,
      endS: spreadOf(runs.map((ends) => real(ends, order))),
    })),
  }
}

function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const of = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return { p10: of(0.1), p50: of(0.5), p90: of(0.9) }
}
