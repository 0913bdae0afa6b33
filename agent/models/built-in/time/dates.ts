import type { WindowReading } from '../reading.ts'
import {
  countOf,
  isoDay,
  monthRange,
  monthsRange,
  quarterOf,
  quarterRange,
  type TimeRule,
  type Today,
  yearRange,
} from './calendar.ts'
import {
  dayOf,
  digits,
  enYear,
  monthNames,
  monthOf,
  noMachine,
  sureMonthNames,
  wholeMonth,
  y4,
  yearOf,
  zhYear,
} from './date-words.ts'
import { holidayRules } from './holidays.ts'
import { bareDayRules, monthDayRules } from './month-days.ts'

function wholeQuarter(year: number | null, quarter: number, today: Today): WindowReading | null {
  if (quarter < 1 || quarter > 4) return null
  return quarterRange(year ?? (quarter > quarterOf(today) ? today.year - 1 : today.year), quarter)
}

function halfYear(year: number | null, half: number, today: Today): WindowReading {
  const begun = half === 1 || today.month > 6
  return monthsRange(year ?? (begun ? today.year : today.year - 1), 6 * half - 5, 6)
}

const isFirst = (word = ''): boolean => /上|first|1/iu.test(word)

/** `11月上半月`, `first half of November`: until its 15th, or after it. */
function halfOf(month: WindowReading | null, half: string | undefined): WindowReading | null {
  if (month?.kind !== 'range') return null
  const middle = `${month.from.slice(0, 8)}16`
  return isFirst(half) ? { ...month, to: middle } : { ...month, from: middle }
}

