import type { NamedWindow, WindowReading } from './reading.ts'

/** Local calendar day of the plant. */
export type Today = { year: number; month: number; day: number; minute: number }

type Rule = [RegExp, (found: RegExpExecArray, today: Today) => WindowReading | null]

const pad = (n: number): string => String(n).padStart(2, '0')

/** ISO date of a local day; month and day may overflow. */
function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

const range = (from: string, to: string | null): WindowReading => ({ kind: 'range', from, to })
const yearRange = (y: number): WindowReading => range(isoDay(y, 1, 1), isoDay(y + 1, 1, 1))
const monthRange = (y: number, m: number): WindowReading =>
  range(isoDay(y, m, 1), isoDay(y, m + 1, 1))
const dayRange = (y: number, m: number, d: number): WindowReading =>
  range(isoDay(y, m, d), isoDay(y, m, d + 1))
const named =
  (name: NamedWindow): Rule[1] =>
  () => ({ kind: 'named', name })

const zhDigits = '一二三四五六七八九'

/** `14`, `三`, `十二`, `两`, `three`. */
export function countOf(word: string): number {
  const english = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
  if (/^\d+$/.test(word)) return Number(word)
  const spelt = english.indexOf(word.toLowerCase())
  if (spelt >= 0) return spelt + 1
  const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['', word]
  const digit = (char: string) => (char === '两' ? 2 : zhDigits.indexOf(char) + 1)
  if (!word.includes('十')) return digit(ones)
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))
}

const amount = '(\\d+|[一二两三四五六七八九十]+|one|two|three|four|five|six|seven|eight|nine|ten)'
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const monthOf = (name: string): number =>
  'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1

function lastCount(count: string, unit: string): WindowReading {
  const n = countOf(count)
  if (/^(?:小时|hour|h)/i.test(unit)) return { kind: 'last', count: n, unit: 'hour' }
  if (/^(?:周|星期|week)/i.test(unit)) return { kind: 'last', count: n, unit: 'week' }
  if (/^(?:月|month)/i.test(unit)) return { kind: 'last', count: n, unit: 'month' }
  if (/^(?:年|year)/i.test(unit)) return { kind: 'last', count: 12 * n, unit: 'month' }
  return { kind: 'last', count: n, unit: 'day' }
}

const date = '((?:19|20)\\d{2})[-/年.](\\d{1,2})(?:[-/月.](\\d{1,2})[日号]?|月)?'

/** A date as it was said, to the day, month or year; its first day and the day after its last. */
function spanOf(said: string, today: Today): { from: string; to: string } | null {
  const full = new RegExp(`^${date}$`, 'u').exec(said)
  if (full) {
    const [y, m, d] = full.slice(1, 4).map(Number)
    if (y === undefined || m === undefined) return null
    const span = d ? dayRange(y, m, d) : monthRange(y, m)
    return span.kind === 'range' && span.to ? { from: span.from, to: span.to } : null
  }
  const monthDay = /^(\d{1,2})月(\d{1,2})[日号]?$/u.exec(said)
  if (monthDay) {
    const [m = 1, d = 1] = monthDay.slice(1, 3).map(Number)
    const year = isLater(m, d, today) ? today.year - 1 : today.year
    return { from: isoDay(year, m, d), to: isoDay(year, m, d + 1) }
  }
  const year = /^((?:19|20)\d{2})年?$/u.exec(said)
  if (year) return { from: isoDay(Number(year[1]), 1, 1), to: isoDay(Number(year[1]) + 1, 1, 1) }
  return null
}

const isLater = (month: number, day: number, today: Today): boolean =>
  month > today.month || (month === today.month && day > today.day)

const anyDate =
  '(?:19|20)\\d{2}(?:[-/年.]\\d{1,2}(?:[-/月.]\\d{1,2}[日号]?|月)?)?年?|\\d{1,2}月\\d{1,2}[日号]?'

function between(a: string | undefined, b: string | undefined, today: Today): WindowReading | null {
  const from = spanOf(a ?? '', today)
  const to = spanOf(b ?? '', today)
  return from && to ? range(from.from, to.to) : null
}

