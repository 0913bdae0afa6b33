import type { Supposed } from '../acts/asked-change.ts'
import { hangs } from '../acts/conditions.ts'
import { dimensionsOf as kpiDimensions } from '../arguments/figures.ts'
import type { BuiltIn } from '../built-in.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import { type Intent, isOneMachine, papers, type Reading } from '../reading.ts'
import { askAbout, askAboutLimit, askAboutTime, askAboutUnknown, askWithout } from '../replies.ts'
import { askWhichKind } from '../second-reader/which-kind.ts'
import { bareHow } from '../thread/bare-how.ts'

export const scheduledSite = (
  { sites, equipment }: Reading,
  builtIn: BuiltIn,
): string | undefined => sites[0] ?? equipment[0]?.siteId ?? onlySite(builtIn)

const needsMachine = new Set<Intent>(['cause', 'open_ticket'])
const ofATime = new Set<Intent>(['kpi', 'explain', 'tickets'])
const takesEquipment = new Set<Intent>([
  'cause',
  'open_ticket',
  'state',
  'health',
  'kpi',
  'explain',
  'tickets',
])

/** The question back when a slot is missing or could mean several things; null when all is said. */
export function missing(reading: Reading, builtIn: BuiltIn): string | null {
  const { intent, ambiguous, equipment, unknown } = reading
  if (reading.demandsMore)
    return askAbout(intent === 'open_ticket' ? 'demands' : 'several', reading)
  if (hangs(reading)) return askAbout('condition', reading)
  if (unknown !== undefined && reading.unusable) return askWithout(unknown, reading.language)
  if (unknown !== undefined && intent === 'stock') return missingOfStock(reading, builtIn)
  if (unknown !== undefined) return askAboutUnknown(unknown, builtIn.lexicon, reading.language)
  if (reading.unclearTime !== undefined && ofATime.has(intent)) return askAboutTime(reading)
  if (reading.threshold === 'unclear') return askAboutLimit(reading)
  if (intent === 'tickets' && reading.priority !== undefined) return askAbout('urgency', reading)
  if (intent === 'tickets' && reading.compare !== undefined) return askAboutTime(reading)
  if (ambiguous && takesEquipment.has(intent)) return askAbout('which', reading)
  if (needsMachine.has(intent) && equipment.length === 0) return askAbout('machine', reading)
  // Nothing was shown.
  if (papers.has(intent) && reading.topic === undefined && bareHow.test(reading.question))
    return askAbout('machine', reading)
  if (pointsAtNothing(reading)) return askAbout('machine', reading)
  if (intent === 'open_ticket' && !reading.problem) return askAbout('problem', reading)
  const isOfLot = reading.lotsAsked !== 'common' && reading.lotsCause === undefined
  if (intent === 'lots' && reading.lots?.length === 0 && isOfLot) return askAbout('lot', reading)
  if (intent === 'change') return missingOfChange(reading, builtIn)
  if (intent === 'change_ticket' && reading.ticketId === undefined && !isOneMachine(equipment))
    return askAbout('ticket', reading)
  if (intent === 'change_ticket' && reading.ticketSet === undefined)
    return askAbout('priority', reading)
  if (intent === 'action_status' && !reading.actionId) return askAbout('action', reading)
  if (intent === 'what_if') return missingOfTrial(reading, builtIn)
  if (intent === 'kpi' && reading.metrics.length === 0) return askAboutMetric(reading, builtIn)
  if (intent === 'kpi' && isRankOfNothing(reading)) return askAbout('rank', reading)
  if (reading.unmet !== undefined) return askAbout(reading.unmet, reading)
  if (reading.likelier !== undefined) return askWhichKind(reading)
  if (intent === 'cause' && equipment[0]?.level !== 'machine') return askAbout('machine', reading)
  if (intent === 'kpi' && equipment.some(({ level }) => level === 'area' || level === 'cell')) {
    return askAbout('machine', reading)
  }
  if (intent === 'late_order') return missingSite(reading, builtIn)
  return intent === 'schedule' ? missingOfSchedule(reading, builtIn) : null
}

/** `它还停着没`, `was it down yesterday`, where nothing was spoken of before. */
const pointsAtNothing = (reading: Reading): boolean =>
  ofThePlant.has(reading.intent) &&
  !reading.isOfFigure &&
  aThing.test(reading.question) &&
  placed.every((slot) => reading[slot].length === 0)
const ofThePlant = new Set<Intent>(['state', 'health', 'kpi', 'explain', 'cause'])
const placed = [
  ...(['sites', 'equipment', 'teams', 'products', 'suppliers', 'materials'] as const),
  ...(['dimensions', 'reasons'] as const),
]
const aThing =
  /(?<!其)它(?!们?的?(?:意思|定义|含义|算))|(?:那|这|该)(?:台|条线|部机)|\b(?:is|was|did|does|has|why's|about|of|for|on|at)\s+it\b(?!\s+(?:that|going|true|possible|by|per|worth))|\b(?:that|this)\s+(?:machine|line|one)\b|\b(?:how\s+is|how's|is|why\s+(?:is|did|has))\s+the\s+machine\b|^(?:机器|设备)(?:现在)?(?:怎么|咋)/iu

