import { dayMs, hourMs } from '../../base/milliseconds.ts'
import type { CheckedQuery } from './checked-query.ts'
import type { Window } from './window.ts'
import { fromLocal, type LocalMs, startOfDay, toLocal, type Zone } from './zone.ts'

/** Local days, ISO dates, `to` excluded. */
export type DayRange = { from: string; to: string }

/** A window as whole local days, with the hours before and after them. */
export type Parts = { days: DayRange | null; hours: Window[] }

/**
 * What of a window can be read from facts of days. Days that are laid over other days keep whole
 * days apart; an hour's bucket needs hours.
 */
export function wholeDaysOf(query: CheckedQuery, window: Window): Parts {
  const { grain, window: now } = query
  const { from, to, zone } = window
  const apartMs = toLocal(now.from, now.zone) - toLocal(from, zone)
  if (window.shift !== undefined || grain === 'hour' || (grain !== null && apartMs % dayMs !== 0))
    return { days: null, hours: [window] }
  const first = dayAtOrAfter(from, zone)
  const last = dayAtOrBefore(to, zone)
  if (first >= last) return { days: null, hours: [window] }
  const begin = firstHour(first, zone)
  const end = firstHour(last, zone)
  const hours = [
    { from, to: begin, zone },
    { from: end, to, zone },
  ]
  return {
    days: { from: dateOf(first), to: dateOf(last) },
    hours: hours.filter((part) => part.from < part.to),
  }
}

/** The first hour that belongs to a local day: hours belong where they begin. */
const firstHour = (day: LocalMs, zone: Zone): Date =>
  new Date(Math.ceil(fromLocal(day, zone).getTime() / hourMs) * hourMs)

function dayAtOrAfter(at: Date, zone: Zone): LocalMs {
  const day = startOfDay(toLocal(at, zone))
  return firstHour(day, zone) >= at ? day : day + dayMs
}

function dayAtOrBefore(at: Date, zone: Zone): LocalMs {
  const day = startOfDay(toLocal(at, zone))
  return firstHour(day, zone) <= at ? day : day - dayMs
}

const dateOf = (day: LocalMs): string => new Date(day).toISOString().slice(0, 10)
