import { bareWhy } from './bare-why.ts'
import { clausesOf, halvesOf } from './clauses.ts'
import { readBareNames } from './intent.ts'
import { isBeside } from './merge-readings.ts'
import { lookAt, type ParseContext, parse } from './parse.ts'
import type { Reading } from './reading.ts'
import { ticketsIn } from './ticket-demands.ts'
import { interjections } from './words.ts'

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
    .replace(/(?<=[a-z0-9]\s)n(?=\s[a-z])/giu, 'and')
  return questionsOf(said, context).map((reading) =>
    reading.intent === 'outside'
      ? { ...reading, intent: readBareNames(reading, lookAt(reading.question, context)) }
      : reading,
  )
}

function questionsOf(said: string, context: ParseContext): Reading[] {
  const whole = parse(said, context)
  if (whole.intent === 'open_ticket') return ticketsIn(said, whole, context)
  const clauses = acts.has(whole.intent)
    ? []
    : clausesOf(said).flatMap((clause) => figuresOf(clause, context))
  if (clauses.length < 2 || isOneAct(whole, clauses[0] ?? '', context)) return [whole]
  const groups = grouped(clauses, context)
  if (groups.length < 2 || groups.length > mostQuestions) return [whole]
  return withSharedTime(
    groups.map(({ reading }) => reading),
    said,
  )
}

/** `A of X and B of Y, both last week`: a time for all that stands at the end. */
function withSharedTime(readings: Reading[], said: string): Reading[] {
  const window = readings.at(-1)?.window
  if (window === undefined || !together.test(said)) return readings
  return readings.map((one) => (one.window === undefined ? { ...one, window } : one))
}
const together = /\bboth\b|\ball\s+(?:of\s+(?:them|it)|for)\b|都(?:是|要|看)|均为/iu

/** `A 昨天的产量和 B 上周的报废`: two figures, each with its own time or place. */
function figuresOf(clause: string, { previous: _, ...fresh }: ParseContext): string[] {
  const joints = halvesOf(clause)
  if (joints.length === 0 || parse(clause, fresh).metrics.length < 2) return [clause]
  const whole = joints.find((halves) =>
    halves.every((half) => {
      const own = parse(half, fresh)
      return own.intent === 'kpi' && own.metrics.length > 0 && isWhole(own)
    }),
  )
  return whole ?? [clause]
}

/** A schedule is told with what it must keep to; it may follow a question about what there is. */
function isOneAct({ intent, keepFree }: Reading, first: string, context: ParseContext): boolean {
  return (
    intent === 'schedule' && (keepFree !== undefined || !lists.has(parse(first, context).intent))
  )
}
const lists = new Set(['orders', 'tickets', 'kpi'])

const acts = new Set(['open_ticket', 'change_ticket', 'change', 'action_status', 'help', 'what_if'])

type Group = { text: string; reading: Reading }

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

const marked =
  /呢[??]?$|^(?:那么?|and\s+(?:in|at|for|the|by)|what\s+about|how\s+about)\b|^再[上前]|\bweek\s+before\??$/iu
const corrected = /^(?:i\s+mean|我(?:是)?(?:说|指)|也就是|即)/iu
const documents = new Set(['howto', 'search'])

function asksAnew(
  clause: string,
  { text, reading: before }: Group,
  context: ParseContext,
): boolean {
  if (bareWhy.test(text)) return true
  if (corrected.test(clause) || isUnread(before)) return false
  if (before.intent === 'kpi' && before.compare === undefined && compares(clause)) return false
  if (bareWhy.test(clause)) return before.intent === 'kpi'
  const { previous: _, ...fresh } = context
  const own = parse(clause, fresh)
  // `what runs late, orders`: says once more what was asked for.
  if (own.intent === before.intent && lists.has(own.intent) && isBare(own)) return false
  // `which takes longest, October orders`: of what is said once more at the end.
  const only = before.intent === 'kpi' && own.intent === 'orders' && !asksForOnes.test(clause)
  if (only && parse(`${text}, ${clause}`, fresh).metrics[0] === before.metrics[0]) return false
  if (marked.test(clause)) return own.intent !== 'howto'
  if (before.intent === 'explain' && own.order !== undefined) return true
  if (before.intent === 'metrics' && (own.window !== undefined || isWhole(own))) return true
  if (own.intent === 'outside') {
    // `Suzhou, last week` after another question: both change it.
    return parse(text, fresh).intent !== 'outside' && replaces(own, before)
  }
  if (documents.has(own.intent)) return own.intent === 'howto' && !documents.has(before.intent)
  if (own.intent === 'schedule') return before.intent !== 'schedule'
  if (before.intent === 'schedule') return false
  if (own.intent !== 'kpi') return true
  if (own.metrics.length === 0 || !isWhole(own)) return false
  if (before.intent === 'equipment' && !asksForOnes.test(text)) return false
  // `which supplier lets us down, worst on-time rate in October`: one figure, named twice.
  const joint = parse(`${text}, ${clause}`, fresh).metrics
  const isSame = joint.length === 1 && joint[0] === before.metrics[0]
  if (isSame && own.metrics[0] !== joint[0] && scopes.every((one) => own[one].length === 0))
    return false
  return before.intent !== 'kpi' || (isWhole(before) && !completes(own, before))
}