/** A trial needs an order, or a machine with the hours that it is out, and the site of either. */
function missingOfTrial(reading: Reading, builtIn: BuiltIn): string | null {
  const { supposed, keepFree, equipment } = reading
  const lacking = supposed === undefined ? null : missingOfSupposed(supposed, reading)
  if (lacking !== null) return lacking
  if (supposed === undefined && equipment.length === 0) return askAbout('machine', reading)
  if (supposed === undefined && keepFree === undefined) return askAbout('hours', reading)
  return missingSite(reading, builtIn)
}

/** No schedule is of one shift, team or product alone: to leave that out would plan something else. */
function missingOfSchedule(reading: Reading, builtIn: BuiltIn): string | null {
  const { supposed, shifts, teams, products, language } = reading
  const [only] = [shifts, teams, products].flat()
  if (only !== undefined) return askAboutUnknown(only, builtIn.lexicon, language)
  const lacking = supposed === undefined ? null : missingOfSupposed(supposed, reading)
  if (lacking !== null) return lacking
  return missingSite(reading, builtIn)
}

function missingOfSupposed(supposed: Supposed, reading: Reading): string | null {
  const isPerson = supposed.kind === 'absent_operator'
  if (isPerson && supposed.worker === undefined) return askAbout('worker', reading)
  if (!isPerson && supposed.order === undefined) return askAbout('order', reading)
  const mustEnd = isPerson || supposed.kind === 'late_material'
  return mustEnd && supposed.until === undefined ? askAbout('until', reading) : null
}

function missingSite(reading: Reading, builtIn: BuiltIn): string | null {
  if (scheduledSite(reading, builtIn) !== undefined) return null
  const names = builtIn.lexicon.entries.filter(({ kind }) => kind === 'site')
  return askAbout(
    'site',
    reading,
    names.map((name) => name[reading.language]),
  )
}

/** Where nothing was said of it, what most ask first. */
export const usualMetrics = ['oee', 'output', 'scrap_ratio', 'downtime']

/** `效率`: several metrics are called so. */
function askAboutMetric(reading: Reading, { lexicon }: BuiltIn): string {
  const { metricWord, language } = reading
  const names = (metricWord?.ids ?? usualMetrics).flatMap((id) => {
    const entry = entryOf(lexicon, 'metric', id)
    return entry === undefined ? [] : [entry[language]]
  })
  return askAbout('metric', reading, names)
}

/** `最差的是?`: which end is said, and not of what. */
const isRankOfNothing = (reading: Reading): boolean =>
  reading.order !== undefined &&
  reading.compare === undefined &&
  reading.grain === undefined &&
  kpiDimensions(reading).length === 0

/** Of a change one thing at a time is asked for, with what it may be. */
function missingOfChange(reading: Reading, builtIn: BuiltIn): string | null {
  const { change, materials, sites, equipment, ambiguous, language } = reading
  const named = namedOf(reading, builtIn)
  if (change?.kind === 'lot' && change.lot === undefined) return askAbout('lot', reading)
  if (change?.kind === 'purchase') {
    if (materials.length === 0) return askAbout('material', reading, named('material'))
    if (change.quantity === undefined) return askAbout('quantity', reading)
    if (change.neededBy === undefined) return askAbout('date', reading)
  }
  if (change?.kind === 'parameter' && change.value === undefined)
    return askAbout('setting', reading)
  if (change?.kind === 'parameter' && ambiguous) return askAbout('which', reading)
  if (change?.kind === 'parameter' && equipment.length === 0) return askAbout('machine', reading)
  if (change?.kind === 'alert_rule') {
    const [narrower] = [reading.shifts, reading.teams, reading.products].flat()
    if (narrower !== undefined) return askAboutUnknown(narrower, builtIn.lexicon, language)
    const needsLimit = change.watched !== 'state:down'
    if (needsLimit && change.value === undefined) return askAboutLimit(reading)
    if (ambiguous) return askAbout('which', reading)
    const placed = equipment.length + sites.length > 0 || onlySite(builtIn) !== undefined
    if (!placed) return askAbout('site', reading, named('site'))
  }
  return null
}
const mostNamed = 12

/** What there is of a kind, those first whose names share words with the question. */
function namedOf({ question, language }: Reading, { lexicon }: BuiltIn) {
  const said = question.toLowerCase()
  const alike = ({ zh, en }: { zh: string; en: string }) =>
    [...en.toLowerCase().split(/\W+/u), ...(zh.match(/\p{Script=Han}{2}/gu) ?? [])].filter(
      (word) => word.length > 1 && said.includes(word),
    ).length
  return (kind: 'material' | 'site') =>
    lexicon.entries
      .filter((entry) => entry.kind === kind)
      .toSorted((a, b) => alike(b) - alike(a))
      .slice(0, mostNamed)
      .map((entry) => `${entry[language]} (${entry.id})`)
}

/** A name that no material bears: of all of them, another question would be answered. */
const missingOfStock = (reading: Reading, builtIn: BuiltIn): string =>
  askAbout('stocked', reading, namedOf(reading, builtIn)('material'))

function onlySite({ lexicon }: BuiltIn): string | undefined {
  const sites = lexicon.entries.filter(({ kind }) => kind === 'site')
  return sites.length === 1 ? sites[0]?.id : undefined
}
