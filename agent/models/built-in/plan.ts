import { z } from 'zod'
import type { ToolResult } from '../../../tools/index.ts'
import { changeArgs, ticketChangeArgs, ticketDraftArgs } from './arguments/acts.ts'
import { explainArgs, kpiArgs, lastHourStops, statesOfStopped } from './arguments/figures.ts'
import { healthCalls, lotCalls, machineArgs, settingCalls } from './arguments/machines.ts'
import { equipmentArgs, orderCalls, searchArgs, ticketArgs } from './arguments/records.ts'
import { lateOrderArgs, scheduleArgs, stockCalls } from './arguments/to-come.ts'
import type { BuiltIn } from './built-in.ts'
import { missing, scheduledSite } from './doubts/missing.ts'
import type { Intent, Reading } from './reading.ts'
import { helpText, notYet, outsideText, smallTalkReply } from './replies.ts'
import { tagOf } from './slots/details.ts'
import { lastsHowLong } from './subjects/stock.ts'
import { stopQueries } from './subjects/stop-query.ts'
import { type Today, todayIn, tomorrowOf } from './time/calendar.ts'
import { countedSites } from './words/words.ts'

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

/** Tickets are listed for one machine or site at a time. */
export function perPlace(reading: Reading, { lexicon }: BuiltIn): Reading[] {
  const { equipment, dimensions, question } = reading
  if (equipment.length > 0) return equipment.map((one) => ({ ...reading, equipment: [one] }))
  const all = lexicon.entries.filter(({ kind }) => kind === 'site').map(({ id }) => id)
  const isOfAll =
    (countedSites.test(question) && !/[各每按]/u.test(question)) || atEverySite.test(question)
  const isOneList = isOfAll && !reading.count
  const isEach = reading.sites.length === 0 && dimensions.includes('site') && !isOneList
  const sites = isEach && all.length <= mostPlaces ? all : reading.sites
  return sites.length < 2 ? [reading] : sites.map((site) => ({ ...reading, sites: [site] }))
}
const mostPlaces = 8
/** `all open work orders, every plant`: they are named, and nothing is told apart. */
const atEverySite =
  /(?:,|\b(?:in|at|of|across|for|from))\s*(?:every|all)\s+(?:\w+\s+)?(?:plants?|sites?|factor(?:y|ies))\b/iu

/** Those that are spoken of, else each that one may see. */
function stockedSites({ sites }: Reading, { lexicon }: BuiltIn): string[] {
  const all = lexicon.entries.filter(({ kind }) => kind === 'site').map(({ id }) => id)
  return sites.length > 0 ? sites : all
}

const mostStates = 4
/** Of several machines that are named, each tells its own. */
const eachMachine = (reading: Reading): Reading[] =>
  reading.equipment
    .filter(({ level }) => level === 'machine')
    .slice(0, mostStates)
    .map((one) => ({
      ...reading,
      equipment: [one],
      ...(reading.tag === undefined ? {} : { tag: tagOf(one.id, reading.tag) }),
    }))

/** What to do for a question that was just understood: tools to call, or words to say at once. */
export function firstStep(reading: Reading, builtIn: BuiltIn): Step {
  const question = missing(reading, builtIn)
  if (question) return { text: question }
  const { language, intent } = reading
  if (intent === 'help')
    return { text: smallTalkReply(reading) ?? helpText(language, builtIn.lexicon) }
  if (intent === 'outside') return { text: outsideText(reading) }
  const today = todayIn(zoneOf(reading, builtIn), builtIn.now)
  if (intent === 'kpi' && isFuture(reading, today)) return { text: notYet(reading) }
  return planned[intent](reading, { today, builtIn })
}

type Planner = (reading: Reading, at: { today: Today; builtIn: BuiltIn }) => Step

