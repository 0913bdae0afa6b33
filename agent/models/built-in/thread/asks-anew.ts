import { parse } from '../parse.ts'
import { isOneMachine, papers, type Reading } from '../reading.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { asksLeave } from '../words/document-words.ts'
import * as ending from '../words/end-words.ts'
import { anyOf } from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { bareWhy, whyOfIt } from './bare-why.ts'
import { itOrThat } from './first-named.ts'
import { eachOne, isBeside, isUnplaced, scopes } from './merge-readings.ts'
import { thatTime } from './then.ts'

/** Clauses that are read together. */
export type Group = { text: string; reading: Reading }

/** What is listed or counted. */
export const recordLists = new Set(['orders', 'tickets', 'kpi'])

const marked =
  /呢[??]?$|^(?:那么?|and\s+(?:in|at|for|the|by)|what\s+about|how\s+about)\b|^再[上前]|\bweek\s+before\??$/iu
/** `and the others?`: they stand in the same answer. */
const theRest = /^(?:and\s+)?(?:the\s+)?(?:others?|rest)\b|^(?:其他|其余|别的)/iu
const corrected =
  /^(?:(?:i\s+mean|say|that\s+is|meaning|namely|or\s+rather|to\s+be\s+(?:exact|precise))\b|我(?:是)?(?:说|指)|也?就是|即|比[如方]说?|准确[地的]?说|具体[地的]?说)/iu
/** `只算故障维修`: says which of those that were asked for. */
const narrowed =
  /^(?:只|仅|光)(?:算|看|要|统计|计|数|含)|^(?:only|just)\s+(?:count\w*|the|those)\b/iu

/** Whether a clause asks something of its own, and does not only say more of the question before it. */
export function asksAnew(
  clause: string,
  { text, reading: before }: Group,
  context: ParseContext,
): boolean {
  const { previous: _, ...fresh } = context
  const sight = { clause, text, before, context: fresh }
  const isSaid = byWords(sight)
  if (isSaid !== undefined) return isSaid
  const own = parse(clause, fresh)
  return byKind(own, sight) ?? byFigure(own, sight)
}

type Beside = { clause: string; text: string; before: Reading }
type Sight = Beside & { context: ParseContext }

/** What the words of a clause alone tell, before it is read. */
function byWords({ clause, text, before }: Beside): boolean | undefined {
  if (bareWhy.test(text)) return true
  // `fault F-11 on the head drive, what now`: how to go about what was just named.
  if (whatNow.test(clause) && isOfPaper(before)) return false
  if (corrected.test(clause) || narrowed.test(clause)) return false
  // `how is on-time delivery defined, do cancelled orders count`: what the definition says of it.
  if (before.intent === 'metrics' && countsIn.test(clause)) return false
  const isFigure = before.intent === 'kpi'
  const isOfOne = isFigure || isOneMachine(before.equipment)
  if (isOfOne && words.runsNow.test(clause)) return before.intent !== 'state'
  if (isFigure && whyOfIt.test(clause)) return true
  if (isFigure && stoodHowLong.test(clause)) return !before.metrics.some((id) => ofStops.has(id))
  const isTold = isFigure || before.intent === 'explain'
  const isCompared = before.compare === undefined && compares(clause) && !whyFirst.test(clause)
  if (isTold && isCompared) return false
  return bareWhy.test(clause) ? isFigure && !isComplaint(text) : undefined
}

/** How often and how long are asked for as one. */
const ofStops = new Set(['downtime', 'stops', 'failures'])
/** Of the machine or line that was just named. */
export const stoodHowLong =
  /^(?:and\s+)?how\s+long\s+(?:was|were|has|had|did)\s+(?:it|they|that|this)\b.*\b(?:down|stop\w*|stand\w*)\b|^(?:又|还|一共|总共)*停[了过]?多[久长]/iu

const countsIn =
  /算不算|算吗|算进|包不包|[包含]括?[进在]?[内里]?吗|\b(?:do|does|is|are)\b.*\b(?:counts?|counted|included?|excluded?|in\s+it|in\s+there)\b/iu

