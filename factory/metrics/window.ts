import { dayMs, hourMs, minuteMs } from '../../base/milliseconds.ts'
import { parseInstant } from '../parse-instant.ts'
import { refused, shorten, unknownValue } from '../refuse.ts'
import {
  addMonths,
  fromLocal,
  type LocalMs,
  startOfDay,
  startOfMonth,
  startOfWeek,
  toLocal,
  type Zone,
} from './zone.ts'

export const periods = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_n_hours',
  'last_n_days',
  'this_shift',
  'last_shift',
] as const
export type Period = (typeof periods)[number]

/** A named period, or `from` and `to`: ISO dates or local times of the plant, or instants. */
export type WindowRequest = {
  period?: Period | undefined
  n?: number | undefined
  /** Which shift `last_shift` means; omitted: whichever ended last. */
  shift?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/**
 * Half-open and in whole hours, as the facts are: an hour belongs where it starts. A shift begins and
 * ends at its own minute, since facts of machines know their shift; `date` is the day it began on.
 */
export type Window = { from: Date; to: Date; zone: Zone; shift?: { id: string; date: string } }

export type ShiftTimes = { id: string; startMinute: number; endMinute: number }
export type Plant = { now: Date; zone: Zone; shifts: ShiftTimes[] }

const mostYears = 5
/** How to go one period back: local days and months keep their clock time across summer time. */
type Step = { days: number } | { months: number } | { ms: number }
type Span = { from: Date; to: Date; step: Step; shift?: string }

/**
 * The window that was asked for and the one before it, of the same kind.
 *
 * @throws AppError that names the field, its value and the fix.
 */
export function resolveWindow(
  request: WindowRequest,
  plant: Plant,
): { window: Window; previous: Window } {
  const span = spanOf(request, plant)
  const cut = span.shift === undefined ? wholeHours : wholeShift
  const window = cut(span, plant)
  const back = (at: Date) => stepBack(at, span.step, plant.zone)
  const previous = cut({ ...span, from: back(window.from), to: back(window.to) }, plant)
  return { window, previous }
}

function spanOf(request: WindowRequest, plant: Plant): Span {
  const { period, from, to } = request
  if (period !== undefined && (from !== undefined || to !== undefined)) {
    throw refused(
      'window',
      `period "${period}" and from/to exclude each other`,
      'Give one of them.',
    )
  }
  if (period !== undefined) return named(period, request, plant)
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? 'from' : 'to'
    const hint = `Give from and to (ISO dates, to exclusive), or one period of ${periods.join(', ')}.`
    throw refused(`window.${missing}`, 'is missing', hint)
  }
  return explicit(from, to, plant)
}

function named(period: Period, request: WindowRequest, plant: Plant): Span {
  const { now, zone } = plant
  const local = toLocal(now, zone)
  const today = startOfDay(local)
  const span = (from: LocalMs, to: LocalMs | Date, step: Step): Span => ({
    from: fromLocal(from, zone),
    to: typeof to === 'number' ? fromLocal(to, zone) : to,
    step,
  })
  const week = startOfWeek(local)
  const month = startOfMonth(local)
  switch (period) {
    case 'today':
      return span(today, now, { days: 1 })
    case 'yesterday':
      return span(today - dayMs, today, { days: 1 })
    case 'this_week':
      return span(week, now, { days: 7 })
    case 'last_week':
      return span(week - 7 * dayMs, week, { days: 7 })
    case 'this_month':
      return span(month, now, { months: 1 })
    case 'last_month':
      return span(addMonths(month, -1), month, { months: 1 })
    case 'last_n_hours': {
      const ms = countOf(request, 24 * 366 * mostYears) * hourMs
      const to = ceilHour(now)
      return { from: new Date(to.getTime() - ms), to, step: { ms } }
    }
    case 'last_n_days': {
      const days = countOf(request, 366 * mostYears)
      return span(today - (days - 1) * dayMs, now, { days })
    }
    case 'this_shift':
    case 'last_shift':
      return shiftSpan(period, request, plant)
  }
}

function countOf({ period, n }: WindowRequest, most: number): number {
  if (n !== undefined && Number.isInteger(n) && n >= 1 && n <= most) return n
  throw refused(
    'window.n',
    `${n ?? 'nothing'} does not go with ${period}`,
    `Give n from 1 to ${most}.`,
  )
}

