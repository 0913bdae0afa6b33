import type { MetricCard } from '../../server/http/contract.ts'

/** `oee@2` is a version of `oee`. */
export const metricOf = (metrics: MetricCard[], id: string): MetricCard | undefined =>
  metrics.find((metric) => metric.id === id.replace(/@\d+$/, ''))
