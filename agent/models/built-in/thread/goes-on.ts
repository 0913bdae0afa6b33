import { papers, type Reading } from '../reading.ts'
import { readTag } from '../slots/details.ts'
import type { Question } from '../slots/question.ts'
import { countOf } from '../time/calendar.ts'
import { listed } from '../words/listed.ts'
import * as words from '../words/words.ts'
import { bareWhy } from './bare-why.ts'
import { ofThatOne, winnerIn } from './first-named.ts'
import { isUnplaced, merge } from './merge-readings.ts'
import { ofThatFigure } from './of-that-figure.ts'
import { siblingNumbered } from './siblings.ts'
import { subjectAgain } from './subjects-again.ts'

const there = /\bthere\b|\bat\s+that\s+(?:plant|site|line)\b|那里|那边|那儿|这里|这边/iu
const besideIt =
  /^(?:那么?|再)?[跟和与同比]\s*(?:number\s+|no\.?\s*|#)?(\d{1,2}|[一二三四五六七八九十])号?(?:机|那台)?(?:相比|对比|比)?(?:一?[下比])?(?:呢|怎么样|如何)?[\s??。]*$|^(?:and\s+)?(?:compared?\s+(?:to|with)|versus|vs\.?|against|than)\s+(?:number\s+|no\.?\s*|#)?(\d{1,2})[\s?.]*$/iu

/** What a question means by what was spoken of just before it; null where it stands by itself. */
export function goesOnWith(own: Reading, previous: Reading, question: Question): Reading | null {
  const { said } = question
  // Nobody's machine is run from here, whatever was asked before.
  if (own.intent === 'outside' && words.commands.test(question.rest)) return own
  return (
    vagueIn(own, previous) ??
    partOfCause(own, previous, said) ??
    whyOfOne(own, previous, said) ??
    ofThatFigure(own, previous, question) ??
    amongThem(own, previous, said) ??
    placedThere(own, previous, said) ??
    runsIt(own, previous, said) ??
    sensorOf(own, previous, question) ??
    subjectAgain(own, previous, question) ??
    morePapers(own, previous, said) ??
    sinceWhen(own, previous, said) ??
    besideSibling(own, previous, question)
  )
}

/** `要多长时间`, `who approves it?` after papers: of what they were asked about. */
function morePapers(own: Reading, previous: Reading, said: string): Reading | null {
  const isOpen = own.intent === 'outside' || papers.has(own.intent)
  if (!papers.has(previous.intent) || !isOpen || !bareAsk.test(said.trim())) return null
  const { hunch: _, ...read } = own
  const topic = `${previous.topic ?? previous.question} ${own.question}`
  return { ...read, intent: previous.intent, equipment: previous.equipment, topic }
}
const bareAsk = new RegExp(
  [
    '^(?:那么?|还|要|需要|得|大概|一共|总共|完了|之后)*(?:多久|多长时间|几分钟|几个?小时|几个?人|谁来?(?:批准|签字|负责|做|检查|确认)|用?(?:什么|哪些)工具|(?:什么|哪些)材料|(?:要)?注意(?:什么|哪些)|有(?:什么|哪些)注意事项|多久一次|怎么办|干嘛|做什么|然后呢|下一步呢?)[\\s??。呢啊]*$',
    '^(?:and\\s+|so\\s+)?(?:how\\s+long(?:\\s+(?:does|will)\\s+(?:it|that)\\s+take)?|how\\s+many\\s+people|who\\s+(?:approves?|signs?|does|checks?|is\\s+responsible)(?:\\s+(?:for\\s+)?(?:it|that|this))?|(?:which|what)\\s+tools?(?:\\s+.*)?|what\\s+(?:then|next)|then\\s+what|how\\s+often)\\W*$',
  ].join('|'),
  'iu',
)

/** `is it running now?` after figures of one machine. */
function runsIt(own: Reading, previous: Reading, said: string): Reading | null {
  const [machine, ...more] = previous.equipment
  const isOne = machine?.level === 'machine' && more.length === 0
  if (!isOne || own.equipment.length > 0 || !words.runsNow.test(said.trim())) return null
  return { ...own, intent: 'state', metrics: [], equipment: [machine] }
}

/** `从什么时候开始变差的`, `since when`: the figure that was spoken of, day by day. */
function sinceWhen(own: Reading, previous: Reading, said: string): Reading | null {
  const isTold = previous.intent === 'kpi' || previous.intent === 'explain'
  const isBare = own.metrics.length === 0 && isUnplaced(own) && own.window === undefined
  if (!isTold || previous.metrics.length !== 1 || !isBare || !fromWhen.test(said)) return null
  const { order: _, limit: __, threshold: ___, compare: ____, moved: _____, ...all } = previous
  const window = { kind: 'last', count: monthOfDays, unit: 'day' } as const
  return {
    ...{ ...all, language: own.language, question: own.question, intent: 'kpi', grain: 'day' },
    ...{ window, dimensions: previous.equipment.length > 1 ? ['machine'] : [] },
  }
}
const monthOfDays = 30
const fromWhen = listed({
  zh: '(?:从)?(?:什么时候|啥时候|何时|哪天|几号)(?:开始|起)',
  en: 'since when | when did (?:it|this|that) (?:start|begin)',
})

/** `效率怎么样`: which of them is still open; when and where stay as they were. */
function vagueIn(own: Reading, previous: Reading): Reading | null {
  if (own.metricWord === undefined) return null
  const window = own.window ?? previous.window
  const place = isUnplaced(own) ? { sites: previous.sites, equipment: previous.equipment } : {}
  return { ...own, ...place, ...(window ? { window } : {}) }
}

/** `主要是哪条线`, `which machine dragged it down`: the parts of a change stand in the same explanation. */
function partOfCause(own: Reading, previous: Reading, said: string): Reading | null {
  const isNew = own.metrics.length > 0 || own.window !== undefined || !isUnplaced(own)
  if (previous.intent !== 'explain' || isNew || !ofParts.test(said)) return null
  return { ...previous, language: own.language, question: own.question }
}
const ofParts = listed({
  zh: '主要(?:是|还是|在|看)?[哪什谁] 影响最 贡献 拖后腿 拖的 拉低 拖累 拉[下垮] 的锅 元凶 罪魁 (?:因素|原因)最',
  en: 'mainly | main (?:culprit|driver|cause|factor)s? | biggest (?:culprit|driver|cause|factor|contributor|impact|effect)s? | contribut\\w+ | dragg?\\w* | to blame',
})

/** `why did Suzhou move`, `丁班怎么老是最低`: of the figure that was spoken of. */
function whyOfOne(own: Reading, previous: Reading, said: string): Reading | null {
  const figures = previous.intent === 'kpi' || previous.intent === 'explain'
  const isOfOne = winnerIn(previous) === undefined && !bareWhy.test(said.trim())
  const isTold = !isUnplaced(own) || (isOfOne && words.intents.moved.test(said))
  const unnamed = own.metrics.length === 0 && isTold && own.ambiguous === undefined
  if (!figures || !unnamed || previous.metrics.length === 0) return null
  if (!words.intents.why.test(said)) return null
  if (!isUnplaced(own) && words.intents.stopped.test(said)) return null
  const {
    grain: _,
    order: __,
    limit: ___,
    threshold: ____,
    compare: _____,
    ...all
  } = merge(own, previous)
  const compare = own.compare === undefined ? {} : { compare: own.compare }
  return { ...all, ...compare, intent: 'explain', dimensions: [] }
}

/** `what cost us the most time there`: at the place and in the time of before. */
function placedThere(own: Reading, previous: Reading, said: string): Reading | null {
  if (own.intent !== 'kpi' || own.metrics.length === 0 || !isUnplaced(own)) return null
  // Which one that is, a ranking has told.
  const isOfFirst = winnerIn(previous) !== undefined && ofThatOne.test(said)
  if (isOfFirst || !there.test(said)) return null
  const window = own.window ?? previous.window
  const { sites, equipment } = previous
  return { ...own, sites, equipment, ...(window ? { window } : {}) }
}

/** `how many of them will be late?`: of the list before. */
function amongThem(own: Reading, previous: Reading, said: string): Reading | null {
  const isOfList = own.intent === previous.intent && lists.has(own.intent) && isUnplaced(own)
  if (!isOfList || !ofThem.test(said)) return null
  const { sites, equipment, products } = previous
  return { ...own, sites, equipment, products }
}
const lists = new Set(['orders', 'tickets'])
const ofThem =
  /\bonly\s+(?:those|the\s+ones)\b|^只[看要列]|\b(?:of|among)\s+(?:them|those|these)\b|其中|这里[面边]|当中|里[头面]有/iu

const toldBeside = new Set(['howto', 'search', 'tickets', 'open_ticket'])
const thatOne = /它|[这那]台|该机|\b(?:it|that\s+machine|this\s+machine)\b/iu

/** `vibration over the last 24 hours?` of the machine that was spoken of. */
function sensorOf(own: Reading, previous: Reading, question: Question): Reading | null {
  // `is it running now?`, after what a paper says of it or a ticket on it.
  const isPointed = toldBeside.has(previous.intent) && thatOne.test(question.said)
  const isOfMachine = previous.intent === 'state' || previous.intent === 'cause' || isPointed
  const asks = own.intent === 'outside' || own.intent === 'search' || own.intent === 'state'
  if (!isOfMachine || !asks || own.metrics.length > 0 || !isUnplaced(own)) return null
  const { equipment } = previous
  const { tag } = readTag(question, previous)
  if (tag !== undefined) return { ...own, intent: 'state', equipment, tag }
  // `since when?` of a machine that runs or stands.
  const { telling, state: asksState } = words.intents
  const asksHow = telling.test(question.said) || (isPointed && asksState.test(question.said))
  return own.intent !== 'state' && asksHow ? { ...own, intent: 'state', equipment } : null
}

/** `跟1号比呢`: both of them. */
function besideSibling(own: Reading, previous: Reading, question: Question): Reading | null {
  const found = besideIt.exec(question.said.trim())
  const number = found?.[1] ?? found?.[2]
  if (number === undefined || previous.intent !== 'kpi') return null
  const sibling = siblingNumbered(previous, countOf(number), question)
  if (sibling === null) return null
  const equipment = [...previous.equipment, sibling]
  return { ...previous, language: own.language, question: own.question, equipment }
}
