import type { Reading, WindowReading } from '../reading.ts'
import { nightShifts, type Question, saidShifts } from '../slots/question.ts'
import { withoutLimit } from '../slots/thresholds.ts'
import * as words from '../words/words.ts'
import { daysBetween, range, shifted, type Today } from './calendar.ts'
import { shiftWindow } from './shift-time.ts'
import { startedQuarter, type TimePhrase } from './time.ts'
import { localDates } from './windows.ts'

export type TimeReading = Pick<Reading, 'window' | 'compare' | 'unclearTime' | 'shifts'>

/** The window that is asked for, and the one that it is compared with. */
export function readTime(question: Question): TimeReading {
  const said = saidShifts(question)
  const night = /昨晚|昨夜|昨[天日儿]的?(?:夜里|夜间|晚上|深夜|半夜)|\blast\s+night\b/iu.test(
    question.said,
  )
    ? nightShifts(question)
    : []
  const shifts = said.length > 0 ? said : night
  const { window = null, ...others } = windowsOf(question)
  const [only, ...more] = shifts
  const times = only?.shift && more.length === 0 ? { id: only.id, ...only.shift } : null
  const own = times ? shiftWindow(question.said, times, { window, today: question.today }) : window
  const ids = [...new Set(shifts.map(({ id }) => id))]
  return { ...others, ...(own === null ? {} : { window: own }), shifts: ids }
}

function windowsOf(question: Question): Omit<TimeReading, 'shifts'> {
  const { times, said, rest, today } = question
  const [first, second, ...more] = times.length > 2 ? each(times) : times
  const isBefore = times.some(
    ({ start, end }) =>
      /^[之以]前/u.test(said.slice(end)) || /(?:到|至|截[至止])$/u.test(said.slice(0, start)),
  )
  const found = unclear.exec(withoutLimit(rest))?.[0].trim() ?? (isBefore ? '以前' : undefined)
  // `18号那天` points at the day that is named.
  const left = times.length > 0 && /^(?:那|that)/iu.test(found ?? '') ? undefined : found
  const unclearTime = left === undefined ? {} : { unclearTime: left }
  if (first === undefined) return unclearTime
  const isSame = second !== undefined && isSameTime(first, second)
  const change = second === undefined && changed(question, first)
  if (change) return { ...change, ...unclearTime }
  if (second === undefined || (isSame && more.length === 0)) {
    return { ...one(question, first), ...unclearTime }
  }
  const beside = said.slice(first.end, second.start).trim() === '' && !words.compares.test(said)
  // `上周这两天`: which days of it, only what was said before could tell.
  const next = said.slice(second.start, second.end).trim()
  if (beside && /^[这那]/u.test(next)) return { window: first.window, unclearTime: next }
  const whole =
    more.length === 0 &&
    (beside || summed.test(said) || isOver(said, first) || isSeries(said, first, second))
      ? spanOf(first, second, today)
      : null
  if (whole !== null) return { window: whole }
  const later = said.slice(second.start, second.end).trim()
  if (more.length > 0) return { window: first.window, unclearTime: later }
  return two(question, first, second) ?? { window: first.window, unclearTime: later }
}

/** `昨天调了参数,东莞昨天比前天高吗`: a time that is said again is one. */
const each = (times: TimePhrase[]): TimePhrase[] =>
  times.filter((one, at) => times.findIndex((other) => isSameTime(other, one)) === at)
const isSameTime = (one: TimePhrase, other: TimePhrase): boolean =>
  JSON.stringify(one.window) === JSON.stringify(other.window)

/** `explain the change from the week before last to last week`: what moved between them. */
const changed = ({ said, today }: Question, { ends }: TimePhrase) =>
  ends !== undefined &&
  ((words.intents.attribute.test(said) && words.intents.moved.test(said)) ||
    words.movers.some(([most]) => most.test(said)) ||
    movedFrom.test(said))
    ? compared(ends, today)
    : null

/** `how did MTTR move from September to October`. */
const movedFrom =
  /\bhow\s+(?:did|has|have)\b[^?]*\b(?:mov|chang|shift|differ|develop)\w*\s+(?:from|between)\b|\bchanged?\s+from\b/iu

const summed =
  /合计|合在?一起|加起来|加在?一起|总共|一共|总和|\b(?:together|combined|in\s+total|altogether|summed|sum\s+of|both\s+months)\b/iu

