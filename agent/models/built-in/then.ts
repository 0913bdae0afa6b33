import { shifted, tomorrowOf } from './calendar.ts'
import { linesOfArea } from './finish-kpi.ts'
import type { Lexicon } from './lexicon.ts'
import type { Reading } from './reading.ts'
import type { Question } from './slots.ts'
import { localDates, recently } from './windows.ts'

const yearly =
  /同比|去年同期|\byoy\b|\byear[\s-](?:on|over)[\s-]year\b|\bsame\s+\w+\s+last\s+year\b/iu

const weekly =
  /上个?(?:周|星期|礼拜)的?同(?:一天|日|期|一?时段)|\bsame\s+(?:day|time|shift|hours)\s+(?:of\s+)?(?:last\s+week|the\s+week\s+before|a\s+week\s+(?:ago|before|earlier))\b/iu

/** 同比 compares with the same days a year before, not with the period before. */
export function yearBefore(reading: Reading, { said, today }: Question): Reading {
  if (reading.intent !== 'kpi') return reading
  const { from, to } = localDates(reading.window ?? recently, today)
  // `yesterday against the same day last week`; what still runs is cut by the tool at the same hour.
  if (weekly.test(said)) {
    const compare = { from: weekBefore(from), to: weekBefore(to ?? tomorrowOf(today)) }
    return {
      ...reading,
      compare:
        reading.window?.kind === 'named' && /^this/u.test(reading.window.name)
          ? 'previous'
          : compare,
    }
  }
  if (!yearly.test(said)) return reading
  return { ...reading, compare: { from: lastYear(from), to: lastYear(to ?? tomorrowOf(today)) } }
}
const weekBefore = (date: string): string => shifted(date, { days: -7 })
const lastYear = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`

/** What a machine did then is in the figures; its state speaks of now alone. */
export function isPast({ intent, window, equipment }: Reading): boolean {
  if (intent !== 'cause' && intent !== 'state') return false
  if (equipment.length === 0 || window === undefined) return false
  if (window.kind === 'named') return !['today', 'this_shift', 'this_week'].includes(window.name)
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
