import { leftOut } from '../doubts/doubts.ts'
import { fuzzyLimit } from '../finish-kpi.ts'
import type { MetricFacts } from '../lexicon/entry.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Intent, Reading } from '../reading.ts'
import { bareDimension } from '../slots/breakdown.ts'
import type { Question } from '../slots/question.ts'
import { asShares } from '../slots/spoken-metrics.ts'
import { otherValue, readThreshold, withoutLimit } from '../slots/thresholds.ts'
import { earlierWindow } from '../time/earlier-window.ts'
import { compared } from '../time/time-slots.ts'
import { listed } from '../words/listed.ts'
import * as words from '../words/words.ts'
import { winnerIn } from './first-named.ts'
import { isUnplaced, merge } from './merge-readings.ts'

const vague = new Set<Intent>(['outside', 'search', 'howto', 'kpi', 'explain', 'equipment'])

/** What a short question asks of the figure that was told just before; null where it asks anew. */
export function ofThatFigure(own: Reading, previous: Reading, question: Question): Reading | null {
  const isNew = own.metrics.length > 0 || !vague.has(own.intent) || own.metricWord !== undefined
  const pointed = winnerIn(previous) === undefined ? theRow.exec(question.said)?.[0] : undefined
  const excluded = leftOut(question) ?? pointed ?? wholeLine.exec(question.said)?.[0]
  const isFigure = previous.intent === 'kpi' || previous.intent === 'explain'
  if (isFigure && excluded !== undefined && (!isNew || pointed !== undefined)) {
    return { ...merge(own, previous), unknown: excluded }
  }
  const isPlaced = !isUnplaced(own) || own.ambiguous !== undefined
  if (previous.intent !== 'kpi' || isNew || isPlaced) return null
  return (
    madeHow(own, previous, question) ??
    apartBy(own, previous, question) ??
    limitedTo(own, previous, question) ??
    inOtherTerms(own, previous, question) ??
    movedBy(own, previous, question) ??
    both(own, previous, question)
  )
}

/** `这个数到底是怎么算出来的`: its definition. */
function madeHow(own: Reading, { metrics }: Reading, { rest }: Question): Reading | null {
  const isAsked =
    words.intents.definition.test(rest) && !words.intents.why.test(rest) && thatFigure.test(rest)
  return isAsked ? { ...own, metrics, intent: 'metrics' } : null
}
const thatFigure =
  /[这那]个?(?:数|值|指标|率|结果)|它|\b(?:this|that|the)\s+(?:figure|number|value|metric|ratio|rate|result)\b|\b(?:it|that|this)\b/iu

/** `停得久的那台`: which row that is, only a ranking has told. */
const theRow = /(?:最\p{Script=Han}{1,2}|[高低差好多少久长短])的?那[一]?[台个条家款]/u

/** Which line that is, no name says. */
const wholeLine = /整条线|整个?产线|\b(?:the\s+)?(?:whole|entire)\s+line\b/iu

/** `which are below 50%?` of the rows that were told. */
function limitedTo(own: Reading, previous: Reading, question: Question): Reading | null {
  const { rest, lexicon } = question
  if (previous.metrics.length !== 1) return null
  const metric = entryOf(lexicon, 'metric', previous.metrics[0] ?? '')?.metric
  const limited = previous.threshold
  const again = typeof limited === 'object' ? otherValue(limited, rest, metric) : null
  const isFuzzy = fuzzyLimit.test(rest)
  if (again === null && !isFuzzy && withoutLimit(rest) === rest) return null
  // `30分钟` is a limit here, and no time.
  const { unclearTime: _, ...bare } = own
  const merged = merge(again === null ? own : bare, previous)
  const { order: __, limit: ___, ...all } = withRows(merged, question, metric)
  if (all.dimensions.length === 0 && all.grain === undefined) return null
  const threshold = again ?? readThreshold(rest, metric) ?? (isFuzzy ? 'unclear' : null)
  // `and more than 1 in the week before?`
  const before = earlierWindow(previous, question)
  if (before !== null) delete all.compare
  return threshold === null ? null : { ...all, threshold, ...(before ? { window: before } : {}) }
}

