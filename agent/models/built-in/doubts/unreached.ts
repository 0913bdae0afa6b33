import type { Entry, EntryKind } from '../lexicon/entry.ts'
import type { Intent, Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { limitIn } from '../slots/thresholds.ts'
import { ticketKinds } from '../words/record-words.ts'

/** The kinds of names by which a list can be narrowed; figures go by all of them. */
const carried: Partial<Record<Intent, EntryKind[]>> = {
  orders: ['site', 'product'],
  tickets: ['site', 'equipment'],
  state: ['site', 'equipment'],
  equipment: ['site', 'equipment'],
}
/** Names in the strict sense: reasons and metrics are words of any text, too. */
const names = new Set<EntryKind>(['site', 'equipment', 'team', 'shift', 'product', 'supplier'])
/** `steel` may be a word of a problem; an order list that holds it was asked for something else, too. */
const alsoNames: Partial<Record<Intent, EntryKind>> = { orders: 'material' }
/** Lists of what is so now, and those that no limit narrows. */
const timeless = new Set<Intent>(['orders', 'equipment'])
const limitless = new Set<Intent>(['orders', 'tickets', 'equipment'])

/** `which machines wait for material`, `缺料的工单`: neither list goes by what a machine stands for. */
const ofNoReason = ({ intent, failureCode, byFailureCode, dimensions }: Reading): boolean =>
  intent === 'equipment' ||
  (intent === 'tickets' &&
    failureCode === undefined &&
    !byFailureCode &&
    !dimensions.includes('reason'))

/** `预防性保养的工单`: the name of a reason is that of a kind of tickets, too. */
const reasonIn = ({ mentions }: Question): string | undefined =>
  mentions.find(
    ({ text, entries: [one] }) =>
      one?.kind === 'reason' && !ticketKinds.some(([kind]) => kind.test(text)),
  )?.text

/**
 * A name or a time that no argument of the call takes: `which orders run on CNC-03` would list every
 * order.
 */
export function unreachedIn(reading: Reading, question: Question): string | undefined {
  const kinds = carried[reading.intent]
  // `which reasons cost more than an hour`: what moved a figure is told without a limit.
  const isSplit = reading.intent === 'explain' && reading.dimensions.length > 0
  if (kinds === undefined) return isSplit ? limitIn(question.rest) : undefined
  const isReached = ({ kind }: Entry): boolean =>
    kinds.includes(kind) || (!names.has(kind) && alsoNames[reading.intent] !== kind)
  const name = question.mentions.find(
    ({ entries }) => entries.length > 0 && !entries.some(isReached),
  )
  if (name !== undefined) return name.text
  const reason = ofNoReason(reading) ? reasonIn(question) : undefined
  if (reason !== undefined) return reason
  const limit = limitless.has(reading.intent) ? limitIn(question.rest) : undefined
  if (limit !== undefined) return limit
  const [time] = question.times
  const isTimed = time === undefined || reading.isOfTime === true
  return timeless.has(reading.intent) && !isTimed
    ? question.said.slice(time.start, time.end).trim()
    : undefined
}
