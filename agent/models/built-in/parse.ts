import type { ChangeReading } from './acts/asked-change.ts'
import { readChange } from './acts/changes.ts'
import { demands, problemIn } from './acts/problem.ts'
import { readWhatIf, supposedOfSchedule } from './acts/what-if.ts'
import { isFilteredInVain, readDoubts, readMetricWord } from './doubts/doubts.ts'
import { unmetBy } from './doubts/unmet.ts'
import { finishKpi } from './finish-kpi.ts'
import { readIntent } from './intent/intent.ts'
import { entryOf } from './lexicon/lexicon.ts'
import type { Reading, WindowReading } from './reading.ts'
import { readMetrics, readMover } from './slots/asked-metrics.ts'
import { bareDimension, readBreakdown } from './slots/breakdown.ts'
import {
  readDetails,
  readFailureCode,
  readKeepFree,
  readTag,
  ticketIdsIn,
} from './slots/details.ts'
import { readEquipment } from './slots/equipment.ts'
import { readLimit, readOrder } from './slots/order.ts'
import { idsOf, type Question } from './slots/question.ts'
import { readThreshold } from './slots/thresholds.ts'
import { readLateOrder } from './subjects/late-order.ts'
import { readLosses } from './subjects/losses.ts'
import { readLots } from './subjects/lots.ts'
import { readSettings } from './subjects/settings.ts'
import { readShortages } from './subjects/shortages.ts'
import { readStockOutlook } from './subjects/stock.ts'
import { followUp } from './thread/follow-up.ts'
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
import { widened } from './thread/widened.ts'
import { dayRange } from './time/calendar.ts'
import { dayToCome } from './time/coming-days.ts'
import { readTime } from './time/time-slots.ts'
import { blanked } from './typed/blanked.ts'
import { lookAt, type ParseContext } from './typed/look-at.ts'
import { settings } from './words/beyond-words.ts'
import { listed } from './words/listed.ts'
import * as records from './words/record-words.ts'
import * as words from './words/words.ts'

/** A question, understood: pure, and fast enough for every key stroke. */
export function parse(typed: string, given: ParseContext): Reading {
  const wider = widened(typed, given)
  const { said, context } = wider ?? { said: typed, context: given }
  const question = lookAt(said, context)
  const asked = { ...readOwn(question, context), question: typed.normalize('NFKC').trim() }
  const timed = inThatTime(asked, context.previous, question)
  const dated = inThatMonth(timed, context.previous, question)
  const own = inThoseHours(dated, context.previous, question)
  const whole = context.previous ? followUp(own, context.previous, question) : own
  const isAlone = context.previous !== undefined && asksAlone(own, question)
  const figures = asFigures(wider?.asOne(whole) ?? whole, context.lexicon)
  const { unmet: _, likelier: __, ...reading } = sameDaysBefore(figures, question, isAlone)
  return reading.unknown === undefined ? { ...reading, ...unmetBy(reading, question) } : reading
}

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

/** What is asked in words of its own, before the kinds of questions are told apart; null for any other. */
function readSubject(question: Question, reading: Reading): Reading | null {
  // Whoever wants the gate passed by is told nothing on the way.
  if (words.tampers.test(question.said)) return null
  const stock = readStockOutlook(question, reading)
  const change = readChange(question, reading)
  // `用量增加20%` is no order of 20 pieces.
  if (stock !== null && (change === null || stock.stock?.demandPercent !== undefined))
    return { ...reading, ...stock }
  if (change !== null)
    return { ...reading, intent: 'change', change, ...tooMuchFor(change, reading, question) }
  const supposed = readWhatIf(question, reading)
  if (supposed !== null) return { ...reading, ...supposed, ...readKeepFree(question, reading) }
  const tuned = readSettings(question, reading)
  if (tuned !== null) return tuned
  const told = readLots(question, reading) ?? readLateOrder(question)
  return told === null ? null : { ...reading, ...told }
}

function readOwn(question: Question, context: ParseContext): Reading {
  const reading = readSlots(question, context)
  const limited = { ...reading, ...limitOf(question, reading) }
  const subject = readSubject(question, limited)
  if (subject !== null) return subject
  if (isFilteredInVain(limited, question) && !madeOf.test(question.said)) reading.metrics = []
  const losses = readLosses(question, limited) ?? readShortages(question, limited)
  reading.intent = readIntent(reading, question)
  // `does output include rework`: what the first one is made of.
  if (reading.intent === 'metrics' && madeOf.test(question.said))
    reading.metrics = madeInto.test(question.said)
      ? reading.metrics.slice(-1)
      : reading.metrics.slice(0, 1)
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

/** `返工算不算进产量里`: the whole is named last. */
const madeInto = /算(?:不算)?[进在到入]/u
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
function readUndone(
  { intent, equipment, keepFree }: Reading,
  { said }: Question,
): Partial<Reading> {
  const isPointed = intent === 'schedule' && equipment.length === 0
  const [found] =
    // `8小时要保养别排活`: the machine that is kept free.
    (files.has(intent) && keepFree === undefined ? records.undone.exec(said) : null) ??
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
  { said, today }: Question,
): Partial<Reading> {
  const isDone = orderStatus === 'completed'
  const ofATime = window !== undefined && (isDone || records.delivering.test(said))
  // `due on Thursday` is the next one: what was due on the last one is asked for as `last Thursday`.
  const coming = ofATime && !isDone && isWeekday.test(said) ? dayToCome(said, today) : undefined
  return {
    ...(ticketId === undefined ? {} : { orderId: ticketId }),
    ...(ofATime ? { isOfTime: true } : {}),
    ...(coming === undefined ? {} : { window: dayOf(coming) }),
  }
}

const isWeekday =
  /(?<!上|上个|last\s+|past\s+)(?:(?:周|星期|礼拜)[一二三四五六日天]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/iu
function dayOf(date: string): WindowReading {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return dayRange(year, month, day)
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
