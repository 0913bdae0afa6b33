export { type MissingMetric, missingMetrics } from './catalogue/index.ts'
export { type DraftedChange, draftChange } from './change/draft-change.ts'
export {
  type DraftedTarget,
  draftTarget,
  type TargetRequest,
  undoneTarget,
} from './change/draft-target.ts'
export {
  changeMetric,
  metricChange,
  metricPreconditions,
  metricStale,
} from './change/metric-change.ts'
export {
  setTarget,
  targetChange,
  targetPreconditions,
  targetStale,
} from './change/target-change.ts'
export { type TrialRow, trialDays, tryDefinitions } from './change/try-definitions.ts'
export { checkQuery, type KpiQuery } from './check-query.ts'
export { grains } from './checked-query.ts'
export { formulaText, type MetricDefinition } from './definition.ts'
export { type ExplainQuery, type Explanation, explainKpi } from './explain/explain-kpi.ts'
export { explanationFigures, nameOfLoss } from './explain/show.ts'
export { type FormulaParts, type FormulaTerm, formulaParts } from './formula-parts.ts'
export { type MeasureChoice, measureChoices } from './measure-names.ts'
export { type Dimension, dimensions } from './measures.ts'
export { type Member, readMembers } from './members.ts'
export {
  figuresOf,
  isoWindow,
  type KpiResult,
  type KpiRow,
  queryKpi,
} from './query-kpi.ts'
export {
  periodsOn,
  readTargetPeriods,
  readTargets,
  readToday,
  type Target,
  type TargetPeriod,
} from './targets.ts'
export {
  type MetricUsage,
  type MetricUse,
  pendingChanges,
  readUsage,
  readUses,
} from './usage.ts'
export {
  findMetric,
  isNamed,
  loadAllMetrics,
  loadMetrics,
  loadVersions,
  type Metric,
  type MetricVersion,
  namesOf,
  seedMetrics,
} from './versions.ts'
export { periods } from './window.ts'
export { isoInZone, type Zone, zoneOf } from './zone.ts'