/** What the kinds of both questions tell. */
function byKind(own: Reading, { clause, text, before, context }: Sight): boolean | undefined {
  // `what is ALM-3201? how is capper 1?`: what papers know is asked for as well.
  const isOwn = papers.has(before.intent) && asksForOnes.test(text) && !isUnplaced(own)
  if (isUnread(before) && !(isOwn && placed.has(own.intent))) return false
  if (asksForOthers(own, before, clause)) return true
  const figure = before.intent === 'kpi' ? asksOfFigure(own, { clause, text, before }) : undefined
  if (figure !== undefined) return figure
  // `what runs late, orders`: says once more what was asked for.
  if (own.intent === before.intent && recordLists.has(own.intent) && isBare(own)) return false
  if (theRest.test(clause)) return false
  // `stops over 20, which machines?`: of what the limit was set.
  if (before.threshold === 'unclear' && own.intent !== 'kpi') return false
  // `output of last night, all lines`: by what it is told.
  if (before.intent === 'kpi' && own.intent === 'equipment' && eachOne.test(clause)) return false
  if (isToExplain(own, before, clause)) return false
  if (marked.test(clause)) return own.intent !== 'howto'
  if (before.intent === 'explain' && own.order !== undefined) return true
  if (before.intent === 'metrics' && (own.window !== undefined || isWhole(own))) return true
  if (own.intent === 'outside') {
    // `Suzhou, last week` after another question: both change it.
    return parse(text, context).intent !== 'outside' && replaces(own, before)
  }
  if (papers.has(own.intent)) {
    return own.intent === 'howto' && !papers.has(before.intent) && !isToldFirst(text, own)
  }
  if (own.intent === 'schedule') return before.intent !== 'schedule'
  if (before.intent === 'schedule') return false
  const isThere = pointing.test(clause) && before.intent !== 'kpi' && own.metrics.length > 0
  return isThere ? true : undefined
}

/** `made less than the month before, explain the output`: why it did, and not what it is. */
const isToExplain = (own: Reading, before: Reading, clause: string): boolean =>
  own.intent === 'metrics' &&
  before.compare !== undefined &&
  own.metrics.join() === before.metrics.join() &&
  /解释|\bexplain/iu.test(clause)

/** `output missed the plan, is a note enough?`: what is so is told, and leave is asked of papers. */
const isToldFirst = (text: string, own: Reading): boolean =>
  asksLeave.test(own.question) && !asksForOnes.test(text) && !words.intents.question.test(text)

/** Whether the figure of a clause is another one, or the same said once more. */
function byFigure(own: Reading, { clause, text, before, context }: Sight): boolean {
  const isFigure = before.intent === 'kpi'
  const joint = parse(`${text}, ${clause}`, context).metrics
  // `which takes longest, October orders`: of what is said once more at the end.
  const isList = own.onlyLate === true || own.orderStatus !== undefined
  const only = isFigure && own.intent === 'orders' && !isList && !asksForOnes.test(clause)
  if (only && joint[0] === before.metrics[0]) return false
  // `it came out low, why did output drop`: what was told is what is to be explained.
  if (own.intent === 'explain' && isFigure && isUnplaced(own) && isComplaint(text)) return false
  if (own.intent !== 'kpi') return true
  // `做了多少,报废了多少`: read as one, the second figure would be lost.
  const isLost = isFigure && [...before.metrics, ...own.metrics].some((id) => !joint.includes(id))
  const eachCounts = asksAmount.test(text) && (asksAmount.test(clause) || asWell.test(clause))
  if (isLost && eachCounts && own.metrics.length > 0) return true
  if (own.metrics.length === 0 || !isWhole(own)) return false
  // `能耗每天什么趋势?看成都的单件能耗`: of what it is told.
  const isSaidOf = looksAt.test(clause) && own.window === undefined && own.order === undefined
  if (isSaidOf && !isLost && isUnplaced(before)) return false
  // `planet carrier: output, scrap and yield in week 46`: the time of all of them stands at the end.
  if (isFigure && !isLost && saysOnlyWhen(own) && saysOnlyOfWhat(before)) return false
  if (before.intent === 'equipment' && !asksForOnes.test(text)) return false
  // `which supplier lets us down, worst on-time rate in October`: one figure, named twice.
  const isSame = joint.length === 1 && joint[0] === before.metrics[0]
  if (isSame && own.metrics[0] !== joint[0] && isUnplaced(own)) return false
  return !isFigure || (isWhole(before) && !completes(own, before))
}

const saysOnlyWhen = (own: Reading): boolean =>
  own.window !== undefined &&
  own.compare === undefined &&
  own.order === undefined &&
  own.dimensions.length === 0 &&
  isUnplaced(own)

const saysOnlyOfWhat = (own: Reading): boolean =>
  own.window === undefined && own.order === undefined && !isUnplaced(own)

const asksAmount = anyOf(words.counts, /几天|多[久长]|\bhow\s+(?:much|long)\b/u)

const looksAt = /^(?:就|只|我)?看(?![看一下])/u

/** `废品率也报一下`: beside what was asked for, and not in its place. */
const asWell = /也(?:报|给|看|要|说|列|一起|顺便)|\b(?:too|as\s+well|also)\b/iu

/** Of the place that was just named. */
const pointing = /\b(?:there|its|their)\b|那[边里儿]的?|它的/iu

/** `how many inspections, and how many preventive ones`: tickets of another kind. */
const asksForOthers = (own: Reading, before: Reading, clause: string): boolean =>
  before.intent === 'tickets' &&
  own.ticketKind !== undefined &&
  before.ticketKind !== undefined &&
  own.ticketKind !== before.ticketKind &&
  words.counts.test(clause)

