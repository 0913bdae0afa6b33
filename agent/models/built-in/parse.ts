import type { Language } from '../../../base/language.ts'
import { followUp } from './follow-up.ts'
import { readIntent } from './intent.ts'
import { entryOf, type Lexicon, mentionsIn } from './lexicon.ts'
import type { Reading } from './reading.ts'
import {
  bareDimension,
  entriesOf,
  idsOf,
  type Question,
  readBreakdown,
  readEquipment,
  readLimit,
  readOrder,
  readTime,
} from './slots.ts'
import { todayIn } from './time.ts'
import * as words from './words.ts'

export type ParseContext = {
  lexicon: Lexicon
  now: Date
  language: Language
  /** How the question before was read, for what this one leaves out. */
  previous?: Reading
}

/** A question, understood: pure, and fast enough for every key stroke. */
export function parse(said: string, context: ParseContext): Reading {
  const question = lookAt(said, context)
  const own = readOwn(question, context)
  return context.previous ? followUp(own, context.previous, said) : own
}

function lookAt(typed: string, { lexicon, now }: ParseContext): Question {
  const said = typed.normalize('NFKC').trim()
  const mentions = mentionsIn(said, lexicon)
  let rest = said
  for (const { start, end } of mentions) {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  const bare = { said, rest, mentions, lexicon }
  const sites = entriesOf({ ...bare, today: todayIn('UTC', now) }, 'site').flat()
  const zone = [...sites, ...lexicon.entries].find((entry) => entry.zone)?.zone ?? 'UTC'
  return { ...bare, today: todayIn(zone, now) }
}

function readOwn(question: Question, { lexicon, language }: ParseContext): Reading {
  const { said } = question
  const metrics = idsOf(question, 'metric')
  const metric = metrics[0] === undefined ? undefined : entryOf(lexicon, 'metric', metrics[0])
  const sites = idsOf(question, 'site')
  const { equipment, ambiguous } = readEquipment(question, sites)
  const { window, shifts } = readTime(question)
  const breakdown = readBreakdown(question)
  const order = readOrder(question, metric)
  const limit = readLimit(question)
  const reading: Reading = {
    language,
    question: said,
    intent: 'outside',
    metrics,
    sites,
    equipment,
    teams: idsOf(question, 'team'),
    shifts,
    products: idsOf(question, 'product'),
    reasons: idsOf(question, 'reason'),
    ...breakdown,
    ...(ambiguous === undefined ? {} : { ambiguous }),
    ...(window === undefined ? {} : { window }),
    ...(order === undefined ? {} : { order }),
    ...(limit === undefined ? {} : { limit }),
    ...details(said),
  }
  reading.intent = readIntent(reading, question)
  if (reading.intent === 'open_ticket') return withProblem(reading, said)
  return reading.intent === 'kpi' ? finishKpi(reading, question) : reading
}

const firstOf = <T>(table: [RegExp, T][], said: string): T | undefined =>
  table.find(([known]) => known.test(said))?.[1]

function details(said: string): Partial<Reading> {
  const ticketKind = firstOf(words.ticketKinds, said)
  const ticketStatus = firstOf(words.ticketStatuses, said)
  const priority = firstOf(words.priorities, said)
  const actionId = /\b[a-z]{2,12}_[0-9a-z]{6,}\b/iu.exec(said)?.[0]
  return {
    ...(words.counts.test(said) ? { count: true } : {}),
    ...(words.lates.test(said) ? { onlyLate: true } : {}),
    ...(words.compares.test(said) ? { compare: 'previous' as const } : {}),
    ...(ticketKind === undefined ? {} : { ticketKind }),
    ...(ticketStatus === undefined ? {} : { ticketStatus }),
    ...(priority === undefined ? {} : { priority }),
    ...(actionId === undefined ? {} : { actionId }),
  }
}

function withProblem({ ticketStatus: _, ...reading }: Reading, said: string): Reading {
  const problem = problemIn(said)
  return problem === undefined ? reading : { ...reading, problem }
}

/** What follows a colon, or a word of cause. */
function problemIn(said: string): string | undefined {
  const found =
    /[::]\s*(.{2,})$/su.exec(said) ??
    /(?:因为|由于|问题是|现象是?|内容是?|,\s*)(.{2,})$/su.exec(said) ??
    /\b(?:because(?:\s+of)?|due\s+to|about|saying|as|since)\s+(.{3,})$/isu.exec(said)
  return found?.[1]?.replace(/[。.!?!?\s]+$/u, '') || undefined
}

/** What only a question about figures has: grain, order and breakdown belong together. */
function finishKpi(reading: Reading, question: Question): Reading {
  const { said, lexicon } = question
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const supported = metric?.metric?.dimensions ?? []
  const kpi: Reading = { ...reading, dimensions: [...reading.dimensions] }
  const aboutReasons = words.intents.causeNoun.test(said) || words.intents.why.test(said)
  if (kpi.dimensions.length === 0 && aboutReasons && supported.includes('reason')) {
    kpi.dimensions = ['reason']
    kpi.order ??= 'highest'
  }
  if (kpi.dimensions.length === 0 && kpi.order && !kpi.grain)
    kpi.dimensions = bareDimension(question)
  // "A against B" compares the two named, not two periods.
  const named = [kpi.sites, kpi.equipment, kpi.teams, kpi.shifts, kpi.products]
  if (named.some((slot) => slot.length > 1) && !words.comparesTime.test(said)) delete kpi.compare
  if (words.trends.test(said) && !kpi.grain) kpi.grain = grainFor(kpi)
  if (!kpi.window && /现在|当前|目前|\b(?:currently|right\s+now|current)\b/iu.test(said)) {
    kpi.window = { kind: 'named', name: 'today' }
  }
  return kpi
}

function grainFor({ window }: Reading): NonNullable<Reading['grain']> {
  if (window?.kind === 'named') {
    return window.name === 'today' || window.name === 'yesterday' ? 'hour' : 'day'
  }
  if (window?.kind === 'last') {
    if (window.unit === 'hour') return 'hour'
    return window.unit === 'month' && window.count > 2 ? 'week' : 'day'
  }
  if (window?.kind === 'range') {
    const days = (Date.parse(window.to ?? '') - Date.parse(window.from)) / 86_400_000
    return days > 180 ? 'month' : days > 62 ? 'week' : 'day'
  }
  return 'day'
}
