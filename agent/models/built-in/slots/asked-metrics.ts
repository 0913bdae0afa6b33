import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import * as ending from '../words/end-words.ts'
import * as words from '../words/words.ts'
import { entriesOf, idsOf, type Question } from './question.ts'
import { asShares, isOfSupplier, spokenMetrics } from './spoken-metrics.ts'

/** The figures that a question asks for, by name or by its verb. */
export function readMetrics(question: Question): string[] {
  const ids = withoutRefused(question).filter(
    (id) =>
      (id !== 'quality_ratio' || !isOfPaper(question)) &&
      (id !== 'lead_time' || !ofASpare.test(question.said)),
  )
  const named = unitOfLimit(ids, question) ?? strongest(rankedBy(ids, question), question)
  const asked = asShares(ofSuppliers(named, question), question)
  const ofReason = asked.length > 0 ? null : amountOfReason(question)
  if (ofReason !== null) return [ofReason]
  // `OEE and its three factors last week`.
  if (asked.join() === 'oee' && question.times.length > 0 && words.withFactors.test(question.said))
    return ['oee', ...factorsOfOee]
  // `停机多少小时、几次`: both are asked for.
  if (asked.join() === 'downtime' && howLongAndOften.test(question.said))
    return ['downtime', 'stops']
  // `故障几次、停了多久`.
  if (
    asked.join() === 'failures' &&
    howLongAndOften.test(question.said) &&
    stood.test(question.said)
  )
    return ['failures', 'downtime']
  return asked.map((id) =>
    // `谁停得最多,看时间`: not how often.
    id === 'stops' && (named.length === 0 ? byTime : aTimeSpan).test(question.said)
      ? 'downtime'
      : id,
  )
}
/** `平均修复时间 别给我MTBF`, `scrap ratio, not the quality ratio`: all but the one that is not wanted. */
function withoutRefused({ said, mentions, ...question }: Question): string[] {
  const isRefused = ({ start, entries }: Question['mentions'][number]) =>
    entries[0]?.kind === 'metric' && refuses.test(said.slice(0, start))
  const wanted = mentions.filter((one) => !isRefused(one))
  const ids = idsOf({ ...question, said, mentions: wanted }, 'metric')
  return ids.length > 0 ? ids : idsOf({ ...question, said, mentions }, 'metric')
}
const refuses = /(?:[别甭](?:给我|要|报|看|拿)?|不(?:要|看|用给)|\bnot\s+(?:the\s+)?)\s*$/iu

/** `a defect rate above 20,000 ppm`: the figure that is told in that unit. */
function unitOfLimit(ids: string[], { said, lexicon }: Question): string[] | null {
  const unit = /\d\s*(ppm|kwh)\b/iu.exec(said)?.[1]?.toLowerCase()
  const told = ids.filter((id) =>
    entryOf(lexicon, 'metric', id)?.metric?.unit.startsWith(unit ?? '-'),
  )
  return ids.length > 1 && told.length === 1 ? told : null
}

/** `待料时间最长的机台`, `小停机几次`: a reason of stops is told by how long or how often. */
function amountOfReason(question: Question): string | null {
  const { said, rest, times } = question
  const isPlaced = times.length > 0 || ending.ends.some((end) => end.test(said))
  if (!isPlaced || idsOf(question, 'reason').length === 0) return null
  if (/次数|[几多]少?[次回趟]|最频繁/u.test(rest)) return 'stops'
  return /时[间长]|多[久长]|(?:多少|几)个?(?:小时|钟头|分钟)/u.test(rest) ? 'downtime' : null
}

/** How long a spare takes to come stands in a list; the metric is of orders. */
const ofASpare = /\bspares?\b|备件|\bbearings?\b|轴承|\b[\dA-Z]+\/[A-Z\d]+\b/u

/** `合格范围`, `合格标准`: what papers allow, no share of good pieces. */
const isOfPaper = ({ said }: Question): boolean =>
  /合格(?:的)?(?:范围|区间|标准|判定|条件|值)/u.test(said)
/** ISO 22400-2, no. 6. */
const factorsOfOee = ['availability', 'effectiveness', 'quality_ratio']
const howLongAndOften =
  /(?:多[久长]|多少个?(?:小时|钟头|分钟)|几个?(?:小时|钟头|分钟)).*(?:[几多]少?[次回趟])|[几多]少?[次回趟].*(?:多[久长]|多少个?(?:小时|钟头|分钟))|\bhow\s+long\b.*\bhow\s+(?:often|many\s+times)\b|\bhow\s+(?:often|many\s+times)\b.*\bhow\s+long\b/iu
const stood = /停[^,,]{0,3}多|\bdown\b/iu
/** `lost more than 3 hours to stops`, `how many minutes to stops`: how long, not how often. */
const aTimeSpan =
  /\bhow\s+many\s+(?:hours|minutes)\b(?!.*\b(?:between|apart|per)\b)|\b(?:than|over|above|least)\s+[\d.]+\s*(?:hours?|h|minutes?|min)\b|(?:超过|多于|大于|不到|少于)[\d.]+个?(?:小时|分钟)/iu
const byTime = /[看按论]\s*(?:停机)?(?:时间|时长)|\b(?:by|in)\s+(?:time|hours|minutes)\b/iu

/**
 * Names that are also words of the sentence: `平均每次故障修多久` asks for a time to repair, `做了多少合格的`
 * for pieces.
 */
const weaker: Partial<Record<string, string[]>> = {
  failures: ['mttr', 'mtbf'],
  downtime: ['mttr', 'mtbf'],
  quality_ratio: ['output', 'plan_attainment', 'defect_ppm'],
  output: ['plan_attainment', 'throughput_rate'],
  scrap_quantity: ['scrap_cost', 'defect_ppm'],
}
function strongest(named: string[], question: Question): string[] {
  const [only, ...more] = named
  const others = only === undefined || more.length > 0 ? undefined : weaker[only]
  const spoken = others === undefined ? [] : spokenMetrics(question)
  const isAsked = spoken.some((id) => others?.includes(id))
  if (!isAsked || (only === 'quality_ratio' && isRate.test(question.said))) return named
  return isCounted(question) ? [...named, ...spoken] : spoken
}
/** `故障几次、平均修多久`: the one that is named is asked for as well. */
const isCounted = ({ said, mentions }: Question): boolean =>
  mentions.some(
    ({ entries, start }) =>
      entries.some(({ kind }) => kind === 'metric') &&
      /^\p{Script=Han}{2,4}?[了过]?(?:几|多少)[次回趟件][,,、和及].*\S/u.test(said.slice(start)),
  )

const isRate = /率|比例|百分|%|\b(?:ratio|rate|yield|percent|quality)\b/iu

/** The on-time rate of a supplier is no rate of orders, though people call both so. */
function ofSuppliers(named: string[], question: Question): string[] {
  const supplied = isOfSupplier(question.said) || entriesOf(question, 'supplier').length > 0
  return named.length > 0 && !supplied
    ? named
    : [...spokenMetrics(question), ...named].slice(0, named.length || 1)
}

/** `which scraps most, by scrap ratio`: of several figures, the one that it is ranked by. */
function rankedBy(named: string[], { said, rest, mentions }: Question): string[] {
  if (named.length < 2 || !ending.ends.some((end) => end.test(rest))) return named
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

/** `哪个厂掉得最多`: by how far each went, which only the period before can tell. */
export function readMover({ rest }: Question, order: Reading['order']): Partial<Reading> {
  const found = order === undefined ? undefined : words.movers.find(([known]) => known.test(rest))
  return found === undefined ? {} : { moved: found[1], compare: 'previous' }
}
