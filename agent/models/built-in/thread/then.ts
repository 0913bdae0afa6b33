import { linesOfArea } from '../finish-kpi.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { daysBetween, pad, range, shifted, tomorrowOf } from '../time/calendar.ts'
import { localDates, untimed } from '../time/windows.ts'
import { isBeside } from './merge-readings.ts'

const yearly =
  /同比|去年同期|\byoy\b|\byear[\s-](?:on|over)[\s-]year\b|\bsame\s+\w+\s+last\s+year\b/iu

const same = (zh: string, en: string): RegExp =>
  new RegExp(
    `上个?(?:${zh})的?同(?:一天|日|期|一?时段)|\\bsame\\s+(?:day|date|days|time|period|stretch|shift|hours|point|stage)\\s+(?:in\\s+)?(?:of\\s+)?(?:last\\s+${en}|the\\s+${en}\\s+before|an?\\s+${en}\\s+(?:ago|before|earlier))\\b`,
    'iu',
  )

/** The same days of an earlier time, and how far back that is. */
const earlier: [RegExp, { days?: number; months?: number }][] = [
  [same('周|星期|礼拜', 'week'), { days: -7 }],
  [same('月', 'month'), { months: -1 }],
  [yearly, { months: -12 }],
]

/** `上周同一天呢`: asks for those days themselves, and compares nothing. */
export const asksAlone = (own: Reading, { said }: Question): boolean =>
  own.metrics.length === 0 &&
  own.window === undefined &&
  !isBeside.test(said) &&
  !/同比|环比/u.test(said)

/**
 * `yesterday against the same day last week`, 同比: beside those days, not the period before; in the
 * place of what was asked before, where they are all that is said.
 */
export function sameDaysBefore(reading: Reading, question: Question, isAlone: boolean): Reading {
  const { said, today } = question
  const back = earlier.find(([known]) => known.test(said))?.[1]
  if (reading.intent === 'kpi' && isCutAlike(reading, question))
    return { ...reading, compare: 'previous' }
  if (reading.intent !== 'kpi' || back === undefined) return reading
  const { from, to = tomorrowOf(today) } = localDates(
    reading.window ?? untimed(reading.grain),
    today,
  )
  const then = { from: shifted(from, back), to: shifted(to, back) }
  if (isAlone) {
    const { compare: _, ...rest } = reading
    return { ...rest, window: range(then.from, then.to) }
  }
  // What still runs is cut by the tool at the same hour.
  const runs = reading.window?.kind === 'named' && /^this/u.test(reading.window.name)
  return { ...reading, compare: runs && back.months !== -12 ? 'previous' : then }
}

/** `month to date against the same stretch of October`: what still runs is cut by the tool at the same hour. */
function isCutAlike({ window, compare }: Reading, { said, today }: Question): boolean {
  if (typeof compare !== 'object' || window?.kind !== 'named' || window.name !== 'this_month')
    return false
  const { from } = localDates(window, today)
  return (
    sameSpan.test(said) && compare.from === shifted(from, { months: -1 }) && compare.to === from
  )
}
const sameSpan =
  /同期|同样(?:的)?(?:天数|时段)|\bsame\s+(?:\w+\s+)?(?:days?|dates?|time|period|stretch|part|point|span|stage)\s+(?:of|in|from)\b/iu

