import type { WindowReading } from './reading.ts'
import { type Today, tomorrowOf } from './time.ts'

/** The window of `query_kpi`. */
export type KpiWindow =
  | { period: string; n?: number; shift?: string }
  | { from: string; to: string }

const daysIn = { hour: 1 / 24, day: 1, week: 7, month: 30 } as const

/** What "recently" and saying nothing both mean. */
export const recently: WindowReading = { kind: 'last', count: 7, unit: 'day' }

export function kpiWindow(window: WindowReading, today: Today): KpiWindow {
  switch (window.kind) {
    case 'named':
      return { period: window.name }
    case 'last_shift':
      return { period: 'last_shift', shift: window.shift }
    case 'last':
      return window.unit === 'hour'
        ? { period: 'last_n_hours', n: window.count }
        : { period: 'last_n_days', n: window.count * daysIn[window.unit] }
    case 'range':
      return { from: window.from, to: window.to ?? tomorrowOf(today) }
  }
}

/** First local day and the day after the last one, for tools that take dates alone. */
export function localDates(window: WindowReading, today: Today): { from: string; to?: string } {
  const at = (days: number) => shiftDay(today, days)
  const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7
  const month = (offset: number) =>
    new Date(Date.UTC(today.year, today.month - 1 + offset, 1)).toISOString().slice(0, 10)
  if (window.kind === 'range') {
    const from = window.from.slice(0, 10)
    return window.to === null ? { from } : { from, to: window.to.slice(0, 10) }
  }
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
  }
}

const shiftDay = ({ year, month, day }: Today, days: number): string =>
  new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10)
