import {
  basisOfAll,
  type ConfounderKind,
  confoundersOf,
  movedWith,
  squared,
} from './confounders.ts'
import { type CurvePoint, curvePoints } from './curve-points.ts'
import { type HeldOut, heldOut } from './held-out.ts'
import { type HistoryHour, type SettingInput, stretchesOf } from './history.ts'
import { partialOut, shareLeft } from './partial-out.ts'
import { rules } from './rules.ts'
import { weightedMean } from './weighted-mean.ts'
import { type Adjusted, bestWindow, isIn, type Window } from './window.ts'

export type WhyNot =
  | 'no_values'
  | 'no_limits'
  | 'too_few_hours'
  | 'hardly_moved'
  | 'response_constant'
  | 'confounded'
  | 'moved_too_seldom'

export type Seen = {
  id: string
  /** Hours in which it is known and within its limits; hours outside of them, which are left out. */
  hours: number
  outside: number
  /** P10, median and P90 of what it was run at; null without hours. */
  range: { low: number; middle: number; high: number } | null
}

export type Refused = Seen & { why: WhyNot; with: ConfounderKind | null }

export type Judged = Seen & {
  /** The window that all hours choose, and the middle of what was run in it. */
  window: Window
  target: number
  /** Weighted mean of the response in all hours. */
  usual: number
  /** Share of the weight within the window. */
  share: number
  heldOut: HeldOut
  curve: CurvePoint[]
  /** What was taken away: only what there is more than one of. */
  adjustedFor: ConfounderKind[]
}

type Given = {
  hours: readonly HistoryHour[]
  setting: SettingInput
  others: readonly SettingInput[]
}

/** What history tells of one setting and one response, or why it cannot tell. */
export function assessSetting({ hours, setting, others, isLess }: Given & { isLess: boolean }) {
  const { id, limits } = setting
  const known = hours.filter(({ settings }) => settings[id] !== undefined)
  const within = known.filter(({ settings }) => isWithin(settings[id] ?? 0, setting))
  const values = within.map(({ settings }) => settings[id] ?? 0)
  const range = rangeOf(values)
  const seen: Seen = { id, hours: within.length, outside: known.length - within.length, range }
  const refuse = (why: WhyNot, moved: ConfounderKind | null = null): Refused => ({
    ...{ ...seen, why, with: moved },
  })
  if (known.length === 0) return refuse('no_values')
  const { lower, upper } = limits
  if (lower === null || upper === null) return refuse('no_limits')
  if (isTooFew(within) || range === null) return refuse('too_few_hours')
  if (range.high - range.low < rules.leastMoved * (upper - lower)) return refuse('hardly_moved')

  const weights = within.map(({ weight }) => weight)
  const stretches = stretchesOf(within, mostStretches(within))
  const beside = others.filter(({ id: other }) => hasMoved(within, other))
  const known2 = beside.map(({ id: other }) => within.map(({ settings }) => settings[other] ?? 0))
  const confounders = confoundersOf({ hours: within, stretches: stretches.of, others: known2 })
  const basis = basisOfAll(confounders, weights)
  if (shareLeft(basis, values) < rules.leastOwn) {
    return refuse('confounded', movedWith(confounders, values, weights))
  }
  const response = within.map(({ value }) => value)
  if (shareLeft(basis, response) < rules.leastVariation) return refuse('response_constant')
  const [straight, square] = squared(values)
  const of: Adjusted = {
    ...{ values, weights, straight, square },
    ...{ ownStraight: partialOut(basis, straight), ownSquare: partialOut(basis, square) },
    response: partialOut(basis, response),
  }
  const found = heldOut(of, { stretches: stretches.of, basis, isLess })
  if (found === null) return refuse('moved_too_seldom')
  const usual = weightedMean(response, weights)
  const window = bestWindow(of, { used: () => true, share: rules.windowShare, isLess })
  const inside = values.flatMap((value, at) => (isIn(window, value) ? [at] : []))
  const kinds = Object.keys(confounders) as ConfounderKind[]
  return {
    ...{ ...seen, window, usual, heldOut: found },
    target: rangeOf(inside.map((at) => values[at] ?? 0))?.middle ?? window.from,
    share: sumOf(inside.map((at) => weights[at] ?? 0)) / sumOf(weights),
    curve: curvePoints(of, usual),
    adjustedFor: kinds.filter((kind) => confounders[kind].length > 0),
  } satisfies Judged
}

const isWithin = (value: number, { limits: { lower, upper } }: SettingInput): boolean =>
  value >= (lower ?? Number.NEGATIVE_INFINITY) && value <= (upper ?? Number.POSITIVE_INFINITY)

const daysOf = (hours: readonly HistoryHour[]) => new Set(hours.map(({ day }) => day)).size

const isTooFew = (hours: readonly HistoryHour[]): boolean =>
  hours.length < rules.leastHours || daysOf(hours) < rules.leastDays

const mostStretches = (hours: readonly HistoryHour[]): number =>
  Math.min(rules.mostStretches, Math.floor(daysOf(hours) / rules.daysOfStretch))

/** A setting that is not known in all of the hours cannot be taken away. */
function hasMoved(hours: readonly HistoryHour[], id: string): boolean {
  const [first, ...rest] = hours.map(({ settings }) => settings[id])
  return ![first, ...rest].includes(undefined) && rest.some((value) => value !== first)
}

function rangeOf(values: readonly number[]): Seen['range'] {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return { low: at(0.1), middle: at(0.5), high: at(0.9) }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
