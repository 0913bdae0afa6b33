import type { ToolResult } from '../../../tools/index.ts'
import {
  changeArgs,
  equipmentArgs,
  explainArgs,
  kpiArgs,
  dimensionsOf as kpiDimensions,
  lastHourStops,
  machineArgs,
  orderCalls,
  scheduleArgs,
  searchArgs,
  statesOfStopped,
  ticketArgs,
  ticketChangeArgs,
  ticketDraftArgs,
  trialArgs,
} from './arguments.ts'
import type { BuiltIn } from './built-in.ts'
import { type Today, todayIn, tomorrowOf } from './calendar.ts'
import { entryOf } from './lexicon.ts'
import type { Intent, Reading } from './reading.ts'
import {
  askAbout,
  askAboutLimit,
  askAboutTime,
  askAboutUnknown,
  helpText,
  notYet,
  outsideText,
} from './replies.ts'
import { stopQueries } from './stop-query.ts'

export type PlannedCall = { tool: string; args: Record<string, unknown> }

/** What a tool call of this turn came to. */
export type ToolOutcome =
  | { tool: string; result: ToolResult<unknown> }
  | { tool: string; error: { message: string; hint?: string } }

export type Step = { calls: PlannedCall[] } | { text: string }

const call = (tool: string, args: Record<string, unknown>): Step => ({ calls: [{ tool, args }] })

const calls = (tool: string, several: Record<string, unknown>[]): Step => ({
  calls: several.map((args) => ({ tool, args })),
})

/** Tickets are listed for one site at a time, unless it is of one machine. */
const perSite = (reading: Reading): Reading[] =>
  reading.equipment.length > 0 || reading.sites.length < 2
    ? [reading]
    : reading.sites.map((site) => ({ ...reading, sites: [site] }))

const mostStates = 4
/** Of several machines that are named, each tells its own. */
const eachMachine = (reading: Reading): Reading[] =>
  reading.equipment
    .filter(({ level }) => level === 'machine')
    .slice(0, mostStates)
    .map((one) => ({ ...reading, equipment: [one] }))

const scheduledSite = ({ sites, equipment }: Reading, builtIn: BuiltIn): string | undefined =>
  sites[0] ?? equipment[0]?.siteId ?? onlySite(builtIn)

/** What to do for a question that was just understood: tools to call, or words to say at once. */
export function firstStep(reading: Reading, builtIn: BuiltIn): Step {
  const question = missing(reading, builtIn)
  if (question) return { text: question }
  const { language, intent } = reading
  if (intent === 'help') return { text: helpText(language, builtIn.lexicon) }
  if (intent === 'outside') return { text: outsideText(language, builtIn.lexicon) }
  const today = todayIn(zoneOf(reading, builtIn), builtIn.now)
  if (intent === 'kpi' && isFuture(reading, today)) return { text: notYet(reading) }
  return planned[intent](reading, { today, builtIn })
}

type Planner = (reading: Reading, at: { today: Today; builtIn: BuiltIn }) => Step

const planned: Record<Exclude<Intent, 'help' | 'outside'>, Planner> = {
  kpi: (reading, { today }) => call('query_kpi', kpiArgs(reading, today)),
  explain: (reading, { today }) => call('explain_kpi', explainArgs(reading, today)),
  cause: ({ equipment: [asset] }) =>
    call('read_machine_state', { machine: asset?.id, site: asset?.siteId }),
  state: (reading) =>
    reading.equipment[0]?.level === 'machine'
      ? calls('read_machine_state', eachMachine(reading).map(machineArgs))
      : call('query_kpi', lastHourStops(reading)),
  howto: (reading) => call('search_knowledge', searchArgs(reading)),
  search: (reading) => call('search_knowledge', searchArgs(reading)),
  tickets: (reading, { today }) =>
    calls(
      'list_tickets',
      perSite(reading).map((one) => ticketArgs(one, today)),
    ),
  orders: (reading) => calls('list_orders', orderCalls(reading)),
  schedule: (reading, { builtIn }) =>
    call('propose_schedule', scheduleArgs(reading, scheduledSite(reading, builtIn))),
  what_if: (reading, { builtIn }) =>
    call('simulate_schedule', trialArgs(reading, scheduledSite(reading, builtIn))),
  open_ticket: (reading) => call('open_maintenance_ticket', ticketDraftArgs(reading)),
  change_ticket: (reading) => call('propose_change', ticketChangeArgs(reading)),
  change: (reading) => call('propose_change', changeArgs(reading)),
  action_status: ({ actionId }) => call('action_status', { action_id: actionId }),
  metrics: ({ metrics }) =>
    metrics.length === 0
      ? call('list_metrics', {})
      : calls(
          'list_metrics',
          metrics.map((search) => ({ search })),
        ),
  equipment: (reading) => call('find_equipment', equipmentArgs(reading)),
}

const isFuture = ({ window }: Reading, today: Today): boolean =>
  window?.kind === 'range' && window.from >= tomorrowOf(today)

/** More to read before an answer can be written; empty when there is enough. */
export function nextCalls(
  reading: Reading,
  outcomes: ToolOutcome[],
  { now, ...rest }: BuiltIn,
): PlannedCall[] {
  const [first] = outcomes
  if (outcomes.length !== 1 || !first || 'error' in first) return []
  if (reading.intent === 'cause') {
    return stopQueries(reading, first.result.data).map((args) => ({
      tool: 'search_knowledge',
      args,
    }))
  }
  if (reading.intent === 'state' && first.tool === 'query_kpi') {
    const stopped = statesOfStopped(first.result.figures ?? [])
    return stopped.map((args) => ({ tool: 'read_machine_state', args }))
  }
  if (reading.intent === 'kpi' && reading.window === undefined && isEmpty(first.result)) {
    const today = todayIn(zoneOf(reading, { now, ...rest }), now)
    const longer: Reading = { ...reading, window: { kind: 'last', count: 90, unit: 'day' } }
    return [{ tool: 'query_kpi', args: kpiArgs(longer, today) }]
  }
  return []
}

