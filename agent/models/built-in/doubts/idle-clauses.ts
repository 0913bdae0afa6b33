import { filed, papers, type Reading } from '../reading.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { errands } from '../words/beyond-words.ts'
import { howto } from '../words/document-words.ts'
import { contentBeside } from './residue.ts'

/**
 * The questions without clauses that only stand around them: `在路上呢,快说下车削线停了多久`, `the board meets today.
 * What was …`. They name nothing, ask nothing and narrow nothing. They are left out only where the whole
 * is asked back about and the rest is not, and is read as the whole was but for what was not understood.
 */
export function withoutIdleClauses(
  { said, whole }: { said: string; whole: Reading[] },
  context: ParseContext,
  read: (text: string) => Reading[],
): Reading[] {
  const isOfPapers = whole.every(({ intent }) => papers.has(intent))
  if (!isOfPapers && !whole.some(isDoubtful)) return whole
  const clauses = said.split(breaks).filter((clause) => clause.trim() !== '')
  const kept = clauses.filter((clause) => !isIdle(clause, context))
  if (kept.length === 0 || kept.length === clauses.length) return whole
  const text = kept.join(' ')
  // `抓手老漏气,包装线为这事停了多久`: for what stands in the clause.
  if (ofThat.test(text)) return whole
  // `… a passcode that I forgot, how do I reset it`: what it is stands in the clause.
  if (isOfPapers && pointsBack.test(text)) return whole
  // `换砂轮要空转多久,规程里怎么写的`: what papers say of it stands in the clause.
  if (isOfPapers && contentBeside(lookAt(text, context), howto, papersSay) === null) return whole
  const rest = read(text)
  if (isOfPapers)
    return rest.every(({ intent }) => papers.has(intent)) ? asTopics(whole, rest) : whole
  const [only, ...more] = whole
  const isLost = only?.intent === 'outside' && more.length === 0
  const known = rest.length === whole.length ? whole : whole.filter((one) => !isDoubtful(one))
  const isRead = isLost
    ? !rest.some(({ intent }) => filed.has(intent))
    : rest.length === known.length && rest.every((one, at) => asksTheSame(one, known[at]))
  const isSame = isRead && !rest.some(isDoubtful)
  return isSame ? rest : whole
}

const papersSay =
  /规程|规定|规范|制度|文件|文档|手册|标准|作业指导书|SOP|写[的着了]*|里|\b(?:procedures?|documents?|manuals?|papers?|rules?|sops?|says?|written)\b/iu
const pointsBack = /[它其]|[这那]|\b(?:it|its|that|this|they|them|those|these)\b/iu
const ofThat = /[为因][这此]|\b(?:because|on\s+account)\s+of\s+(?:it|that|this)\b|\bfor\s+that\b/iu
const asTopics = (whole: Reading[], [rest]: Reading[]): Reading[] =>
  whole.map((one) => ({ ...one, topic: rest?.topic ?? rest?.question ?? one.question }))

const isDoubtful = ({ intent, unknown, unclearTime, commands, decides }: Reading): boolean =>
  unknown !== undefined ||
  unclearTime !== undefined ||
  (intent === 'outside' && !commands && !decides)

/** A time that only the clause told is a part of what is asked. */
function asksTheSame(rest: Reading, whole: Reading | undefined): boolean {
  if (whole === undefined) return false
  const isTimed = rest.window !== undefined || timeless.has(rest.intent)
  const [one, other] = [rest, whole].map(
    ({ question: _, topic: __, unknown: ___, unclearTime: ____, window, compare, ...slots }) =>
      JSON.stringify(isTimed ? slots : { ...slots, window, compare }),
  )
  return one === other
}
const timeless = new Set<Reading['intent']>(['state', 'orders', 'equipment', 'metrics', 'schedule'])

/** Behind the signs that end a clause; no sign within a number or a time of day. */
const breaks = /(?<=[,;:.!?。])(?![,;:.!?。\d])|\s[-–—]+\s|\n+/u
const endsSentence = /[.!。:]\s*$/u

function isIdle(clause: string, context: ParseContext): boolean {
  const { mentions, times } = lookAt(clause, context)
  const isSentence = endsSentence.test(clause)
  const isTold = (isSentence ? says : tells).test(clause)
  // When they meet, and how many they are, is told in a sentence of its own.
  const isPlaceless =
    mentions.length === 0 && (isSentence || (times.length === 0 && !/\d/u.test(clause)))
  const asked = isSentence ? clause.replace(/\b(?:and|or)\b/giu, ' ') : clause
  return isTold && isPlaceless && !wishes.test(asked) && !errands.test(clause)
}

/** What is told of people and of what they are at, not a part of a thing that is named. */
const tells =
  /[我咱你您他她]|大家|人家|老板|领导|客户|师傅|同事|感觉|觉得|[呢啊吧嘛哈呀哦啦着]\W*$|[要等急催问忙赶]|太\p{Script=Han}了|^\W*(?:i|i'm|we|we're|he|she|they|it|it's|you|my|our|someone|somebody)\b|^\W*(?:\w+\s+){1,2}(?:wants?|needs?|asks?|asked|keeps?|is\s+asking)\b/iu
/** A sentence of its own need only be one, or say what is at hand. */
const says = new RegExp(
  `${tells.source}|\\b(?:is|are|was|were|has|have|had|wants?|needs?|asks?|asked|meets?|goes|comes|got|keeps?|in\\s+\\w+\\s+minutes|for)\\b`,
  'iu',
)
/** Asks, orders, narrows or turns round. */
const wishes =
  /[??]|(?<![要问说催])的[\s。.!!,,]*$|什么|哪|谁|多少|几|为啥|吗|怎么|如果|假如|要是|除|只|仅|光|不|没|别|非|无|另外|顺便|然后|再|把|帮|请|给我|还有|包括|含|按|每|各|\b(?:what|which|who|when|where|why|how|only|just|not?|should|must|mean\w*|of|without|except|exclud\w+|includ\w+|ignor\w+|but|if|unless|also|and|or|per|by|than|versus|each|every)\b|n['’]t\b/iu
