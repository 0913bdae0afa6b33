import { ofTracedLot } from '../acts/changes.ts'
import { rankedStepIn } from '../finish-kpi.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { papers, type Reading } from '../reading.ts'
import { bareDimension } from '../slots/breakdown.ts'
import { readKeepFree } from '../slots/details.ts'
import { readOrder } from '../slots/order.ts'
import type { Question } from '../slots/question.ts'
import { lateOrderGoesOn } from '../subjects/late-order.ts'
import * as records from '../words/record-words.ts'
import { answered, ofItsOwn } from './answered.ts'
import { howOfIt } from './bare-how.ts'
import { bareWhy } from './bare-why.ts'
import { ofItsEnd, ofTheFirst } from './first-named.ts'
import { isFragment, isOpen, unheard } from './fragment.ts'
import { goesOnWith } from './goes-on.ts'
import { bothSaid, merge } from './merge-readings.ts'
import { onceMerged } from './once-merged.ts'
import { topicWith } from './papers-again.ts'
import { siblingOf } from './siblings.ts'
import { atEarlierTime, besideEarlier, timesAgain } from './times-again.ts'
import { whyOf } from './why-of-it.ts'

const pronoun = /它|这台|该机|那台|这条|那条|这个|\b(?:it|its|that|this)\b/iu
const aboutAMachine = new Set([
  'cause',
  'state',
  'health',
  'open_ticket',
  'tickets',
  'kpi',
  'explain',
])

/** Fills what a question leaves out from the one before it. */
export function followUp(said: Reading, previous: Reading, question: Question): Reading {
  const own = besideEarlier(said, previous, question)
  const gone = ofItsEnd(goneOn(own, previous, question), previous, question)
  const read = withPointed(gone, { own, previous })
  const { laterWindow } = previous
  const isOfBoth = read.intent === 'explain' && own.window === undefined
  // `and the week before? why the difference?`: what moved between the two.
  return laterWindow && isOfBoth && difference.test(question.said)
    ? { ...read, window: laterWindow }
    : read
}

/** `is it lower than the month before?` after a figure of all: of that figure, and no machine. */
function withPointed(
  { isOfFigure: _, ...read }: Reading,
  { own, previous }: { own: Reading; previous: Reading },
): Reading {
  const isTold = previous.intent === 'kpi' || previous.intent === 'explain'
  const isSame =
    own.metrics.length === 0 && own.compare && read.metrics.join() === previous.metrics.join()
  return isTold && isSame && read.metrics.length > 0 ? { ...read, isOfFigure: true } : read
}

const difference = /差(?![劲评])|不一样|不同|\bdiffer\w*|\bgap\b|\bchange\b/iu

function goneOn(own: Reading, previous: Reading, question: Question): Reading {
  const { said } = question
  const answer = answered(own, previous, question)
  if (answer) return answer
  const change = own.intent === 'change' ? null : ofTracedLot(previous, said)
  if (change) return { ...own, intent: 'change', change }
  const goingOn =
    lateOrderGoesOn(own, previous, question) ??
    withoutThatOne(own, previous, question) ??
    goesOnWith(own, previous, question) ??
    trialGoesOn(own, previous, question)
  if (goingOn) return goingOn
  const sibling = siblingOf(previous, question)
  if (sibling) {
    // `1号的呢` is no first of the month.
    const { window: _, unclearTime: __, ...read } = own
    return merge({ ...read, equipment: [sibling] }, previous)
  }
  if (previous.intent === 'schedule') {
    const { keepFree } = readKeepFree(question, own)
    if (keepFree && own.intent !== 'schedule') {
      return { ...previous, language: own.language, question: bothSaid(previous, own), keepFree }
    }
  }
  const lists = previous.intent === 'orders' || previous.intent === 'kpi'
  if (own.intent === 'schedule' && lists && own.sites.length === 0 && previous.sites.length === 1)
    return { ...own, sites: previous.sites }
  const isWhy = bareWhy.test(said.trim())
  const pointed =
    howOfIt(own, previous, said) ?? (isWhy ? whyOf(own, previous) : ofTheFirst(own, previous, said))
  if (pointed) return pointed
  const earlier = atEarlierTime(own, previous, question)
  if (earlier) return earlier
  if (isFragment(own, previous, question)) {
    return goesOn(own, previous) ? filledIn(own, previous, question) : own
  }
  if (aboutAMachine.has(own.intent) && own.equipment.length === 0 && pronoun.test(said)) {
    return { ...own, equipment: previous.equipment }
  }
  const onlyMachine =
    own.intent === 'cause' ||
    (own.intent === 'kpi' && isOfOne(previous) && isOpen(own)) ||
    (own.intent === 'open_ticket' && previous.equipment.length === 1) ||
    ((own.intent === 'tickets' || own.intent === 'health') && isOpen(own) && isOfOne(previous))
  if (onlyMachine && own.equipment.length === 0 && !own.ambiguous) {
    return { ...own, ...reportedIn(own, previous), equipment: previous.equipment }
  }
  return own
}