const asksForOnes =
  /哪|什么|啥|多少|列|清单|(?<![这那])几|\b(?:which|what|list|show|how\s+many)\b/iu

/** `跟前天比呢`: the figure of before beside another. */
const compares = (clause: string): boolean => isBeside.test(clause) && clause.length < 20

const isUnread = ({ intent, metrics }: Reading): boolean =>
  intent === 'outside' || intent === 'search' || (intent === 'kpi' && metrics.length === 0)

/** Says of the same figure what was left open, or which end of it is meant. */
const completes = (own: Reading, before: Reading): boolean =>
  own.metrics[0] === before.metrics[0] &&
  (before.window === undefined ||
    (own.window === undefined && own.order !== undefined && own.order === before.order)) &&
  scopes.every((scope) => own[scope].length === 0)

const scopes = ['sites', 'equipment', 'teams', 'shifts', 'products', 'suppliers'] as const

const isWhole = (own: Reading): boolean =>
  own.window !== undefined ||
  own.dimensions.length > 0 ||
  own.order !== undefined ||
  scopes.some((scope) => own[scope].length > 0)

const isBare = (own: Reading): boolean =>
  own.metrics.length === 0 &&
  own.window === undefined &&
  scopes.every((one) => own[one].length === 0)

/** Another time or another place for the same figure is another question. */
function replaces(own: Reading, before: Reading): boolean {
  if (before.ambiguous !== undefined) return false
  if (own.window !== undefined && before.window !== undefined) return true
  return scopes.some((scope) => own[scope].length > 0 && before[scope].length > 0)
}

/** What a later question of one message leaves out is what the earlier one said. */
function goingOn(clause: string, before: Reading, context: ParseContext): Reading {
  const reading = parse(clause, context)
  if (bareWhy.test(clause) || (reading.intent === 'state' && reading.equipment.length === 0))
    return winnerOf(reading, before)
  if (documents.has(reading.intent) || reading.intent === 'metrics') return reading
  const bare = scopes.every((scope) => reading[scope].length === 0)
  const scope = bare && !reading.ambiguous ? scopeOf(reading, before) : {}
  const window = takesTime.has(reading.intent) ? { ...windowOf(before), ...windowOf(reading) } : {}
  return { ...reading, ...scope, ...window }
}
const takesTime = new Set(['kpi', 'explain'])
const windowOf = ({ window }: Reading): Pick<Reading, 'window'> => (window ? { window } : {})

function scopeOf(own: Reading, { sites, equipment }: Reading): Partial<Reading> {
  if (own.intent === 'orders')
    return { sites: sites.length > 0 ? sites : equipment.slice(0, 1).map(({ siteId }) => siteId) }
  return { sites, equipment }
}

/** Why or how the one that a ranking names is so: which one that is, only the figures say. */
function winnerOf(reading: Reading, { order, dimensions }: Reading): Reading {
  const [dimension, ...more] = dimensions
  const ranked = order !== undefined && dimension !== undefined && more.length === 0
  const { intent } = reading
  const ofOne = intent === 'explain' || reading.dimensions[0] === 'reason'
  return ranked && (ofOne || (intent === 'state' && dimension === 'machine'))
    ? { ...reading, ofWinner: dimension }
    : reading
}
