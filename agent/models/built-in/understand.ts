import { changesIn, ticketsIn } from './acts/ticket-demands.ts'
import { acts, wishesIn } from './acts/wishes.ts'
import { withoutIdleClauses } from './doubts/idle-clauses.ts'
import { contentBeside } from './doubts/residue.ts'
import { unusedPhrase } from './doubts/unused-phrase.ts'
import { readBareNames } from './intent/intent.ts'
import { entryOf } from './lexicon/lexicon.ts'
import { once } from './once.ts'
import { parse } from './parse.ts'
import type { Intent, Reading } from './reading.ts'
import { secondRead } from './second-reader/index.ts'
import { afterReport } from './subjects/after-report.ts'
import { overviewOf } from './subjects/overview.ts'
import { asksAnew, type Group, isWhole, recordLists } from './thread/asks-anew.ts'
import { bareWhy, whyOfIt } from './thread/bare-why.ts'
import { isBeside, isUnplaced } from './thread/merge-readings.ts'
import { recently } from './time/time.ts'
import { askers } from './typed/asides.ts'
import { clausesOf, halvesOf } from './typed/clauses.ts'
import { correctionIn } from './typed/correction.ts'
import { lookAt, type ParseContext } from './typed/look-at.ts'
import { howto } from './words/document-words.ts'
import { smallTalkIn } from './words/small-talk.ts'
import { interjections } from './words/words.ts'

/** More would not fit into the tool calls of one turn. */
const mostQuestions = 4

/**
 * The questions of one message, each read in the light of the ones before: `哪条线 OEE 最低,为什么,
 * 上周呢?` asks three. An act that needs words of its own is never one of several: it is read whole.
 */
export function understand(typed: string, context: ParseContext): Reading[] {
  const said = typed
    .normalize('NFKC')
    .trim()
    .replace(interjections, '')
    .replace(askers, '')
    .replace(notThatBut, ' ')
    .replace(/(?:^|(?<=[a-z0-9],?\s))n(?=\s[a-z\d])/giu, 'and')
    .replace(/\ban(?=\s+(?:its|their|the|what|how|which|who|any)\b)/giu, 'and')
  const smallTalk = smallTalkIn(said)
  if (smallTalk !== undefined) {
    const { previous: _, ...fresh } = context
    return [{ ...parse(said, fresh), intent: 'help', smallTalk }]
  }
  const corrected = correctedIn(said, context)
  if (corrected !== null) return corrected
  const read = (text: string) => questionsIn(text, context)
  const readings = withoutIdleClauses({ said, whole: read(said) }, context, read)
  const [only, ...more] = readings
  if (only === undefined || more.length > 0 || context.previous !== undefined) return readings
  const seen = secondRead(only, lookAt(only.question, context))
  if (isDoubted(seen)) return [seen]
  const unused = unusedPhrase(only, context, (text) =>
    withoutIdleClauses({ said: text, whole: read(text) }, context, read),
  )
  return [unused === undefined ? seen : { ...seen, unknown: unused, unusable: true }]
}
const isDoubted = ({ unknown, unmet, doubt, unclearTime, likelier }: Reading): boolean =>
  [unknown, unmet, doubt, unclearTime, likelier].some((one) => one !== undefined)

/** `上周的 throughput... 不是,是 output`: what is meant, in the light of what it takes the place of. */
function correctedIn(said: string, context: ParseContext): Reading[] | null {
  const correction = correctionIn(said)
  if (correction === null) return null
  const { first = '', meant } = correction
  const previous =
    context.previous ?? (first === '' ? undefined : questionsIn(first, context).at(-1))
  if (previous === undefined) return null
  const readings = questionsIn(meant, { ...context, previous })
  // What comes to nothing by itself was no correction.
  return readings.some(({ intent }) => intent === 'outside') ? null : readings
}

