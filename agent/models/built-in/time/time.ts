import type { WindowReading } from '../reading.ts'
import {
  amount,
  countOf,
  daysBetween,
  monthRange,
  monthsRange,
  named,
  nearDay,
  nearWeek,
  quarterOf,
  quarterRange,
  range,
  shifted,
  type TimeRule,
  type Today,
  weekdayOf,
} from './calendar.ts'
import { dateRules } from './dates.ts'
import { enWeekday, weekdaysOfWeeks, zhWeekday } from './weekdays.ts'
import { localDates } from './windows.ts'

const last = (count: number, unit: 'hour' | 'day' | 'week' | 'month'): WindowReading => ({
  kind: 'last',
  count,
  unit,
})

function lastCount(count: string, unit: string): WindowReading {
  const n = countOf(count)
  if (/^(?:小时|钟头|hour|h)/i.test(unit)) return last(n, 'hour')
  if (/^(?:周|星期|礼拜|week)/i.test(unit)) return last(n, 'week')
  if (/^(?:月|month)/i.test(unit)) return last(n, 'month')
  if (/^(?:年|year)/i.test(unit)) return last(365 * n, 'day')
  return n === 1 ? last(24, 'hour') : last(n, 'day')
}

function ago(count: string, unit: string, today: Today): WindowReading | null {
  const n = countOf(count)
  if (/^(?:天|日|day)/i.test(unit)) return nearDay(today, -n)
  if (/^(?:周|星期|礼拜|week)/i.test(unit)) return nearWeek(today, -n)
  return /^(?:月|month)/i.test(unit) ? monthRange(today.year, today.month - n) : null
}

const zhUnits = '小时|钟头|天|日|周|星期|礼拜|月|年'
const enUnits = 'hours?|h\\b|d\\b|days?|weeks?|months?|years?'

/** What runs since something began: the day, the shift. */
const startedRules: TimeRule[] = [
  [
    /(?:自?从)?今(?:天|儿)?(?:早|早上|早晨|一早|上午)(?:开始)?(?:一直)?(?:到|至)(?:现在|目前|这会儿|此刻|刚才|眼下)|(?:自?从)?(?:早上|早晨|一早)(?:开始)?(?:一直)?(?:到|至)(?:现在|目前|这会儿|此刻)|今天(?:一天|一早)?(?:到|至)(?:现在|目前|这会儿|此刻)(?:为止)?|\b(?:since|from)\s+(?:early\s+)?(?:this\s+morning|first\s+thing)\b(?:\s+(?:to|till?|until)\s+now)?|\bso\s+far\s+today\b/iu,
    named('today'),
  ],
  [
    /(?:自?从)?(?:交接班|交班|接班|接手|开班|上班|本班|当班)(?:开始|以来|以后|之后|后|起)?(?:一直)?(?:[到至](?:现在|目前|这会儿|此刻|今|眼下)|以来|以后|之后|起)|今(?:天|儿个?)(?:咱们?|我们)?(?:这个?)?班(?!组|次)|这个?班(?:次)?(?:[到至](?:现在|目前|这会儿|此刻))|\bsince\s+(?:the\s+|our\s+|this\s+)?(?:shift\s+(?:start(?:ed)?|began|change|handover)|start\s+of\s+(?:the\s+|this\s+|our\s+)?shift|handover|we\s+(?:clocked\s+(?:in|on)|started|took\s+over|came\s+on))\b|\bso\s+far\s+(?:on\s+)?this\s+shift\b/iu,
    named('this_shift'),
  ],
]

