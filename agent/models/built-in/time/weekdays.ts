import type { WindowReading } from '../reading.ts'
import { isoDay, nearDay, range, type TimeRule, type Today, weekdayOf } from './calendar.ts'

const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Monday is 0, `末` the two days that end a week. */
export function zhWeekday(week: string | undefined, said: string, today: Today): WindowReading {
  const word = said.charAt(0)
  const weeks = week === undefined ? 0 : ({ 上上: -2, 再上: -2, 上: -1, 下: 1 }[week] ?? 0)
  const at = word === '末' ? 5 : zhDayAt(word)
  const days = at - weekdayOf(today) + 7 * weeks
  const begins = week === undefined && days > 0 ? days - 7 : days
  return word === '末' ? twoDays(today, begins) : nearDay(today, begins)
}

const twoDays = ({ year, month, day }: Today, days: number): WindowReading =>
  range(isoDay(year, month, day + days), isoDay(year, month, day + days + 2))

/** `last Friday` lies before today; `on Friday` may be today. */
const isBesideThis = (name: string, text: string): boolean =>
  new RegExp(`\\bthis\\s+${name}\\b`, 'iu').test(text)

export function enWeekday(
  which: string | undefined,
  name: string,
  { today, text }: { today: Today; text: string },
): WindowReading {
  const days = enDayAt(name) - weekdayOf(today)
  const before = /last|previous/i.test(which ?? '')
  // Set against this week's, the last one is that of the week before.
  if (before && isBesideThis(name, text)) return ofWeek('last', name, today)
  if (/next/i.test(which ?? '')) return nearDay(today, days > 0 ? days : days + 7)
  return nearDay(today, days > 0 || (before && days === 0) ? days - 7 : days)
}

const weekday = '((?:mon|tues|wednes|thurs|fri|satur|sun)day)'
const week = '(last|this|previous)\\s+w(?:ee)?k'
const zhWeek = '(?:(上上|上|本|这)个?)?(?:周|星期|礼拜)'
const zhDay = '([一二三四五六日天])'

/** A weekday of a week that is named: `last week's Tuesday`, `上周一到周三`. */
export const weekdaysOfWeeks: TimeRule[] = [
  // `刚过去的这个周日`, `the Sunday just gone`: the newest one that is over.
  [
    new RegExp(`刚?刚?过(?:去|完)?的?[这那]?个?(?:周|星期|礼拜)${zhDay}`, 'u'),
    (f, t) => newestBefore(zhDayAt(f[1]), t),
  ],
  [
    new RegExp(
      `\\b(?:(?:this|the)\\s+past|just\\s+gone|most\\s+recent)\\s+${weekday}\\b|\\b(?:the\\s+|on\\s+)*${weekday}\\s+(?:just\\s+)?(?:gone|passed|past)\\b|\\b${weekday}\\s+last\\b(?!\\s+(?:week|month|year))`,
      'iu',
    ),
    (f, t) => newestBefore(enDayAt(f[1] ?? f[2] ?? f[3]), t),
  ],
  [
    new RegExp(
      `${zhWeek}${zhDay}\\s*(?:到|至|-|~)\\s*(?:上上|上|本|这)?个?(?:周|星期|礼拜)?${zhDay}(?![共样般])`,
      'u',
    ),
    (f, t) => weekdaysFrom(zhWeekday(f[1], f[2] ?? '', t), zhDayAt(f[3])),
  ],
  [
    new RegExp(
      `\\b(?:from\\s+)?(?:(last|this|previous)\\s+)?${weekday}\\s*(?:to|through|thru|until|till|-|(?<=\\bbetween\\s+(?:\\w+\\s+)?\\w+day\\s+)and)\\s*${weekday}(?:\\s+(?:of\\s+)?${week})?`,
      'iu',
    ),
    (f, t) =>
      weekdaysFrom(
        f[4] ? ofWeek(f[4], f[2], t) : enWeekday(f[1], f[2] ?? '', { today: t, text: f.input }),
        enDayAt(f[3]),
      ),
  ],
  [
    new RegExp(`\\b(?:on\\s+)?${weekday}\\s+(?:of\\s+)?${week}\\b`, 'iu'),
    (f, t) => ofWeek(f[2], f[1], t),
  ],
  [
    new RegExp(`\\b${week}(?:'s)?\\s+(?:on\\s+)?${weekday}\\b`, 'iu'),
    (f, t) => ofWeek(f[1], f[2], t),
  ],
]

const newestBefore = (day: number, today: Today): WindowReading =>
  nearDay(today, -(((weekdayOf(today) - day + 6) % 7) + 1))

const zhDayAt = (word = ''): number => '一二三四五六日'.indexOf(word === '天' ? '日' : word)
const enDayAt = (name = ''): number => weekdayNames.indexOf(name.slice(0, 3).toLowerCase())

const ofWeek = (which = '', name = '', today: Today): WindowReading =>
  nearDay(today, enDayAt(name) - weekdayOf(today) - (/this/iu.test(which) ? 0 : 7))

/** To the next such weekday after the first. */
function weekdaysFrom(first: WindowReading, lastDay: number): WindowReading | null {
  if (first.kind !== 'range') return null
  const [year = 0, month = 0, day = 0] = first.from.split('-').map(Number)
  const more = (lastDay - weekdayOf({ year, month, day, minute: 0 }) + 7) % 7
  return range(first.from, isoDay(year, month, day + more + 1))
}
