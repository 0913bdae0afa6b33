import { isoDay, range, type TimeRule, type Today } from './calendar.ts'

/** A holiday of mainland China: its usual days; the reading shows them, since each year may shift them. */
type Holiday = { words: RegExp; days: (year: number) => { from: string; to: string } | null }

const year = '(?:(今年|去年|前年|(?:19|20)\\d{2}年?)\\s*的?)?'
const lateYear = '(?:\\s*(?:of\\s+)?(this\\s+year|last\\s+year|(?:19|20)\\d{2}))?'
const rest = '(?:那?[三五七八]天|假期|长假|黄金周|放假|节假日|节)*(?:期间)?'
const named = (zh: string, en: string): RegExp =>
  new RegExp(
    `${year}(?:${zh})${rest}|(?:\\b(?:during|over|in)\\s+)?(?:\\bthe\\s+)?\\b(?:${en})\\b(?:\\s+(?:holidays?|week|break))?${lateYear}`,
    'iu',
  )

const holidays: Holiday[] = [
  {
    words: named('国庆', 'national\\s+day|golden\\s+week'),
    days: (y) => ({ from: isoDay(y, 10, 1), to: isoDay(y, 10, 8) }),
  },
  {
    words: named(
      '(?<![周期拜])五一(?![共样般直下个次台条些道致度])|劳动节',
      'labou?r\\s+day|may\\s+day',
    ),
    days: (y) => ({ from: isoDay(y, 5, 1), to: isoDay(y, 5, 6) }),
  },
  {
    words: named('元旦', "new\\s+year'?s\\s+day"),
    days: (y) => ({ from: isoDay(y, 1, 1), to: isoDay(y, 1, 2) }),
  },
  {
    words: named('双十一|双11', "singles'?\\s+day"),
    days: (y) => ({ from: isoDay(y, 11, 11), to: isoDay(y, 11, 12) }),
  },
  {
    words: named('春节|过年', 'spring\\s+festival|chinese\\s+new\\s+year|lunar\\s+new\\s+year'),
    days: springFestival,
  },
]

/** The eve and the seven days after it, by the Chinese calendar. */
function springFestival(y: number): { from: string; to: string } | null {
  const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  // New year's day lies between January 21 and February 20.
  for (let day = 21; day <= 52; day++) {
    if (/^0?1\/0?1$/u.test(chinese.format(new Date(Date.UTC(y, 0, day))))) {
      return { from: isoDay(y, 1, day - 1), to: isoDay(y, 1, day + 7) }
    }
  }
  return null
}

/** The newest one that has begun, where no year is named. */
export const holidayRules: TimeRule[] = holidays.map(({ words, days }) => [
  words,
  (found, today) => {
    const span = days(yearOf(found[1] ?? found[2], today) ?? newest(days, today))
    return span === null ? null : range(span.from, span.to)
  },
])

function newest(days: Holiday['days'], { year: y, month, day }: Today): number {
  return (days(y)?.from ?? '') > isoDay(y, month, day) ? y - 1 : y
}

function yearOf(said: string | undefined, today: Today): number | null {
  const digits = /\d{4}/u.exec(said ?? '')?.[0]
  if (digits) return Number(digits)
  if (said === undefined) return null
  return (
    { 去年: today.year - 1, 前年: today.year - 2 }[said] ??
    (/last/iu.test(said) ? today.year - 1 : today.year)
  )
}
