import type { Language } from '../../../base/language.ts'
import type { ChangeReading } from './acts/asked-change.ts'
import { readChange } from './acts/changes.ts'
import { demands, problemIn } from './acts/problem.ts'
import { readWhatIf, supposedOfSchedule } from './acts/what-if.ts'
import { asides } from './asides.ts'
import { readMetrics, readMover } from './asked-metrics.ts'
import { blanked, withoutMatches } from './blanked.ts'
import { readDetails, readFailureCode, readKeepFree, readTag, ticketIdsIn } from './details.ts'
import { isFilteredInVain, readDoubts, readMetricWord } from './doubts/doubts.ts'
import { unmetBy } from './doubts/unmet.ts'
import { finishKpi } from './finish-kpi.ts'
import { readIntent } from './intent.ts'
import { readLateOrder } from './late-order.ts'
import type { Entry } from './lexicon/entry.ts'
import { entryOf, type Lexicon, mentionsIn } from './lexicon/lexicon.ts'
import type { Mention } from './lexicon/terms.ts'
import { readLosses } from './losses.ts'
import { readLots } from './lot-questions.ts'
import type { Reading } from './reading.ts'
import { respelled } from './respell.ts'
import { readSettings } from './setting-questions.ts'
import { readShortages } from './shortages.ts'
import {
  bareDimension,
  entriesOf,
  idsOf,
  type Question,
  readBreakdown,
  readEquipment,
  readLimit,
  readOrder,
} from './slots.ts'
import { readStockOutlook } from './stock-questions.ts'
import { withWholeNames } from './thread/elided.ts'
import { followUp } from './thread/follow-up.ts'
import { withRanges } from './thread/numbered-range.ts'
import {
  asFigures,
  asksAlone,
  inThatMonth,
  inThatTime,
  inThoseHours,
  isPast,
  reasonsThen,
  sameDaysBefore,
} from './thread/then.ts'
import { readThreshold } from './thresholds.ts'
import { todayIn } from './time/calendar.ts'
import { withClockTimes } from './time/clock-times.ts'
import { readTimes, type TimePhrase } from './time/time.ts'
import { readTime } from './time/time-slots.ts'
import { settings } from './words/beyond-words.ts'
import { listed } from './words/listed.ts'
import * as records from './words/record-words.ts'
import * as words from './words/words.ts'

export type ParseContext = {
  lexicon: Lexicon
  now: Date
  language: Language
  /** How the question before was read, for what this one leaves out. */
  previous?: Reading
}

/** A question, understood: pure, and fast enough for every key stroke. */
export function parse(said: string, context: ParseContext): Reading {
  const question = lookAt(said, context)
  const asked = { ...readOwn(question, context), question: said.normalize('NFKC').trim() }
  const timed = inThatTime(asked, context.previous, question)
  const dated = inThatMonth(timed, context.previous, question)
  const own = inThoseHours(dated, context.previous, question)
  const whole = context.previous ? followUp(own, context.previous, question) : own
  const isAlone = context.previous !== undefined && asksAlone(own, question)
  const figures = asFigures(whole, context.lexicon)
  const { unmet: _, likelier: __, ...reading } = sameDaysBefore(figures, question, isAlone)
  return reading.unknown === undefined ? { ...reading, ...unmetBy(reading, question) } : reading
}

/** The names and times that a question speaks of, with what is left of it. */
export function lookAt(
  typed: string,
  { lexicon, now }: Pick<ParseContext, 'lexicon' | 'now'>,
): Question {
  const spelt = respelled(typed.normalize('NFKC').trim(), lexicon)
  const said = withWholeNames(withRanges(spelt, lexicon), lexicon)
  const mentions = mentionsIn(said, lexicon).filter((one) => !isModifier(one, said))
  const nameless = [words.comparedWith, asides].reduce(withoutMatches, blanked(said, mentions))
  const bare = { said, mentions, lexicon, rest: nameless, times: [] }
  const sites = entriesOf(bare, 'site').flat()
  const zone = [...sites, ...lexicon.entries].find((entry) => entry.zone)?.zone ?? 'UTC'
  const today = lexicon.calendars.get(zone)?.(now) ?? todayIn(zone, now)
  const all = readTimes(nameless, today)
  const times = withClockTimes(withoutAsides(all, nameless), nameless, today)
  const spans = [...all, ...times]
  const again = spans.map((span) => ({
    start: span.end,
    end: span.end + sameAgain(nameless, span),
  }))
  return { ...bare, today, times, rest: blanked(nameless, [...spans, ...again]) }
}

