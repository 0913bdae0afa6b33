import type { Language } from '../../../../base/language.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { NamedWindow, WindowReading } from '../reading.ts'
import { isoDay } from '../time/calendar.ts'

const named: Record<NamedWindow, Record<Language, string>> = {
  today: { zh: '今天', en: 'today' },
  yesterday: { zh: '昨天', en: 'yesterday' },
  this_week: { zh: '本周', en: 'this week' },
  last_week: { zh: '上周', en: 'last week' },
  this_month: { zh: '本月', en: 'this month' },
  last_month: { zh: '上个月', en: 'last month' },
  this_shift: { zh: '本班次', en: 'this shift' },
  last_shift: { zh: '上一班次', en: 'last shift' },
}

const units = {
  hour: { zh: '小时', en: 'hours' },
  day: { zh: '天', en: 'days' },
  week: { zh: '周', en: 'weeks' },
  month: { zh: '个月', en: 'months' },
} as const

/** A window as people say it, in words that are read as that window again. */
export function windowWords(window: WindowReading, language: Language, lexicon: Lexicon): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  switch (window.kind) {
    case 'named':
      return named[window.name][language]
    case 'last': {
      const { count, unit } = window
      return say(`最近${count}${units[unit].zh}`, `last ${count} ${units[unit].en}`)
    }
    case 'last_shift': {
      const shift = entryOf(lexicon, 'shift', window.shift)
      return say(`上一个${shift?.zh ?? window.shift}`, `last ${shift?.en ?? window.shift}`)
    }
    case 'range': {
      const { from, to } = window
      if (to === null) return say(`${from} 以来`, `since ${from}`)
      const last = dayBefore(to)
      return last === from ? from : say(`${from} 到 ${last}`, `from ${from} to ${last}`)
    }
  }
}

function dayBefore(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return date.includes('T') ? date : isoDay(year, month, day - 1)
}

const last = (count: number, unit: 'hour' | 'day'): WindowReading => ({ kind: 'last', count, unit })
const of = (name: NamedWindow): WindowReading => ({ kind: 'named', name })

const ofDays = [of('today'), of('yesterday'), last(24, 'hour'), of('this_shift'), last(7, 'day')]
const ofWeeks = [
  of('last_week'),
  of('this_week'),
  last(7, 'day'),
  of('yesterday'),
  of('last_month'),
]
const ofMonths = [of('last_month'), of('this_month'), last(30, 'day'), of('last_week')]

/** Other times that the same words may have meant. */
export function otherWindows(window: WindowReading): WindowReading[] {
  return near(window).filter((one) => JSON.stringify(one) !== JSON.stringify(window))
}

function near(window: WindowReading): WindowReading[] {
  if (window.kind === 'range')
    return [of('yesterday'), ...ofWeeks.slice(0, 3), ...ofMonths.slice(0, 2)]
  if (window.kind === 'last_shift')
    return [of('last_shift'), of('this_shift'), ...ofDays.slice(0, 2)]
  if (window.kind === 'last') {
    const { unit, count } = window
    if (unit === 'hour') return ofDays
    return unit === 'month' || count > 14 ? ofMonths : ofWeeks
  }
  if (/month/u.test(window.name)) return ofMonths
  return /week/u.test(window.name) ? ofWeeks : ofDays
}
