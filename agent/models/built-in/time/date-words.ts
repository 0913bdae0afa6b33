import type { WindowReading } from '../reading.ts'
import { dayRange, isoDay, monthRange, pad, type Today } from './calendar.ts'

export const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
/** Not `may` and `march`, which are other words too. */
export const sureMonthNames =
  'jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
export const monthOf = (name = ''): number =>
  'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1

export const digits = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
export const y4 = '(?:19|20)\\d{2}'
export const zhYear = `(?:(今年|本年|去年|前年|明年|${y4}年?)\\s*的?\\s*)?`
export const enYear = `(?:,?\\s+(?:of\\s+)?(this\\s+year|last\\s+year|${y4}))?(?!\\d)`
/** `5号` before these is no day but a machine. */
export const noMachine = '(?!\\d|机|线|设备|床|炉|台|车)'

export function yearOf(said: string | undefined, today: Today): number | null {
  if (said === undefined) return null
  const digitsOfYear = /\d{4}/.exec(said)?.[0]
  if (digitsOfYear !== undefined) return Number(digitsOfYear)
  if (/去年|last/iu.test(said)) return today.year - 1
  if (said === '前年') return today.year - 2
  return said === '明年' ? today.year + 1 : today.year
}

type Day = { year: number | null; month: number; day: number }

/** A day that the calendar has; without a year the newest that is not to come. */
export function dayOf({ year, month, day }: Day, today: Today): WindowReading | null {
  const later = month > today.month || (month === today.month && day > today.day)
  const y = year ?? (later ? today.year - 1 : today.year)
  const real = isoDay(y, month, day) === `${isoDay(y, month, 1).slice(0, 8)}${pad(day)}`
  return real && month >= 1 && month <= 12 ? dayRange(y, month, day) : null
}

export function wholeMonth(year: number | null, month: number, today: Today): WindowReading | null {
  if (month < 1 || month > 12) return null
  return monthRange(year ?? (month > today.month ? today.year - 1 : today.year), month)
}
