/**
 * What the workspaces ask: machine health, supply, quality, process, tickets.
 *
 * POST /api/readings/:tool ReadingRequest      → Reading of that tool; errors are those of the tool
 * POST /api/readings/:tool/xlsx ReadingRequest   the same figures as a file
 * POST /api/readings/:tool/png  ReadingRequest, scheme, width   the picture of the same figures
 * POST /api/page-proposals/:tool ProposeRequest → ProposeReply, 201: the next step of a workspace
 */
import type {
  ChartSpec,
  Figure,
  HealthReply,
  ProcessReply,
  StockReply,
  TicketsReply,
  TraceReply,
} from '../../tools/index.ts'

export type ReadingRequest = {
  language: 'zh' | 'en'
  /** Arguments of the tool. */
  args: Record<string, unknown>
}

/** What each tool says, by its own schema. */
export type Readings = {
  machine_health: HealthReply
  project_stock: StockReply
  trace_lot: TraceReply
  process_window: ProcessReply
  list_tickets: TicketsReply
}
export type ReadingTool = keyof Readings

export type Reading<Data> = { data: Data; figures: Figure[]; chart: ChartSpec | null }

/** Tools by which a workspace proposes its next step. */
export type ProposeTool = 'open_maintenance_ticket' | 'propose_change'

export type ProposeRequest = {
  language: 'zh' | 'en'
  /** Of this form as it was filled in: sent twice, it is one proposal. */
  key: string
  /** Arguments of the tool. */
  args: Record<string, unknown>
}
export type ProposeReply = { id: string | null }