/** `MTTR in October, and how many tickets that month`: the time that was spoken of, where it is as long. */
export function inThatTime(
  own: Reading,
  before: Reading | undefined,
  { today }: Question,
): Reading {
  const { unclearTime = '', ...rest } = own
  const unit = thatTime.find(([words]) => words.test(unclearTime))?.[1]
  const window = before?.window
  if (unit === undefined || window === undefined) return own
  const { from, to = tomorrowOf(today) } = localDates(window, today)
  const days = daysBetween(from, to)
  return days > most[unit] || days <= most[unit] / 8 ? own : { ...rest, window }
}
/** `昨天同一时间`, `昨天这个时候`: the hours that were spoken of, or those until now, of the day that is named. */
export function inThoseHours(
  own: Reading,
  before: Reading | undefined,
  question: Question,
): Reading {
  const { said, times, today } = question
  const [day, ...more] = times
  if (day === undefined || more.length > 0 || own.compare !== undefined) return own
  if (!sameHours.test(said) || isBeside.test(said)) return own
  const { from, to } = localDates(day.window, today)
  if (to === undefined || daysBetween(from, to) !== 1) return own
  const window = before?.window
  const hours =
    window?.kind === 'range' &&
    window.from.includes('T') &&
    window.to?.slice(0, 10) === window.from.slice(0, 10)
      ? [window.from.slice(10), window.to.slice(10)]
      : ['', `T${pad(Math.min(23, Math.ceil(today.minute / 60)))}:00`]
  return { ...own, window: range(from + hours[0], from + hours[1]) }
}
const sameHours =
  /(?:这个?|同一?个?|同样的?|相同的?)(?:时候|时间段?|时段|时刻|钟?点)|\b(?:same|this)\s+(?:time|hours)\b/iu

/** `上个月15号…` and then `16号`: a day of the month that was spoken of, where no month is named. */
export function inThatMonth(
  own: Reading,
  before: Reading | undefined,
  question: Question,
): Reading {
  const { said, times, today } = question
  const [span, ...more] = times
  const { window } = own
  if (span === undefined || more.length > 0 || window?.kind !== 'range' || window.to === null)
    return own
  const isBare = bareDays.test(said.slice(span.start, span.end))
  if (!isBare || before?.window === undefined || own.compare !== undefined) return own
  const then = localDates(before.window, today)
  const last = then.to === undefined ? '' : shifted(then.to, { days: -1 })
  if (last.slice(0, 7) !== then.from.slice(0, 7)) return own
  const months = monthOf(then.from) - monthOf(window.from)
  const [from, to] = [shifted(window.from, { months }), shifted(window.to, { months })]
  // No later month, and none that lacks the day.
  return months >= 0 || from.slice(8) !== window.from.slice(8, 10)
    ? own
    : { ...own, window: range(from, to) }
}
const bareDays = /^\d{1,2}(?:[日号]?\s*(?:到|至|-|~)\s*\d{1,2})?[日号]$/u
const monthOf = (date: string): number => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7))

export const thatTime: [RegExp, 'day' | 'week' | 'month'][] = [
  [/^(?:那个?|当)[天日]|^that\s+day/iu, 'day'],
  [/^(?:那个?|当)(?:周|星期)|^that\s+week/iu, 'week'],
  [/^(?:那个?|当)月|^that\s+month/iu, 'month'],
]
const most = { day: 1, week: 7, month: 31 }

/** What a machine did then is in the figures; its state speaks of now alone. */
export function isPast({ intent, window, equipment }: Reading): boolean {
  if (intent !== 'cause' && intent !== 'state') return false
  if (equipment.length === 0 || window === undefined) return false
  // No line has a state of its own.
  if (equipment[0]?.level !== 'machine') return true
  const now = intent === 'cause' ? ['today', 'this_shift'] : ['today', 'this_shift', 'this_week']
  if (window.kind === 'named') return !now.includes(window.name)
  return window.kind === 'range' ? window.to !== null : window.kind === 'last_shift'
}
export const reasonsThen = {
  intent: 'kpi' as const,
  metrics: ['downtime'],
  dimensions: ['reason' as const],
  order: 'highest' as const,
}

/** The same question, where what it asks of is told by figures alone. */
export function asFigures(reading: Reading, lexicon: Lexicon): Reading {
  if (isPast(reading)) return { ...reading, ...reasonsThen }
  const isFigure = reading.intent === 'kpi' || reading.intent === 'explain'
  return isFigure ? { ...reading, ...linesOfArea(reading, lexicon) } : reading
}