/** First match wins, so the longer phrases stand first. */
const rules: Rule[] = [
  [
    new RegExp(
      `(?:从|between|from)?\\s*(${anyDate})\\s*(?:到|至|~|—|–|to|and|until)\\s*(${anyDate})`,
      'iu',
    ),
    (f, t) => between(f[1], f[2], t),
  ],
  [new RegExp(`(?:自从?|从|since|after)\\s*(${anyDate})`, 'iu'), (f, t) => sinceDate(f[1], t)],
  [new RegExp(`(${anyDate})\\s*(?:以来|起|至今|之后|以后)`, 'iu'), (f, t) => sinceDate(f[1], t)],
  [
    new RegExp(
      `\\b(${monthNames})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d{2})\\b`,
      'iu',
    ),
    (f) => dayRange(Number(f[3]), monthOf(f[1] ?? ''), Number(f[2])),
  ],
  [
    new RegExp(`\\b(${monthNames})\\.?\\s+((?:19|20)\\d{2})\\b`, 'iu'),
    (f) => monthRange(Number(f[2]), monthOf(f[1] ?? '')),
  ],
  [new RegExp(`(${date})`, 'u'), (f, t) => wholeSpan(f[1], t)],
  [/(\d{1,2}月\d{1,2}[日号]?)/u, (f, t) => wholeSpan(f[1], t)],
  [
    /前天|\b(?:the\s+)?day\s+before\s+yesterday\b/iu,
    (_, t) => dayRange(t.year, t.month, t.day - 2),
  ],
  [/今天|今日|当天|\btoday\b/iu, named('today')],
  [/昨天|昨日|昨|\byesterday\b/iu, named('yesterday')],
  [
    new RegExp(
      `(?:最近|近|过去|前|last|past|previous)\\s*(?:the\\s+)?${amount}\\s*个?\\s*(小时|天|日|周|星期|月|年|hours?|h\\b|days?|weeks?|months?|years?)`,
      'iu',
    ),
    (f) => lastCount(f[1] ?? '1', f[2] ?? 'day'),
  ],
  [
    new RegExp(`${amount}\\s*个?\\s*(小时|天|日|周|星期|月)(?:以来|内)`, 'u'),
    (f) => lastCount(f[1] ?? '1', f[2] ?? 'day'),
  ],
  [/上上?个?(?:周|星期|礼拜)|\b(?:last|previous)\s+week\b/iu, named('last_week')],
  [/[本这]个?(?:周|星期|礼拜)|\bthis\s+week\b/iu, named('this_week')],
  [/上个?月|\b(?:last|previous)\s+month\b/iu, named('last_month')],
  [/[本这当]个?月|\bthis\s+month\b|\bmonth\s+to\s+date\b|\bmtd\b/iu, named('this_month')],
  [/去年|上一?年|\b(?:last|previous)\s+year\b/iu, (_, t) => yearRange(t.year - 1)],
  [/今年|本年度?|\bthis\s+year\b|\bytd\b/iu, (_, t) => range(isoDay(t.year, 1, 1), null)],
  [/\b(?:in|during|for|of)\s+((?:19|20)\d{2})\b/iu, (f) => yearRange(Number(f[1]))],
  [/((?:19|20)\d{2})\s*年/u, (f) => yearRange(Number(f[1]))],
  [/近一周|一周内|过去一周|\bpast\s+week\b/iu, () => ({ kind: 'last', count: 7, unit: 'day' })],
  [/\bpast\s+month\b/iu, () => ({ kind: 'last', count: 30, unit: 'day' })],
  [/\bpast\s+day\b|\blast\s+day\b/iu, () => ({ kind: 'last', count: 24, unit: 'hour' })],
  [
    /最近|近期|近来|这段时间|\brecent(?:ly)?\b|\blately\b/iu,
    () => ({ kind: 'last', count: 7, unit: 'day' }),
  ],
  [/(?:^|[^\d\w-])((?:19|20)\d{2})(?=$|[^\d\w-])/u, (f) => yearRange(Number(f[1]))],
]

function sinceDate(said: string | undefined, today: Today): WindowReading | null {
  const span = spanOf(said ?? '', today)
  return span ? range(span.from, null) : null
}

function wholeSpan(said: string | undefined, today: Today): WindowReading | null {
  const span = spanOf(said ?? '', today)
  return span ? range(span.from, span.to) : null
}

/** The window that a question speaks of, or null when it names none. */
export function readWindow(question: string, today: Today): WindowReading | null {
  for (const [words, read] of rules) {
    const found = words.exec(question)
    const window = found && read(found, today)
    if (window) return window
  }
  return null
}

export type ShiftTimes = { id: string; startMinute: number; endMinute: number }

/** `last night`, `昨晚`, `上个夜班`: the newest shift of that kind. */
const newestShift =
  /昨晚|昨夜|上一?个?(?=\S{0,2}班(?!组))|\blast\s+(?=\w+\s+shift)|\blast\s+night\b/iu

/**
 * The window of a question that names a shift: with a day word it is the local day on which the
 * shift began, cut to the shift's own hours where those cross midnight.
 */
export function readShiftWindow(
  question: string,
  shift: ShiftTimes,
  today: Today,
): WindowReading | null {
  if (newestShift.test(question)) return { kind: 'last_shift', shift: shift.id }
  const window = readWindow(question, today)
  if (shift.endMinute > shift.startMinute || window?.kind !== 'named') return window
  if (window.name !== 'today' && window.name !== 'yesterday') return window
  const day = today.day - (window.name === 'today' ? 0 : 1)
  const at = (minute: number, on: number) =>
    `${isoDay(today.year, today.month, on)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
  return range(at(shift.startMinute, day), at(shift.endMinute, day + 1))
}

/** The day after today, local: an open window ends there. */
export const tomorrowOf = ({ year, month, day }: Today): string => isoDay(year, month, day + 1)

/** Local calendar of the plant at an instant. */
export function todayIn(zone: string, now: Date): Today {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map((part) => [part.type, Number(part.value)]),
  )
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return { year, month, day, minute: hour * 60 + minute }
}
