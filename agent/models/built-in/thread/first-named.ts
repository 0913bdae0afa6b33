import { dimensionsOf } from '../arguments/figures.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import { readOrder } from '../slots/order.ts'
import type { Question } from '../slots/question.ts'
import * as words from '../words/words.ts'
import { merge } from './merge-readings.ts'

/** Of a ranking the first is asked about: which one that is, the answer before has told. */
export function winnerIn(reading: Reading): Reading['dimensions'][number] | undefined {
  const [dimension, ...more] = dimensionsOf(reading)
  const isRanking = reading.intent === 'kpi' && reading.order !== undefined
  return isRanking && more.length === 0 ? dimension : undefined
}

/** `why did the worst one drop` after rows that were not ranked: which end that is, the metric says. */
export function ofItsEnd(read: Reading, previous: Reading, question: Question): Reading {
  const [dimension, ...more] = dimensionsOf(previous)
  const isRows = previous.intent === 'kpi' && previous.limit === undefined && more.length === 0
  const isOfOne = read.intent === 'explain' || read.intent === 'kpi'
  if (dimension === undefined || dimension === 'reason' || !isRows || !isOfOne) return read
  const isWhy = words.intents.why.test(question.said)
  if (!theEnd.test(question.said) || (read.dimensions.length > 0 && !isWhy)) return read
  const metric = entryOf(question.lexicon, 'metric', previous.metrics[0] ?? '')
  const winnerEnd = readOrder(question, metric)
  const { order: _, unmet: __, ...rest } = read
  if (winnerEnd === undefined) return read
  const one: Reading = { ...rest, dimensions: [], ofWinner: dimension, winnerEnd }
  return isWhy ? { ...one, intent: 'explain' } : one
}
const theEnd =
  /\bthe\s+(?:worst|best|lowest|highest|weakest|poorest|strongest)\s+(?:one|line|machine|team|plant|site|product|shift|supplier)\b|最[差低高好多少](?:的)?[那这](?:一)?[条台个家款]/iu

/** `它上周呢`, `and that one in October?`: the one that a ranking named, in another time. */
export function ofTheFirst(own: Reading, previous: Reading, said: string): Reading | null {
  const first = winnerIn(previous)
  // `how many open orders do we have for it?`
  if (
    first === 'product' &&
    own.intent === 'orders' &&
    own.products.length === 0 &&
    forIt.test(said)
  )
    return { ...own, ofWinner: first }
  const isNew =
    own.window !== undefined ||
    own.grain !== undefined ||
    own.metrics.length + own.dimensions.length > 0 ||
    byRank.test(said)
  if (first === 'machine' && isNow.test(said) && own.intent === 'outside' && theOne.test(said))
    return { ...own, intent: 'state', ofWinner: first }
  if (first === undefined || first === 'reason' || !isNew) return null
  if (![theOne, didIt, ofThatOne, itThen].some((one) => one.test(said))) return null
  if (
    (own.order !== undefined && !byItsEnd.test(said) && !byRank.test(said)) ||
    own.dimensions.includes(first) ||
    own.equipment.length > 0
  )
    return null
  const { order: _, limit: __, threshold: ___, ...all } = merge(own, previous)
  return { ...all, dimensions: own.dimensions, ofWinner: first }
}
const isNow = /现在|目前|当前|这会儿|\bnow\b|\bcurrently\b/iu
const theOne =
  /^(?:那么?|and|what\s+about|how\s+about|(?:show|give)(?:\s+me)?|plot|把|看看?)?\s*(?:它|(?:最[\p{Script=Han}]|[高低差好多少]的)(?:的?那)(?:一)?[条台个家款](?:线|机器|设备|班组?|产品)?|(?:排(?:名|在)?)?第一[名位的]的?(?:那(?:一)?[条台个家])?|头名|榜首|[这那](?:一)?[条台个家款](?!月|周|星期|礼拜|季|年|班次|小时)(?:线|机器|设备|班|产品)?|that\s+one|it|this\s+one|the\s+(?:first|top|number\s+one)(?:\s+(?:one|of\s+(?:them|those)))?|that\s+(?:line|machine|team|plant|product|supplier|shift))(?!\s+(?:was|is)\s+(?:closed|approved))/iu
/** `上月它多少`: the time is said first. */
const itThen = /它的?(?:多少|几|呢|怎么样|如何)?[??]?$/u
const byItsEnd = /^(?:最\p{Script=Han}|[高低差好多少]的)的?那/u
/** `第一名平均修多久`: which end it stands at, the ranking says. */
const byRank =
  /^(?:排(?:名|在)?)?第一[名位的]|^(?:头名|榜首)|\bthe\s+(?:first|top|number\s+one)\s+one\b/iu
/** `mttr of that one`, `by product at that plant`. */
export const ofThatOne =
  /\b(?:of|for|on|at|in|from)\s+(?:that|this)\s+(?:one|line|machine|team|crew|plant|site|product|supplier)\b|\bthere\b/iu
const forIt =
  /\b(?:for|of)\s+(?:it|that(?:\s+(?:one|product))?)\W*$|[它这那][个款种]?(?:产品)?的?(?:订单|单子)/iu
/** The one that a ranking has just named, in English. */
export const itOrThat =
  '(?:it|they|the\\s+(?:first|top|number\\s+one)\\s+one|that\\s+(?:one|team|line|machine|plant|product|supplier|shift))\\b'
/** `how many pieces did it make` */
const didIt = new RegExp(`\\b(?:did|does|do|has|had|have|is|was|were)\\s+${itOrThat}`, 'iu')