/** `避开它重排`: the machine that was just spoken of, for as long as was said of it. */
function withoutThatOne(own: Reading, previous: Reading, { said }: Question): Reading | null {
  const isPointed = own.intent === 'schedule' && records.withoutIt.test(own.unknown ?? '')
  const spared = previous.equipment.filter(({ level }) => level === 'machine')
  if (!isPointed || spared.length !== 1) return null
  const { unknown: _, ...rest } = own
  const howLong = (text: string) =>
    readKeepFree({ said: text, mentions: [] }, { equipment: spared })
  return { ...rest, equipment: spared, ...howLong(previous.question), ...howLong(said) }
}

/** `2号贴标机标签老起皱`, and then `那就报个修吧`: what somebody saw is what the ticket is for. */
const reportedIn = (own: Reading, { intent, hunch, topic }: Reading): Partial<Reading> =>
  own.intent === 'open_ticket' && own.problem === undefined && intent === 'search' && hunch && topic
    ? { problem: topic }
    : {}

/** What a question leaves out that says only what changes. */
function filledIn(own: Reading, previous: Reading, question: Question): Reading {
  const change = {
    ...ranked(own, previous, question),
    ...timesAgain(own, previous, question),
    ...unheard(own, previous, question),
  }
  const merged = merge(change, previous)
  const { unknown: _, ...known } = merged
  const again = papers.has(merged.intent) ? topicWith(question, previous) : {}
  return papers.has(merged.intent)
    ? { ...(again.topic === undefined ? merged : known), ...again }
    : onceMerged(merged, { own, previous, question })
}

/** `and for two days?`, `那就重排`: of the machine that was supposed to be out. */
function trialGoesOn(own: Reading, previous: Reading, question: Question): Reading | null {
  if (previous.intent !== 'what_if') return null
  const bare = own.equipment.length === 0
  const asked = { language: own.language, question: own.question }
  const { keepFree } = readKeepFree(question, bare ? previous : own)
  if (own.intent === 'schedule') {
    const kept = keepFree ?? previous.keepFree
    const site = own.sites.length > 0 ? own.sites : previous.sites
    const { unknown, ...read } = own
    // `按停两小时重排`: how long is no word that nothing was made of.
    const isLength = keepFree !== undefined && unknown === own.unclearTime
    return {
      ...(isLength ? read : own),
      sites: site,
      ...(bare ? { equipment: previous.equipment } : {}),
      ...(kept ? { keepFree: kept } : {}),
    }
  }
  if (keepFree && !ofItsOwn.has(own.intent)) {
    const equipment = bare ? previous.equipment : own.equipment
    return { ...previous, ...asked, equipment, keepFree }
  }
  return previous.sites.length === 0 && own.sites.length > 0 && own.intent === 'outside'
    ? { ...previous, ...asked, sites: own.sites }
    : null
}

/** An act is asked for in words of its own: only what it still lacks may follow alone. */
function goesOn(own: Reading, { intent, equipment, sites, ambiguous }: Reading): boolean {
  if (intent === 'open_ticket') {
    return own.equipment.length > 0 && (equipment.length === 0 || ambiguous !== undefined)
  }
  if (intent !== 'schedule') return true
  return (own.sites.length > 0 && sites.length === 0) || own.objective !== undefined
}

/** A machine was spoken of: what is to be done now is of it. */
const isOfOne = ({ intent, equipment }: Reading): boolean =>
  equipment.length === 1 && (intent === 'state' || intent === 'health' || intent === 'cause')

/** `worst machine?`: which end is worst, the metric of before says. */
function ranked(own: Reading, previous: Reading, question: Question): Reading {
  if (own.metrics.length > 0) return { ...own, ...sameEnd(own, previous, question) }
  if (own.order === undefined) return own
  const metric = entryOf(question.lexicon, 'metric', previous.metrics[0] ?? '')
  const order = readOrder(question, metric) ?? own.order
  const grain = own.grain ?? rankedStepIn(question)
  const rows = own.dimensions.length > 0 ? own.dimensions : bareDimension(question)
  const dimensions = rows.map((one) =>
    one === 'team' && isOfShifts(previous, question) ? 'shift' : one,
  )
  return { ...own, order, dimensions, ...(grain === undefined ? {} : { grain }) }
}

/** `and for scrap cost` after the worst month: which end of the other figure is worst. */
function sameEnd(own: Reading, previous: Reading, question: Question): Partial<Reading> {
  if (own.order !== undefined || previous.order === undefined) return {}
  const metric = entryOf(question.lexicon, 'metric', own.metrics[0] ?? '')
  const { question: said } = previous
  const order = readOrder({ ...question, said, rest: said }, metric)
  return order === undefined ? {} : { order }
}

/** `哪个班最低` after 白班, 中班 and 夜班. */
const isOfShifts = ({ shifts, dimensions }: Reading, { said }: Question): boolean =>
  (shifts.length > 1 || dimensions.includes('shift')) && !/班组|[甲乙丙丁]班/u.test(said)