/** Dates, months, quarters and years by name; the longer phrases stand first. */
export const dateRules: TimeRule[] = [
  ...holidayRules,
  [
    new RegExp(`${zhYear}(?<!\\d)(${digits})月的?份?([上下])半月`, 'u'),
    (f, t) => halfOf(wholeMonth(yearOf(f[1], t), countOf(f[2] ?? ''), t), f[3]),
  ],
  [
    /(本|这个?|上个?)月([上下])半月?/u,
    (f, t) => halfOf(monthRange(t.year, t.month - (f[1]?.startsWith('上') ? 1 : 0)), f[2]),
  ],
  [
    new RegExp(`\\b(first|second)\\s+half\\s+of\\s+(${monthNames})\\b${enYear}`, 'iu'),
    (f, t) => halfOf(wholeMonth(yearOf(f[3], t), monthOf(f[2]), t), f[1]),
  ],
  ...monthDayRules,
  [
    new RegExp(`(?<!\\d)(${y4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, 'u'),
    (f, t) => dayOf({ year: Number(f[1]), month: Number(f[3]), day: Number(f[4]) }, t),
  ],
  [
    new RegExp(`${zhYear}(?<!\\d)(${digits})月\\s*(${digits})[日号]${noMachine}`, 'u'),
    (f, t) =>
      dayOf({ year: yearOf(f[1], t), month: countOf(f[2] ?? ''), day: countOf(f[3] ?? '') }, t),
  ],
  [
    new RegExp(`\\b(${monthNames})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b${enYear}`, 'iu'),
    (f, t) => dayOf({ year: yearOf(f[3], t), month: monthOf(f[1]), day: Number(f[2]) }, t),
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${monthNames})\\b${enYear}`, 'iu'),
    (f, t) => dayOf({ year: yearOf(f[3], t), month: monthOf(f[2]), day: Number(f[1]) }, t),
  ],
  [
    new RegExp(`${zhYear}第?([一二三四1-4])季度`, 'u'),
    (f, t) => wholeQuarter(yearOf(f[1], t), countOf(f[2] ?? ''), t),
  ],
  [
    new RegExp(`${zhYear}(?<![\\w-])Q([1-4])(?![\\w-])${enYear}`, 'iu'),
    (f, t) => wholeQuarter(yearOf(f[1] ?? f[3], t), Number(f[2]), t),
  ],
  [
    new RegExp(`\\b(first|second|third|fourth)\\s+quarter\\b${enYear}`, 'iu'),
    (f, t) =>
      wholeQuarter(
        yearOf(f[2], t),
        ['first', 'second', 'third', 'fourth'].indexOf((f[1] ?? '').toLowerCase()) + 1,
        t,
      ),
  ],
  [
    new RegExp(`${zhYear}([上下])半年`, 'u'),
    (f, t) => halfYear(yearOf(f[1], t), isFirst(f[2]) ? 1 : 2, t),
  ],
  [
    new RegExp(`\\b(first|second)\\s+half\\b(?:\\s+of\\s+the\\s+year)?${enYear}`, 'iu'),
    (f, t) => halfYear(yearOf(f[2], t), isFirst(f[1]) ? 1 : 2, t),
  ],
  [
    new RegExp(`${zhYear}(?<![\\w-])H([12])(?![\\w-])${enYear}`, 'u'),
    (f, t) => halfYear(yearOf(f[1] ?? f[3], t), Number(f[2]), t),
  ],
  [
    new RegExp(`(?<![\\w-])(${y4})[-/.](\\d{1,2})(?![\\w-])`, 'u'),
    (f, t) => wholeMonth(Number(f[1]), Number(f[2]), t),
  ],
  [
    new RegExp(
      `\\b(${monthNames})\\.?(?:,?\\s+(?:of\\s+)?(this\\s+year|last\\s+year|${y4}))\\b`,
      'iu',
    ),
    (f, t) => wholeMonth(yearOf(f[2], t), monthOf(f[1]), t),
  ],
  [
    new RegExp(`${zhYear}(?<![\\d近去过前]|(?<!哪)个)(${digits})月份?(?![\\d])`, 'u'),
    (f, t) => wholeMonth(yearOf(f[1], t), countOf(f[2] ?? ''), t),
  ],
  [
    new RegExp(
      `(?<=\\b(?:in|during|for|of|since|until|from|to)\\s+)(${monthNames})\\b(?!\\s*\\d)`,
      'iu',
    ),
    (f, t) => wholeMonth(null, monthOf(f[1]), t),
  ],
  [
    new RegExp(`\\b(${sureMonthNames})\\b(?!\\s*\\d)`, 'iu'),
    (f, t) => wholeMonth(null, monthOf(f[1]), t),
  ],
  [/去年|上一?年|\b(?:last|previous)\s+year\b/iu, (_, t) => yearRange(t.year - 1)],
  [/前年|\byear\s+before\s+last\b/iu, (_, t) => yearRange(t.year - 2)],
  [/明年|\bnext\s+year\b/iu, (_, t) => yearRange(t.year + 1)],
  [
    /今年|本年度?|(?:年初|开年)(?:开始)?(?:至今|以来|到(?:现在|目前|今天))|(?:\bsince\s+the\s+(?:start|beginning)\s+of\s+)?\b(?:this|the)\s+year\b(?!\s+(?:of\b|before\b|(?:19|20)\d{2}))|\bytd\b|\byear\s+(?:to\s+date|so\s+far)\b/iu,
    (_, t) => ({ kind: 'range', from: isoDay(t.year, 1, 1), to: null }),
  ],
  [new RegExp(`(?<!\\d)(${y4})\\s*年`, 'u'), (f) => yearRange(Number(f[1]))],
  [
    new RegExp(
      `(?<![\\w-]|\\b(?:above|over|below|under|than|least|most|beyond|exceed\\w*)\\s+)(${y4})(?![\\w-]|\\s*(?:件|个|块|片|瓶|箱|根|套|支|只|张|克|公斤|千克|吨|米|升|元|小时|转|pcs|pieces|parts|hours?|h\\b|rpm))`,
      'iu',
    ),
    (f) => yearRange(Number(f[1])),
  ],
  ...bareDayRules,
]