const planned: Record<Exclude<Intent, 'help' | 'outside'>, Planner> = {
  kpi: (reading, { today }) => call('query_kpi', kpiArgs(reading, today)),
  explain: (reading, { today }) => call('explain_kpi', explainArgs(reading, today)),
  cause: ({ tag: _, ...reading }) => call('read_machine_state', machineArgs(reading)),
  state: (reading) =>
    reading.equipment[0]?.level === 'machine'
      ? calls('read_machine_state', eachMachine(reading).map(machineArgs))
      : call('query_kpi', lastHourStops(reading)),
  health: (reading) => calls('machine_health', healthCalls(reading)),
  howto: (reading) => call('search_knowledge', searchArgs(reading)),
  search: (reading) => call('search_knowledge', searchArgs(reading)),
  tickets: (reading, { today, builtIn }) =>
    calls(
      'list_tickets',
      perPlace(reading, builtIn).map((one) => ticketArgs(one, today)),
    ),
  orders: (reading, { today }) => calls('list_orders', orderCalls(reading, today)),
  late_order: (reading, { builtIn }) =>
    call('simulate_schedule', lateOrderArgs(reading, scheduledSite(reading, builtIn))),
  schedule: (reading, { builtIn }) =>
    call('propose_schedule', scheduleArgs(reading, scheduledSite(reading, builtIn))),
  what_if: (reading, { builtIn }) =>
    call('simulate_schedule', scheduleArgs(reading, scheduledSite(reading, builtIn))),
  stock: (reading, { builtIn }) =>
    calls('project_stock', stockCalls(reading, stockedSites(reading, builtIn))),
  lots: (reading, { builtIn }) =>
    calls('trace_lot', lotCalls(reading, stockedSites(reading, builtIn))),
  settings: (reading) => calls('process_window', settingCalls(reading)),
  open_ticket: (reading) => call('open_maintenance_ticket', ticketDraftArgs(reading)),
  change_ticket: (reading, { today }) =>
    reading.ticketId === undefined
      ? call('list_tickets', openTicketsArgs(reading, today))
      : call('propose_change', ticketChangeArgs(reading)),
  change: (reading, { builtIn }) =>
    call('propose_change', changeArgs(reading, scheduledSite(reading, builtIn))),
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

/** The one open ticket of a machine is the one that is to be changed. */
const openTickets = z.object({ tickets: z.array(z.object({ id: z.string() })) })
const openTicketsArgs = (reading: Reading, today: Today) =>
  ticketArgs({ ...withoutTimes(reading), intent: 'tickets', ticketStatus: 'open' }, today)
const withoutTimes = ({ window: _, priority: __, ...reading }: Reading): Reading => reading

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
  if (reading.intent === 'change_ticket' && first.tool === 'list_tickets') {
    const [only, ...more] = openTickets.parse(first.result.data).tickets
    const isOne = only !== undefined && more.length === 0
    return isOne
      ? [{ tool: 'propose_change', args: ticketChangeArgs({ ...reading, ticketId: only.id }) }]
      : []
  }
  if (isOfStockToCome(reading)) {
    return stockCalls(reading, []).map((args) => ({ tool: 'project_stock', args }))
  }
  if (reading.intent === 'kpi' && reading.window === undefined && isEmpty(first.result)) {
    const today = todayIn(zoneOf(reading, { now, ...rest }), now)
    const longer: Reading = { ...reading, window: { kind: 'last', count: 90, unit: 'day' } }
    return [{ tool: 'query_kpi', args: kpiArgs(longer, today) }]
  }
  return []
}

/** `锡膏还能撑几天`: the figure is of days that were; when it runs out is told beside it. */
const isOfStockToCome = ({ intent, metrics, materials, window, threshold, question }: Reading) =>
  intent === 'kpi' &&
  metrics.join() === 'stock_days' &&
  materials.length === 1 &&
  window === undefined &&
  threshold === undefined &&
  lastsHowLong.test(question)

const isEmpty = ({ figures = [] }: ToolResult<unknown>): boolean =>
  figures.every(({ value }) => value === null)

function zoneOf({ sites, equipment }: Reading, { lexicon }: BuiltIn): string {
  const id = sites[0] ?? equipment[0]?.siteId
  const known = lexicon.entries.filter((entry) => entry.zone)
  return (known.find((entry) => entry.id === id) ?? known[0])?.zone ?? 'UTC'
}
