import { demands } from '../acts/problem.ts'
import { supposes } from '../acts/what-if.ts'
import type { Intent, Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import * as beyond from '../words/beyond-words.ts'
import { asksLeave } from '../words/document-words.ts'
import { notRecorded } from '../words/no-records.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { isDefinition, isExplain, isHowTo } from './of-figures.ts'
import { isCause, isHealth, isOfMachine, isState } from './of-machines.ts'
import { type Signs, signsOf } from './signs.ts'

type Rule = [Intent, (signs: Signs) => boolean]

const { intents } = words

/** First match wins: acts before reads, exact words before figures, figures before documents. */
const rules: Rule[] = [
  ['help', ({ says }) => says(intents.help)],
  ['outside', ({ says }) => says(words.tampers) || says(words.defeats)],
  // What a figure would be is in no data.
  ['outside', ({ says, has }) => has.metric && says(supposes) && !says(/如果只?[看按算]/u)],
  [
    'outside',
    ({ says, has }) => !has.machine && says(/\bwhat\s+would\b|\bwould\s+(?:it|that)\s+be\b/iu),
  ],
  ['outside', ({ saysBeside }) => saysBeside(beyond.errands)],
  ['outside', ({ saysBeside }) => saysBeside(words.decideNow)],
  ['action_status', ({ says, has }) => has.action || says(intents.actionStatus)],
  ['change_ticket', isTicketChange],
  [
    'open_ticket',
    // `昨天新增工单` lists them.
    ({ says, saysBeside, has }) =>
      (saysBeside(records.openTicket) ||
        (says(records.reportOne) && has.equipment && !has.metric)) &&
      ((has.machine && says(demands)) ||
        ((!says(records.listing) || says(toCheck) || says(filesIt)) &&
          (has.equipment || !has.window))),
  ],
  ['outside', isBeyond],
  ['metrics', isDefinition],
  ['explain', isExplain],
  ['schedule', isSchedule],
  ['outside', ({ saysBeside, has }) => has.machine && saysBeside(words.commands)],
  ['howto', ({ says }) => says(asksLeave)],
  ['health', isHealth],
  ['tickets', ({ says }) => says(records.ticketNouns)],
  ['tickets', ({ says, has }) => has.equipment && !has.metric && says(records.stillOpen)],
  [
    'tickets',
    ({ says, has }) => has.machine && !has.metric && !has.product && says(records.thatSlip),
  ],
  ['state', isOfMachine],
  ['orders', ({ saysBeside, has }) => saysBeside(records.orderNouns) && !has.metric],
  ['orders', isOfItsOrders],
  [
    'orders',
    ({ says, has }) => has.ticketId && (says(records.ofOneOrder) || says(records.delivering)),
  ],
  ['metrics', ({ says }) => says(intents.metrics)],
  ['howto', isHowTo],
  ['cause', isCause],
  ['state', isState],
  ['equipment', ({ saysBeside, has }) => has.class && !has.metric && saysBeside(words.howManyOf)],
  ['kpi', ({ has }) => has.metric],
  ['equipment', ({ says }) => says(intents.equipment)],
  ['kpi', ({ says, has }) => (has.scope || has.window) && !has.content && says(vague)],
  ['state', ({ says, has }) => !has.content && says(theMachine)],
  // Of something that nobody knows: it is asked back what that is.
  ['state', ({ says, has }) => has.content && says(intents.plainState)],
  // Of a machine, whether something is so is told by the machine.
  [
    'state',
    ({ says, has }) =>
      has.machine && !has.metric && !has.window && says(words.asksYesOrNo) && !says(words.trends),
  ],
  [
    'search',
    ({ says, has }) => !has.time && has.content && !says(notRecorded) && !says(beyond.orders),
  ],
]

/** What is written of it may be told; to do it, or to know it, is another matter. */
function isBeyond({ says, has }: Signs): boolean {
  if (says(intents.howto) || says(intents.why)) return false
  return (
    says(beyond.watches) ||
    says(beyond.elsewhere) ||
    (!has.metric && (says(beyond.settings) || says(beyond.prices)))
  )
}

/** `how did the night shift do`: some figure is asked for, and which one is left open. */
const vague =
  /怎么样|咋样|如何|表现|干得|情况|\bhow\b.*\b(?:do|does|did|doing|going|perform\w*|far(?:e|ed|ing)|look\w*)\b|\bhow(?:'s|\s+is|\s+are|\s+was|\s+were)\b|\bperformance\b/iu

/** One that was not named: it is asked back which. */
const theMachine =
  /\b(?:how\s+is|how's|why\s+(?:is|did|has))\s+(?:the|that|this)\s+machine\b|^(?:那台|这台)?(?:机器|设备)(?:现在)?(?:怎么|咋)(?:样|了|停)/iu

/** `有几个盖子拧不紧,帮我报修`: however many things are wrong. */
const filesIt = /(?:帮我|请|麻烦|给我?)报个?修/u
/** `开张点检单,查查有没有结垢`: what is to be looked for. */
const toCheck = /(?:看看?|查查?|检查)[^,,。]{0,8}有没有/u

/** What names alone ask for, where nothing was asked before: `CNC-06?`, `哪条线最差`. */
export function readBareNames(reading: Reading, question: Question): Intent {
  const signs = signsOf(reading, question)
  const { has, ranked, says, saysBeside } = signs
  if (reading.intent !== 'outside' || has.content || has.time) return reading.intent
  const isUndoable = says(words.tampers) || saysBeside(words.commands) || saysBeside(beyond.errands)
  if (isUndoable || isBeyond(signs)) return 'outside'
  if (has.machine && !has.metric) return 'state'
  return ranked && has.rows ? 'kpi' : 'outside'
}

/** A ticket that is named, and what is to become of it; `is … closed?` only asks. */
function isTicketChange({ says, has }: Signs): boolean {
  return (
    (has.ticketId &&
      (has.ticketChange || says(records.setsPriority)) &&
      !says(words.asksWhether) &&
      !says(records.schedule)) ||
    says(records.changeTicket)
  )
}

/** `will the sensor modules ship on time`: of a product that is named, its orders tell. */
function isOfItsOrders({ says, saysBeside, has }: Signs): boolean {
  if (!has.product || isPlainHowTo(says)) return false
  if (saysBeside(records.stillOwed)) return true
  const delivered = saysBeside(records.delivering) || saysBeside(records.lates)
  return delivered && (!has.metric || (says(records.toCome) && !has.window))
}
const isPlainHowTo = (says: Signs['says']): boolean => says(intents.howto) || says(intents.why)

/** Here the verb is the name of a figure, too. */
const anew = /\brework\s+the\s+(?:\w+\s+)?(?:plan|schedule)\b/iu
function isSchedule({ says, saysBeside, has, ranked }: Signs): boolean {
  if (says(/(?:什么|哪些)(?:情况|条件|场合)/u)) return false
  if (saysBeside(records.schedule) || says(anew)) return true
  return saysBeside(records.scheduleLoosely) && !has.metric && !ranked
}

export function readIntent(reading: Reading, question: Question): Intent {
  const signs = signsOf(reading, question)
  return rules.find(([, fits]) => fits(signs))?.[0] ?? 'outside'
}
