import { seeded } from '../../base/random.ts'
import { quantileOf, type Weighted } from './weighted.ts'

/** Days count from now, parts of them too; quantities are in the unit of the material. */
export type Take = {
  atDay: number
  quantity: number
  /** The share of pieces that are lost on the way, as it was; null where none is recorded. */
  scrap: Weighted | null
}

export type Receipt = {
  quantity: number
  /** Days from now on which it may come, all of them to come. */
  arrivals: Weighted
}

export type StockProblem = {
  /** There now; less than 0 is owed. */
  quantity: number
  takes: Take[]
  receipts: Receipt[]
  /** What is planned is all that is taken before this day; later, days are as past ones were. */
  fenceDay: number
  /** What a past day took; empty: nothing is known beyond the fence. */
  usage: number[]
  /** Where each local day of the horizon ends, ascending. */
  dayEnds: number[]
  runs: number
  seed: number
}

/** At the end of a day. `risk`: the share of runs in which something lacked by then. */
export type StockDay = { p10: number; p50: number; p90: number; risk: number }

export type StockRuns = {
  days: StockDay[]
  /** By run: when something first lacked, Infinity where nothing did; and the most that lacked. */
  outAt: Float64Array
  lacks: Float64Array
}

/**
 * Stock by day, with how likely it runs out: Monte Carlo of supply and demand, each run a possible
 * course. A receipt comes on a day drawn from the past delays of its supplier; what is planned is taken
 * when it starts, with scrap drawn from that of the product; beyond the plan, days are drawn from past
 * days. Net stock is what is there less what is owed (Silver, Pyke & Thomas, Inventory and Production
 * Management in Supply Chains, 4th ed. 2017, ch. 5 and 6: lead-time demand); where the plan ends
 * and a forecast begins is a demand time fence (Vollmann et al., Manufacturing Planning and Control, 2005).
 * Draws are independent. The same problem has the same answer.
 *
 * Days after that of the fence have no answer where no usage is known: `days` ends there.
 */
export function projectStock(problem: StockProblem): StockRuns {
  const { runs, seed } = problem
  const shown = knownDays(problem)
  const random = seeded(seed)
  const levels = shown.map(() => new Float64Array(runs))
  const outAt = new Float64Array(runs).fill(Number.POSITIVE_INFINITY)
  const lacks = new Float64Array(runs)
  const late = lateTakes(problem, shown)
  for (let run = 0; run < runs; run++) {
    const course = { events: eventsOf(problem, { shown, late, random }), shown }
    const { out, lack, ends } = follow(problem.quantity, course)
    outAt[run] = out
    lacks[run] = lack
    for (const [day, level] of ends.entries()) (levels[day] as Float64Array)[run] = level
  }
  const days = levels.map((ofDay, day) => dayOf(ofDay, { outAt, end: shown[day] ?? 0 }))
  return { days, outAt, lacks }
}

/** Ends of the days that something is known of: the one in which the plan ends is the last. */
const knownDays = ({ dayEnds, usage, fenceDay }: StockProblem): number[] =>
  usage.length > 0 ? dayEnds : dayEnds.filter((_, day) => (dayEnds[day - 1] ?? 0) <= fenceDay)

type Event = { at: number; change: number }

/** What is planned beyond the fence, by day of the horizon: past days stand for it where they take more. */
function lateTakes({ takes, fenceDay }: StockProblem, shown: number[]): Take[][] {
  const late = takes.filter(({ atDay }) => atDay > fenceDay)
  return shown.map((end, day) =>
    late.filter(({ atDay }) => atDay <= end && atDay > (shown[day - 1] ?? 0)),
  )
}

type Drawing = { shown: number[]; late: Take[][]; random: () => number }

function eventsOf(problem: StockProblem, drawing: Drawing): Event[] {
  const { takes, receipts, fenceDay } = problem
  const { shown, random } = drawing
  const horizon = shown.at(-1) ?? 0
  const events: Event[] = []
  for (const take of takes) {
    if (take.atDay > fenceDay || take.atDay > horizon) continue
    events.push({ at: take.atDay, change: -drawnTake(take, random) })
  }
  for (const { quantity, arrivals } of receipts) {
    const at = quantileOf(arrivals, random())
    if (at <= horizon) events.push({ at, change: quantity })
  }
  addUsage(events, problem, drawing)
  return events.sort((a, b) => a.at - b.at)
}

/** Of pieces that are lost, more are begun: the quantity over the share that is good. */
const drawnTake = ({ quantity, scrap }: Take, random: () => number): number =>
  scrap === null ? quantity : quantity / (1 - Math.min(mostScrap, quantileOf(scrap, random())))
/** A day on which all was scrap tells nothing of how much more must be begun. */
export const mostScrap = 0.9

/**
 * Beyond the fence: of what past days come to and what is planned, added up, whichever is more; taken in
 * the middle of each day.
 */
function addUsage(
  events: Event[],
  { usage, fenceDay }: StockProblem,
  { shown, late, random }: Drawing,
): void {
  if (usage.length === 0) return
  let [drawn, planned, taken] = [0, 0, 0]
  for (const [day, end] of shown.entries()) {
    const begin = day === 0 ? 0 : (shown[day - 1] ?? 0)
    if (end <= fenceDay) continue
    const from = Math.max(begin, fenceDay)
    drawn += ((usage[Math.floor(random() * usage.length)] ?? 0) * (end - from)) / (end - begin)
    for (const take of late[day] ?? []) planned += drawnTake(take, random)
    const more = Math.max(drawn, planned) - taken
    taken += more
    if (more > 0) events.push({ at: (from + end) / 2, change: -more })
  }
}

/** Less than this is nothing: sums of parts do not come out even. */
const nothing = 1e-9

function follow(
  quantity: number,
  { events, shown }: { events: Event[]; shown: number[] },
): { out: number; lack: number; ends: number[] } {
  let level = quantity
  let out = level < -nothing ? 0 : Number.POSITIVE_INFINITY
  let lack = Math.max(0, -level)
  let next = 0
  const ends = shown.map((end) => {
    for (let event = events[next]; event !== undefined && event.at <= end; event = events[next]) {
      level += event.change
      next += 1
      if (level < -nothing) {
        out = Math.min(out, event.at)
        lack = Math.max(lack, -level)
      }
    }
    return level
  })
  return { out, lack, ends }
}

function dayOf(
  levels: Float64Array,
  { outAt, end }: { outAt: Float64Array; end: number },
): StockDay {
  const sorted = levels.toSorted()
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const out = outAt.reduce((count, one) => count + (one <= end ? 1 : 0), 0)
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9), risk: out / outAt.length }
}

/** The first day on which the risk passes a level, as an index of `days`; null where it never does. */
export function firstDayOver(days: StockDay[], level: number): number | null {
  const found = days.findIndex(({ risk }) => risk > level)
  return found < 0 ? null : found
}
