import type { Reading } from '../reading.ts'
import { ticketSetIn } from '../slots/details.ts'
import type { Question } from '../slots/question.ts'
import { askedOf, lotsIn } from '../subjects/lots.ts'
import { listed } from '../words/listed.ts'
import { intents } from '../words/words.ts'
import { isUnplaced } from './merge-readings.ts'

/** What goes on about lots, stock, health, orders or tickets that were just told; null for anything else. */
export function subjectAgain(own: Reading, previous: Reading, question: Question): Reading | null {
  return (
    lotsAgain(own, previous, question) ??
    stockOfIt(own, previous) ??
    boughtOfIt(own, previous) ??
    healthAgain(own, previous, question) ??
    newTickets(own, previous, question) ??
    ticketsOfIt(own, previous, question) ??
    ticketToChange(own, previous, question) ??
    heldUp(own, previous, question)
  )
}

const open = new Set<Reading['intent']>([
  'outside',
  'search',
  'howto',
  'equipment',
  'state',
  'lots',
])
const isLoose = ({ intent, metrics }: Reading): boolean => open.has(intent) && metrics.length === 0

/** `DG-LOT-1183呢`, `who received it?`: another lot, or something else of the same. */
function lotsAgain(own: Reading, previous: Reading, { said }: Question): Reading | null {
  if (previous.intent !== 'lots' || !isLoose(own) || own.equipment.length > 0) return null
  const { lots: before = [], language: _, unknown: __, ...all } = previous
  const named = lotsIn(said, own)
  const lots = named.length > 0 ? named : before
  const asked = askedOf(said, lots)
  if (lots.length === 0 || (named.length === 0 && asked === null)) return null
  const { language, question } = own
  return { ...all, language, question, lots, ...(asked === null ? {} : { lotsAsked: asked }) }
}

/** `锡膏啥时候断`, `要是粤芯再晚5天呢`: of the material that was spoken of. */
const stockOfIt = (own: Reading, { intent, materials }: Reading): Reading | null =>
  own.intent === 'stock' && own.materials.length === 0 && intent === 'stock' && materials.length > 0
    ? { ...own, materials }
    : null

/** `铸件毛坯什么时候断料`, `那就请购14000件`. */
const boughtOfIt = (own: Reading, { intent, materials }: Reading): Reading | null =>
  own.change?.kind === 'purchase' &&
  own.materials.length === 0 &&
  materials.length === 1 &&
  (intent === 'stock' || intent === 'kpi')
    ? { ...own, materials }
    : null

/** `2号灌装机那个从啥时候开始飘的`, `why?` after what was told of how well machines are: the same tells it. */
function healthAgain(own: Reading, previous: Reading, { said }: Question): Reading | null {
  if (previous.intent !== 'health' || !isLoose(own) || !ofSigns.test(said)) return null
  const { language, question, equipment, sites } = own
  if (equipment.length > 0) return { ...own, intent: 'health' }
  return sites.length > 0 ? null : { ...previous, language, question }
}
const ofSigns = listed({
  zh: '(?:从)?(?:什么时候|啥时候|何时|哪天|几号)(?:开始|起) 为什么 为啥 哪个(?:传感器|信号) 飘 漂 多久 几天',
  en: 'since when | when did | why | which (?:sensor|signal) | how long | how many days | what is wrong',
})

/** `今天有新的吗` after a list of tickets: those that were opened then, whatever became of them. */
function newTickets(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const isBare = own.intent === 'outside' || own.intent === 'search'
  if (previous.intent !== 'tickets' || !isBare || !isUnplaced(own) || !areNew.test(said))
    return null
  const { ticketStatus: _, window, ...all } = previous
  const when = own.window ?? window
  return { ...all, language: own.language, question: own.question, ...(when && { window: when }) }
}
/** `5号机的有吗`, `any on CNC-05?` after a list of tickets: those of that machine. */
function ticketsOfIt(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const isOne = previous.intent === 'tickets' && isLoose(own) && own.equipment.length === 1
  if (!isOne || !areAny.test(said)) return null
  const { language, question, equipment } = own
  return { ...previous, language, question, equipment, sites: [] }
}
const areAny = listed({
  zh: '的?有(?:没有)?[吗么]? 有没有',
  en: 'any(?: of (?:them|those))? | one',
})

const areNew = listed({ zh: '新的 新增 新开 新报', en: 'any new | new ones?' })

/** `5号机那张改成高优先级`, `close the oldest one` after a list of tickets: which one is looked up, or asked. */
function ticketToChange(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const isOfList = previous.intent === 'tickets' && own.ticketId === undefined
  if (!isOfList || own.intent === 'open_ticket' || !isOrder.test(said)) return null
  const ticketSet = ticketSetIn(said)
  if (ticketSet === undefined) return null
  const { unknown: _, hunch: __, unclearTime: ___, ...read } = own
  return { ...read, intent: 'change_ticket', ticketSet, metrics: [], dimensions: [] }
}
const isOrder = listed({
  zh: '[把将].{0,8}(?:关|结|改|调|升|降|取消) (?:改|调|升|降|设)[成为到] (?:关|结|取消)[掉了]?吧',
  en: '(?:please |then |and )?(?:close|cancel|reopen|raise|lower|set|make|change)(?= (?:the|it|that|this)\\b)',
})

/** `它卡在哪` after a list of orders: of which one is asked. */
const heldUp = (own: Reading, { intent }: Reading, { said }: Question): Reading | null =>
  intent === 'orders' && isLoose(own) && (stuck.test(said) || intents.why.test(said))
    ? { ...own, intent: 'orders', unmet: 'why_orders' }
    : null
const stuck = listed({ zh: '卡在 卡住 堵在', en: 'stuck | held up | holding (?:it|them) up' })
