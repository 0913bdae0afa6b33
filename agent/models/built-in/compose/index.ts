import type { BuiltIn } from '../built-in.ts'
import { perPlace, type ToolOutcome } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { composeEquipment, composeMetrics } from './catalogue.ts'
import { composeChange } from './change.ts'
import type { Composer } from './composer.ts'
import { composeDocuments } from './documents.ts'
import { composeExplain } from './explain.ts'
import { composeHealth } from './health.ts'
import { composeKpi } from './kpi.ts'
import { composeLateOrder } from './late-order.ts'
import { composeLots } from './lots.ts'
import { composeCause, composeState } from './machine.ts'
import { composeOrders } from './orders.ts'
import {
  composeActionStatus,
  composeSchedule,
  composeTicketProposal,
  composeTrial,
} from './proposals.ts'
import { composeTickets } from './records.ts'
import { composeSettings } from './settings.ts'
import { speechFor } from './speech.ts'
import { composeStock } from './stock.ts'
import { composeWhichTicket } from './which-ticket.ts'

const composers: Partial<Record<Reading['intent'], Composer>> = {
  kpi: composeKpi,
  explain: composeExplain,
  cause: composeCause,
  state: composeState,
  health: composeHealth,
  howto: composeDocuments,
  search: composeDocuments,
  tickets: composeTickets,
  orders: composeOrders,
  late_order: composeLateOrder,
  schedule: composeSchedule,
  what_if: composeTrial,
  stock: composeStock,
  lots: composeLots,
  settings: composeSettings,
  open_ticket: composeTicketProposal,
  change_ticket: composeChange,
  change: composeChange,
  action_status: composeActionStatus,
  metrics: composeMetrics,
  equipment: composeEquipment,
}

/** Each call is a list of its own: of another site, or another metric. */
const lists = new Set<Reading['intent']>([
  'orders',
  'tickets',
  'metrics',
  'stock',
  'lots',
  'settings',
  'health',
])

/** The answer in words, from nothing but what the tools returned. */
export function compose(reading: Reading, outcomes: ToolOutcome[], builtIn: BuiltIn): string {
  const isBeside = ({ tool }: ToolOutcome) => reading.intent === 'kpi' && tool === 'project_stock'
  const own = outcomes.filter((one) => !isBeside(one))
  const told = composed(reading, own, builtIn)
  // What is to come of the stock stands beside a figure of it.
  const beside = outcomes.filter((one) => isBeside(one) && 'result' in one)
  if (beside.length === 0) return told
  return `${told}\n\n${composed({ ...reading, intent: 'stock' }, beside, builtIn)}`
}

function composed(reading: Reading, outcomes: ToolOutcome[], builtIn: BuiltIn): string {
  const speech = speechFor(reading, builtIn)
  const results = outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : []))
  const [error] = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []))
  const composer = composers[reading.intent]
  // Of two readings of the same figures, the later one looked further.
  const [first, ...rest] = reading.intent === 'kpi' ? results.slice(-1) : results
  if (first && composer && lists.has(reading.intent)) {
    const places = reading.intent === 'tickets' ? perPlace(reading, builtIn) : []
    const told = outcomes.map((outcome, at) =>
      'result' in outcome
        ? composer({ ...speech, reading: places[at] ?? reading }, outcome.result, [])
        : '',
    )
    return told.filter(Boolean).join('\n\n')
  }
  if (first && reading.intent === 'change_ticket' && reading.ticketId === undefined && !error)
    return composeWhichTicket(speech, first, rest[0])
  if (first && composer && !(error && reading.intent === 'change_ticket'))
    return composer(speech, first, rest)
  return speech.refused(error)
}
