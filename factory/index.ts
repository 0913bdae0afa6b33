export type { LateOrder } from '../scheduling/index.ts'
export {
  type AlertAct,
  type AlertActOutcome,
  type AlertDefinition,
  type AlertDeps,
  type AlertDetail,
  type AlertFilter,
  type AlertReport,
  type AlertRule,
  type AlertRuleNow,
  type AlertSeverity,
  type AlertStep,
  type AlertView,
  actOnAlert,
  alertActs,
  alertDefinition,
  alertReport,
  alertRule,
  alertRulePreconditions,
  alertRuleStale,
  type DutyView,
  type EndOutcome,
  endWatch,
  listAlerts,
  listMessages,
  listRules,
  type MessageView,
  type NewDuty,
  type NewSilence,
  newestAlertRule,
  noRules,
  putOnCall,
  type RuleView,
  readAlert,
  readCalendar,
  readMessages,
  requireWatched,
  runAlerts,
  type SendToPerson,
  type SilenceView,
  sayRule,
  setAlertRule,
  setSilence,
  type ToPerson,
  type WatchOutcome,
} from './alerts/index.ts'
export {
  changeFinding,
  type FaultKind,
  type Finding,
  findDataFaults,
  listFindings,
} from './data-quality/index.ts'
export {
  categoryName,
  type EquipmentRow,
  findEquipment,
  findTag,
  type LastMeasurement,
  levels,
  type MachineNow,
  type MachineStretch,
  type MachineTile,
  readMachineNow,
  readMachineStates,
  readSiteNow,
  type StateNow,
  stateName,
  type TileFreshness,
} from './equipment/index.ts'
export {
  averaged,
  baselineOf,
  ewmaChart,
  fitMonitor,
  type HealthAsked,
  type HealthReading,
  type HealthTag,
  healthRules,
  type Life,
  type MachineHealth,
  type PcaScore,
  readHealth,
  type SensorHealth,
  scorePca,
  type Verdict,
  verdicts,
} from './health/index.ts'
export { checkRows } from './ingest/check-rows.ts'
export { type ReferenceKind, referenceKinds } from './ingest/definition.ts'
export { describeStream, type FieldDescription } from './ingest/describe-stream.ts'
export {
  type IngestBatch,
  type IngestDeps,
  type IngestOptions,
  type IngestResult,
  ingest,
} from './ingest/ingest.ts'
export { loadNames, type NamesOf } from './ingest/names.ts'
export type { Refusal, UnreadableRow } from './ingest/parse-rows.ts'
export type { KnownIds } from './ingest/references.ts'
export { type Replayed, replayRefusals } from './ingest/replay.ts'
export { rowKey } from './ingest/row-key.ts'
export { countFigures } from './ingest/sample-streams.ts'
export {
  fieldsOf,
  type StreamName,
  type StreamRow,
  streamNames,
} from './ingest/streams.ts'
export {
  changeTicket,
  findTicket,
  type TicketChange,
  type TicketNow,
  ticketChange,
  ticketChangePreconditions,
  ticketChangeStale,
} from './maintenance/change-ticket.ts'
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
  changeMetric,
  type Dimension,
  type DraftedChange,
  dimensions,
  draftChange,
  type ExplainQuery,
  type Explanation,
  explainKpi,
  explanationFigures,
  type FormulaParts,
  type FormulaTerm,
  figuresOf,
  findMetric,
  formulaParts,
  formulaText,
  grains,
  isoInZone,
  isoWindow,
  type KpiQuery,
  type KpiResult,
  type KpiRow,
  loadAllMetrics,
  loadMetrics,
  loadVersions,
  type MeasureChoice,
  type Member,
  type Metric,
  type MetricDefinition,
  type MetricUsage,
  type MetricUse,
  type MetricVersion,
  type MissingMetric,
  measureChoices,
  metricChange,
  metricPreconditions,
  metricStale,
  missingMetrics,
  nameOfLoss,
  namesOf,
  pendingChanges,
  periods,
  queryKpi,
  readMembers,
  readTargets,
  readUsage,
  readUses,
  seedMetrics,
  type Target,
  type TrialRow,
  trialDays,
  tryDefinitions,
  type Zone,
  zoneOf,
} from './metrics/index.ts'
export {
  listOrders,
  type OrderList,
  orderStatuses,
} from './orders/order-list.ts'
export { parseInstant } from './parse-instant.ts'
export {
  changeParameter,
  findParameter,
  type ParameterChange,
  type ParameterNow,
  parameterChange,
  parameterPreconditions,
  parameterStale,
  requireSettable,
} from './process/change-parameter.ts'
export {
  isLess,
  type MachineWindows,
  type ProcessWindows,
  processWindows,
  type ResponseId,
  responses,
  type SettingFinding,
} from './process-window/index.ts'
export { mostCompared } from './quality/compared-lots.ts'
export {
  type ControlLimits,
  type ControlRule,
  controlLimits,
} from './quality/control-limits.ts'
export {
  disposeLot,
  findLot,
  type LotDisposition,
  lotDisposition,
  lotPreconditions,
  lotStale,
} from './quality/dispose-lot.ts'
export { type LotTrace, traceSiteLots } from './quality/trace-lots.ts'
export {
  changeView,
  type DueReport,
  deleteView,
  dueReports,
  endedPeriods,
  endShare,
  findPeriod,
  listShares,
  listSubscriptions,
  listViews,
  lostMetrics,
  type MetricView,
  mayPublish,
  type OpenedShare,
  openShare,
  orderPage,
  type PageEntry,
  type PageOutcome,
  pagesOfView,
  publishView,
  type ReportHappenings,
  type ReportKind,
  type ReportPeriod,
  type ReportPlant,
  type ReportTicket,
  readHappenings,
  readReportPlant,
  readTeamPage,
  readView,
  reportKinds,
  reportWindow,
  type SavedView,
  type Share,
  type ShareOutcome,
  type ShareReaders,
  type Subscription,
  saveView,
  shareReaders,
  shareReport,
  subscribe,
  tellReport,
  unpublishView,
  unsubscribe,
  type ViewForm,
  type ViewOutcome,
  viewsOfMetric,
} from './reports/index.ts'
export type { Indicators } from './scheduling/indicators.ts'
export { readMachineHistory } from './scheduling/machine-history.ts'
export { type Alternative, type Move, planSite, type SitePlan } from './scheduling/plan-site.ts'
export type { Exclusion, OrderChange, Outage, PlanFrame } from './scheduling/plant-problem.ts'
export { type PlantRows, readPlantRows } from './scheduling/plant-rows.ts'
export {
  publishSchedule,
  type SchedulePreconditions,
  type SchedulePublication,
  schedulePreconditions,
  schedulePublication,
  scheduleStale,
} from './scheduling/publish-schedule.ts'
export {
  type PlanMachine,
  type PlanOrder,
  type PlanSlot,
  type PublishedPlan,
  readPlan,
  type Unplaced,
} from './scheduling/read-plan.ts'
export { helpOrder, tryPlan } from './scheduling/simulate.ts'
export { type Objective, objectives } from './scheduling/solve.ts'
export { usageDays } from './supply/demand.ts'
export { isSupposing } from './supply/open-lines.ts'
export {
  findMaterial,
  findSupplier,
  type MaterialNow,
  type PurchaseRequest,
  purchasePreconditions,
  purchaseRequest,
  purchaseStale,
  requestPurchase,
} from './supply/request-purchase.ts'
export { projectSiteStock, type SiteStock } from './supply/site-stock.ts'
export {
  applyRetention,
  type Kept,
  type RetainedStream,
  type RetentionRule,
  readKept,
  readSeries,
  rollUpDue,
  type Series,
} from './telemetry/index.ts'
