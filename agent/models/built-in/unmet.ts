import { dimensionsOf } from './arguments.ts'
import { isInOtherUnit } from './asked-unit.ts'
import * as ending from './end-words.ts'
import { listed } from './listed.ts'
import { isBeside } from './merge-readings.ts'
import type { Intent, Reading, Unmet } from './reading.ts'
import { anyOf } from './record-words.ts'
import type { Question } from './slots.ts'
import * as words from './words.ts'

/** What a question asks for by its shape, and whether the reading of it tells that. */
type Sign = {
  asks: Unmet
  isSaid: (question: Question) => boolean
  isMet: (reading: Reading) => boolean
}

const { why, causeNoun, moved } = words.intents
const asksWhy = anyOf(why, causeNoun)
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
/** What a new schedule should favour, in whatever words. */
const favours = listed({
  zh: '越[^,,。越]{1,4}越 优先 为[主准先重] 目标 尽量 尽可能 最[少多快早低高]',
  en: 'as (?:few|little|much|many|early|soon|fast|cheaply|smoothly)\\b | prefer\\w* | priorit\\w* | minimi\\w+ | maximi\\w+ | optimi\\w+ | favou?r\\w* | focus\\w*',
})
const things = [
  ...(['sites', 'equipment', 'teams', 'shifts', 'products', 'suppliers', 'reasons'] as const),
]
const isSeveral = (reading: Reading): boolean => things.some((one) => reading[one].length > 1)
const hasRows = (reading: Reading): boolean =>
  dimensionsOf(reading).length > 0 ||
  reading.grain !== undefined ||
  reading.threshold !== undefined ||
  reading.metrics.length > 1
const neverMet = (): boolean => false

const signs: Partial<Record<Intent, Sign[]>> = {
  orders: [{ asks: 'why_listed', isSaid: ({ rest }) => asksWhy.test(rest), isMet: neverMet }],
  tickets: [{ asks: 'why_listed', isSaid: ({ rest }) => why.test(rest), isMet: neverMet }],
  explain: [
    {
      asks: 'difference',
      isSaid: ({ said }) => isBeside.test(said) || /比(?![例率重])/u.test(said),
      isMet: (reading) => !isSeveral(reading),
    },
  ],
  schedule: [
    {
      asks: 'objective',
      isSaid: ({ said }) => favours.test(said),
      isMet: ({ objective, supposed }) => objective !== undefined || supposed !== undefined,
    },
  ],
  kpi: [
    {
      asks: 'why',
      // `最拖后腿的机器` asks for an end of a ranking.
      isSaid: ({ rest }) => asksWhy.test(rest.replace(ending.worst, ' ')),
      isMet: ({ dimensions }) => dimensions.includes('reason'),
    },
    {
      asks: 'times',
      isSaid: ({ rest, said, times }) =>
        times.length > 0 && words.comparesTime.test(rest) && words.comparesTime.test(said),
      isMet: ({ compare }) => compare !== undefined,
    },
    // `OEE dropped last week`: that it did is told beside the time before, or by its causes.
    {
      asks: 'why',
      isSaid: ({ rest }) => moved.test(rest) && !asks.test(rest),
      isMet: (reading) =>
        hasRows(reading) || reading.compare !== undefined || reading.order !== undefined,
    },
    { asks: 'split', isSaid: ({ rest }) => apart.test(rest), isMet: hasRows },
  ],
}

/** A sign that came to nothing: what was read would be told as if it were what was asked for. */
export function unmetBy(reading: Reading, question: Question): Unmet | undefined {
  if (reading.intent === 'kpi' && reading.metrics.length === 0) return undefined
  const isOfOtherUnit = reading.intent === 'kpi' && isInOtherUnit(reading, question)
  const unmet = signs[reading.intent]?.find((one) => one.isSaid(question) && !one.isMet(reading))
  return unmet?.asks ?? (isOfOtherUnit ? 'unit' : undefined)
}
