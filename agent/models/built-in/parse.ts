import type { Language } from '../../../base/language.ts'
import { todayIn, tomorrowOf } from './calendar.ts'
import { readChange } from './changes.ts'
import { withClockTimes } from './clock-times.ts'
import { readDetails, readFailureCode, readKeepFree, readTag } from './details.ts'
import { withWholeNames } from './elided.ts'
import type { Entry, MetricFacts } from './entry.ts'
import { followUp } from './follow-up.ts'
import { grainFor } from './grain.ts'
import { readIntent } from './intent.ts'
import { entryOf, type Lexicon, mentionsIn } from './lexicon.ts'
import { readLosses } from './losses.ts'
import { demands, problemIn } from './problem.ts'
import type { EquipmentReading, Reading } from './reading.ts'
import { contentBeside, unreadWord } from './residue.ts'
import { respelled } from './respell.ts'
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
import { asShares, isOfSupplier, spokenMetrics } from './spoken-metrics.ts'
import type { Mention } from './terms.ts'
import { readShortages } from './shortages.ts'
import { readThreshold } from './thresholds.ts'
import { readTimes, type TimePhrase } from './time.ts'
import { readTime } from './time-slots.ts'
import { unknownName } from './unknown-name.ts'
import { readWhatIf } from './what-if.ts'
import { localDates, recently } from './windows.ts'
import * as words from './words.ts'

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
  const own = { ...readOwn(question, context), question: said.normalize('NFKC').trim() }
  const whole = context.previous ? followUp(own, context.previous, question) : own
  return yearBefore(isPast(whole) ? { ...whole, ...reasonsThen } : whole, question)
}

const blanked = (text: string, spans: { start: number; end: number }[]): string =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  )

/** The names and times that a question speaks of, with what is left of it. */
export function lookAt(
  typed: string,
  { lexicon, now }: Pick<ParseContext, 'lexicon' | 'now'>,
): Question {
  const said = withWholeNames(respelled(typed.normalize('NFKC').trim(), lexicon), lexicon)
  const mentions = mentionsIn(said, lexicon).filter((one) => !isModifier(one, said))
  const nameless = [words.comparedWith, words.asides].reduce(
    (text, aside) => text.replace(aside, (all) => ' '.repeat(all.length)),
    blanked(said, mentions),
  )
  const bare = { said, mentions, lexicon, rest: nameless, times: [] }
  const sites = entriesOf(bare, 'site').flat()
  const zone = [...sites, ...lexicon.entries].find((entry) => entry.zone)?.zone ?? 'UTC'
  const today = lexicon.calendars.get(zone)?.(now) ?? todayIn(zone, now)
  const all = readTimes(nameless, today)
  const times = withClockTimes(withoutAsides(all, nameless), nameless, today)
  return { ...bare, today, times, rest: blanked(nameless, [...all, ...times]) }
}

