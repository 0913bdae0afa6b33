export type { KpiQuery } from './check-query.ts'
export { grains } from './compile.ts'
export { type Dimension, dimensions, formulaText } from './definition.ts'
export {
  figuresOf,
  isoWindow,
  type KpiResult,
  type KpiRow,
  queryKpi,
} from './query-kpi.ts'
export { findMetric, loadMetrics, type Metric, namesOf, seedMetrics } from './versions.ts'
export { periods } from './window.ts'
