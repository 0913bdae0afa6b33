import { siteOf } from '../acts/what-if.ts'
import type { Reading } from '../reading.ts'
import { ticketIdsIn } from '../slots/details.ts'
import type { Question } from '../slots/question.ts'
import { bareWhy } from '../thread/bare-why.ts'
import { blanked } from '../typed/blanked.ts'
import { listed } from '../words/listed.ts'
import * as records from '../words/record-words.ts'
import { intents } from '../words/words.ts'

const howOnTime = listed({
  zh: '怎[样么]?才?能 如何才?能 怎么(?:做|办|才|让|赶) 有(?:什么|啥)办法 想想办法 来得及 赶得上',
  en: 'what would (?:it take|make|help|get) | what (?:can|could|should) (?:we|i|you|be done) | how (?:can|could|do|would|should) (?:we|i|you|one) | what does it take | any way to',
})
const onTime = listed({
  zh: '按时 准时 按期 如期 不延期 不晚 赶[上出]',
  en: 'on time | in time | not late | by (?:its|the) (?:due|deadline) | make (?:it|the date|its date|the deadline)',
})

const asksWhy = (said: string): boolean =>
  (intents.why.test(said) || intents.causeNoun.test(said)) && records.lates.test(said)
const asksHow = (said: string): boolean =>
  howOnTime.test(said) && (onTime.test(said) || records.lates.test(said))

/** `why is SZ-WO-1220 late`, `how do we get it out on time`: of one order, the planner tells both. */
export function readLateOrder({ said, mentions, lexicon }: Question): Partial<Reading> | null {
  // `what is behind the rise on CNC-03`: a machine is no order.
  const [id, ...more] = ticketIdsIn(blanked(said, mentions))
  if (id === undefined || more.length > 0 || !(asksWhy(said) || asksHow(said))) return null
  return ofOrder(id[0], lexicon)
}

const ofOrder = (orderId: string, lexicon: Question['lexicon']): Partial<Reading> => ({
  ...{ intent: 'late_order', orderId },
  ...siteOf(orderId, lexicon),
})

/** `why?`, `what would make it on time?` after an order was spoken of. */
export function lateOrderGoesOn(
  { language, question: asked, ticketId }: Reading,
  previous: Reading,
  { said, lexicon }: Question,
): Reading | null {
  const { orderId } = previous
  if (orderId === undefined || ticketId !== undefined) return null
  if (!bareWhy.test(said.trim()) && !asksHow(said) && !asksWhy(said)) return null
  return { ...previous, language, question: asked, ...ofOrder(orderId, lexicon) }
}
