import { linesOfArea } from '../finish-kpi.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots.ts'
import { range, shifted, tomorrowOf } from '../time/calendar.ts'
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
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days > most[unit] || days <= most[unit] / 8 ? own : { ...rest, window }
}
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
