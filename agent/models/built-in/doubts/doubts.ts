import { entryOf } from '../lexicon/lexicon.ts'
import { filed, type Reading } from '../reading.ts'
import { isClearWithout } from '../second-reader/index.ts'
import { isQuantity, lasting } from '../slots/details.ts'
import { idsOf, type Question } from '../slots/question.ts'
import { listed } from '../words/listed.ts'
import { anyOf } from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { isBefore, narrowingAttribute, nounsIn } from './attribute.ts'
import { narrowsBy } from './narrows.ts'
import { contentBeside, unreadWord } from './residue.ts'
import { unknownName } from './unknown-name.ts'

const counts = new Set<Reading['intent']>(['kpi', 'explain', 'tickets', 'orders', 'state'])

/**
 * The word that no answer may leave out; the papers may know of it, where no figure is placed. `isFirst`: no
 * question stands before this one, whose words it could go on from.
 */
export function readDoubts(
  reading: Reading,
  question: Question,
  isFirst: boolean,
): Partial<Reading> {
  const isClear = reading.unclearTime === undefined && reading.metricWord === undefined
  const left = isClear ? (unmeasured(reading, question) ?? unreadWord(question, reading)) : null
  const isTold = reading.intent === 'schedule' && left !== null && !isDemanded(left, question)
  const unread = isTold ? null : left
  const excluded = counts.has(reading.intent) ? leftOut(question) : undefined
  const name = unknownName(question, reading.intent)
  const restricted = reading.intent === 'schedule' ? boundBy(reading, question) : undefined
  const isOrder = name !== null && name === reading.supposed?.order
  const attribute = counts.has(reading.intent) ? narrowingAttribute(reading, question) : undefined
  const told = (isOrder ? null : name) ?? excluded ?? attribute ?? restricted
  const unknown = told ?? unread
  if (told === undefined && unread !== null && !ownsIt(unread, question)) {
    const isTakenWhole = filed.has(reading.intent) || reading.intent === 'state'
    const mayBePassed = isFirst && !isTakenWhole && !mayNarrow(unread, question)
    if (mayBePassed && isClearWithout(unread, reading, question)) return {}
    if (isBare(reading)) return { intent: 'search', metrics: [], doubt: unread }
  }
  if (name !== null && aPartNumber.test(name) && isBare(reading))
    return { intent: 'search', metrics: [], doubt: name }
  return unknown === null ? {} : { unknown }
}
/** `SP-WP-SEAL`: papers list parts that no table has. */
const aPartNumber = /^[A-Z]{2,}(?:-[A-Z]+)+$/u

/**
 * Right before a figure, where things are counted or pointed at (`那八台数控`), or in a clause that is little but
 * that word: `…, prototype parts`, `上周磨机,…`. Where two times are told, one of them may be of the clause that it
 * stands in.
 */
function mayNarrow(word: string, question: Question): boolean {
  const { said, rest, times } = question
  const clauses = said.split(clauseEnd).filter((clause) => clause.trim() !== '')
  const last = clauses.length > 1 ? (clauses.at(-1) ?? '').trim() : ''
  const size = last.split(/\s+/u).length + last.replace(/\P{Script=Han}/gu, '').length
  const isScrap = last.includes(word) && size <= word.replace(/\P{Script=Han}/gu, '').length + 3
  // `上周磨机,报废率谁最高`: a clause of a time or a name, and that word.
  const own = rest.split(clauseEnd).find((clause) => clause.includes(word)) ?? ''
  const isScope = clauses.length > 1 && /^\s{2,}\S{2,6}\s*$/u.test(own) && own.trim() === word
  const at = said.indexOf(word)
  const isOfTwo = times.length > 1 && /[.!?。;]\s*\S/u.test(said)
  return (
    pointed.test(said.slice(at + word.length)) ||
    counted.test(said.slice(0, at)) ||
    isBefore(word, question, nounsIn(question)) ||
    narrowsBy(word, question) ||
    isScrap ||
    isScope ||
    isOfTwo
  )
}

const clauseEnd = /[,,;。.!??:]+(?!\d)/u
const pointed = /^[这那][条台个]/u
const counted = /[\d一二两三四五六七八九十几这那各][条台个]$/u

/** A part of the plant, hours and limits that this reading of a schedule makes nothing of. */
function boundBy(
  { equipment, ambiguous, keepFree, supposed }: Reading,
  { said, mentions }: Question,
): string | undefined {
  const isUsed = keepFree !== undefined || supposed !== undefined
  const part = equipment.find(({ level }) => level !== 'machine' || !isUsed)
  const isPart = !isUsed && (part !== undefined || ambiguous !== undefined)
  const named = mentions.find(({ entries }) => entries[0]?.id === part?.id)?.text
  const length = isUsed ? undefined : lasting.exec(said)?.[0]
  return restricts.exec(said)?.[0] ?? (isPart ? (named ?? ambiguous?.said) : undefined) ?? length
}