/** `weekly over October and November`: the time of a series, not two that are compared. */
const isOver = (said: string, { start }: TimePhrase): boolean =>
  /\b(?:over|across|throughout|spanning)\s+(?:the\s+)?$/iu.test(said.slice(0, start)) &&
  words.breakdowns.some(({ isGrain, words: steps }) => isGrain && steps.test(said))

/** `October and November by week`: the same, where a step is told and nothing compared. */
const isSeries = (said: string, first: TimePhrase, second: TimePhrase): boolean =>
  /^\s*(?:and|和|与|、|加)\s*$/iu.test(said.slice(first.end, second.start)) &&
  words.breakdowns.some(
    ({ isGrain, words: steps }) =>
      isGrain &&
      steps.test(words.compares.test(said) ? said.slice(second.end, second.end + 16) : said),
  )

/** `八月、九月合计`: one span, where the second begins as the first ends. */
function spanOf(first: TimePhrase, second: TimePhrase, today: Today): WindowReading | null {
  const [a, b] = [localDates(first.window, today), localDates(second.window, today)]
  return a.to === b.from ? range(a.from, b.to ?? null) : null
}

const comparedTo =
  /(?:(?<!占)比|与|和|同|跟|较|\bvs\.?|\bversus|\bthan|\bagainst|\bcompared\s+(?:to|with)|\bfrom)\s*(?:(?:in|on|during)\s+)?(?:the\s+)?$/iu
const comparing = /^\s*(?:相比|对比|比较|比)/u

/** Whether something is set beside that time: `than last week`, `比上周`. */
export function isBase(said: string, { start, end }: TimePhrase): boolean {
  const before = said.slice(0, start)
  const compares = words.compares.test(said) || comparing.test(said.slice(end))
  return (compares && comparedTo.test(before)) || than.test(before)
}
const than =
  /(?:(?<![占环同对])比|\bthan|\bcompared\s+(?:to|with))\s*(?:(?:in|on|during)\s+)?(?:the\s+)?$/iu

/** "better than last week" asks of this week. */
function one(question: Question, time: TimePhrase): Omit<TimeReading, 'shifts'> {
  const { said, today } = question
  const { window, start, end } = time
  if (aWeekBefore.test(said)) return { window, compare: weekEarlier(localDates(window, today)) }
  if (!isBase(said, time)) return { window }
  const now = window.kind === 'named' ? counterparts[window.name] : undefined
  if (now !== undefined) return { window: { kind: 'named', name: now }, compare: 'previous' }
  const running = window.kind === 'range' ? stillRunning(window, today) : null
  const beside = running && compared([window, running], today)
  const isOfNow = window.kind === 'range' && asksOfNow.test(said)
  return beside ?? { window, ...(isOfNow ? { unclearTime: said.slice(start, end).trim() } : {}) }
}
/** `周末跟前一个周末比`, `yesterday against the same day a week earlier`: what came right before is another time. */
const aWeekBefore =
  /[比跟和与同较]\s*(?:再?前|再?上|上上)一?个?(?:周末|星期的?同|礼拜的?同|周的?同)|\b(?:weekend\s+before|(?:previous|prior)\s+weekend|same\s+(?:day|days|weekday)\s+(?:a|one|the)\s+week\s+(?:before|earlier|ago))\b/iu
const weekEarlier = ({ from, to = shifted(from, { days: 1 }) }: Dates) => ({
  from: shifted(from, { days: -7 }),
  to: shifted(to ?? from, { days: -7 }),
})

const asksOfNow =
  /\bthan\b|\b(?:drop\w*|fell|fall\w*|r[io]se\w*|up|down|chang\w*|improv\w*|worsen\w*)\s+from\b/iu

/** `比十月`: of a time that is as long and not over yet. */
function stillRunning(window: WindowReading, today: Today): WindowReading | null {
  const { from, to = from } = localDates(window, today)
  const days = daysBetween(from, to)
  if (days === 1) return { kind: 'named', name: 'today' }
  if (days === 7) return { kind: 'named', name: 'this_week' }
  if (days >= 28 && days <= 31) return { kind: 'named', name: 'this_month' }
  return days >= 90 && days <= 92 ? startedQuarter(today) : null
}

const counterparts: Partial<Record<string, 'today' | 'this_week' | 'this_month'>> = {
  yesterday: 'today',
  last_week: 'this_week',
  last_month: 'this_month',
}

