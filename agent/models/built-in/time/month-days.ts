import type { WindowReading } from '../reading.ts'
import {
  countOf,
  isoDay,
  monthRange,
  nearWeek,
  range,
  type TimeRule,
  type Today,
} from './calendar.ts'
import {
  dayOf,
  digits,
  monthNames,
  monthOf,
  noMachine,
  wholeMonth,
  y4,
  yearOf,
  zhYear,
} from './date-words.ts'

/** A month that days are counted in: `10月`, `上个月`, `October`, `last month`. */
const zhMonth = `(?:${zhYear}(?<!\\d)(${digits})月份?|(本月|这个?月|当月|上上个?月|上个?月))的?`
const enMonth = `(?:(${monthNames})\\b(?:,?\\s+(${y4})(?!\\d))?|(this|last)\\s+month\\b)`
const to = '\\s*(?:到|至|~|—|–|-)\\s*'
const enTo = '\\s*(?:-|–|\\bto\\b|\\bthrough\\b|\\bthru\\b|\\buntil\\b|\\btill\\b)\\s*(?:the\\s+)?'
const nth = '(\\d{1,2})(?:st|nd|rd|th)?'
const enAnd = '\\s+and\\s+(?:the\\s+)?'
/** A number with 号 is a day only where nothing follows that could be numbered. */
const dayEnds = '(?=\\s|$|那天|当天|这天|的|到|至|以来|以后|之后|起|开始|[,,。.??、]|[白中夜]班)'

type Month = { year: number; month: number }

function zhMonthOf([year, month, near]: (string | undefined)[], today: Today): Month | null {
  if (month === undefined) return nearMonth(today, near)
  return begun(wholeMonth(yearOf(year, today), countOf(month), today))
}

function enMonthOf([name, year, near]: (string | undefined)[], today: Today): Month | null {
  if (name === undefined) return nearMonth(today, near)
  return begun(wholeMonth(yearOf(year, today), monthOf(name), today))
}

function nearMonth({ year, month }: Today, word = ''): Month | null {
  const back = /上上/u.test(word) ? 2 : /上|last/iu.test(word) ? 1 : 0
  return begun(monthRange(year, month - back))
}

function begun(window: WindowReading | null): Month | null {
  if (window?.kind !== 'range') return null
  const [year = 0, month = 0] = window.from.split('-').map(Number)
  return { year, month }
}

/** Days of one month, the last one too; null where the calendar has them not. */
function days(month: Month | null, first: number, last: number): WindowReading | null {
  const real = month !== null && first >= 1 && first <= last && last <= lengthOf(month)
  return real
    ? range(isoDay(month.year, month.month, first), isoDay(month.year, month.month, last + 1))
    : null
}

const lengthOf = ({ year, month }: Month): number => Number(isoDay(year, month + 1, 0).slice(8))

/** Of this month, where those days have come; else of the one before. */
const newest = (today: Today, last: number): Month =>
  last <= today.day ? (nearMonth(today) ?? today) : (nearMonth(today, 'last') ?? today)

function third(month: Month | null, word: string | undefined): WindowReading | null {
  const at = ['上early', '中mid', '下late'].findIndex((one) =>
    one.includes((word ?? '?').toLowerCase()),
  )
  if (month === null || at < 0) return null
  return days(month, 10 * at + 1, at === 2 ? lengthOf(month) : 10 * at + 10)
}

/** ISO 8601: the week with the year's first Thursday is its first. */
function isoWeek(week: number, today: Today): WindowReading | null {
  if (week < 1 || week > 53) return null
  const of = (year: number) => nearWeek({ year, month: 1, day: 4, minute: 0 }, week - 1)
  const own = of(today.year)
  const isToCome = own.kind === 'range' && own.from > isoDay(today.year, today.month, today.day)
  return isToCome ? of(today.year - 1) : own
}

const n = (word: string | undefined): number => countOf(word ?? '')

