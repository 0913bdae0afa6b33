import { dayMs, hourMs, minuteMs } from '../../base/milliseconds.ts'
import { refused, shorten } from '../refuse.ts'

/** Local time of a plant as milliseconds on a clock without zone, so that days can be counted. */
export type LocalMs = number

/** An IANA zone with its clock, which takes longer to make than to read: make it once a question. */
export type Zone = {
  id: string
  /** Milliseconds that the zone is ahead of UTC at an instant. */
  aheadMs: (at: number) => number
}

/** @throws AppError for a name that is no time zone */
export function zoneOf(id: string): Zone {
  const clock = clockOf(id)
  if (clock !== null)
    return { id, aheadMs: (at) => localOf(clock.format(at)) - Math.floor(at / 1000) * 1000 }
  throw refused('zone', `"${shorten(id)}" is no time zone`, 'Use an IANA name: Asia/Shanghai.')
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    })
  } catch {
    return null
  }
}

/** Of `11/24/2026, 10:00:00`. */
function localOf(shown: string): LocalMs {
  const [month = 1, day = 1, year = 1970, ...time] = shown.split(/\D+/).map(Number)
  const [hour, minute, second] = time
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

export const toLocal = (at: Date, zone: Zone): LocalMs => at.getTime() + zone.aheadMs(at.getTime())

/** The first instant with this local time; inside a gap of summer time, the instant after it. */
export function fromLocal(local: LocalMs, zone: Zone): Date {
  const before = local - zone.aheadMs(local - dayMs)
  const after = local - zone.aheadMs(local + dayMs)
  const hit = [Math.min(before, after), Math.max(before, after)].find(
    (at) => at + zone.aheadMs(at) === local,
  )
  return new Date(hit ?? before)
}

export const startOfDay = (local: LocalMs): LocalMs => Math.floor(local / dayMs) * dayMs

/** Weeks begin on Monday (ISO 8601). */
export const startOfWeek = (local: LocalMs): LocalMs =>
  startOfDay(local) - ((new Date(local).getUTCDay() + 6) % 7) * dayMs

export function startOfMonth(local: LocalMs): LocalMs {
  const at = new Date(local)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)
}

/** Same day and time `months` later; a day that the month lacks becomes its last. */
export function addMonths(local: LocalMs, months: number): LocalMs {
  const at = new Date(local)
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)
  const next = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 1)
  const day = Math.min(first + (at.getUTCDate() - 1) * dayMs, next - dayMs)
  return day + (local - startOfDay(local))
}

/** `2026-10-25T02:00+01:00`: local, and still one instant when clocks go back. */
export function isoInZone(at: Date, zone: Zone): string {
  const ahead = zone.aheadMs(at.getTime())
  const local = new Date(at.getTime() + ahead).toISOString().slice(0, 16)
  const of = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  const size = Math.abs(ahead)
  return `${local}${ahead < 0 ? '-' : '+'}${of(size / hourMs)}:${of((size % hourMs) / minuteMs)}`
}

/** The day on the clock of a zone, ISO date. */
export const dayIn = (at: Date, zone: Zone): string => isoInZone(at, zone).slice(0, 10)
