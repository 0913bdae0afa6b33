import { demands } from './acts/problem.ts'
import { supposes } from './acts/what-if.ts'
import { contentBeside } from './doubts/residue.ts'
import { entryOf } from './lexicon/lexicon.ts'
import type { Intent, Reading } from './reading.ts'
import { bareDimension, type Question } from './slots.ts'
import * as beyond from './words/beyond-words.ts'
import { asksLeave } from './words/document-words.ts'
import * as ending from './words/end-words.ts'
import { foretold, health, untilLimit, worn } from './words/health-words.ts'
import { notRecorded, willLast } from './words/no-records.ts'
import * as records from './words/record-words.ts'
import { analyse } from './words/why-words.ts'
import * as words from './words/words.ts'

type Rule = [Intent, (signs: Signs) => boolean]

type Signs = {
  says: (words: RegExp) => boolean
  /** The same beside the names of metrics and things: 排程遵守率 asks for no new schedule. */
  saysBeside: (words: RegExp) => boolean
  has: Record<
    | (
        | 'metric'
        | 'product'
        | 'equipment'
        | 'machine'
        | 'class'
        | 'tag'
        | 'window'
        | 'time'
        | 'scope'
      )
    | ('action' | 'compare' | 'content' | 'rows' | 'ticketId' | 'ticketChange'),
    boolean
  >
  /** Its metric counts stops, which the words for a machine that stands still also mean. */
  aboutStops: boolean
  ranked: boolean
  broken: boolean
}

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
    ({ says, has }) =>
      (says(records.openTicket) || (says(records.reportOne) && has.equipment && !has.metric)) &&
      ((has.machine && says(demands)) ||
        ((!says(records.listing) || says(toCheck)) && (has.equipment || !has.window))),
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
    (has.ticketId && has.ticketChange && !says(words.asksWhether) && !says(records.schedule)) ||
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

/** How well machines are, and for how long: not how that is looked after, which papers tell. */
function isHealth({ says, has }: Signs): boolean {
  if (has.product || says(intents.why) || says(records.ticketNouns)) return false
  if (has.machine && says(untilLimit) && !has.metric) return true
  if (!has.metric && says(willLast) && (has.machine || says(worn))) return true
  return (says(foretold) || (!has.metric && says(health))) && !says(intents.howto)
}

/** What the one machine that is named tells of itself, by whatever words; not how to mend it. */
function isOfMachine(signs: Signs): boolean {
  const { says, saysBeside, has } = signs
  if (has.metric || isHowTo(signs) || isCause(signs)) return false
  if (has.class) return says(intents.telling) && !says(words.howManyOf)
  return has.machine && (has.tag || saysBeside(intents.telling) || says(intents.state))
}

export function readIntent(reading: Reading, question: Question): Intent {
  const signs = signsOf(reading, question)
  return rules.find(([, fits]) => fits(signs))?.[0] ?? 'outside'
}

function signsOf(reading: Reading, question: Question): Signs {
  const { said, rest, lexicon } = question
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const equipment = reading.equipment.length > 0 || reading.ambiguous !== undefined
  const slots = [reading.sites, reading.teams, reading.shifts, reading.products]
  const window = reading.window !== undefined
  return {
    says: (known) => known.test(said),
    saysBeside: (known) => known.test(rest),
    has: {
      metric: metric !== undefined,
      product: reading.products.length > 0,
      equipment,
      machine: reading.equipment.some(({ level }) => level === 'machine'),
      class: reading.ambiguous?.all === true,
      rows: reading.dimensions.length > 0 || bareDimension(question).length > 0,
      ticketId: reading.ticketId !== undefined,
      ticketChange: reading.ticketSet !== undefined,
      tag: reading.tag !== undefined,
      window,
      compare: reading.compare !== undefined,
      action: reading.actionId !== undefined,
      time: window || reading.compare !== undefined,
      scope: equipment || slots.some((slot) => slot.length > 0),
      content: contentBeside(question) !== null,
    },
    aboutStops: metric?.metric?.dimensions.includes('reason') ?? false,
    ranked: reading.order !== undefined || ending.ranking.test(said),
    broken: reading.dimensions.length > 0 || reading.grain !== undefined,
  }
}