const questionsIn = (said: string, context: ParseContext): Reading[] =>
  once(questionsOf(withoutRecently(said, context), context), () => lookAt(said, context).today).map(
    (reading) =>
      reading.intent === 'outside'
        ? { ...reading, intent: readBareNames(reading, lookAt(reading.question, context)) }
        : reading,
  )

/** `not how long, how often`: what is not meant, before what is. */
const notThatBut =
  /[-–—,;(]\s*not\s+how\s+(?:long|often|much|many)\s*[,;]?\s*(?:but\s+)?(?=how\s)/giu

/** `is scrap rising lately? the last 15 days, by day`: how lately is said where another time is named. */
function withoutRecently(said: string, context: ParseContext): string {
  if (!recently[0].test(said) || isBeside.test(said)) return said
  const { rest, times, said: whole } = lookAt(said, context)
  const found = times.length > 0 ? recently[0].exec(rest) : null
  if (found === null) return said
  return whole.slice(0, found.index) + whole.slice(found.index + found[0].length)
}

function questionsOf(said: string, context: ParseContext): Reading[] {
  const whole = parse(said, context)
  const reported = afterReport(said, whole, context)
  if (reported !== null) return [reported]
  const overview = overviewOf(whole, said, context)
  if (overview !== null) return overview
  const wishes = acts.has(whole.intent) ? wishesIn(said, whole, context) : null
  if (wishes !== null) return wishes
  if (whole.intent === 'open_ticket') return ticketsIn(said, whole, context)
  if (whole.intent === 'change_ticket') return changesIn(said, whole, context)
  if (whole.intent === 'health' && isAllOfHealth(said, context)) return [whole]
  const clauses = isHeardWhole(whole, said, context)
    ? []
    : clausesOf(said).flatMap((clause) => figuresOf(clause, context))
  if (clauses.length < 2 || isOneAct(whole, clauses[0] ?? '', context)) return [whole]
  const groups = grouped(clauses, context)
  if (groups.length < 2 || groups.length > mostQuestions) return [whole]
  const { previous: _, ...fresh } = context
  const tail = parse(clauses.at(-1) ?? '', fresh)
  return withSharedTime(withSharedPlace(groups, tail), said)
}

/** `how many tickets and how many orders does Dongguan have`: whose they are is said once, at the end. */
function withSharedPlace(groups: Group[], tail: Reading): Reading[] {
  const last = groups.at(-1)?.reading
  const isOfAll = tail.intent === 'outside' && tail.sites.length + tail.equipment.length > 0
  return groups.map(({ text, reading }) => {
    const isBare = isUnplaced(reading) && reading.window === undefined
    const isCut = isBare && (isOfAll || !aVerb.test(text))
    if (last === undefined || !isCut) return reading
    const { sites, equipment, window } = last
    return { ...reading, sites, equipment, ...(window ? { window } : {}) }
  })
}
/** What makes an English question whole; one in Chinese says first whose it is. */
const aVerb =
  /\p{Script=Han}|\b(?:is|are|was|were|do|does|did|has|have|had|can|will|show|list|tell|give)\b/iu

/** `A of X and B of Y, both last week`: a time for all that stands at the end. */
function withSharedTime(readings: Reading[], said: string): Reading[] {
  const { window, metrics = [] } = readings.at(-1) ?? {}
  if (window === undefined) return readings
  // Another figure without a time would be told of the last days, which nobody spoke of.
  const isOther = (one: Reading) => one.intent === 'kpi' && one.metrics.join() !== metrics.join()
  const isOpen = (one: Reading) => one.window === undefined && (together.test(said) || isOther(one))
  return readings.map((one) => (isOpen(one) ? { ...one, window } : one))
}
const together =
  /\bboth\b|\ball\s+(?:of\s+(?:them|it)|for)\b|都(?:是|要|看)|均为|各(?:是|自|为)?(?:多少|几)|分别/iu

/** `A 昨天的产量和 B 上周的报废`: two figures, each with its own time or place. */
function figuresOf(clause: string, { previous: _, ...fresh }: ParseContext): string[] {
  const joints = halvesOf(clause)
  if (joints.length === 0) return [clause]
  const lists = joints.find((halves) => areOtherLists(halves.map((half) => parse(half, fresh))))
  if (lists !== undefined) return lists
  const figures = lookAt(clause, fresh).mentions.filter(
    ({ entries: [one] }) => one?.kind === 'metric',
  )
  if (figures.length < 2) return [clause]
  const whole = joints.find((halves) => {
    const owns = halves.map((half) => parse(half, fresh))
    const isEach = owns.every(
      (own) => own.intent === 'kpi' && own.metrics.length > 0 && isWhole(own),
    )
    return isEach && isApart(owns)
  })
  return whole ?? [clause]
}

/** `open tickets and late orders of Dongguan`: two lists, of which no one call tells both. */
const areOtherLists = (owns: Reading[]): boolean =>
  owns.every(
    ({ intent, unknown, metrics, equipment }) =>
      (recordLists.has(intent) || (intent === 'state' && isOneMachine(equipment))) &&
      unknown === undefined &&
      (intent !== 'kpi' || metrics.length > 0),
  ) && new Set(owns.map(({ intent }) => intent)).size > 1

/** Other figures, or one of several times; of one time the things are rows of one answer. */
const isApart = (owns: Reading[]): boolean => {
  const [one, other] = owns.map(({ metrics, window }) =>
    [metrics, window].map((of) => JSON.stringify(of)),
  )
  const isEverywhere = owns.every(({ window }) => window !== undefined)
  return one?.[0] !== other?.[0] || (isEverywhere && one?.[1] !== other?.[1])
}

/** `净重一直往上飘 还有几天碰到上限`: its clauses ask for nothing but how machines are. */
function isAllOfHealth(said: string, { previous: _, ...fresh }: ParseContext): boolean {
  const kinds = clausesOf(said).map((clause) => parse(clause, fresh))
  return kinds.every(({ intent, metrics }) => ofMachines.has(intent) && metrics.length === 0)
}
const ofMachines = new Set(['health', 'state', 'cause', 'equipment', 'outside', 'search', 'howto'])

/** A schedule is told with what it must keep to; it may follow a question about what there is. */
function isOneAct(
  { intent, keepFree, supposed }: Reading,
  first: string,
  context: ParseContext,
): boolean {
  return (
    intent === 'schedule' &&
    (keepFree !== undefined ||
      supposed !== undefined ||
      !recordLists.has(parse(first, context).intent))
  )
}
const heardWhole = new Set([
  'open_ticket',
  'change_ticket',
  'change',
  'action_status',
  'help',
  'what_if',
  'late_order',
  'stock',
  'lots',
  'settings',
])

/** `which orders will be late, and is there enough solder paste`: each asks for something of its own. */
function isHeardWhole({ intent }: Reading, said: string, { previous: _, ...fresh }: ParseContext) {
  if (!heardWhole.has(intent)) return false
  if (!ofLists.has(intent)) return true
  const [first, ...more] = clausesOf(said).map((clause) => parse(clause, fresh))
  const isClear = (one: Reading) => !isDoubted(one) && told.has(one.intent)
  return !(
    first !== undefined &&
    more.length > 0 &&
    [first, ...more].every(isClear) &&
    more.some((one) => subjectOf(one) !== subjectOf(first))
  )
}
/** `库存悬不悬,周末前会不会见底` asks one thing twice. */
const subjectOf = ({ intent, metrics }: Reading): Intent =>
  metrics.length > 0 && metrics.every((id) => id.startsWith('stock')) ? 'stock' : intent
const ofLists = new Set(['stock', 'lots'])
const told = new Set(['stock', 'lots', 'orders', 'tickets', 'kpi', 'state', 'health'])

/** Clauses that only add to a question are read with it; those that ask anew stand alone. */
function grouped(clauses: string[], context: ParseContext): Group[] {
  const groups: Group[] = []
  for (const clause of clauses) {
    const current = groups.at(-1)
    const previous = current === undefined ? context.previous : askedBefore(groups)
    const within = previous === undefined ? context : { ...context, previous }
    if (current === undefined) groups.push({ text: clause, reading: parse(clause, within) })
    else if (asksAnew(clause, current, context)) {
      groups.push({ text: clause, reading: goingOn(clause, current.reading, within) })
    } else {
      const text = `${current.text}, ${clause}`
      const former = groups.length > 1 ? askedBefore(groups.slice(0, -1)) : undefined
      const reading = former
        ? goingOn(text, former, { ...context, previous: former })
        : parse(text, context)
      groups.splice(-1, 1, { text, reading })
    }
  }
  return groups
}

/** `为什么` is no ground to stand on: `上周呢` after it asks for the figure again. */
const askedBefore = (groups: Group[]): Reading | undefined =>
  (groups.findLast(({ text }) => !bareWhy.test(text)) ?? groups.at(-1))?.reading

/** What a later question of one message leaves out is what the earlier one said. */
function goingOn(clause: string, before: Reading, context: ParseContext): Reading {
  // The time before is what a reason is told against anyway.
  const asked = whyOfIt.test(clause) ? (context.language === 'zh' ? '为什么' : 'why') : clause
  const reading = { ...parse(asked, context), question: clause }
  if (bareWhy.test(asked) || (reading.intent === 'state' && reading.equipment.length === 0))
    return winnerOf(reading, before)
  if (standAlone.has(reading.intent)) return ofWhat(reading, before, context)
  // `苏州没关的工单几张,今天夜班产量多少`: a shift is no place.
  const bare = isUnplaced({ ...reading, shifts: [] })
  const scope = bare && !reading.ambiguous ? scopeOf(reading, before) : {}
  const window = takesTime.has(reading.intent) ? { ...windowOf(before), ...windowOf(reading) } : {}
  return { ...reading, ...scope, ...window }
}

/** `fill weight of filler 2 now, and if it is high, what to do?`: papers are asked about what was just named. */
function ofWhat(reading: Reading, before: Reading, context: ParseContext): Reading {
  const isBare = contentBeside(lookAt(reading.question, context), howto, ofState) === null
  const isNamed = !isUnplaced(reading) || reading.reasons.length > 0
  if (reading.intent !== 'howto' || !isBare || isNamed) return reading
  const tag = entryOf(context.lexicon, 'tag', before.tag ?? '')
  const what = tag?.[reading.language] ?? before.question
  return { ...reading, topic: `${what}, ${reading.question}` }
}
const ofState =
  /[偏太过][高低大小快慢]|的话|停了?|坏了?|\btoo\s+\w+|\b(?:off|wrong|high|low|adjust\w*)\b/iu
const standAlone = new Set(['howto', 'search', 'metrics'])
const takesTime = new Set(['kpi', 'explain'])
const windowOf = ({ window }: Reading): Pick<Reading, 'window'> => (window ? { window } : {})

function scopeOf(own: Reading, { sites, equipment }: Reading): Partial<Reading> {
  if (own.intent === 'orders')
    return { sites: sites.length > 0 ? sites : equipment.slice(0, 1).map(({ siteId }) => siteId) }
  return { sites, equipment }
}

const isOneMachine = (equipment: Reading['equipment']): boolean =>
  equipment.length === 1 && equipment[0]?.level === 'machine'

/** Why or how the one that a ranking names is so: which one that is, only the figures say. */
function winnerOf(reading: Reading, { order, dimensions, equipment }: Reading): Reading {
  const [dimension, ...more] = dimensions
  const ranked = order !== undefined && dimension !== undefined && more.length === 0
  const { intent } = reading
  const ofOne = intent === 'explain' || reading.dimensions[0] === 'reason'
  if (ranked && (ofOne || (intent === 'state' && dimension === 'machine')))
    return { ...reading, ofWinner: dimension }
  // `it` is the machine that was just named.
  return intent === 'state' && isOneMachine(equipment) ? { ...reading, equipment } : reading
}
