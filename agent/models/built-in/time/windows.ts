import type { Grain, WindowReading } from '../reading.ts'
import { isoDay, pad, type Today, tomorrowOf, weekdayOf } from './calendar.ts'

/** The window of `query_kpi`. */
export type KpiWindow =
  | { period: string; n?: number; shift?: string }
  | { from: string; to: string }

const daysIn = { hour: 1 / 24, day: 1, week: 7, month: 30 } as const

/** What "recently" and saying nothing both mean. */
export const recently: WindowReading = { kind: 'last', count: 7, unit: 'day' }

/** What no time means: as long as the steps that are asked for are worth looking at. */
export function untimed(grain: Grain | undefined): WindowReading {
  if (grain === 'month') return { kind: 'last', count: 6, unit: 'month' }
  return grain === 'week' ? { kind: 'last', count: 8, unit: 'week' } : recently
}

export function kpiWindow(window: WindowReading, today: Today): KpiWindow {
  switch (window.kind) {
    case 'named':
      return { period: window.name }
    case 'last_shift':
      return { period: 'last_shift', shift: window.shift }
    case 'last':
      return window.unit === 'hour'
        ? // The running hour counts as one: alone it could be a few minutes.
          { period: 'last_n_hours', n: Math.max(2, window.count) }
        : { period: 'last_n_days', n: window.count * daysIn[window.unit] }
    case 'range':
      return named(window, today) ?? { from: window.from, to: window.to ?? tomorrowOf(today) }
  }
}

/** `十月` is last month: the period before it is the month before, not as many days. */
function named(window: WindowReading, today: Today): KpiWindow | undefined {
  const alike = (['last_week', 'last_month'] as const).find((name) => {
    const { from, to } = localDates({ kind: 'named', name }, today)
    return window.kind === 'range' && window.from === from && window.to === to
  })
  return alike === undefined ? undefined : { period: alike }
}

/** `十一月` while it runs is this month: the time before it is as long as what is over of it. */
export function runningWindow(window: WindowReading, today: Today): WindowReading {
  const name = (['this_week', 'this_month'] as const).find((one) => {
    const { from, to } = wholeDates({ kind: 'named', name: one }, today)
    return window.kind === 'range' && window.from === from && window.to === to
  })
  return name === undefined ? window : { kind: 'named', name }
}

/** The same of what is still to come: a week and a month are whole. */
export function wholeDates(window: WindowReading, today: Today): { from: string; to?: string } {
  const name = window.kind === 'named' ? window.name : undefined
  const { year, month, day } = today
  const monday = day - weekdayOf(today)
  if (name === 'this_week') {
    return { from: isoDay(year, month, monday), to: isoDay(year, month, monday + 7) }
  }
  if (name === 'this_month') return { from: isoDay(year, month, 1), to: isoDay(year, month + 1, 1) }
  return localDates(window, today)
}

/** First local day and the day after the last one, for tools that take dates alone. */
export function localDates(window: WindowReading, today: Today): { from: string; to?: string } {
  const at = (days: number) => isoDay(today.year, today.month, today.day + days)
  const weekday = weekdayOf(today)
  const month = (offset: number) => isoDay(today.year, today.month + offset, 1)
  if (window.kind === 'range') {
    const from = window.from.slice(0, 10)
    return window.to === null ? { from } : { from, to: window.to.slice(0, 10) }
  }
  if (window.kind === 'last' && window.unit === 'hour')
    return { from: hoursAgo(today, window.count) }
  if (window.kind === 'last') {
    return { from: at(1 - Math.max(1, Math.ceil(window.count * daysIn[window.unit]))), to: at(1) }
  }
  if (window.kind === 'last_shift') return { from: at(-1), to: at(1) }
  switch (window.name) {
    case 'today':
      return { from: at(0), to: at(1) }
    case 'yesterday':
      return { from: at(-1), to: at(0) }
    case 'this_week':
      return { from: at(-weekday), to: at(1) }
    case 'last_week':
      return { from: at(-weekday - 7), to: at(-weekday) }
    case 'this_month':
      return { from: month(0), to: at(1) }
    case 'last_month':
      return { from: month(-1), to: month(0) }
    case 'this_shift':
      return { from: at(0), to: at(1) }
    case 'last_shift':
      return { from: at(-1), to: at(1) }
  }
}

function hoursAgo({ year, month, day, minute }: Today, hours: number): string {
  const minutes = minute - 60 * hours
  const ofDay = ((minutes % 1440) + 1440) % 1440
  const date = isoDay(year, month, day + Math.floor(minutes / 1440))
  return `${date}T${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`
}