/** What a metric is, of which nothing else is said. */
function isDefinition({ says, saysBeside, has, ranked, broken }: Signs): boolean {
  if (!has.metric || saysBeside(records.schedule)) return false
  const isBare = !has.window && !has.scope && !ranked && !broken
  if (isBare && saysBeside(intents.defining)) return true
  if (saysBeside(intents.moved)) return false
  if (has.window || has.scope) return says(intents.definition)
  return says(intents.definition) || saysBeside(intents.whatIs) || says(intents.attribute)
}

function isHowTo({ says, saysBeside, has }: Signs): boolean {
  if ((has.metric && has.window) || (has.equipment && says(intents.why))) return false
  return says(intents.howto) || (!has.metric && saysBeside(intents.paper))
}

/** Why a figure moved; why a machine stands still is another question. */
const whichOne =
  /哪|谁|\b(?:which|what|who)\s+(?:machine|line|team|shift|product|plant|site|supplier)/iu
/** `the line that drags us down`: which one it is, unless the reason is asked for in so many words. */
const plainWhy =
  /为什么|为何|(?<!因)为啥|怎么|咋|原因|\b(?:why|reasons?|causes?|explain|how\s+come|what\s+gives)\b/iu
/** `哪块拖的后腿`: no row of a ranking. */
const whereFrom =
  /(?:哪[里儿]|哪块(?!板)|什么|啥)[^,,。??]{0,4}(?:造成|导致|引起|引发|拖(?:的|了)?后腿)/iu
function isExplain({ says, saysBeside, has, aboutStops, ranked, broken }: Signs): boolean {
  if (!has.metric) return false
  if (saysBeside(whereFrom)) return true
  if (ranked && broken && saysBeside(whichOne)) return false
  if (ranked && has.rows && !says(plainWhy)) return false
  const moved = saysBeside(intents.moved)
  const asked = says(intents.why) || says(intents.attribute)
  if (asked) return moved || !aboutStops || says(intents.attribute)
  return (moved || has.compare) && (says(intents.causeNoun) || (says(analyse) && !broken))
}

function isCause({ says, has, aboutStops, ranked }: Signs): boolean {
  // Which machines stand still is told with why each does.
  if (!has.equipment && !has.window && says(whichOnes)) return false
  if (has.metric && !aboutStops) return false
  if (ranked && !says(plainWhy)) return false
  if (says(intents.why)) {
    return has.equipment || (says(intents.stopped) && !says(/停机时[间长]|downtime/iu))
  }
  return says(intents.causeNoun) && has.equipment && !ranked && !has.window
}

const whichOnes =
  /哪些?[几]?[台条个]?(?:机器|设备|机台|机床|产线|线)|\b(?:which|what)\s+(?:machines|equipment|lines)\b/iu

/** Words for how much of a stop, not whether. */
const amounts =
  /停机时[间长]|停机率|多[久长]|多少|次数|\bdowntime\b|\bhow\s+(?:long|much|many|often)\b/iu

const stillStands = /停.{0,2}多(?:久|长时间)了/u
/** When it stopped last is told by the machine. */
const lastStop =
  /(?:上|最近|最后)一?[次回].{0,4}停.{0,4}(?:什么时候|啥时候|几点|哪天|何时)|(?:什么时候|啥时候|几点|何时)停的/u
function isState({ says, has, aboutStops, ranked, broken }: Signs): boolean {
  if (has.machine && !has.window && (says(stillStands) || says(lastStop))) return true
  if (has.metric && (!aboutStops || has.window || ranked)) return false
  const now = says(/现在|当前|目前|此刻|\bright\s+now\b|\bcurrently\b/iu) && !says(amounts)
  if (has.metric && !now && !says(/了吗|着吗|了没|了[?？]?$|\bis\b|\bare\b/iu)) return false
  const asked = says(intents.state) || says(intents.stopped)
  return (
    asked &&
    (has.equipment ||
      broken ||
      says(
        /恢复|还停|还在\s*(?:跑|转|动|运行|运转|running)|\bstill\s+running\b|又?好了[吗没]|\banything\b|[几多]少?台|机器|设备|机床|产线|machines?|lines?|equipment/iu,
      ))
  )
}
