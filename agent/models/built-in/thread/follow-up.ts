import { toldOf } from '../acts/what-if.ts'
import { readKeepFree } from '../details.ts'
import { contentBeside } from '../doubts/residue.ts'
import { rankedStepIn } from '../finish-kpi.ts'
import { lateOrderGoesOn } from '../late-order.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { papers, type Reading } from '../reading.ts'
import { bareDimension, type Question, readOrder } from '../slots.ts'
import { daysBetween, shifted, tomorrowOf } from '../time/calendar.ts'
import { earlierWindow, otherWeek } from '../time/earlier-window.ts'
import { grainFor } from '../time/grain.ts'
import { compared, isBase } from '../time/time-slots.ts'
import { localDates, untimed } from '../time/windows.ts'
import * as records from '../words/record-words.ts'
import * as words from '../words/words.ts'
import { howOfIt } from './bare-how.ts'
import { bareWhy } from './bare-why.ts'
import { ofTheFirst, winnerIn } from './first-named.ts'
import { isFragment, isOpen, unheard } from './fragment.ts'
import { goesOnWith } from './goes-on.ts'
import { bothSaid, isBeside, levelOf, merge } from './merge-readings.ts'
import { onceMerged } from './once-merged.ts'
import { topicWith } from './papers-again.ts'
import { siblingOf } from './siblings.ts'

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
  const read = withPointed(goneOn(own, previous, question), { own, previous })
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

/** `比上上周低多少` after a figure of last week: that week is set beside it, not this one. */
function besideEarlier(
  said: Reading,
  { intent, window }: Reading,
  { times: [base, ...more], ...question }: Question,
): Reading {
  const isOfFigure = intent === 'kpi' || intent === 'explain'
  if (!isOfFigure || !window || !base || more.length > 0 || !isBase(question.said, base))
    return said
  const { today } = question
  const isEarlier = localDates(base.window, today).from < localDates(window, today).from
  const beside = isEarlier ? compared([base.window, window], today) : null
  const { unclearTime: _, ...clear } = said
  return beside === null ? said : { ...clear, ...beside }
}

const difference = /差(?![劲评])|不一样|不同|\bdiffer\w*|\bgap\b|\bchange\b/iu

function goneOn(own: Reading, previous: Reading, question: Question): Reading {
  const { said } = question
  const answer = answered(own, previous, question)
  if (answer) return answer
  const goingOn =
    lateOrderGoesOn(own, previous, question) ??
    withoutThatOne(own, previous, question) ??
    goesOnWith(own, previous, question) ??
    trialGoesOn(own, previous, question)
  if (goingOn) return goingOn
  const sibling = siblingOf(previous, question)
  if (sibling)
    return { ...merge({ ...own, equipment: [sibling] }, previous), ...windowOf(previous) }
  if (previous.intent === 'schedule') {
    const { keepFree } = readKeepFree(question, own)
    if (keepFree && own.intent !== 'schedule') {
      return { ...previous, language: own.language, question: bothSaid(previous, own), keepFree }
    }
  }
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
  const told = { said: `${previous.question}, ${said}`, mentions: [] }
  return { ...rest, equipment: spared, ...readKeepFree(told, { equipment: spared }) }
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
    ...times(own, previous, question),
    ...unheard(own, previous, question),
  }
  const merged = merge(change, previous)
  return papers.has(merged.intent)
    ? { ...merged, ...topicWith(question, previous) }
    : onceMerged(merged, { own, previous, question })
}

/** `and the week before?`, `and 47?`: the same figure of another time, which stands to that of before. */
function atEarlierTime(own: Reading, previous: Reading, question: Question): Reading | null {
  const week = otherWeek(previous, question)
  if (week) return { ...merge(own, previous), window: week }
  const before = earlierWindow(previous, question)
  if (!before) return null
  const later = previous.window === undefined ? {} : { laterWindow: previous.window }
  const { unclearTime: _, ...all } = merge(own, previous)
  return { ...all, window: before, ...later }
}

/** What was asked back for, told now. */
function answered(own: Reading, previous: Reading, question: Question): Reading | null {
  const { said } = question
  const chosen = choiceAmong(own, previous)
  if (chosen) return chosen
  const isOtherOne = own.equipment.length === 1 && contentBeside(question) === null
  // `CNC-08, sorry`: of another machine than was said.
  if (wasAskedForProblem(previous) && isOtherOne)
    return { ...previous, language: own.language, equipment: own.equipment }
  if (wasAskedForProblem(previous) && tellsProblem(own, said)) {
    const { priority } = records.setsPriority.test(said) ? own : previous
    const told = { language: own.language, question: own.question, problem: withoutUrgency(said) }
    return { ...previous, ...told, ...(priority === undefined ? {} : { priority }) }
  }
  if (previous.intent === 'change_ticket' && previous.ticketId === undefined && own.ticketId) {
    const { ticketId } = own
    return { ...previous, language: own.language, question: bothSaid(previous, own), ticketId }
  }
  const told = toldOf(previous, question)
  return told === null
    ? null
    : { ...previous, language: own.language, question: bothSaid(previous, own), ...told }
}

/** `the camera is blurry, low priority is fine`: how urgent it is, the ticket says elsewhere. */
function withoutUrgency(said: string): string {
  const clauses = said.split(/[,,;;。]/u).filter((one) => !records.setsPriority.test(one))
  return (clauses.length === 0 ? said : clauses.join(', ')).trim()
}

const windowOf = ({ window }: Reading): Pick<Reading, 'window'> => (window ? { window } : {})

