export {
  categoryName,
  type EquipmentRow,
  findEquipment,
  levels,
  type MachineNow,
  readMachineNow,
  type StateNow,
  stateName,
} from './equipment/index.ts'

export { checkRows } from './ingest/check-rows.ts'
export {
  type IngestBatch,
  type IngestDeps,
  type IngestOptions,
  type IngestResult,
  ingest,
} from './ingest/ingest.ts'
export type { Refusal } from './ingest/parse-rows.ts'
export type { KnownIds } from './ingest/references.ts'
export {
  fieldsOf,
  type StreamName,
  type StreamRow,
  streamNames,
} from './ingest/streams.ts'
export {
  type AssetRow,
  findAsset,
  findProduct,
  findSite,
  type SiteRow,
  siteZone,
} from './maintenance/find-asset.ts'
export {
  type MachineCondition,
  machineCondition,
} from './maintenance/machine-condition.ts'
export {
  openTicket,
  sameTitleTickets,
  type TicketOpening,
  type TicketPreconditions,
  ticketOpening,
  ticketPreconditions,
  ticketStale,
} from './maintenance/open-ticket.ts'
export {
  type SimilarTicket,
  similarOpenTickets,
} from './maintenance/similar-tickets.ts'
export {
  listTickets,
  requireFailureCode,
  type TicketFilter,
  type TicketList,
  type TicketRow,
  ticketGroupings,
} from './maintenance/ticket-list.ts'
export { ticketWindow } from './maintenance/ticket-window.ts'
export {
  type Dimension,
  dimensions,
  figuresOf,
  findMetric,
  formulaText,
  grains,
  isoWindow,
  type KpiQuery,
  type KpiResult,
  type KpiRow,
  loadMetrics,
  type Metric,
  namesOf,
  periods,
  queryKpi,
  seedMetrics,
} from './metrics/index.ts'
export {
  listOrders,
  type OrderList,
  orderStatuses,
} from './orders/order-list.ts'
export { parseInstant } from './parse-instant.ts'
export type { Indicators } from './scheduling/indicators.ts'
export { type Move, planSite, type SitePlan } from './scheduling/plan-site.ts'
export type { Exclusion, Outage } from './scheduling/plant-problem.ts'
export { readPlantRows } from './scheduling/plant-rows.ts'
export {
  publishSchedule,
  type SchedulePreconditions,
  type SchedulePublication,
  schedulePreconditions,
  schedulePublication,
  scheduleStale,
} from './scheduling/publish-schedule.ts'
export { type Objective, objectives } from './scheduling/solve.ts'