function shiftSpan(period: Period, { shift }: WindowRequest, { now, zone, shifts }: Plant): Span {
  const ids = shifts.map(({ id }) => id)
  if (shifts.length === 0) {
    throw refused(
      'window.period',
      `${period} needs shifts, and the site has none`,
      'Give from and to.',
    )
  }
  if (shift !== undefined && !ids.includes(shift)) throw unknownValue('window.shift', shift, ids)
  const wanted = shifts.filter(({ id }) => shift === undefined || id === shift)
  const today = startOfDay(toLocal(now, zone))
  const occurrences = [-2, -1, 0]
    .flatMap((days) => wanted.map((times) => occurrence(times, today + days * dayMs, zone)))
    .sort((a, b) => b.to.getTime() - a.to.getTime())
  const found =
    period === 'this_shift'
      ? occurrences.find(({ from, to }) => from <= now && now < to)
      : occurrences.find(({ to }) => to <= now)
  if (found !== undefined) {
    return { ...found, to: earlier(found.to, ceilHour(now)), step: { days: 1 } }
  }
  const what = `no ${shift ?? ''} shift is running now`.replace('  ', ' ')
  throw refused('window.period', what, 'Use last_shift, or give from and to.')
}

/** `endMinute <= startMinute` crosses midnight; the day is the one on which it begins. */
export function occurrence({ id, startMinute, endMinute }: ShiftTimes, day: LocalMs, zone: Zone) {
  const nextDay = endMinute <= startMinute ? dayMs : 0
  return {
    shift: id,
    from: fromLocal(day + startMinute * minuteMs, zone),
    to: fromLocal(day + nextDay + endMinute * minuteMs, zone),
  }
}

function explicit(fromText: string, toText: string, plant: Plant): Span {
  const from = parseInstant({
    field: 'window.from',
    typed: fromText,
    zone: plant.zone,
  })
  const to = parseInstant({
    field: 'window.to',
    typed: toText,
    zone: plant.zone,
  })
  if (from >= to) {
    const hint = 'to is exclusive and must lie after from: for one day, the day and the next one.'
    throw refused(
      'window.to',
      `"${shorten(toText)}" is not after from "${shorten(fromText)}"`,
      hint,
    )
  }
  if (from >= plant.now) {
    const hint = `It is ${plant.now.toISOString()}; ask for a time before that.`
    throw refused('window.from', `"${shorten(fromText)}" lies in the future`, hint)
  }
  if (to.getTime() - from.getTime() > mostYears * 366 * dayMs) {
    const hint = `At most ${mostYears} years at once: move from to a later day.`
    throw refused('window.from', `"${shorten(fromText)}" makes the window too long`, hint)
  }
  const days = (toLocal(to, plant.zone) - toLocal(from, plant.zone)) / dayMs
  const ms = to.getTime() - from.getTime()
  return {
    from,
    to: earlier(to, plant.now),
    step: Number.isInteger(days) ? { days } : { ms },
  }
}

function wholeShift({ from, to, shift: id = '' }: Span, { zone }: Plant): Window {
  const date = new Date(toLocal(from, zone)).toISOString().slice(0, 10)
  return notEmpty({ from, to, zone, shift: { id, date } })
}

const wholeHours = ({ from, to }: Span, { zone }: Plant): Window =>
  notEmpty({ from: ceilHour(from), to: ceilHour(to), zone })

function notEmpty(window: Window): Window {
  const { from, to } = window
  if (from < to) return window
  const hint = 'Facts are hourly: ask for at least one hour that has begun.'
  throw refused('window', `no hour starts from ${from.toISOString()} to ${to.toISOString()}`, hint)
}

const earlier = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()))

const ceilHour = (at: Date): Date => new Date(Math.ceil(at.getTime() / hourMs) * hourMs)

function stepBack(at: Date, step: Step, zone: Zone): Date {
  if ('ms' in step) return new Date(at.getTime() - step.ms)
  const local = toLocal(at, zone)
  return fromLocal(
    'days' in step ? local - step.days * dayMs : addMonths(local, -step.months),
    zone,
  )
}
