import { judge, type Memory, nothingSeen } from './judge.ts'
import type { Rule } from './rule.ts'

/** A value at an instant; null where what came cannot be trusted. Milliseconds since 1970. */
export type Point = { at: number; value: number | null }

/** A rule at one subject, up to an instant; plain JSON, so that it can be kept. */
export type WatchState = {
  memory: Memory
  /** Since when it is not as it should be, told or not. */
  overSince: number | null
  /** The alert that stands. */
  raised: { at: number; reason: 'over' | 'missing' } | null
  last: Point | null
  limit: number | null
}

export const unwatched: WatchState = {
  ...{ memory: nothingSeen, overSince: null, raised: null, last: null, limit: null },
}

/** A stretch of time in which the rule was broken; `clearedAt` null: it still is. */
export type Excursion = {
  raisedAt: number
  clearedAt: number | null
  reason: 'over' | 'missing'
  value: number | null
  limit: number | null
}

export type Advanced = {
  state: WatchState
  excursions: Excursion[]
  /** When time alone may change something; null: only data can. */
  lookAt: number | null
}

/** How it is timed. */
export type Timing = Pick<Rule, 'test' | 'forS' | 'missing' | 'missingS'>

/**
 * Runs a rule over points in the order of their time, up to `until`. The same points give the same
 * answer however they are cut, and no clock is read: what comes late is judged by running again.
 */
export function advance(
  rule: Timing,
  from: WatchState,
  { points, until }: { points: readonly Point[]; until: number },
): Advanced {
  const run: Run = { state: from, excursions: [] }
  if (from.raised !== null) {
    const { at: raisedAt, reason } = from.raised
    const value = from.last?.value ?? null
    run.excursions.push({ raisedAt, clearedAt: null, reason, value, limit: from.limit })
  }
  for (const point of points) {
    if (point.at > until) break
    pass(rule, run, point.at)
    take(rule, run, point)
  }
  pass(rule, run, until)
  return { ...run, lookAt: nextLook(rule, run.state) }
}

type Run = { state: WatchState; excursions: Excursion[] }

/** Time goes by without data: what lasts long enough is told, and so is silence. */
function pass({ forS, missing, missingS }: Timing, run: Run, until: number): void {
  const silentAt = run.state.last === null ? null : run.state.last.at + missingS * 1000
  const dueAt = run.state.overSince === null ? null : run.state.overSince + forS * 1000
  const isSilent = silentAt !== null && silentAt <= until && missing !== 'ignore'
  if (run.state.raised === null && dueAt !== null && dueAt <= until) {
    if (!isSilent || dueAt <= silentAt) raise(run, dueAt, 'over')
  }
  if (!isSilent) return
  if (missing === 'clear') clear(run, silentAt)
  else if (run.state.raised === null) raise(run, silentAt, 'missing')
}

function take(rule: Timing, run: Run, point: Point): void {
  if (point.value === null) return
  if (run.state.raised?.reason === 'missing') clear(run, point.at)
  const { memory, limit } = judge(rule.test, run.state.memory, point.value)
  const { overSince } = run.state
  run.state = { ...run.state, memory, last: point, limit: limit ?? run.state.limit }
  if (!memory.over) {
    clear(run, point.at)
    return
  }
  run.state = { ...run.state, overSince: overSince ?? point.at }
  if (run.state.raised === null && rule.forS === 0) raise(run, point.at, 'over')
}

function raise(run: Run, at: number, reason: 'over' | 'missing'): void {
  const { last, limit } = run.state
  run.state = { ...run.state, raised: { at, reason } }
  const value = reason === 'missing' ? null : (last?.value ?? null)
  run.excursions.push({ raisedAt: at, clearedAt: null, reason, value, limit })
}

function clear(run: Run, at: number): void {
  if (run.state.raised !== null) {
    const open = run.excursions.at(-1)
    if (open !== undefined) run.excursions[run.excursions.length - 1] = { ...open, clearedAt: at }
  }
  run.state = { ...run.state, overSince: null, raised: null }
}

function nextLook({ forS, missing, missingS }: Timing, state: WatchState): number | null {
  const { raised, overSince, last } = state
  const waits = raised === null && overSince !== null
  const isSilenceNews = missing === 'clear' ? waits || raised !== null : raised === null
  const times = [
    waits ? overSince + forS * 1000 : null,
    missing !== 'ignore' && last !== null && isSilenceNews ? last.at + missingS * 1000 : null,
  ].filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}