/** `国庆(1号到7号)`: what stands in brackets behind a time only says it again. */
function withoutAsides(times: TimePhrase[], text: string): TimePhrase[] {
  const [first, second, ...more] = times
  if (first === undefined || second === undefined) return times
  const between = text.slice(first.end, second.start)
  if (!/[((]\s*$/u.test(between)) return times
  // `头一个星期(1号到7号)`: the dates say what the words before them mean.
  const isNarrower = /^\s*(?:的|of\b|'s)?\s*\S{2,10}\s*[((]\s*$/u.test(between)
  return isNarrower ? [{ ...second, start: first.start }, ...more] : [first, ...more]
}

/** `production orders` are no figure: the name stands before what it only describes. */
const isModifier = ({ start, end, entries }: Mention<Entry>, said: string): boolean =>
  entries[0]?.kind === 'metric' &&
  (/^\s+(?:orders?|schedules?|plans?)\b/iu.test(said.slice(end)) ||
    /\b(?:orders?|jobs?|are|is|currently|still)\s+in\s+$/iu.test(said.slice(0, start)))

/** The on-time rate of a supplier is no rate of orders, though people call both so. */
function ofSuppliers(named: string[], question: Question): string[] {
  const supplied = isOfSupplier(question.said) || entriesOf(question, 'supplier').length > 0
  return named.length > 0 && !supplied
    ? named
    : [...spokenMetrics(question), ...named].slice(0, named.length || 1)
}

/** `which scraps most, by scrap ratio`: of several figures, the one that it is ranked by. */
function rankedBy(named: string[], { said, rest, mentions }: Question): string[] {
  if (named.length < 2 || !words.ends.some((end) => end.test(rest))) return named
  const marked = mentions.filter(
    ({ start, end, entries }) =>
      entries[0]?.kind === 'metric' &&
      (byIt.test(said.slice(0, start)) || meantIt.test(said.slice(end))),
  )
  const [only, ...more] = marked
  return only === undefined || more.length > 0 ? named : [only.entries[0]?.id ?? '']
}
const byIt =
  /(?:[看按论以]|\b(?:by|on|in\s+terms\s+of|judged\s+by|going\s+by|measured\s+(?:by|in)|i\s+mean))\s*(?:the\s+)?$/iu
const meantIt = /^\s*(?:来[看算排说]|为准|\bi\s+mean\b)/iu

/** What is named in a question, whatever it asks. */
function readSlots(question: Question, { lexicon, language }: ParseContext): Reading {
  const named = idsOf(question, 'metric')
  const metrics = asShares(ofSuppliers(rankedBy(named, question), question), question)
  const metric = metrics[0] === undefined ? undefined : entryOf(lexicon, 'metric', metrics[0])
  const sites = idsOf(question, 'site')
  const { equipment, ambiguous } = readEquipment(question, sites)
  const { shifts, ...time } = readTime(question)
  const breakdown = readBreakdown(question)
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
    ...(metrics.length > 0 ? {} : readTag(question, { equipment })),
    ...time,
    ...topicOf(question, equipment),
  }
}

function readOwn(question: Question, context: ParseContext): Reading {
  const reading = readSlots(question, context)
  const limited = { ...reading, ...limitOf(question, reading) }
  const change = readChange(question, limited)
  if (change !== null) return { ...limited, intent: 'change', change }
  const supposed = readWhatIf(question, limited)
  if (supposed !== null) {
    return { ...limited, ...supposed, ...readKeepFree(question.said, limited) }
  }
  if (isFilteredInVain(limited, context, question)) reading.metrics = []
  const losses = readLosses(question, limited) ?? readShortages(question, limited)
  reading.intent = readIntent(reading, question)
  Object.assign(reading, readMetricWord(question, reading))
  if (losses !== null && asksOfStops.has(reading.intent)) Object.assign(reading, losses)
  Object.assign(reading, readFailureCode(question, reading))
  if (isPast(reading)) {
    const asksAmount =
      words.counts.test(question.said) || /\bhow\b|多[久长快]/iu.test(question.said)
    Object.assign(reading, asksAmount ? { intent: 'outside' } : reasonsThen)
  }
  const isClear = reading.unclearTime === undefined && reading.metricWord === undefined
  const unread = isClear ? unreadWord(question, reading) : null
  const excluded = counts.has(reading.intent) ? words.excludes.exec(question.said)?.[0] : undefined
  const unknown = unknownName(question, reading.intent) ?? excluded ?? unread
  if (unknown === unread && unread !== null && isBare(reading) && !ownsIt(unread, question)) {
    return { ...reading, intent: 'search', metrics: [], doubt: unread }
  }
  if (unknown !== null) reading.unknown = unknown
  if (reading.intent === 'open_ticket') return withProblem(reading, question)
  if (reading.intent === 'schedule') Object.assign(reading, readKeepFree(question.said, reading))
  return reading.intent === 'kpi' ? finishKpi(reading, question) : reading
}

/** `主轴轴承备件放几套`: a verb that counts something of a reason of stops counts no pieces made. */
function isFilteredInVain(
  { metrics: [id = ''], reasons, window }: Reading,
  { lexicon }: ParseContext,
  question: Question,
): boolean {
  const metric = entryOf(lexicon, 'metric', id)?.metric
  if (metric === undefined || reasons.length === 0 || window !== undefined) return false
  return !metric.dimensions.includes('reason') && idsOf(question, 'metric').length === 0
}

/** `冷水机组的OEE`, `OEE of the chiller`: whose figure it is, and nothing that papers tell. */
function ownsIt(word: string, { said }: Question): boolean {
  const at = said.indexOf(word)
  return (
    /^\p{Script=Han}{0,4}的/u.test(said.slice(at + word.length)) ||
    /\b(?:of|at|in|for|from)\s+(?:the\s+|our\s+)?(?:\w+\s+)?$/iu.test(said.slice(0, at))
  )
}

/** A figure of no time and no place, and a word beside it: what is written of it may be meant. */
const isBare = (reading: Reading): boolean =>
  reading.intent === 'kpi' &&
  [reading.window, reading.order, reading.grain, reading.compare].every(
    (one) => one === undefined,
  ) &&
  [reading.sites, reading.dimensions, reading.teams, reading.shifts].every(
    ({ length }) => length === 0,
  )

const counts = new Set(['kpi', 'explain', 'tickets', 'orders'])
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

const yearly =
  /同比|去年同期|\byoy\b|\byear[\s-](?:on|over)[\s-]year\b|\bsame\s+\w+\s+last\s+year\b/iu

/** 同比 compares with the same days a year before, not with the period before. */
function yearBefore(reading: Reading, { said, today }: Question): Reading {
  if (reading.intent !== 'kpi' || !yearly.test(said)) return reading
  const { from, to } = localDates(reading.window ?? recently, today)
  return { ...reading, compare: { from: lastYear(from), to: lastYear(to ?? tomorrowOf(today)) } }
}
const lastYear = (date: string): string => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`

/** What a machine did then is in the figures; its state speaks of now alone. */
function isPast({ intent, window, equipment }: Reading): boolean {
  if (intent !== 'cause' && intent !== 'state') return false
  if (equipment.length === 0 || window === undefined) return false
  if (window.kind === 'named') return !['today', 'this_shift', 'this_week'].includes(window.name)
  return window.kind === 'range' ? window.to !== null : window.kind === 'last_shift'
}
const reasonsThen = {
  intent: 'kpi' as const,
  metrics: ['downtime'],
  dimensions: ['reason' as const],
  order: 'highest' as const,
}

function withProblem(
  { ticketStatus: _, ...reading }: Reading,
  { said, mentions }: Question,
): Reading {
  if (demands.test(said)) return { ...reading, demandsMore: true }
  const problem = problemIn(said, mentions)
  return problem === undefined ? reading : { ...reading, problem }
}

/** What only a question about figures has: grain, order and breakdown belong together. */
function finishKpi(reading: Reading, question: Question): Reading {
  const { said, lexicon } = question
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const supported = metric?.metric?.dimensions ?? []
  const kpi: Reading = { ...reading, dimensions: [...reading.dimensions] }
  Object.assign(kpi, linesOfArea(kpi, lexicon))
  // `锡膏印刷 2号印刷机`: what the machine works with says no more than the machine.
  if (kpi.equipment.length > 0 && !supported.includes('material')) kpi.materials = []
  // `换型占比`: what the metric counts is no filter of it.
  if (kpi.metrics[0] === 'setup_ratio') kpi.reasons = []
  if (kpi.ambiguous?.all) {
    kpi.equipment = [...kpi.equipment, ...kpi.ambiguous.choices.map(memberOf)]
    delete kpi.ambiguous
  }
  const aboutReasons =
    /帕累托|\bpareto\b/iu.test(said) ||
    words.intents.causeNoun.test(said) ||
    words.intents.why.test(said)
  if (kpi.dimensions.length === 0 && aboutReasons && supported.includes('reason')) {
    kpi.dimensions = ['reason']
    kpi.order ??= 'highest'
  }
  if (kpi.dimensions.length === 0 && !kpi.grain && /分别|\brespectively\b/iu.test(said)) {
    kpi.dimensions = bareDimension(question)
  }
  if (kpi.dimensions.length === 0 && kpi.order && !kpi.grain) {
    if (/什么时候|何时|\bwhen\b/iu.test(said)) kpi.grain = grainFor(kpi)
    else kpi.dimensions = bareDimension(question)
    if (kpi.dimensions.length === 0 && supported.includes('supplier')) kpi.dimensions = ['supplier']
  }
  if (kpi.dimensions.length === 0 && comparesAll.test(said) && question.times.length < 2) {
    kpi.dimensions = bareDimension(question)
    if (kpi.dimensions.length > 0) delete kpi.compare
  }
  // "A against B" compares the two named, not two periods.
  const named = [kpi.sites, kpi.equipment, kpi.teams, kpi.shifts, kpi.products, kpi.suppliers]
  const things = named.some((slot) => slot.length > 1) || words.enumerated.test(said)
  const comparesThings = things && question.times.length < 2
  const apart = comparesThings && !words.comparesTime.test(said)
  if (apart && kpi.moved === undefined) delete kpi.compare
  if (words.trends.test(said) && !kpi.grain && question.times.length < 2) kpi.grain = grainFor(kpi)
  if (words.controlCharts.test(said)) withControl(kpi)
  withThreshold(kpi, question, metric?.metric)
  if (!kpi.window && /现在|当前|目前|\b(?:currently|right\s+now|current)\b/iu.test(said)) {
    kpi.window = { kind: 'named', name: 'today' }
  }
  return kpi
}

/** `上周效率`: a figure is asked for, and several are called so. */
function readMetricWord(question: Question, { intent, metrics }: Reading): Partial<Reading> {
  if (metrics.length > 0 || (intent !== 'outside' && intent !== 'search')) return {}
  const text = question.rest.toLowerCase()
  const [said, ids] = [...question.lexicon.heads].find(([head]) => text.includes(head)) ?? []
  if (said === undefined || ids === undefined) return {}
  const beside = contentBeside({ ...question, rest: text.replace(said, ' '.repeat(said.length)) })
  return beside === null ? { intent: 'kpi', metricWord: { said, ids } } : {}
}

/** `哪个厂掉得最多`: by how far each went, which only the period before can tell. */
function readMover({ rest }: Question, order: Reading['order']): Partial<Reading> {
  const found = order === undefined ? undefined : words.movers.find(([known]) => known.test(rest))
  return found === undefined ? {} : { moved: found[1], compare: 'previous' }
}

/** `compare the plants`: with one another, not with the time before. */
const comparesAll =
  /\bcompar\w*\b.*\b(?:plants|sites|factories|lines|machines|teams|crews|shifts|products|suppliers|vendors)\b/iu

/** A figure of an area is that of its lines, told as one. */
function linesOfArea({ equipment }: Reading, { entries }: Lexicon): Partial<Reading> {
  const [area, ...more] = equipment
  if (area?.level !== 'area' || more.length > 0) return {}
  const lines = entries.filter(({ siteId, areaId }) => siteId === area.siteId && areaId === area.id)
  return lines.length === 0 ? {} : { equipment: lines.map(memberOf), wholeArea: true }
}

/** Limits are those of one series. */
function withControl(kpi: Reading): void {
  kpi.grain ??= grainFor(kpi)
  kpi.dimensions = []
  delete kpi.compare
  if (kpi.metrics.length === 1) kpi.chart = 'control'
}

type Member = Pick<Entry, 'id' | 'siteId' | 'level'>
const memberOf = ({ id, siteId, level = 'machine' }: Member): EquipmentReading => ({
  ...{ id, siteId: siteId ?? '', level },
})

/** Only a breakdown has rows to choose among. */
function withThreshold(kpi: Reading, question: Question, metric: MetricFacts | undefined): void {
  const threshold = readThreshold(question.rest, metric)
  if (threshold === null) return
  if (kpi.dimensions.length === 0 && !kpi.grain) kpi.dimensions = bareDimension(question)
  delete kpi.compare
  const rows = kpi.dimensions.length > 0 || kpi.grain !== undefined
  kpi.threshold = rows ? threshold : 'unclear'
}