/** `国庆那几天`, `on Friday that day`: what points back at the time before it says no more. */
const sameAgain = (text: string, { end }: TimePhrase): number =>
  /^(?:\s*的?(?:24|二十四)个?小时|\s*的?同(?:一|个)?(?:时段|时间|时刻)|\s*的?[那这][一几两三四五六七八九十\d]*个?[天日周月](?:里|内|间|当中)?|\s+that\s+(?:day|week|month)\b)/iu.exec(
    text.slice(end),
  )?.[0].length ?? 0

/**
 * `国庆(1号到7号)`: what stands in brackets behind a time only says it again. Behind several words for a
 * time, `本月头一个星期(1号到7号)`, it says what they mean.
 */
function withoutAsides(all: TimePhrase[], text: string): TimePhrase[] {
  const times = all.filter(
    ({ start, end }, n) => all[n - 1]?.end !== start || !thatTime.test(text.slice(start, end)),
  )
  const at = times.findIndex(
    ({ start }, n) => n > 0 && /[((]\s*$/u.test(text.slice(times[n - 1]?.end ?? 0, start)),
  )
  const [first, inner, before] = [times[0], times[at], times[at - 1]]
  if (first === undefined || inner === undefined || before === undefined) return times
  const words = text.slice(before.end, inner.start).replace(/[((\s]/gu, '')
  const isSame = at === 1 && words === ''
  const meant = isSame ? first : { ...inner, start: first.start }
  return [meant, ...times.slice(at + 1)]
}

/** `11月9日到15日这一周`: points back at the days right before it. */
const thatTime = /^[这那]一?个?[天周月]$/u

/** `production orders` are no figure: the name stands before what it only describes. */
const isModifier = ({ start, end, text, entries }: Mention<Entry>, said: string): boolean =>
  entries[0]?.kind === 'metric' &&
  ((/^production$/iu.test(text) && /^\s+(?:lines?|areas?|halls?)\b/iu.test(said.slice(end))) ||
    /^\s+(?:orders?|schedules?|plans?|holds?|departments?|managers?|engineers?|inspectors?|polic(?:y|ies))\b/iu.test(
      said.slice(end),
    ) ||
    /\b(?:orders?|jobs?|are|is|currently|still)\s+in\s+$/iu.test(said.slice(0, start)))

/** `which supplier was worst in October`: where one figure alone is told of them, that one is meant. */
function onlyMetricOf(dimensions: Reading['dimensions'], question: Question): string[] {
  const isTimed = question.times.length > 0
  const rows = dimensions.length === 0 && isTimed ? bareDimension(question) : dimensions
  const [dimension, ...more] = rows
  if (dimension === undefined || more.length > 0 || readOrder(question, undefined) === undefined)
    return []
  const told = question.lexicon.entries.filter(
    ({ kind, metric }) => kind === 'metric' && metric?.dimensions.includes(dimension),
  )
  return told.length === 1 ? told.map(({ id }) => id) : []
}

/** How a value of a sensor is asked for. */
const isNow =
  /现在|当前|目前|此刻|这会儿|^\W*what(?:'s|s|\s+is)\b|\b(?:now|currently|at\s+the\s+moment)\b/iu

/** What is named in a question, whatever it asks. */
function readSlots(question: Question, { lexicon, language }: ParseContext): Reading {
  const breakdown = readBreakdown(question)
  const named = readMetrics(question)
  const sites = idsOf(question, 'site')
  const { equipment, ambiguous } = readEquipment(question, sites)
  const isNamed = idsOf(question, 'metric').length > 0
  const sensor = isNamed && named.length > 0 ? {} : readTag(question, { equipment })
  // `what is the fill weight on filler 2`: by its name, no matter what its words mean beside it.
  const isSensor = sensor.tag !== undefined && !isNamed
  const spoken = named.length > 0 ? named : onlyMetricOf(breakdown.dimensions, question)
  const metrics = isSensor && isNow.test(question.said) ? [] : spoken
  const metric = metrics[0] === undefined ? undefined : entryOf(lexicon, 'metric', metrics[0])
  const { shifts, ...time } = readTime(question)
  const order = readOrder(question, metric)
  const limit = readLimit(question)
  return {
    language,
    question: question.said,
    intent: 'outside',
    metrics,
    sites,
    equipment,
    teams: idsOf(question, 'team'),
    shifts,
    products: idsOf(question, 'product'),
    reasons: idsOf(question, 'reason'),
    suppliers: idsOf(question, 'supplier'),
    materials: idsOf(question, 'material'),
    ...breakdown,
    ...(ambiguous === undefined ? {} : { ambiguous }),
    ...(order === undefined ? {} : { order }),
    ...(limit === undefined ? {} : { limit }),
    ...readDetails(question),
    ...readMover(question, order),
    ...(metrics.length > 0 ? {} : sensor),
    ...time,
    ...topicOf(question, equipment),
  }
}

function readOwn(question: Question, context: ParseContext): Reading {
  const reading = readSlots(question, context)
  const limited = { ...reading, ...limitOf(question, reading) }
  const stock = readStockOutlook(question, limited)
  const change = readChange(question, limited)
  // `用量增加20%` is no order of 20 pieces.
  if (stock !== null && (change === null || stock.stock?.demandPercent !== undefined))
    return { ...limited, ...stock }
  if (change !== null)
    return { ...limited, intent: 'change', change, ...tooMuchFor(change, limited, question) }
  const supposed = readWhatIf(question, limited)
  if (supposed !== null) {
    return { ...limited, ...supposed, ...readKeepFree(question, limited) }
  }
  const tuned = readSettings(question, limited)
  if (tuned !== null) return tuned
  const late = readLots(question, limited) ?? readLateOrder(question)
  if (late !== null) return { ...limited, ...late }
  if (isFilteredInVain(limited, question)) reading.metrics = []
  const losses = readLosses(question, limited) ?? readShortages(question, limited)
  reading.intent = readIntent(reading, question)
  // `does output include rework`: what the first one is made of.
  if (reading.intent === 'metrics' && madeOf.test(question.said)) reading.metrics.splice(1)
  const asks = words.intents.question.test(question.said)
  if (reading.intent === 'search' && !asks) reading.hunch = true
  Object.assign(reading, readMetricWord(question, reading))
  const isCommand = words.commands.test(question.rest) || settings.test(question.said)
  if (reading.intent === 'outside' && isCommand) reading.commands = true
  if (reading.intent === 'outside' && words.decides.test(question.rest)) reading.decides = true
  if (losses !== null && asksOfStops.has(reading.intent)) Object.assign(reading, losses)
  Object.assign(reading, readFailureCode(question, reading))
  if (isPast(reading)) {
    const asksAmount =
      reading.tag !== undefined ||
      words.counts.test(question.said) ||
      /\bhow\b|多[久长快]/iu.test(question.said)
    Object.assign(reading, asksAmount ? { intent: 'outside' } : reasonsThen)
  }
  if (reading.intent === 'orders') Object.assign(reading, whichOrders(reading, question))
  if (reading.intent === 'schedule') Object.assign(reading, supposedIn(question, reading))
  const isFirst = context.previous === undefined
  Object.assign(reading, readDoubts(reading, withoutNumbers(reading, question), isFirst))
  Object.assign(reading, readUndone(reading, question))
  if (reading.intent === 'open_ticket') return withProblem(reading, question)
  return reading.intent === 'kpi' ? finishKpi(reading, question) : reading
}

const madeOf = /\b(?:includ|exclud|contain)(?:e|es|ed|ing)?\b|包[含括]|算不算|算进/iu

/** Of a change that names several things, or a part of a time, only a part would be filed. */
function tooMuchFor(
  { kind }: ChangeReading,
  { materials }: Reading,
  { said }: Question,
): Partial<Reading> {
  const lots = new Set(ticketIdsIn(said).map(([id]) => id))
  const isSeveral = kind === 'lot' ? lots.size > 1 : kind === 'purchase' && materials.length > 1
  if (isSeveral) return { demandsMore: true }
  const part = kind === 'alert_rule' ? partOfTime.exec(said)?.[0] : undefined
  return part === undefined ? {} : { unknown: part }
}
const partOfTime = listed({
  zh: '只[在有看] 每?(?:周|星期)[一二三四五六日天末](?!就) 夜里 晚上 白天 工作日 上班时间?',
  en: 'only | on (?:mon|tues|wednes|thurs|fri|satur|sun)days? | weekdays | weekends? | at night | during',
})

/** What is not to be done is asked back about, and what is pointed at and not named. */
function readUndone({ intent, equipment }: Reading, { said }: Question): Partial<Reading> {
  const isPointed = intent === 'schedule' && equipment.length === 0
  const [found] =
    (files.has(intent) ? records.undone.exec(said) : null) ??
    (isPointed ? records.withoutIt.exec(said) : null) ??
    []
  return found === undefined ? {} : { unknown: found }
}
const files = new Set(['open_ticket', 'change_ticket', 'schedule'])

/** What a new schedule must keep to, or supposes. */
function supposedIn(question: Question, reading: Reading): Partial<Reading> {
  const { sites = [], ...supposed }: Partial<Reading> = supposedOfSchedule(question)
  const placed = reading.sites.length > 0 ? reading.sites : sites
  return { ...readKeepFree(question, reading), ...supposed, sites: placed }
}

/** Numbers of orders and people are read, though no name of the plant. */
function withoutNumbers({ orderId, supposed }: Reading, question: Question): Question {
  const rest = [orderId, supposed?.order, supposed?.worker].reduce<string>(
    (text, id = '') => text.replace(id, ' '.repeat(id.length)),
    question.rest,
  )
  return { ...question, rest }
}

/** The one order that is named, or those of a time. */
function whichOrders(
  { ticketId, window, orderStatus }: Reading,
  { said }: Question,
): Partial<Reading> {
  const isDone = orderStatus === 'completed'
  const ofATime = window !== undefined && (isDone || records.delivering.test(said))
  return {
    ...(ticketId === undefined ? {} : { orderId: ticketId }),
    ...(ofATime ? { orderTime: isDone ? 'completed_at' : 'due_at' } : {}),
  }
}

const asksOfStops = new Set(['kpi', 'cause', 'state', 'search', 'howto', 'outside', 'explain'])

/** The limit that is set, in the unit of the metric. */
function limitOf({ rest, lexicon }: Question, { metrics }: Reading): Pick<Reading, 'threshold'> {
  const metric = entryOf(lexicon, 'metric', metrics[0] ?? '')
  const threshold = readThreshold(rest, metric?.metric)
  return threshold === null ? {} : { threshold }
}

function topicOf(
  { said, mentions }: Question,
  equipment: Reading['equipment'],
): { topic?: string } {
  if (equipment.length === 0) return {}
  const names = mentions.filter(({ entries }) => entries[0]?.kind === 'equipment')
  return { topic: blanked(said, names).replace(/\s+/gu, ' ').trim() }
}

function withProblem(
  { ticketStatus: _, ...reading }: Reading,
  { said, mentions }: Question,
): Reading {
  if (demands.test(said)) return { ...reading, demandsMore: true }
  const problem = problemIn(said, mentions)
  return problem === undefined ? reading : { ...reading, problem }
}
