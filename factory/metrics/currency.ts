import { refused } from '../refuse.ts'
import type { Site } from './check-window.ts'
import type { Metric } from './versions.ts'

/** Stands in a definition for the currency of the site. */
const placeholder = 'currency'

/** @throws AppError when a sum of money would mix currencies */
export function withCurrency(metrics: Metric[], sites: Site[]): Metric[] {
  const money = metrics.find(({ unit }) => unit === placeholder)
  if (money === undefined) return metrics
  const [currency = placeholder, ...others] = [...new Set(sites.map((site) => site.currency))]
  if (others.length > 0) {
    const what = `${money.id} would mix currencies (${[currency, ...others].join(', ')})`
    throw refused('filters.site', what, 'Ask for the sites of one currency at a time.')
  }
  return metrics.map((metric) =>
    metric.unit === placeholder ? { ...metric, unit: currency } : metric,
  )
}