/** `any product below 1.33?` of the figure of one: among all of them. */
function withRows(all: Reading, question: Question, metric: MetricFacts | undefined): Reading {
  if (all.dimensions.length > 0 || all.grain !== undefined) return all
  const [row] = bareDimension(question)
  if (row === undefined || !metric?.dimensions.includes(row)) return all
  const [one] = all.equipment
  const place = one?.level === row ? { sites: [one.siteId], equipment: [] } : {}
  const products = row === 'product' ? [] : all.products
  return { ...all, ...place, products, dimensions: [row] }
}

/** `and as a ratio?`, `折成钱呢`. */
function inOtherTerms(own: Reading, previous: Reading, question: Question): Reading | null {
  const metrics = ofStops(previous.metrics, question) ?? asShares(previous.metrics, question)
  return metrics.join() === previous.metrics.join() ? null : { ...merge(own, previous), metrics }
}

/** `一共多长时间` of how often it stopped, `how many times` of how long. */
function ofStops([metric, ...more]: string[], { rest }: Question): string[] | null {
  if (more.length > 0) return null
  if (metric === 'stops' && howLong.test(rest)) return ['downtime']
  return metric === 'downtime' && howOften.test(rest) ? ['stops'] : null
}
const howLong =
  /多[久长]|时[长间]|(?:多少|几)个?(?:小时|钟头|分钟)|\bhow\s+(?:long|much\s+time|many\s+(?:hours|minutes))\b/iu
const howOften = /[几多]少?[次回趟]|次数|频次|\bhow\s+(?:often|many\s+times)\b/iu

/** `差多少` of figures that stand beside each other: the same once more. */
function apartBy(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const isBesides =
    previous.compare !== undefined ||
    (previous.dimensions.length > 0 && !previous.grain) ||
    isSeveral(previous)
  if (!isBesides || !howFarApart.test(said.trim())) return null
  return { ...previous, language: own.language, question: own.question }
}
const isSeveral = ({ sites, equipment, shifts, teams, products, suppliers }: Reading): boolean =>
  [sites, equipment, shifts, teams, products, suppliers].some(({ length }) => length > 1)
const howFarApart =
  /^(?:那么?|具体|到底|大概|两[台个条者]|之间|它们)*(?:相?差|差距|差别|相差|高|低|多|少|涨|跌|降|升)(?:了|出|来)*(?:有|是)?(?:多少?[少大远]?|几个?百?分?点)(?:个点|个百分点|件|小时|分钟)?呢?[??]?$|^(?:and\s+)?(?:by\s+how\s+much|how\s+(?:big|large)\s+is\s+the\s+(?:gap|difference)|what(?:'s|\s+is)\s+the\s+(?:gap|difference))\W*$/iu

/** `how much did it change?` */
function movedBy(own: Reading, previous: Reading, { rest, today }: Question): Reading | null {
  const { window, laterWindow } = previous
  const asks = words.intents.moved.test(rest) && howMuch.test(rest)
  const isOne = previous.dimensions.length === 0 && previous.grain === undefined
  if (!asks || !isOne) return null
  // Of two times that were asked about one after the other: between those.
  const isBetween = own.window === undefined && window !== undefined && laterWindow !== undefined
  const both = isBetween ? compared([window, laterWindow], today) : null
  const { laterWindow: _, ...all } = merge(own, previous)
  return { ...all, ...(both ?? { compare: own.compare ?? 'previous' }) }
}
const howMuch = /多少|几个点|\bhow\s+much\b|\bby\s+what\b/iu

/** `both`, `两台放一起比`: the one that was spoken of and the one before it. */
function both(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const { former } = previous
  if (former === undefined || !bothOf.test(said)) return null
  const all = merge(own, previous)
  const sites = [...former.sites, ...all.sites].filter(
    (one, at, every) => every.indexOf(one) === at,
  )
  return { ...all, sites, equipment: [...former.equipment, ...all.equipment] }
}
const bothOf = listed({
  zh: '[这那]?两[台条个](?!月|周|星期|小时) 都(?:看|要) 放?在?一[起块]',
  en: 'both | the two | two of them | side by side | next to each other',
})