const isEmpty = ({ figures = [] }: ToolResult<unknown>): boolean =>
  figures.every(({ value }) => value === null)

const needsMachine = new Set<Intent>(['cause', 'open_ticket'])
const ofATime = new Set<Intent>(['kpi', 'explain', 'tickets'])
const takesEquipment = new Set<Intent>([
  'cause',
  'open_ticket',
  'state',
  'kpi',
  'explain',
  'tickets',
])

/** The question back when a slot is missing or could mean several things; null when all is said. */
function missing(reading: Reading, builtIn: BuiltIn): string | null {
  const { intent, ambiguous, equipment, unknown } = reading
  if (unknown !== undefined) return askAboutUnknown(unknown, builtIn.lexicon, reading.language)
  if (reading.unclearTime !== undefined && ofATime.has(intent)) return askAboutTime(reading)
  if (reading.threshold === 'unclear') return askAboutLimit(reading)
  if (intent === 'tickets' && reading.priority !== undefined) return askAbout('urgency', reading)
  if (intent === 'tickets' && reading.compare !== undefined) return askAboutTime(reading)
  if (ambiguous && takesEquipment.has(intent)) return askAbout('which', reading)
  if (needsMachine.has(intent) && equipment.length === 0) return askAbout('machine', reading)
  if (intent === 'open_ticket' && reading.demandsMore) return askAbout('demands', reading)
  if (intent === 'open_ticket' && !reading.problem) return askAbout('problem', reading)
  if (intent === 'change') return missingOfChange(reading, builtIn)
  if (intent === 'change_ticket' && reading.ticketId === undefined)
    return askAbout('ticket', reading)
  if (intent === 'action_status' && !reading.actionId) return askAbout('action', reading)
  if (intent === 'what_if') return missingOfTrial(reading, builtIn)
  if (intent === 'kpi' && reading.metrics.length === 0) return askAboutMetric(reading, builtIn)
  if (intent === 'kpi' && isRankOfNothing(reading)) return askAbout('split', reading)
  if (intent === 'cause' && equipment[0]?.level !== 'machine') return askAbout('machine', reading)
  if (intent === 'kpi' && equipment.some(({ level }) => level === 'area' || level === 'cell')) {
    return askAbout('machine', reading)
  }
  if (intent === 'schedule' && scheduledSite(reading, builtIn) === undefined) {
    return askAboutSite(reading, builtIn)
  }
  return null
}

/** A trial needs an order, or a machine with the hours that it is out, and the site of either. */
function missingOfTrial(reading: Reading, builtIn: BuiltIn): string | null {
  const { supposed, keepFree, equipment } = reading
  if (supposed !== undefined && supposed.order === undefined) return askAbout('order', reading)
  if (supposed === undefined && equipment.length === 0) return askAbout('machine', reading)
  if (supposed === undefined && keepFree === undefined) return askAbout('hours', reading)
  return scheduledSite(reading, builtIn) === undefined ? askAboutSite(reading, builtIn) : null
}

function askAboutSite(reading: Reading, { lexicon }: BuiltIn): string {
  const names = lexicon.entries.filter(({ kind }) => kind === 'site')
  return askAbout(
    'site',
    reading,
    names.map((name) => name[reading.language]),
  )
}

/** `效率`: several metrics are called so. */
function askAboutMetric(reading: Reading, { lexicon }: BuiltIn): string {
  const { metricWord, language } = reading
  const names = (metricWord?.ids ?? []).flatMap((id) => {
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
  const said = reading.question.toLowerCase()
  const alike = ({ zh, en }: { zh: string; en: string }) =>
    [...en.toLowerCase().split(/\W+/u), ...(zh.match(/\p{Script=Han}{2}/gu) ?? [])].filter(
      (word) => word.length > 1 && said.includes(word),
    ).length
  const named = (kind: 'material' | 'site') =>
    builtIn.lexicon.entries
      .filter((entry) => entry.kind === kind)
      .toSorted((a, b) => alike(b) - alike(a))
      .slice(0, mostNamed)
      .map((entry) => `${entry[language]} (${entry.id})`)
  if (change?.kind === 'lot' && change.lot === undefined) return askAbout('lot', reading)
  if (change?.kind === 'purchase') {
    if (materials.length === 0) return askAbout('material', reading, named('material'))
    if (change.quantity === undefined) return askAbout('quantity', reading)
    if (change.neededBy === undefined) return askAbout('date', reading)
  }
  if (change?.kind === 'alert_rule') {
    if (ambiguous) return askAbout('which', reading)
    const placed = equipment.length + sites.length > 0 || onlySite(builtIn) !== undefined
    if (!placed) return askAbout('site', reading, named('site'))
  }
  return null
}
const mostNamed = 12

function onlySite({ lexicon }: BuiltIn): string | undefined {
  const sites = lexicon.entries.filter(({ kind }) => kind === 'site')
  return sites.length === 1 ? sites[0]?.id : undefined
}

function zoneOf({ sites, equipment }: Reading, { lexicon }: BuiltIn): string {
  const id = sites[0] ?? equipment[0]?.siteId
  const known = lexicon.entries.filter((entry) => entry.zone)
  return (known.find((entry) => entry.id === id) ?? known[0])?.zone ?? 'UTC'
}