/** `and for two days?`, `那就重排`: of the machine that was supposed to be out. */
function trialGoesOn(own: Reading, previous: Reading, question: Question): Reading | null {
  if (previous.intent !== 'what_if') return null
  const bare = own.equipment.length === 0
  const asked = { language: own.language, question: own.question }
  const { keepFree } = readKeepFree(question, bare ? previous : own)
  if (own.intent === 'schedule') {
    const kept = keepFree ?? previous.keepFree
    const site = own.sites.length > 0 ? own.sites : previous.sites
    return {
      ...own,
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

function whyOf(own: Reading, previous: Reading): Reading {
  const first = winnerIn(previous)
  const asked = whyOfAll(own, previous)
  return first === undefined || first === 'reason' ? asked : { ...asked, ofWinner: first }
}

function whyOfAll(own: Reading, previous: Reading): Reading {
  const { grain: _, order: __, limit: ___, threshold: ____, compare: _____, ...rest } = previous
  const asked = { ...rest, language: own.language, question: own.question, dimensions: [] }
  // Of all that stand still, the list says why each does.
  if (isListOfStopped(previous))
    return { ...previous, language: own.language, question: own.question }
  if (previous.intent === 'state') return { ...asked, intent: 'cause' }
  if (previous.intent !== 'kpi') return own
  if (stopMetrics.has(previous.metrics[0] ?? '')) {
    return { ...asked, intent: 'kpi', dimensions: ['reason'], order: 'highest' }
  }
  return { ...asked, intent: 'explain' }
}
const isListOfStopped = ({ intent, equipment }: Reading): boolean =>
  intent === 'state' && equipment[0]?.level !== 'machine'
const stopMetrics = new Set(['downtime', 'stops'])

/** The answer to `which of them?`: a site, an id, or one of the names. */
function choiceAmong(own: Reading, previous: Reading): Reading | null {
  if (!previous.ambiguous) return null
  const ids = own.equipment.map(({ id }) => id)
  const fits = previous.ambiguous.choices.filter(
    ({ id, siteId }) => ids.includes(id) || (ids.length === 0 && own.sites.includes(siteId)),
  )
  const [only] = fits
  if (only === undefined || fits.length > 1) return null
  const { ambiguous: _, ...rest } = previous
  const level = own.equipment[0]?.level ?? levelOf(only)
  return {
    ...rest,
    language: own.language,
    equipment: [{ id: only.id, siteId: only.siteId, level }],
  }
}

const wasAskedForProblem = ({ intent, problem, equipment, ambiguous }: Reading): boolean =>
  intent === 'open_ticket' && problem === undefined && equipment.length > 0 && !ambiguous

/** An act is asked for in words of its own: only what it still lacks may follow alone. */
function goesOn(own: Reading, { intent, equipment, sites, ambiguous }: Reading): boolean {
  if (intent === 'open_ticket') {
    return own.equipment.length > 0 && (equipment.length === 0 || ambiguous !== undefined)
  }
  if (intent !== 'schedule') return true
  return (own.sites.length > 0 && sites.length === 0) || own.objective !== undefined
}

const ofItsOwn = new Set(['open_ticket', 'schedule', 'orders', 'tickets', 'help', 'action_status'])

const tellsProblem = (own: Reading, said: string): boolean =>
  !ofItsOwn.has(own.intent) && !/[?？]\s*$/u.test(said)

/** A machine was spoken of: what is to be done now is of it. */
const isOfOne = ({ intent, equipment }: Reading): boolean =>
  equipment.length === 1 && (intent === 'state' || intent === 'health' || intent === 'cause')

/** `compared with the day before?`, `trend`: what a new time or step is to the figure of before. */
function times(own: Reading, previous: Reading, question: Question): Partial<Reading> {
  const { said, today } = question
  if (own.window !== undefined && isBeside.test(said)) {
    const before = previous.window ?? untimed(previous.grain)
    const [span, ...more] = question.times
    const named = span === undefined || more.length > 0 ? own.window : span.window
    // `跟前天中班比` after a night shift: no call tells two shifts of two days.
    const isSameShift = own.shifts.length === 0 || own.shifts.join() === previous.shifts.join()
    const beside = isSameShift ? compared([named, before], today) : null
    return beside ?? { unclearTime: said.slice(span?.start, span?.end) }
  }
  const again = besideAsBefore(own, previous, question)
  if (again !== null) return again
  const isStepped = own.window === undefined && previous.grain !== undefined
  if (own.grain !== undefined || isStepped || !words.trends.test(said)) return {}
  // `is that up or down?` of one figure: beside the time before.
  if (own.window === undefined && isOneFigure(previous) && isEither.test(said))
    return { compare: 'previous' }
  return { grain: grainFor(own.window === undefined ? previous : own) }
}

/** `本周一和上周一比` and then `周二呢`: beside a time that lies as far back. */
function besideAsBefore(
  { window, compare }: Reading,
  { window: former, compare: beside }: Reading,
  { today }: Question,
): Pick<Reading, 'compare'> | null {
  if (window === undefined || compare !== undefined) return null
  if (former === undefined || typeof beside !== 'object') return null
  const days = daysBetween(beside.from, localDates(former, today).from)
  const { from, to = tomorrowOf(today) } = localDates(window, today)
  if (days > 14 || !Number.isInteger(days)) return { compare: 'previous' }
  return { compare: { from: shifted(from, { days: -days }), to: shifted(to, { days: -days }) } }
}

const isEither = records.anyOf(words.eitherWay, /越来越|\bgetting\s+(?:better|worse)\b/u)
const isOneFigure = ({ intent, window, dimensions, grain }: Reading): boolean =>
  intent === 'kpi' && window !== undefined && dimensions.length === 0 && grain === undefined

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
