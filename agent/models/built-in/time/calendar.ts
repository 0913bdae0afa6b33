import { wallClock } from '../../../wall-clock.ts'
import type { NamedWindow, WindowReading } from '../reading.ts'

/** Local calendar day of the plant. */
export type Today = { year: number; month: number; day: number; minute: number }

/** Words for a span of time, and what they mean today; null where they mean no span after all. */
export type TimeRule = [RegExp, (found: RegExpExecArray, today: Today) => WindowReading | null]

export const pad = (n: number): string => String(n).padStart(2, '0')

/** ISO date of a local day; month and day may overflow. */
export function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** A local date so many days or months later. */
export function shifted(
  date: string,
  { days = 0, months = 0 }: { days?: number; months?: number },
): string {
  const { year, month, day } = dateOf(date)
  return isoDay(year, month + months, day + days)
}

/** Of a span of local dates or date-times; no number where its end is open. */
export const daysBetween = (from: string, to: string | null | undefined): number =>
  (Date.parse(to ?? '') - Date.parse(from)) / 86_400_000

/** The day of a local date or date-time. */
export function dateOf(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split('-').map(Number)
  return { year, month, day }
}

export const range = (from: string, to: string | null): WindowReading => ({
  kind: 'range',
  from,
  to,
})
export const yearRange = (y: number): WindowReading => monthsRange(y, 1, 12)
export const monthRange = (y: number, m: number): WindowReading => monthsRange(y, m, 1)
export const monthsRange = (y: number, m: number, count: number): WindowReading =>
  range(isoDay(y, m, 1), isoDay(y, m + count, 1))
export const quarterRange = (y: number, quarter: number): WindowReading =>
  monthsRange(y, 3 * quarter - 2, 3)
export const dayRange = (y: number, m: number, d: number): WindowReading =>
  range(isoDay(y, m, d), isoDay(y, m, d + 1))

/** A day counted from today. */
export const nearDay = ({ year, month, day }: Today, days: number): WindowReading =>
  dayRange(year, month, day + days)

/** Monday to Monday of a week counted from this one. */
export function nearWeek(today: Today, weeks: number): WindowReading {
  const monday = today.day - weekdayOf(today) + 7 * weeks
  const { year, month } = today
  return range(isoDay(year, month, monday), isoDay(year, month, monday + 7))
}

/** Monday is 0. */
export const weekdayOf = ({ year, month, day }: Today): number =>
  (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7

export const quarterOf = ({ month }: Today): number => Math.ceil(month / 3)

export const named =
  (name: NamedWindow): TimeRule[1] =>
  () => ({ kind: 'named', name })

/** The day after today, local: an open window ends there. */
export const tomorrowOf = ({ year, month, day }: Today): string => isoDay(year, month, day + 1)

/** Local calendar of the plant at an instant. */
export const todayIn = (zone: string, now: Date): Today => calendarOf(zone)(now)

/** The calendar of a zone, made once for many instants. */
export function calendarOf(zone: string): (now: Date) => Today {
  const format = wallClock(zone)
  return (now) => {
    const parts = format.formatToParts(now).map((part) => [part.type, Number(part.value)])
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = Object.fromEntries(parts)
    return { year, month, day, minute: hour * 60 + minute }
  }
}

const zhDigits = '一二三四五六七八九'
const english = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Matches what `countOf` reads. */
export const amount = `(\\d+|[${zhDigits}两十]+|an?|${english.join('|')})`

/** `14`, `三`, `十二`, `两`, `three`, `a`. */
export function countOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word)
  if (/^an?$/i.test(word)) return 1
  const spelt = english.indexOf(word.toLowerCase())
  if (spelt >= 0) return spelt + 1
  const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['', word]
  const digit = (char: string) => (char === '两' ? 2 : zhDigits.indexOf(char) + 1)
  if (!word.includes('十')) return digit(ones)
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))
}
