import { countOf, daysBetween, isoDay, pad, range, type Today } from './calendar.ts'
import type { TimePhrase } from './time.ts'
import { localDates } from './windows.ts'

// Blanks belong to the word before them: two runs of them side by side would be cut up in each way.
const partOfDay = '(?:(上午|早上|凌晨|中午|下午|晚上|傍晚)\\s*)?'
const clock = `${partOfDay}(\\d{1,2}|[一二两三四五六七八九十]{1,3}(?=点))(?:[:：](\\d{2})|[点时](半)?)?(?:\\s*([ap]\\.?m\\.?))?`
const between = '\\s*(?:到|至|-|~|–|\\bto\\b|\\band\\b|\\buntil\\b|\\btill\\b)\\s*'
const span = new RegExp(
  `(?:(?:\\bbetween\\b|\\bfrom\\b|从|在|的)\\s*)?${clock}${between}${clock}`,
  'iu',
)

/** Tells an hour from a mere number. */
const marked = /[:：点时]|[ap]\.?m/iu

/** `昨天8点到16点`, `between 8:00 and 16:00 yesterday`: hours of the one day that is named. */
export function withClockTimes(times: TimePhrase[], text: string, today: Today): TimePhrase[] {
  const [day = partToday(text), ...more] = times
  const started = more.length > 0 ? null : sinceClock(day, text, today)
  if (started !== null) return [started]
  const found = span.exec(text)
  if (
    day === undefined ||
    more.length > 0 ||
    found === null ||
    !(marked.test(found[0]) || isMorning.test(text))
  )
    return times
  const date = dayOf(day, today)
  const from = minuteOf(found.slice(1, 6))
  const said = minuteOf(found.slice(6, 11))
  // `下午两点到六点`: both are of the afternoon.
  const to = said <= from && found[6] === undefined && said <= 720 ? said + 720 : said
  if (date === null || from >= to || to > 1440) return times
  const window = range(instant(date, from), instant(date, to))
  const [start, end] = [found.index, found.index + found[0].length]
  return [{ window, start: Math.min(day.start, start), end: Math.max(day.end, end), closed: true }]
}

const open = new RegExp(
  `(?:从|自)?${clock}(?:开始|起)?(?:到|至)(?:现在|目前|这会儿|此刻|今)|\\bsince\\s+${clock}`,
  'iu',
)

/** `今天早上8点到现在`, `since 6 am`: of today, where no other day is named. */
function sinceClock(day: TimePhrase | undefined, text: string, today: Today): TimePhrase | null {
  const found = open.exec(text)
  if (found === null) return null
  const after = text.slice(found.index + found[0].length)
  if (!marked.test(found[0]) && !ofMorning.test(after)) return null
  const date = day === undefined ? isoDay(today.year, today.month, today.day) : dayOf(day, today)
  if (date === null) return null
  const isZh = found[2] !== undefined
  const minute = minuteOf(isZh ? found.slice(1, 6) : found.slice(6, 11))
  const [start, end] = [found.index, found.index + found[0].length]
  return {
    window: range(instant(date, minute), null),
    start: Math.min(day?.start ?? start, start),
    end: Math.max(day?.end ?? end, end),
    closed: true,
  }
}

/** `since 8 this morning`. */
const ofMorning = /^\s*this\s+morning\b/iu
const isMorning = /\bthis\s+morning\b/iu

/** `between 6 and 10 this morning`: of today. */
function partToday(text: string): TimePhrase | undefined {
  const found = isMorning.exec(text)
  if (found === null) return undefined
  const window = { kind: 'named' as const, name: 'today' as const }
  return { window, start: found.index, end: found.index + found[0].length }
}

function dayOf({ window }: TimePhrase, today: Today): string | null {
  if (window.kind === 'last') return null
  const { from, to } = localDates(window, today)
  // `从昨天8点到…`: the span ends where the hours do.
  if (window.kind === 'range' && window.to === null) return from
  return from !== undefined && daysBetween(from, to) === 1 ? from : null
}

function minuteOf([part = '', hour = '', minute = '', half, ampm = '']: (
  | string
  | undefined
)[]): number {
  const afternoon = /下午|晚上|傍晚/u.test(part) || /^p/iu.test(ampm)
  const said = countOf(hour)
  const hours = said + (afternoon && said < 12 ? 12 : 0)
  return 60 * hours + (half === undefined ? Number(minute) : 30)
}

function instant(date: string, minute: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const on = isoDay(year, month, day + Math.floor(minute / 1440))
  return `${on}T${pad(Math.floor((minute % 1440) / 60))}:${pad(minute % 60)}`
}
