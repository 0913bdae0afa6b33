import type { Figure } from '../../../base/figure.ts'
import { measureNames } from '../measure-names.ts'
import type { Measure } from '../measures.ts'
import { isoWindow } from '../query-kpi.ts'
import type { Explanation } from './explain-kpi.ts'

/** A factor or loss in the language of the explanation. */
export function nameOfLoss(
  { names, language }: Explanation,
  { kind = 'metric', id }: { kind?: 'measure' | 'reason' | 'metric'; id: string },
): string {
  if (kind === 'measure') return measureNames[id as Measure][language]
  return names[kind]?.[id] ?? id
}

/** Both values with their provenance. */
export function explanationFigures(found: Explanation): Figure[] {
  const { metric, filters, nullReason } = found
  return (['now', 'before'] as const).map((period) => ({
    metric: metric.id,
    version: metric.version,
    value: found.value[period],
    ...(found.value[period] === null && nullReason !== null ? { nullReason } : {}),
    unit: metric.unit,
    dimensions: Object.fromEntries(
      Object.entries(filters).map(([dimension, ids]) => [dimension, ids.join(',')]),
    ),
    window: isoWindow(period === 'now' ? found.window : found.before),
    rows: found.rows[period],
    freshness: found.freshness,
    truncated: false,
  }))
}
