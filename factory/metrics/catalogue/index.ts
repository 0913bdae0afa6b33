import type { MetricDraft } from '../definition.ts'
import { capabilityMetrics } from './capability.ts'
import { machineTimeMetrics } from './machine-time.ts'
import { orderMetrics } from './orders.ts'
import { pieceMetrics } from './pieces.ts'
import { stopMetrics } from './stops.ts'
import { supplyMetrics } from './supply.ts'

export { type MissingMetric, missingMetrics } from './missing.ts'

/** Version 1 of the group's metrics. Afterwards the table is the truth: see `seedMetrics`. */
export const catalogue: MetricDraft[] = [
  ...machineTimeMetrics,
  ...pieceMetrics,
  ...stopMetrics,
  ...orderMetrics,
  ...supplyMetrics,
  ...capabilityMetrics,
]
