import { z } from 'zod'
import { dimensions, kindOf, type Measure, measures, type SourceId, sourceOf } from './measures.ts'

/** Far beyond what a metric needs, and short of what makes a statement too long or a number too large. */
const most = { terms: 20, words: 50, characters: 2000, scale: 1e12 }

const text = z.string().min(1).max(most.characters)
const localized = z.strictObject({ zh: text, en: text })
const words = z.array(z.string().trim().min(1).max(100)).max(most.words).default([])
const measure = z.enum(measures)
const terms = z.array(measure).max(most.terms)
const sum = terms.min(1)

/**
 * Product of ratios of sums, times `scale`. Each factor is summed over the whole group before it is
 * divided, so a ratio is right at every level.
 */
const ratios = z.strictObject({
  factors: z
    .array(z.strictObject({ numerator: sum, denominator: sum.optional() }))
    .min(1)
    .max(4),
  scale: z.number().positive().max(most.scale).default(1),
  /** Measures whose zero sum means "not recorded", which no number can be made of. */
  needs: terms.default([]),
  /** Measures whose sum counts what is not recorded: one that is not zero spoils the number. */
  without: terms.default([]),
})

/**
 * Width of the tolerance over six deviations; centred: distance of the mean to the nearer limit
 * over three. The deviation is that of all samples, or estimated from moving ranges (÷ 1.128).
 */
const capability = z.strictObject({
  capability: z.strictObject({
    deviation: z.enum(['overall', 'moving_range']),
    centred: z.boolean(),
  }),
})

export const metricDefinition = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'snake_case, 2 to 41 characters'),
    names: localized,
    synonyms: z.strictObject({ zh: words, en: words }),
    /** `currency` stands for that of the sites. */
    unit: z.string().min(1).max(20),
    better: z.enum(['up', 'down']),
    formula: z.union([ratios, capability]),
    /** Metrics whose product this one is, for explanations: availability, effectiveness … */
    drivers: z.array(z.string()).max(4).default([]),
    dimensions: z.array(z.enum(dimensions)).max(dimensions.length),
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
    const supported = supportedDimensions(metric)
    for (const dimension of metric.dimensions) {
      if (supported.includes(dimension)) continue
      const message = `its facts do not know ${dimension}; they know ${supported.join(', ')}`
      check.addIssue({ code: 'custom', path: ['dimensions'], message })
    }
  })

export type MetricDefinition = z.output<typeof metricDefinition>
export type MetricDraft = z.input<typeof metricDefinition>
export type RatioFormula = z.output<typeof ratios>
export type CapabilityFormula = z.output<typeof capability>

type WithFormula = Pick<MetricDefinition, 'formula'>

export const isCapability = (formula: MetricDefinition['formula']): formula is CapabilityFormula =>
  'capability' in formula

/** The measures that a metric reads, each once. */
export function measuresOf({ formula }: WithFormula): Measure[] {
  if (isCapability(formula)) {
    const { deviation } = formula.capability
    const always: Measure[] = ['samples', 'sample_sum']
    return [...always, ...(deviation === 'overall' ? overallMeasures : rangeMeasures)]
  }
  const { factors, needs, without } = formula
  const used = factors.flatMap((factor) => [...factor.numerator, ...(factor.denominator ?? [])])
  return [...new Set([...used, ...needs, ...without])]
}

const overallMeasures: Measure[] = ['sample_squares']
const rangeMeasures: Measure[] = ['ranges', 'range_sum']

export const sourcesOf = (metric: WithFormula): SourceId[] => [
  ...new Set(measuresOf(metric).flatMap((one) => sourceOf(one) ?? [])),
]

/** A machine without a stop has lost no time; one that nobody watched is unknown. */
export const isWatchedByHours = (metric: WithFormula): boolean =>
  sourcesOf(metric).includes('downtime')

/** What all of its facts can be split by. */
function supportedDimensions(metric: WithFormula) {
  const kinds = sourcesOf(metric).map(kindOf)
  return dimensions.filter((dimension) =>
    kinds.every((kind) => kind.dimensions.includes(dimension)),
  )
}

/** The formula as people read it: `(Σ good ÷ Σ (good + scrap)) × 100`. */
export function formulaText({ formula }: MetricDefinition): string {
  if (isCapability(formula)) return capabilityText(formula)
  const { factors, scale } = formula
  const total = (terms: Measure[]) =>
    terms.length === 1 ? `Σ ${terms[0]}` : `Σ (${terms.join(' + ')})`
  const shown = factors.map(({ numerator, denominator }) =>
    denominator === undefined ? total(numerator) : `(${total(numerator)} ÷ ${total(denominator)})`,
  )
  const product = shown.join(' × ')
  if (scale === 1) return product
  return scale > 1 ? `${product} × ${scale}` : `${product} ÷ ${Math.round(1 / scale)}`
}

function capabilityText({ capability: { deviation, centred } }: CapabilityFormula): string {
  const spread = deviation === 'overall' ? 's' : '(mean moving range ÷ 1.128)'
  return centred ? `min(USL − x̄, x̄ − LSL) ÷ (3 × ${spread})` : `(USL − LSL) ÷ (6 × ${spread})`
}
