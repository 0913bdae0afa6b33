import { contentBeside, unreadWord } from '../doubts/residue.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { details, eachOne, isUnplaced, slots } from './merge-readings.ts'

/** `那…呢`, `what about …`: says only what changes. */
const marker =
  /呢[?？]?$|^(?:那么?|换成|改成|再看|还有|以及|and\b|what\s+about|how\s+about|same\b|now\b|then\b)/iu
const figures = new Set(['kpi', 'explain', 'outside', 'search', 'cause'])

/** Nothing is said but what, when, where and how it is split. */
export function isFragment(own: Reading, previous: Reading, question: Question): boolean {
  const { said } = question
  const isState = own.intent === 'state' && (own.equipment.length === 0 || !asksState.test(said))
  // `and all machines?`: the rows of a figure that was told, and no list of what there is.
  const isEach =
    previous.intent === 'kpi' && own.intent === 'equipment' && eachOne.test(said.trim())
  if (isEach) return true
  if (marker.test(said.trim())) return figures.has(own.intent) || isState
  // `比2号高吗`: no question of how that one is.
  if (previous.intent === 'kpi' && own.intent === 'state' && /^(?:那么?)?比/u.test(said))
    return true
  // `how did Dongguan do`: by the figure that was spoken of.
  const isVague = own.metrics.length === 0 && own.metricWord === undefined
  if (
    own.intent === 'kpi' &&
    (isVague || isBareMetric(own) || isSplitOf(own, previous) || ranksAlike(own, previous))
  ) {
    return figures.has(previous.intent)
  }
  const tells = own.intent === 'state' && !/[?？吗]/u.test(said)
  if (previous.intent === 'open_ticket' && tells) return own.equipment.length > 0
  // `on which machines?`: the rows of a figure that was told, and no list of what there is.
  const isOfRows = previous.intent === 'kpi' && contentBeside(question) === null
  const ranks =
    own.intent === 'equipment' && (own.order !== undefined || (isOfRows && asksWhich.test(said)))
  if (own.intent !== 'outside' && own.intent !== 'search' && !ranks) return false
  const answers = previous.intent === 'open_ticket' || previous.intent === 'change'
  if (answers) return hasSlot(own)
  const lists = previous.intent === 'orders' || previous.intent === 'tickets'
  if (lists && (own.count || records.listing.test(said)) && unreadWord(question, previous) === null)
    return true
  return changes(own, question) && unreadWord(question, previous) === null
}

const changes = (own: Reading, { said }: Question): boolean =>
  hasSlot(own) || words.trends.test(said) || details.some((slot) => slot in own)

const asksWhich = /^(?:and\s+)?(?:(?:on|at|in|for|from|by)\s+)?(?:which|what)\b|^(?:是|在)?哪/iu

/** `and the coating line?`: what nobody knows by that name is not what was told before. */
export function unheard(own: Reading, previous: Reading, question: Question): Partial<Reading> {
  if (own.intent !== 'outside' && own.intent !== 'search') return {}
  const word = unreadWord(question, previous) ?? (changes(own, question) ? null : bare(question))
  return word === null ? {} : { unknown: word }
}

const bare = ({ said }: Question): string =>
  said
    .replace(marker, '')
    .replace(/[?？.。!！]+$/u, '')
    .trim()

/** `and the state of capper 1`: a question of its own, whatever was asked before. */
const asksState = /状态|\b(?:state|status)\b/iu

/** Names no place, not even one that several are called by. */
export const isOpen = (own: Reading): boolean => isUnplaced(own) && own.ambiguous === undefined

/** `and the scrap ratio`: of whatever was spoken of before. */
const isBareMetric = (own: Reading): boolean =>
  isOpen(own) && own.window === undefined && own.dimensions.length === 0 && own.order === undefined

/** `which team made how much` of the figure of before. */
const isSplitOf = (own: Reading, previous: Reading): boolean =>
  isOpen(own) && own.window === undefined && own.metrics[0] === previous.metrics[0]

/** `今天哪台产出最低` and then `哪台废品最多`: of the same rows and time. */
const ranksAlike = (own: Reading, previous: Reading): boolean =>
  isOpen(own) &&
  own.window === undefined &&
  own.order !== undefined &&
  previous.order !== undefined &&
  own.dimensions.length > 0 &&
  own.dimensions.join() === previous.dimensions.join()

const hasSlot = (own: Reading): boolean =>
  own.ambiguous !== undefined ||
  own.window !== undefined ||
  own.grain !== undefined ||
  own.order !== undefined ||
  own.compare !== undefined ||
  [own.metrics, own.sites, own.equipment, ...slots.map((slot) => own[slot])].some(
    (slot) => slot.length > 0,
  )
