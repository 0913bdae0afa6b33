import { isInOtherUnit } from './asked-unit.ts'
import { listed } from './listed.ts'
import { isBeside } from './merge-readings.ts'
import type { Reading, Unmet } from './reading.ts'
import { anyOf } from './record-words.ts'
import type { Question } from './slots.ts'
import * as words from './words.ts'

const apart = listed({
  zh: '分开 拆开 分别 各自 逐个 逐一 挨个',
  en: 'separately | respectively | one by one | side by side',
})
/** Whoever asks for a figure in so many words gets it. */
const asks = anyOf(
  words.intents.question,
  words.counts,
  /[看报查给]|\b(?:check|show|give|see|tell|get|need|want)\b/u,
)
const things = [
  'sites',
  'equipment',
  'teams',
  'shifts',
  'products',
  'suppliers',
  'reasons',
] as const

/** A sign that came to nothing: one figure alone would be told as if it were what was asked for. */
export function unmetBy(reading: Reading, question: Question): Unmet | undefined {
  const { said, rest } = question
  const isSeveral = things.some((one) => reading[one].length > 1)
  const { why, causeNoun } = words.intents
  if (reading.intent === 'orders')
    return why.test(rest) || causeNoun.test(rest) ? 'why_listed' : undefined
  if (reading.intent === 'tickets') return why.test(rest) ? 'why_listed' : undefined
  if (reading.intent === 'explain')
    return isSeveral && (isBeside.test(said) || /比(?![例率重])/u.test(said))
      ? 'difference'
      : undefined
  if (reading.intent !== 'kpi' || reading.metrics.length === 0) return undefined
  if (why.test(rest) && !reading.dimensions.includes('reason')) return 'why'
  if (isInOtherUnit(reading, question)) return 'unit'
  const rows = reading.dimensions.length > 0 || reading.grain !== undefined || isSeveral
  if (rows || reading.metrics.length > 1 || reading.threshold !== undefined) return undefined
  const isAlone = reading.compare === undefined && reading.order === undefined
  // `OEE dropped last week`: that it did is told beside the time before, or by its causes.
  if (isAlone && words.intents.moved.test(rest) && !asks.test(rest)) return 'why'
  return apart.test(rest) ? 'split' : undefined
}