/** Why a figure is so, or which one is the end of it, where the figure itself was asked for whole. */
function asksOfFigure(own: Reading, { clause, text, before }: Beside): boolean | undefined {
  // `output yesterday, and why was it lower than the day before?`
  const asksWhy = whyFirst.test(clause) && own.metrics.length === 0 && isUnplaced(own)
  if (asksWhy) return isPlain(before) && !isComplaint(text)
  // `OEE yesterday, and which machine was the worst`
  const ranks = own.order !== undefined && own.dimensions.length === 1 && asksForOne.test(clause)
  // `which machine stood longest? and the main reasons`: other rows of the same figure.
  const isByReason = own.dimensions[0] === 'reason' && before.dimensions[0] !== 'reason'
  if (before.order !== undefined && isByReason && alsoAsks.test(clause)) return true
  if (before.order !== undefined && own.metrics.length > 0 && ofIt.test(clause) && isUnplaced(own))
    return own.metrics[0] !== before.metrics[0]
  // `成都上月按期交付率,哪个产品最低`: what stands before was no question yet.
  const isAsked = words.intents.question.test(text) || !/\p{Script=Han}/u.test(clause)
  return ranks && isBare(own) ? isPlain(before) && isAsked : undefined
}

/** `it keeps stopping, why`: what is so is no question, the reason is. */
const isComplaint = (text: string): boolean =>
  !asksForOnes.test(text) &&
  !words.intents.question.test(text) &&
  (states.test(text) ||
    words.intents.moved.test(text) ||
    ending.habitual.test(text) ||
    /[老总又]是?(?=[停坏出报修卡])/u.test(text))

/** Tells how something is, in a whole sentence. */
const states =
  /出不[来了]|[了着](?:$|[^,,]{0,6}$)|[很太挺这那]么?[高低多少差久长慢]|不(?:少|小)$|[才只](?:有|那么|这么)|一大?截/u

const asksForOnes =
  /哪|什么|啥|多少|列|清单|(?<![这那])几|有没有|\b(?:which|what|any|list|show|how\s+many)\b/iu

/** `跟前天比呢`: the figure of before beside another. */
const compares = (clause: string): boolean => isBeside.test(clause) && clause.length < 20

const whatNow =
  /^(?:so\s+|and\s+)?(?:what\s+(?:now|next|to\s+do|(?:should|do|can)\s+(?:i|we)\s+(?:do|check|try|look\s+at)(?:\s+first)?)|now\s+what)\W*$|^(?:该|应该|要)?(?:怎么|咋)(?:办|处理|整|弄|解决)(?:啊|呢|才好|好)?[??]?$/iu
const isOfPaper = (before: Reading): boolean =>
  isUnread(before) || papers.has(before.intent) || before.unknown !== undefined

const isUnread = ({ intent, metrics }: Reading): boolean =>
  intent === 'outside' || intent === 'search' || (intent === 'kpi' && metrics.length === 0)

/** Says of the same figure what was left open, or which end of it is meant. */
const completes = (own: Reading, before: Reading): boolean =>
  own.metrics[0] === before.metrics[0] &&
  (before.window === undefined ||
    (own.window === undefined && own.order !== undefined && own.order === before.order)) &&
  isUnplaced(own)

const placed = new Set(['state', 'kpi', 'tickets', 'orders'])

const whyFirst = /^(?:and\s+)?(?:why|how\s+come)\b|^(?:为什么|为何|为啥|凭什么|凭啥)/iu

const alsoAsks = /^(?:再|另外|还有|以及|也|顺便)|^(?:and|also|plus)\b/iu

/** The one that a ranking has just named. */
const ofIt = anyOf(new RegExp(`\\b${itOrThat}`, 'u'), /它|[这那]个?(?:班组?|厂|产品)|[这那][条台]/u)

const asksForOne = /^(?:and\s+)?(?:which|who)\b|^(?:[是那又]|其中|当中|里面)*[哪谁]/iu

/** One figure, of a time or a place, and no rows of it. */
const isPlain = (own: Reading): boolean =>
  own.intent === 'kpi' &&
  own.metrics.length === 1 &&
  own.window !== undefined &&
  own.order === undefined &&
  own.threshold === undefined &&
  own.dimensions.length === 0 &&
  own.grain === undefined

export const isWhole = (own: Reading): boolean =>
  own.window !== undefined ||
  thatTime.some(([words]) => words.test(own.unclearTime ?? '')) ||
  own.dimensions.length > 0 ||
  own.order !== undefined ||
  scopes.some((scope) => own[scope].length > 0)

const isBare = (own: Reading): boolean =>
  own.metrics.length === 0 && own.window === undefined && isUnplaced(own)

/** Another time or another place for the same figure is another question. */
function replaces(own: Reading, before: Reading): boolean {
  if (before.ambiguous !== undefined) return false
  // `on Friday, November 20`: one time, said twice.
  const [now, then] = [own.window, before.window].map((one) => JSON.stringify(one))
  if (now !== undefined && then !== undefined && now !== then) return true
  return scopes.some((scope) => own[scope].length > 0 && before[scope].length > 0)
}
