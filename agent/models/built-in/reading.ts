import type { Language } from '../../../base/language.ts'
import type { ChangeReading, Supposed } from './acts/asked-change.ts'
import type { StockSupposition } from './acts/stock-supposed.ts'
import type { Kind } from './second-reader/kinds.ts'
import type { Threshold } from './slots/thresholds.ts'
import type { SmallTalk } from './words/small-talk.ts'

export type Intent =
  | 'kpi'
  | 'explain'
  | 'cause'
  | 'state'
  | 'health'
  | 'search'
  | 'howto'
  | 'tickets'
  | 'orders'
  | 'late_order'
  | 'schedule'
  | 'what_if'
  | 'stock'
  | 'lots'
  | 'settings'
  | 'open_ticket'
  | 'change_ticket'
  | 'change'
  | 'action_status'
  | 'metrics'
  | 'equipment'
  | 'help'
  | 'outside'

/** What ends in a proposal. */
export const filed: ReadonlySet<Intent> = new Set<Intent>([
  'open_ticket',
  'change_ticket',
  'change',
  'schedule',
])

/** What papers are searched for. */
export const papers: ReadonlySet<Intent> = new Set<Intent>(['howto', 'search'])

/** A span of time as it was said; local to the plant until a tool's zone is known. */
export type WindowReading =
  | { kind: 'named'; name: NamedWindow }
  | { kind: 'last'; count: number; unit: 'hour' | 'day' | 'week' | 'month' }
  | { kind: 'last_shift'; shift: string }
  /** Local dates or date-times (`2026-11-23`, `2026-11-23T22:00`); `to` is exclusive. */
  | { kind: 'range'; from: string; to: string | null }

export type NamedWindow =
  | 'today'
  | 'yesterday'
  | 'this_week'
  | 'last_week'
  | 'this_month'
  | 'last_month'
  | 'this_shift'
  | 'last_shift'

export type Dimension =
  | 'site'
  | 'line'
  | 'machine'
  | 'team'
  | 'shift'
  | 'product'
  | 'reason'
  | 'supplier'
  | 'material'
export type Grain = 'hour' | 'shift' | 'day' | 'week' | 'month'

export type EquipmentReading = {
  id: string
  siteId: string
  level: 'area' | 'line' | 'cell' | 'machine'
}

/** What a question asks for by its shape, and the figure that was read would not tell. */
export type Unmet =
  | ('why' | 'split' | 'why_listed' | 'why_orders' | 'difference')
  | ('unit' | 'times' | 'objective')

/** Of a lot: what went into it, where it went, both, or what several have in common. */
export type LotsAsked = 'made_of' | 'went_to' | 'both' | 'common'