/** What a new schedule can't be bound by: to leave it out would plan something else. */
const restricts = listed({
  zh: `
    [只仅](?:开|用|上|排|安排|考虑|算|在|到|白|夜|中|早|晚|两|三|一) 最多 不超过 至多 加班 倒班 (?:[一两二三四1-4])班(?:制|倒|次|$|[,,。]) (?:白|夜|晚|中|早)班 (?:周[末六日天]|星期[六日天])[^,,。]{0,4}(?:不|别|休|停|只)
    (?:别|不)(?:要|能|得|准|许)?(?:排|安排|动(?![现原当目计太乱])|碰|移) \\d{1,2}[点时](?!间) 锁[定住死] 固定 外协 外包
  `,
  en: `
    (?:shifts?|days?|machines?|lines?|hours?|weeks?|orders?|products?|week) only | only (?:on|for|with|use|using|the|one|two|three|\\d+) | just (?:on|for|with|the|one|two|three|\\d+) | max(?:imum)?(?: of)? \\d+ | at most | no more than | not more than |
    (?:at|from|until|before|after) \\d{1,2}(?::\\d\\d)? ?(?:am|pm|h|o'clock)? | overtime | (?:one|two|three|\\d) shifts? | (?:night|day|evening|late|early) shifts? | week-?ends? | on (?:sat|sun)\\w* | lock(?:ed)? | freeze | outsourc\\w+ | subcontract\\w*
  `,
})

/** `filler 1 的转速`: a quantity that no sensor of the one machine takes. */
function unmeasured({ intent, tag, equipment }: Reading, { rest }: Question): string | null {
  const isTold = intent === 'state' && equipment.length > 0 && tag === undefined
  return isTold ? (isQuantity.exec(rest)?.[0] ?? null) : null
}

/** Words that leave something out, or point at one row of many: no reading here can do that. */
export const leftOut = ({ said, rest }: Question): string | undefined =>
  (untold.exec(said) ?? words.excludesNamed.exec(rest))?.[0].trim()
const untold = anyOf(words.excludes, words.ordinals, words.besideMean, words.partOfShift)

/** `that saves time`, `也排进去`: what a new schedule must do; other words only tell why it is wanted. */
function isDemanded(word: string, { said }: Question): boolean {
  const at = said.indexOf(word)
  return (
    /(?:只|仅|也|还要|并且?|同时|按照?|不[用让要])[^,,。;]{0,4}$/u.test(said.slice(0, at)) ||
    /\b(?:that|which|with|only|and|but|prefer\w*|using|also|for)\s+(?:\w+\s+){0,2}$/iu.test(
      said.slice(0, at),
    ) ||
    /^(?:也|都)/u.test(said.slice(at + word.length))
  )
}

/** `冷水机组的OEE`, `OEE of the chiller`: whose figure it is, and nothing that papers tell. */
function ownsIt(word: string, { said }: Question): boolean {
  const at = said.indexOf(word)
  return (
    /^\p{Script=Han}{0,4}的/u.test(said.slice(at + word.length)) ||
    /\b(?:of|at|in|for|from)\s+(?:the\s+|our\s+)?(?!(?:two|three|both|them|these|those|all)\b)(?:\w+\s+)?$/iu.test(
      said.slice(0, at),
    )
  )
}

/** A figure of no time and no place, and a word beside it: what is written of it may be meant. */
const isBare = (reading: Reading): boolean =>
  reading.intent === 'kpi' &&
  [reading.window, reading.order, reading.grain, reading.compare].every(
    (one) => one === undefined,
  ) &&
  [reading.sites, reading.dimensions, reading.teams, reading.shifts].every(
    ({ length }) => length === 0,
  )

/** `上周效率`: a figure is asked for, and several are called so. */
export function readMetricWord(question: Question, { intent, metrics }: Reading): Partial<Reading> {
  if (metrics.length > 0 || (intent !== 'outside' && intent !== 'search')) return {}
  const text = question.rest.toLowerCase()
  const [said, ids] = [...question.lexicon.heads].find(([head]) => text.includes(head)) ?? []
  if (said === undefined || ids === undefined) return {}
  const beside = contentBeside({ ...question, rest: text.replace(said, ' '.repeat(said.length)) })
  return beside === null ? { intent: 'kpi', metricWord: { said, ids } } : {}
}

/** `主轴轴承备件放几套`: a verb that counts something of a reason of stops counts no pieces made. */
export function isFilteredInVain(
  { metrics: [id = ''], reasons, window }: Reading,
  question: Question,
): boolean {
  const metric = entryOf(question.lexicon, 'metric', id)?.metric
  if (metric === undefined || reasons.length === 0 || window !== undefined) return false
  return !metric.dimensions.includes('reason') && idsOf(question, 'metric').length === 0
}