/** Days, weeks and months as they are counted from now. */
const relativeRules: TimeRule[] = [
  [
    new RegExp(`(?:这|头)${amount}\\s*个?\\s*(天|日|周|星期|礼拜|(?<=个)月)`, 'u'),
    (f) => lastCount(f[1] ?? '1', f[2] ?? '天'),
  ],
  [
    /(?:\b(?:in|over)\s+)?(?:the\s+)?\b(?:last|past)\s+(?:a\s+)?couple\s+(?:of\s+)?days\b/iu,
    () => last(2, 'day'),
  ],
  [/(?:\b(?:in|over)\s+)?(?:the\s+)?\b(?:last|past|this)\s+fortnight\b/iu, () => last(14, 'day')],
  [
    /刚才(?:那个?)?班|刚(?:下|结束|交)的?(?:那个?)?班|\b(?:the\s+)?shift\s+(?:before(?!\s+last)|that\s+(?:has\s+)?just\s+(?:ended|finished))\b/iu,
    named('last_shift'),
  ],
  ...startedRules,
  ...weekdaysOfWeeks,
  [/大前[天日儿]/u, (_, t) => nearDay(t, -3)],
  [/前[天日儿]|\b(?:the\s+)?day\s+before\s+yesterday\b/iu, (_, t) => nearDay(t, -2)],
  [
    /昨[天日儿](?:的)?(?:夜里|夜间|晚上|深夜|半夜)|\byesterday\s+(?:at\s+)?night\b/iu,
    named('yesterday'),
  ],
  [
    /今[天日儿]个?|今早(?=\s*(?:\d|[一二三四五六七八九十]+点))|当天|\btoday\b(?:\s+so\s+far)?/iu,
    named('today'),
  ],
  [/昨[天日晚夜儿]?个?|\by(?:ester)?days?\b|\blast\s+night\b/iu, named('yesterday')],
  [
    /(?<=\bbetween\s+)(?:the\s+)?last\s+two\s+(?:full\s+|whole\s+|complete\s+|calendar\s+)?weeks\b/iu,
    named('last_week'),
  ],
  [
    /(?<=\bbetween\s+)(?:the\s+)?last\s+two\s+(?:full\s+|whole\s+|complete\s+|calendar\s+)?months\b/iu,
    named('last_month'),
  ],
  [/明[天日儿]|\btomorrow\b/iu, (_, t) => nearDay(t, 1)],
  [
    new RegExp(`${amount}\\s*个?\\s*(天|周|星期|礼拜|(?<=个)月)(?:之|以)?前`, 'u'),
    (f, t) => ago(f[1] ?? '', f[2] ?? '', t),
  ],
  [
    new RegExp(`\\b${amount}\\s+(days?|weeks?|months?)\\s+ago\\b`, 'iu'),
    (f, t) => ago(f[1] ?? '', f[2] ?? '', t),
  ],
  [
    /(?:最近|近|过去)半年|\b(?:last|past)\s+(?:half\s+(?:a\s+)?year|six\s+months)\b/iu,
    () => last(6, 'month'),
  ],
  [/(?:最近|近|过去|这)半个?月/u, () => last(15, 'day')],
  [
    new RegExp(
      `(?:最近|近|过去|前|last|past|previous)\\s*(?:the\\s+)?${amount}\\s*个?\\s*(?:完整|整个?|full|whole|complete|calendar)\\s*的?\\s*(周|星期|礼拜|月|weeks?|months?)(?![一二三四五六日天])`,
      'iu',
    ),
    (f, t) => wholeSpans(countOf(f[1] ?? '1'), f[2] ?? '', t),
  ],
  [
    new RegExp(
      `(?:最近|近|过去|前|last|past|previous|these)\\s*(?:the\\s+)?${amount}\\s*个?\\s*(${zhUnits}|${enUnits})(?!次)`,
      'iu',
    ),
    (f) => lastCount(f[1] ?? '1', f[2] ?? 'day'),
  ],
  [
    new RegExp(
      `${amount}\\s*个?\\s*(${zhUnits})(?:以来|之?内|(?=的?(?:走势|趋势|变化|曲线)))|(?<=(?:[看按取用拿](?:个)?))${amount}\\s*个?\\s*(${zhUnits})(?=的?[\\s,,。;;]*$|的?(?:数据|口径|窗口|算))`,
      'u',
    ),
    (f) => lastCount(f[1] ?? f[3] ?? '1', f[2] ?? f[4] ?? 'day'),
  ],
  [
    /(上上|再上|上|本|这|下)?个?(?<![一二两三四五六七八九十\d每半])(?:周|星期|礼拜)([一二三四五六日天末](?:那?两天)?)(?:(?<=末(?:那?两天)?)|(?![共样般直下个次台条线期内均件箱瓶块片只支套盒根种张批班会家座款名]|产[品线]))/u,
    (f, t) => zhWeekday(f[1], f[2] ?? '', t),
  ],
  [
    /(?<!\b(?:every|each)\s+)\b(?:(last|previous|this|next|on|since)\s+)?((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/iu,
    (f, t) => enWeekday(f[1], f[2] ?? '', { today: t, text: f.input }),
  ],
  [
    /\b(?:(?:last|this|the)\s+)?weekend\b/iu,
    (_, t) => zhWeekday(weekdayOf(t) < 5 ? '上' : undefined, '末', t),
  ],
  [
    /(?:上上|大上)个?(?:周|星期|礼拜)|\b(?:the\s+)?week\s+before\s+last\b/iu,
    (_, t) => nearWeek(t, -2),
  ],
  [
    /(?<![大])上一?个?(?:周|星期|礼拜)|\b(?:last|previous)\s+(?:(?:full|whole|complete|calendar|entire)\s+)?w(?:ee)?k\b/iu,
    named('last_week'),
  ],
  [
    /[本这]个?(?:周|星期|礼拜)|(?:\bsince\s+the\s+(?:start|beginning)\s+of\s+)?\b(?:this|the|current)\s+w(?:ee)?k\b(?!\s+(?:of|before|from|starting|beginning|commencing|after)\b)|\bweek\s+(?:to\s+date|so\s+far)\b|\bwtd\b/iu,
    named('this_week'),
  ],
  [/下个?(?:周|星期|礼拜)|\bnext\s+week\b/iu, (_, t) => nearWeek(t, 1)],
  [/上上个?月|\b(?:the\s+)?month\s+before\s+last\b/iu, (_, t) => monthRange(t.year, t.month - 2)],
  [
    /上一?个?月|\b(?:last|previous)\s+(?:(?:full|whole|complete|calendar|entire)\s+)?month\b/iu,
    named('last_month'),
  ],
  [
    /[本这当]个?月|月[初头](?:开始)?(?:至今|以来|到(?:现在|目前|今天|这会儿))|(?:\bsince\s+the\s+(?:start|beginning)\s+of\s+)?\b(?:this|the|current)\s+month\b(?!\s+(?:of|before)\b)|\bmonth\s+(?:to\s+date|so\s+far)\b|\bmtd\b/iu,
    named('this_month'),
  ],
  [/下个?月|\bnext\s+month\b/iu, (_, t) => monthRange(t.year, t.month + 1)],
  [/上上个?季度/u, (_, t) => quarterRange(t.year, quarterOf(t) - 2)],
  [
    /上一?个?季度|\b(?:last|previous)\s+quarter\b/iu,
    (_, t) => quarterRange(t.year, quarterOf(t) - 1),
  ],
  [
    /[本这当]个?季度|\bthis\s+quarter\b|\bqtd\b|\bquarter\s+(?:to\s+date|so\s+far)\b/iu,
    (_, t) => startedQuarter(t),
  ],
  [/\bpast\s+hour\b|\blast\s+hour\b/iu, () => last(1, 'hour')],
  [/\bpast\s+day\b|\blast\s+day\b/iu, () => last(24, 'hour')],
  [/近一周|一周内|过去一周|\bpast\s+week\b/iu, () => last(7, 'day')],
  [/\bpast\s+month\b/iu, () => last(30, 'day')],
  [/\bpast\s+year\b/iu, () => last(365, 'day')],
  [
    /本班次?(?!组)|当班|(?:我们|咱们?)(?:这个?)?班(?!组|次)|(?:今天|今儿个?)?咱这个?班(?!组|次)|这个班次?(?!组)|当前班次|\b(?:this|current|our|my)\s+shift\b/iu,
    named('this_shift'),
  ],
  [/(?<!上)(?:上一?个班次?|上一班)(?!组)|\b(?:last|previous)\s+shift\b/iu, named('last_shift')],
]

/** Weeks or months that are over. */
const wholeSpans = (count: number, unit: string, today: Today): WindowReading => {
  if (/月|month/iu.test(unit)) return monthsRange(today.year, today.month - count, count)
  const thisWeek = localDates(nearWeek(today, 0), today).from
  return range(shifted(thisWeek, { days: -7 * count }), thisWeek)
}

export function startedQuarter(today: Today): WindowReading {
  const whole = quarterRange(today.year, quarterOf(today))
  return whole.kind === 'range' ? { ...whole, to: null } : whole
}

export const recently: TimeRule = [
  /最近(?:这?几天)?|近期|近来|近几天|这段时间|这几天|前几天|\brecent(?:ly)?\b|\blately\b|\bthese\s+days\b|(?:the\s+)?\b(?:last|past)\s+few\s+days\b/iu,
  () => last(7, 'day'),
]

export type TimePhrase = {
  window: WindowReading
  start: number
  end: number
  /** It says its end. */
  closed?: true
  /** Of `from A to B`: both ends, which a change is told between. */
  ends?: [WindowReading, WindowReading]
}

/** All spans of time that a text names, in its order. "Recently" is one only where it stands alone. */
export function readTimes(text: string, today: Today): TimePhrase[] {
  const state = { rest: text, found: [] as TimePhrase[] }
  for (const rule of [...dateRules, ...relativeRules]) takeAll(rule, state, today)
  if (state.found.length === 0) takeAll(recently, state, today)
  const phrases = state.found.toSorted((a, b) => a.start - b.start)
  return joined(phrases, text, today)
}

type State = { rest: string; found: TimePhrase[] }

function takeAll([words, read]: TimeRule, state: State, today: Today): void {
  for (let hit = words.exec(state.rest); hit !== null; hit = words.exec(state.rest)) {
    const window = read(hit, today)
    if (window === null) return
    const [start, end] = [hit.index, hit.index + hit[0].length]
    state.found.push({ window, start, end })
    state.rest = state.rest.slice(0, start) + ' '.repeat(end - start) + state.rest.slice(end)
  }
}

const between = /^\s*[初头]?(?:到|至|~|—|–|-|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)\s*$/iu
const sinceBefore =
  /(?:since|after|自从?|从)\s*(?:the\s+)?$|\b(?:since|from|after)\s+the\s+(?:very\s+)?(?:start|beginning|first(?:\s+day)?)\s+of\s+(?:the\s+)?$/iu
const sinceAfter =
  /^\s*[初头]?(?:(?:以来|起|开始|之后|以后)?(?:至今|迄今|到(?:现在|目前|今天)(?:为止)?|截[至止](?:目前|现在)?)|以来|起|开始|之后|以后|onwards?\b(?![\s-]*\w)|on\b(?=\s?(?:$|[,.?!;]))|so\s+far\b|(?:up\s+)?(?:to|until|till)\s+(?:now|date)\b)/iu

/** `from A to B` and `since A` are one span each. */
function joined(phrases: TimePhrase[], text: string, today: Today): TimePhrase[] {
  const spans: TimePhrase[] = []
  for (const phrase of phrases) {
    const former = spans.at(-1)
    const link = former === undefined ? '' : text.slice(former.end, phrase.start)
    const and = /\band\b/iu.test(link)
    const opened = /\b(?:between|from)\s*$/iu.test(text.slice(0, former?.start ?? 0))
    const isSpan = between.test(link) && (!and || opened)
    if (former !== undefined && isSpan && !areCompared(former, phrase, { text, today })) {
      const window = range(fromOf(former, today), toOf(phrase, today))
      const ends: TimePhrase['ends'] = [former.window, phrase.window]
      spans.splice(-1, 1, { window, start: former.start, end: phrase.end, closed: true, ends })
    } else spans.push(phrase)
  }
  return spans.map((span) => sinceThen(weekOf(span, text), text, today))
}

/** `the difference between September and October`, `between October and September`: two that are set beside each other. */
const areCompared = (
  former: TimePhrase,
  later: TimePhrase,
  { text, today }: { text: string; today: Today },
): boolean =>
  beside.test(text.slice(0, former.start)) || (toOf(later, today) ?? '9') <= fromOf(former, today)
const beside = /\b(?:diff(?:erence)?s?|gap|delta|compar\w+)\b[^?.;]*\bbetween\s*$/iu

const weekBefore = /(?:\bweek\s+(?:of|from|starting|beginning|commencing)|\bw\/?c)\s+(?:the\s+)?$/iu
const weekAfter = /^\s*(?:那一?周|当周|所在的?(?:那一?)?周|这一?周)/u

const isOneDay = ({ from, to }: { from: string; to: string | null }): boolean =>
  daysBetween(from, to) === 1

/** `the week of November 16`: the whole week that the day lies in. */
function weekOf(span: TimePhrase, text: string): TimePhrase {
  const [tail] = weekAfter.exec(text.slice(span.end)) ?? []
  const head = weekBefore.exec(text.slice(0, span.start))
  if (span.window.kind !== 'range' || (tail === undefined && head === null)) return span
  if (!isOneDay(span.window)) return span
  const [year = 0, month = 0, day = 0] = span.window.from.slice(0, 10).split('-').map(Number)
  const window = nearWeek({ year, month, day, minute: 0 }, 0)
  return { ...span, window, start: head?.index ?? span.start, end: span.end + (tail?.length ?? 0) }
}

/** `本月至今` is this month, whose figures end now anyway. */
const stillRuns = new Set<string>(['today', 'this_week', 'this_month', 'this_shift'])

function sinceThen(span: TimePhrase, text: string, today: Today): TimePhrase {
  if (span.closed || hasEnd.test(text.slice(span.start, span.end))) return span
  const [tail] = sinceAfter.exec(text.slice(span.end)) ?? []
  const before = sinceBefore.exec(text.slice(0, span.start))
  const head = before !== null || /^since\s/iu.test(text.slice(span.start))
  if (tail === undefined && !head) return span
  const start = before?.index ?? span.start
  const whole = { ...span, start, end: span.end + (tail?.length ?? 0) }
  if (span.window.kind === 'named' && stillRuns.has(span.window.name)) return whole
  return { ...whole, window: range(fromOf(span, today), null) }
}

/** `从上周一到周五` says its end. */
const hasEnd = /.[到至~].|\b(?:to|through|thru|until|till)\b/iu

const fromOf = ({ window }: TimePhrase, today: Today): string => localDates(window, today).from
const toOf = ({ window }: TimePhrase, today: Today): string | null =>
  localDates(window, today).to ?? null

/** The one span that a text names, or null. */
export const readWindow = (text: string, today: Today): WindowReading | null =>
  readTimes(text, today)[0]?.window ?? null
