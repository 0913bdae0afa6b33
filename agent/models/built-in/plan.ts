import type { ToolResult } from '../../../tools/index.ts'
import {
  equipmentArgs,
  explainArgs,
  kpiArgs,
  lastHourStops,
  orderArgs,
  searchArgs,
  statesOfStopped,
  ticketArgs,
  ticketDraftArgs,
} from './arguments.ts'
import type { BuiltIn } from './built-in.ts'
import { type Today, todayIn, tomorrowOf } from './calendar.ts'
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

/** What to do for a question that was just understood: tools to call, or words to say at once. */
export function firstStep(reading: Reading, builtIn: BuiltIn): Step {
  const question = missing(reading, builtIn)
  if (question) return { text: question }
  const { lexicon, now } = builtIn
  const today = todayIn(zoneOf(reading, builtIn), now)
  const [asset] = reading.equipment
  const [site] = reading.sites
  switch (reading.intent) {
    case 'kpi':
      return isFuture(reading, today)
        ? { text: notYet(reading) }
        : call('query_kpi', kpiArgs(reading, today))
    case 'explain':
      return call('explain_kpi', explainArgs(reading, today))
    case 'cause':
      return call('read_machine_state', { machine: asset?.id, site: asset?.siteId })
    case 'state':
      return asset?.level === 'machine'
        ? call('read_machine_state', { machine: asset.id, site: asset.siteId })
        : call('query_kpi', lastHourStops(reading))
    case 'howto':
    case 'search':
      return call('search_knowledge', searchArgs(reading))
    case 'tickets':
      return call('list_tickets', ticketArgs(reading, today))
    case 'orders':
      return call('list_orders', orderArgs(reading))
    case 'schedule':
      return call('propose_schedule', { site: site ?? onlySite(builtIn) })
    case 'open_ticket':
      return call('open_maintenance_ticket', ticketDraftArgs(reading))
    case 'action_status':
      return call('action_status', { action_id: reading.actionId })
    case 'metrics':
      return call('list_metrics', reading.metrics.length > 0 ? { search: reading.metrics[0] } : {})
    case 'equipment':
      return call('find_equipment', equipmentArgs(reading))
    case 'help':
      return { text: helpText(reading.language, lexicon) }
    case 'outside':
      return { text: outsideText(reading.language, lexicon) }
  }
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
  if (intent === 'tickets' && typeof reading.compare === 'object') return askAboutTime(reading)
  if (ambiguous && takesEquipment.has(intent)) return askAbout('which', reading)
  if (needsMachine.has(intent) && equipment.length === 0) return askAbout('machine', reading)
  if (intent === 'open_ticket' && !reading.problem) return askAbout('problem', reading)
  if (intent === 'action_status' && !reading.actionId) return askAbout('action', reading)
  if (intent === 'kpi' && reading.metrics.length === 0) return askAbout('metric', reading)
  if (intent === 'cause' && equipment[0]?.level !== 'machine') return askAbout('machine', reading)
  if (intent === 'kpi' && equipment.some(({ level }) => level === 'area' || level === 'cell')) {
    return askAbout('machine', reading)
  }
  if (intent === 'schedule' && reading.sites.length === 0 && !onlySite(builtIn)) {
    const names = builtIn.lexicon.entries.filter(({ kind }) => kind === 'site')
    return askAbout(
      'site',
      reading,
      names.map((name) => name[reading.language]),
    )
  }
  return null
}

function onlySite({ lexicon }: BuiltIn): string | undefined {
  const sites = lexicon.entries.filter(({ kind }) => kind === 'site')
  return sites.length === 1 ? sites[0]?.id : undefined
}

function zoneOf({ sites, equipment }: Reading, { lexicon }: BuiltIn): string {
  const id = sites[0] ?? equipment[0]?.siteId
  const known = lexicon.entries.filter((entry) => entry.zone)
  return (known.find((entry) => entry.id === id) ?? known[0])?.zone ?? 'UTC'
}
