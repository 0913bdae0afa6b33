import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { daysBetween, shifted, tomorrowOf } from '../time/calendar.ts'
import { earlierWindow, otherWeek } from '../time/earlier-window.ts'
import { grainFor } from '../time/grain.ts'
import { compared, isBase } from '../time/time-slots.ts'
import { localDates, untimed } from '../time/windows.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { isBeside, merge } from './merge-readings.ts'

/** `比上上周低多少` after a figure of last week: that week is set beside it, not this one. */
export function besideEarlier(
  said: Reading,
  { intent, window }: Reading,
  { times: [base, ...more], ...question }: Question,
): Reading {
  const isOfFigure = intent === 'kpi' || intent === 'explain'
  if (!isOfFigure || !window || !base || more.length > 0 || !isBase(question.said, base))
    return said
  const { today } = question
  const isEarlier = localDates(base.window, today).from < localDates(window, today).from
  const beside = isEarlier ? compared([base.window, window], today) : null
  const { unclearTime: _, ...clear } = said
  return beside === null ? said : { ...clear, ...beside }
}

/** `and the week before?`, `and 47?`: the same figure of another time, which stands to that of before. */
export function atEarlierTime(own: Reading, previous: Reading, question: Question): Reading | null {
  const week = otherWeek(previous, question)
  if (week) return { ...merge(own, previous), window: week }
  const before = earlierWindow(previous, question)
  if (!before) return null
  const later = previous.window === undefined ? {} : { laterWindow: previous.window }
  const { unclearTime: _, ...all } = merge(own, previous)
  return { ...all, window: before, ...later }
}

/** `compared with the day before?`, `trend`: what a new time or step is to the figure of before. */
export function timesAgain(own: Reading, previous: Reading, question: Question): Partial<Reading> {
  const { said, today } = question
  if (own.window !== undefined && isBeside.test(said)) {
    const before = previous.window ?? untimed(previous.grain)
    const [span, ...more] = question.times
    const named = span === undefined || more.length > 0 ? own.window : span.window
    // `跟前天中班比` after a night shift: no call tells two shifts of two days.
    const isSameShift = own.shifts.length === 0 || own.shifts.join() === previous.shifts.join()
    const beside = isSameShift ? compared([named, before], today) : null
    return beside ?? { unclearTime: said.slice(span?.start, span?.end) }
  }
  const again = besideAsBefore(own, previous, question)
  if (again !== null) return again
  const isStepped = own.window === undefined && previous.grain !== undefined
  if (own.grain !== undefined || isStepped || !words.trends.test(said)) return {}
  // `is that up or down?` of one figure: beside the time before.
  if (own.window === undefined && isOneFigure(previous) && isEither.test(said))
    return { compare: 'previous' }
  return { grain: grainFor(own.window === undefined ? previous : own) }
}

/** `本周一和上周一比` and then `周二呢`: beside a time that lies as far back. */
function besideAsBefore(
  { window, compare }: Reading,
  { window: former, compare: beside }: Reading,
  { today }: Question,
): Pick<Reading, 'compare'> | null {
  if (window === undefined || compare !== undefined) return null
  if (former === undefined || typeof beside !== 'object') return null
  const days = daysBetween(beside.from, localDates(former, today).from)
  const { from, to = tomorrowOf(today) } = localDates(window, today)
  if (days > 14 || !Number.isInteger(days)) return { compare: 'previous' }
  return { compare: { from: shifted(from, { days: -days }), to: shifted(to, { days: -days }) } }
}

const isEither = records.anyOf(words.eitherWay, /越来越|\bgetting\s+(?:better|worse)\b/u)
const isOneFigure = ({ intent, window, dimensions, grain }: Reading): boolean =>
  intent === 'kpi' && window !== undefined && dimensions.length === 0 && grain === undefined