const linked =
  /和|与|跟|同|比|对|较|、|不如|不及|低于|高于|输给|逊于|弱于|强于|好于|差于|\band\b|\bvs\b|\bversus\b|\bthan\b|\bwith\b|\bto\b|\bagainst\b|\bor\b|\b(?:above|below|under|over)\b|\bbehind\b|\bfrom\b/iu

type Dates = { from: string; to?: string | undefined }
const dayCount = ({ from, to = from }: Dates): number => Date.parse(to) - Date.parse(from)

/** As long, and right before: what the tools call the previous period. */
const isPeriodBefore = (before: Dates, after: Dates): boolean =>
  before.to === after.from && dayCount(before) === dayCount(after)

/** Two spans are compared: the later one is asked for. */
function two(
  { said, today }: Question,
  first: TimePhrase,
  second: TimePhrase,
): Omit<TimeReading, 'shifts'> | null {
  const link = said.slice(first.end, second.start)
  if (!words.compares.test(said) && !linked.test(link)) return null
  return compared([first.window, second.window], today)
}

/** The later of two spans with the earlier one as what it is compared with. */
export function compared(
  windows: [WindowReading, WindowReading],
  today: Today,
): Pick<TimeReading, 'window' | 'compare'> | null {
  const dates = (window: WindowReading) => localDates(window, today)
  const [before, after] = windows.toSorted((a, b) => (dates(a).from < dates(b).from ? -1 : 1))
  if (before === undefined || after === undefined) return null
  if (
    before.kind === 'named' &&
    after.kind === 'named' &&
    counterparts[before.name] === after.name
  ) {
    return { window: after, compare: 'previous' }
  }
  const { from, to } = dates(before)
  if (isPeriodBefore({ from, to }, dates(after))) return { window: after, compare: 'previous' }
  return to === undefined || from === dates(after).from
    ? null
    : { window: after, compare: { from, to } }
}

/** Words for a time that no rule above reads: better asked than answered for another time. */
const unclear =
  /\b(?:and|versus|vs\.?)\s+now\b|\b(?:end|start|beginning|middle)\s+of\s{5,}|\b(?:before|prior\s+to|up\s+to|until)\s{4,}|工作日|\b(?:working|business)\s+days\b|\bweek-?days\b|上上个?班|\bshift\s+before\s+last\b|\bbefore\s+that\b|季度|半年|(?:那个?|当)(?:[天周月]|星期)(?!前)|\b(?:since|after|before)\s+(?:its|our|their)\b|\bthat\s+(?:day|week|month)\b|[上中下]旬|\d{1,2}\/\d{1,2}|(?:最近|近|过去|前)(?:\d+|[两二三四五六七八])个?班|每(?:周|星期|礼拜)[一二三四五六日天]|\b(?:last|past|previous)\s+(?:\d+|two|three|four|five|six)\s+shifts\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:full|whole|complete|calendar)\s+(?:days|weeks|months)\b|\b(?:every|each)\s+\w+day\b|\b(?:first|second|third|fourth|last|\d\w\w)\s+week\s+of\b|[月年][底末]|[月年]初|上午|中午|下午|傍晚|凌晨|清晨|夜里|半夜|(?<!昨)晚上|早上|今[早晚]|[周星]期?[一二三四五六日天末](?![共样般直下个次台条线期内均产])|礼拜|(?:\d+|[二两三四五六七八九十]+|一(?=点[钟半整到]))\s*点(?!检)|后天|下周|下个?月|(?<![哪每\d一二两三四五六七八九十半]|一[天周月])(?!一[天周月]一)(?:\d+|[一二两三四五六七八九十半]+)\s*个?(?:分钟|小时|天|周|星期|月|年)|\d{1,2}月|\b(?:january|february|april|june|july|august|september|october|november|december)\b|\bquarters?\b|\b[qh][1-4]\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:this|in\s+the|yesterday)\s+(?:morning|afternoon|evening)\b(?!\s+shift)|\bmorning\b|\bafternoon\b|\btonight\b|\bago\b|\bnext\s+(?:week|month|year|quarter)\b|\b\d+\s*(?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\b|\b\d{1,2}(?::\d{2})?\s*[ap]\.?m\b|\b\d{1,2}:\d{2}\b/iu