/** What a question was understood to ask. Every slot that was not said is absent. */
export type Reading = {
  language: Language
  question: string
  intent: Intent
  metrics: string[]
  sites: string[]
  equipment: EquipmentReading[]
  teams: string[]
  shifts: string[]
  products: string[]
  reasons: string[]
  suppliers: string[]
  materials: string[]
  dimensions: Dimension[]
  grain?: Grain
  /** The picture that was asked for by name. */
  chart?: 'control'
  window?: WindowReading
  /** Which end of a ranking is asked for. */
  order?: 'lowest' | 'highest'
  limit?: number
  /** Ranked by how far each went down or up since the period before. */
  moved?: 'down' | 'up'
  /** The period before, or local dates, `to` excluded. */
  compare?: 'previous' | { from: string; to: string }
  count?: boolean
  ticketKind?: 'corrective' | 'preventive' | 'inspection'
  ticketStatus?: 'open' | 'in_progress' | 'closed' | 'cancelled'
  priority?: 'low' | 'medium' | 'high' | 'urgent'
  onlyLate?: boolean
  orderStatus?: 'planned' | 'released' | 'running' | 'completed' | 'cancelled'
  ticketId?: string
  /** The one order that is asked about. */
  orderId?: string
  /** Orders of a time: those that are due then, or were completed. */
  isOfTime?: true
  /** What is to become of it. */
  ticketSet?: {
    status?: 'open' | 'in_progress' | 'closed' | 'cancelled'
    priority?: 'low' | 'medium' | 'high' | 'urgent'
  }
  failureCode?: string
  /** By failure code instead of by what it stands for. */
  byFailureCode?: boolean
  /** What tickets are counted by. */
  ticketsBy?: 'status' | 'kind'
  /** What a schedule should favour, and the machines it should keep free, in hours. */
  objective?: 'setups' | 'throughput' | 'due_dates' | 'least_change' | 'energy'
  keepFree?: { machine: string; hours: number }[]
  /** Asks for a machine itself to be run or stopped. */
  commands?: true
  /** Says nothing but that; the answer only keeps the conversation going. */
  smallTalk?: SmallTalk
  /** Asks for a proposal to be decided on. */
  decides?: true
  /** What a trial of the schedule supposes of an order. */
  supposed?: Supposed
  /** What settings are to explain, by the metric that it is. */
  response?: 'scrap_ratio' | 'effectiveness' | 'energy_per_piece'
  /** Numbers of lots that are asked about, and what of them. */
  lots?: string[]
  lotsAsked?: LotsAsked
  /** The one exposure whose lots are asked about. */
  lotsCause?: { kind: string; id: string; siteId: string }
  /** How many days ahead stock is asked about, and what is supposed. */
  stock?: StockSupposition & { days?: number }
  /** Asks for more than the ticket: what it should say is asked first. */
  demandsMore?: true
  /** A question beside this one of which nothing came, as it was said. */
  lost?: string
  /** The lines are all of one area, which is told as one. */
  wholeArea?: true
  /** A word that several metrics end in: which one is meant must be asked. */
  metricWord?: { said: string; ids: string[] }
  /** A sensor of the machine, by its name. */
  tag?: string
  /** Asks about whichever the answer before it named. */
  ofWinner?: Dimension
  /** Which end of its rows that is, where they were not ranked. */
  winnerEnd?: 'lowest' | 'highest'
  actionId?: string
  /** What is to be changed, beside tickets. */
  change?: ChangeReading
  /** What a ticket should say. */
  problem?: string
  /** Which rows of a breakdown are asked for. */
  threshold?: Threshold | 'unclear'
  /** The later of two times that were asked about one after the other. */
  laterWindow?: WindowReading
  /** It says no figure of its own: "it" is the one before, and no machine. */
  isOfFigure?: true
  /** Where the figure before was of, until this one took its place. */
  former?: Pick<Reading, 'sites' | 'equipment'>
  /** What the question is far likelier to ask for, to a reader that learnt from others. */
  likelier?: Kind
  /** What its shape asks for, and this reading does not tell. */
  unmet?: Unmet
  /** The question without the names of equipment, where it has some: for a search of documents. */
  topic?: string
  /** Words for a time that were not understood. */
  unclearTime?: string
  /** A name that nothing bears which this person may see, or a word that nothing was made of. */
  unknown?: string
  /** It is known or read, and what is looked up can't be told by it. */
  unusable?: true
  /** The word that keeps a figure from being asked for: the documents may know it. */
  doubt?: string
  /** Nothing that was asked is known: the documents are looked into before giving up. */
  hunch?: true
  /** One name, several things: which one is meant must be asked. */
  ambiguous?: {
    said: string
    choices: {
      id: string
      siteId: string
      zh: string
      en: string
      level?: EquipmentReading['level']
    }[]
    /** The name of a class: a figure may be of all its machines. */
    all?: true
  }
}

/** Whether something of the question was not understood, whatever else was. */
export const isDoubted = ({ unknown, unmet, doubt, unclearTime, likelier }: Reading): boolean =>
  [unknown, unmet, doubt, unclearTime, likelier].some((one) => one !== undefined)

export const isOneMachine = (equipment: Reading['equipment']): boolean =>
  equipment.length === 1 && equipment[0]?.level === 'machine'
