import { z } from 'zod'

/** Additive measures of `fact_hour` and `fact_downtime`; a metric is built from their sums. */
export const hourMeasures = [
  'production_s',
  'setup_s',
  'delay_s',
  'down_s',
  'planned_stop_s',
  'good',
  'scrap',
  'rework',
  'first_pass',
  'planned_run_s',
  'energy_kwh',
  'failures',
  'repairs',
  'repair_s',
] as const
export const downtimeMeasures = ['lost_s', 'stops'] as const
const measures = [...hourMeasures, ...downtimeMeasures] as const
export type Measure = (typeof measures)[number]

export const dimensions = ['site', 'line', 'machine', 'product', 'team', 'shift', 'reason'] as const
export type Dimension = (typeof dimensions)[number]

const isDowntime = (measure: Measure): boolean =>
  downtimeMeasures.some((known) => known === measure)

const localized = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
})
const words = z.array(z.string().trim().min(1)).default([])
const sum = z.array(z.enum(measures)).min(1)

/**
 * Product of ratios of sums, times `scale`. Each factor is summed over the whole group before it is
 * divided, so a ratio is right at every level.
 */
const formula = z.strictObject({
  factors: z
    .array(z.strictObject({ numerator: sum, denominator: sum.optional() }))
    .min(1)
    .max(4),
  scale: z.number().positive().default(1),
  /** Measures whose zero sum means "not recorded", which no number can be made of. */
  needs: z.array(z.enum(measures)).default([]),
})

export const metricDefinition = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'snake_case, 2 to 41 characters'),
    names: localized,
    synonyms: z.strictObject({ zh: words, en: words }),
    unit: z.string().min(1),
    better: z.enum(['up', 'down']),
    formula,
    dimensions: z.array(z.enum(dimensions)),
    source: z.discriminatedUnion('standard', [
      z.strictObject({
        standard: z.literal('ISO 22400-2'),
        number: z.int().min(1).max(34),
      }),
      z.strictObject({ standard: z.literal('site') }),
    ]),
    /** Which reading of the formula is followed, where sources differ. */
    note: localized,
    owner: z.string().min(1),
    level: z.enum(['group', 'site', 'line']),
  })
  .superRefine((metric, check) => {
    const supported = supportedDimensions(measuresOf(metric))
    for (const dimension of metric.dimensions) {
      if (supported.includes(dimension)) continue
      const message = `its facts do not know ${dimension}; they know ${supported.join(', ')}`
      check.addIssue({ code: 'custom', path: ['dimensions'], message })
    }
  })

export type MetricDefinition = z.output<typeof metricDefinition>
export type MetricDraft = z.input<typeof metricDefinition>

/** The measures that a metric reads, each once. */
export function measuresOf(metric: Pick<MetricDefinition, 'formula'>): Measure[] {
  const { factors, needs } = metric.formula
  const used = factors.flatMap((factor) => [...factor.numerator, ...(factor.denominator ?? [])])
  return [...new Set([...used, ...needs])]
}

export const readsDowntime = (metric: Pick<MetricDefinition, 'formula'>): boolean =>
  measuresOf(metric).some(isDowntime)

export const readsHours = (metric: Pick<MetricDefinition, 'formula'>): boolean =>
  measuresOf(metric).some((measure) => !isDowntime(measure))

/** Lost time is not attributed to products, nor anything else to reasons. */
function supportedDimensions(used: Measure[]): Dimension[] {
  return dimensions.filter((dimension) => {
    if (dimension === 'product') return !used.some(isDowntime)
    if (dimension === 'reason') return used.every(isDowntime)
    return true
  })
}

/** The formula as people read it: `(Σ good ÷ Σ (good + scrap)) × 100`. */
export function formulaText({ formula: { factors, scale } }: MetricDefinition): string {
  const total = (terms: Measure[]) =>
    terms.length === 1 ? `Σ ${terms[0]}` : `Σ (${terms.join(' + ')})`
  const ratios = factors.map(({ numerator, denominator }) =>
    denominator === undefined ? total(numerator) : `(${total(numerator)} ÷ ${total(denominator)})`,
  )
  const product = ratios.join(' × ')
  if (scale === 1) return product
  return scale > 1 ? `${product} × ${scale}` : `${product} ÷ ${Math.round(1 / scale)}`
}