/** Days counted within a month, and weeks within a year. */
export const monthDayRules: TimeRule[] = [
  [
    new RegExp(`${zhMonth}\\s*(${digits})[日号]?${to}(${digits})[日号]`, 'u'),
    (f, t) => days(zhMonthOf(f.slice(1, 4), t), n(f[4]), n(f[5])),
  ],
  [
    new RegExp(`(?<!\\d)(${digits})[日号]?${to}(${digits})[日号]${noMachine}`, 'u'),
    (f, t) => days(newest(t, n(f[2])), n(f[1]), n(f[2])),
  ],
  [
    new RegExp(`(?:${zhMonth}|月)初${to}(${digits})[日号]`, 'u'),
    (f, t) => days(zhMonthOf(f.slice(1, 4), t), 1, n(f[4])),
  ],
  [new RegExp(`${zhMonth}([上中下])旬`, 'u'), (f, t) => third(zhMonthOf(f.slice(1, 4), t), f[4])],
  [
    // `which orders were late last month` is of all of it.
    new RegExp(
      `(?<!\\b(?:orders?|was|were|been|is|are|deliver\\w*|ran|shipped|suppliers?)\\s+)\\b(early|mid|late)[\\s-]+(?:in\\s+)?${enMonth}`,
      'iu',
    ),
    (f, t) => third(enMonthOf(f.slice(2, 5), t), f[1]),
  ],
  [
    new RegExp(`${zhMonth}[前头](${digits})[天日]`, 'u'),
    (f, t) => days(zhMonthOf(f.slice(1, 4), t), 1, n(f[4])),
  ],
  [
    new RegExp(`${zhMonth}[前头](两|${digits})个?(?:周|星期|礼拜)`, 'u'),
    (f, t) => days(zhMonthOf(f.slice(1, 4), t), 1, 7 * n(f[4])),
  ],
  [
    new RegExp(`\\b(?:the\\s+)?first\\s+(two|three|\\d)\\s+weeks\\s+(?:of|in)\\s+${enMonth}`, 'iu'),
    (f, t) => days(enMonthOf(f.slice(2, 5), t), 1, 7 * n(f[1])),
  ],
  [
    new RegExp(`(上上个?月|上个?月|本月|这个?月|当月)的?(${digits})[日号]`, 'u'),
    (f, t) => days(nearMonth(t, f[1]), n(f[2]), n(f[2])),
  ],
  [
    new RegExp(`\\b(?:from\\s+)?(?:the\\s+)?${nth}${enTo}${nth}\\s+(?:of\\s+)?${enMonth}`, 'iu'),
    (f, t) => days(enMonthOf(f.slice(3, 6), t), Number(f[1]), Number(f[2])),
  ],
  [
    new RegExp(`\\bbetween\\s+(?:the\\s+)?${nth}${enAnd}${nth}\\s+(?:of\\s+)?${enMonth}`, 'iu'),
    (f, t) => days(enMonthOf(f.slice(3, 6), t), Number(f[1]), Number(f[2])),
  ],
  [
    new RegExp(
      `\\b(?:from\\s+)?(${monthNames})\\.?\\s+(?:the\\s+)?${nth}${enTo}${nth}(?!\\d|\\s*(?:st|nd|rd|th))(?:,?\\s+(${y4})(?!\\d))?`,
      'iu',
    ),
    (f, t) => days(enMonthOf([f[1], f[4]], t), Number(f[2]), Number(f[3])),
  ],
  [
    new RegExp(
      `\\b(?:from\\s+)?(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)${enTo}(\\d{1,2})(?:st|nd|rd|th)`,
      'iu',
    ),
    (f, t) => days(newest(t, n(f[2])), n(f[1]), n(f[2])),
  ],
  [
    new RegExp(`\\b(?:the\\s+)?first\\s+(\\d{1,2}|ten)\\s+days\\s+(?:of|in)\\s+${enMonth}`, 'iu'),
    (f, t) => days(enMonthOf(f.slice(2, 5), t), 1, n(f[1])),
  ],
  [
    /\bthe\s+(\d{1,2})(?:st|nd|rd|th)\s+of\s+(this|last)\s+month\b/iu,
    (f, t) => days(nearMonth(t, f[2]), Number(f[1]), Number(f[1])),
  ],
  [
    /第(\d{1,2})周|\b(?:calendar\s+)?(?:week|wk|cw|w)\s*(?:no\.?\s*)?(\d{1,2})\b/iu,
    (f, t) => isoWeek(Number(f[1] ?? f[2]), t),
  ],
  [/(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/%])/u, (f, t) => slashed(Number(f[1]), Number(f[2]), t)],
]

/** Days alone; they stand behind every rule that takes a number with its month. */
export const bareDayRules: TimeRule[] = [
  [new RegExp(`(?<![\\d第月])(${digits})号${dayEnds}`, 'u'), (f, t) => bareDay(n(f[1]), t)],
  [
    /\b(?:on\s+)?the\s+(\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:shift|machine|line))/iu,
    (f, t) => bareDay(Number(f[1]), t),
  ],
]

const bareDay = (day: number, today: Today): WindowReading | null =>
  days(newest(today, day), day, day)

/** `11/18` and `18/11` are one day; of `5/6` nobody knows which is the month. */
function slashed(a: number, b: number, today: Today): WindowReading | null {
  if (a > 12 === b > 12 && a !== b) return null
  const [month, day] = a > 12 ? [b, a] : [a, b]
  return dayOf({ year: null, month, day }, today)
}
