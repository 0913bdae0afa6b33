import { lookAt, type ParseContext, parse } from '../parse.ts'
import { filed, type Reading } from '../reading.ts'

/**
 * Without clauses that only stand around a question: `在路上呢,快说下车削线停了多久`, `the board meets today. What
 * was …`. They name nothing, ask nothing and narrow nothing, and the rest is read as the whole was, but
 * for a word of theirs that nothing was made of.
 */
export function withoutIdleClauses(reading: Reading, context: ParseContext): Reading {
  const isOfPapers = reading.intent === 'howto' || reading.intent === 'search'
  const isLost = reading.intent === 'outside' && !reading.commands && !reading.decides
  if (!isOfPapers && !isLost && (reading.unknown === undefined || !asks.has(reading.intent)))
    return reading
  const clauses = reading.question.split(breaks).filter((clause) => clause.trim() !== '')
  const kept = clauses.filter((clause) => !isIdle(clause, context))
  if (kept.length === 0 || kept.length === clauses.length) return reading
  const rest = parse(kept.join(' '), context)
  if (isOfPapers && rest.intent === reading.intent)
    return { ...reading, topic: rest.topic ?? rest.question }
  const isSame = isLost
    ? !filed.has(rest.intent) && rest.intent !== 'outside'
    : slotsOf(rest) === slotsOf(reading)
  return rest.unknown === undefined && isSame ? { ...rest, question: reading.question } : reading
}

const asks = new Set<Reading['intent']>(['kpi', 'explain', 'cause', 'state', 'tickets', 'orders'])
/** Behind the sign that ends a clause; no sign within a number or a time of day. */
const breaks = /(?<=[,;:.!?。](?!\d))|\s[-–—]+\s|\n+/u

const slotsOf = ({ question: _, topic: __, unknown: ___, ...slots }: Reading): string =>
  JSON.stringify(slots)

function isIdle(clause: string, context: ParseContext): boolean {
  const { mentions, times } = lookAt(clause, context)
  return (
    mentions.length === 0 &&
    times.length === 0 &&
    (/,\s*$/u.test(clause) || !/[.!。:]\s*$/u.test(clause) ? tells : says).test(clause) &&
    !wishes.test(clause)
  )
}

/** What is told of people and of what they are at, not a part of a thing that is named. */
const tells =
  /[我咱你您他她]|大家|人家|老板|领导|客户|师傅|同事|[呢啊吧嘛哈呀哦啦着]\W*$|[要等急催问忙赶]|^\W*(?:i|i'm|we|we're|he|she|they|it|it's|you|my|our|someone|somebody)\b/iu
/** A sentence of its own need only be one. */
const says = new RegExp(
  `${tells.source}|\\b(?:is|are|was|were|has|have|had|wants?|needs?|asks?|asked|meets?|goes|comes|got|keeps?)\\b`,
  'iu',
)
/** Asks, orders, narrows or turns round. */
const wishes =
  /\d|[??]|什么|哪|谁|多少|几|为啥|吗|怎么|如果|假如|要是|除|只|仅|光|不|没|别|非|无|另外|顺便|然后|再|把|帮|请|给我|还有|包括|含|按|每|各|\b(?:what|which|who|when|where|why|how|only|just|not?|should|must|mean\w*|of|without|except|exclud\w+|includ\w+|ignor\w+|but|if|unless|also|and|or|per|by|than|versus|each|every)\b|n['’]t\b/iu
