import { z } from 'zod'
import { alertSeverities, roles, timeCategories } from '../../store/index.ts'

const id = z.string().min(1).max(200)

/** What a rule looks at. */
const watched = z.discriminatedUnion('kind', [
  /** A metric of the scope, by hours or local days that are over. */
  z.strictObject({ kind: z.literal('metric'), metricId: id, every: z.enum(['hour', 'day']) }),
  /** Tags of machines of the scope, `*` for anything. */
  z.strictObject({ kind: z.literal('tag'), tags: id }),
  z.strictObject({ kind: z.literal('characteristic'), characteristicId: id }),
  /** Each machine of the scope: that it is in one of these categories. */
  z.strictObject({ kind: z.literal('state'), categories: z.array(z.enum(timeCategories)).min(1) }),
  /** That a source sends. */
  z.strictObject({ kind: z.literal('source'), source: id }),
  z.strictObject({ kind: z.literal('material'), materialId: id }),
])
export type Watched = z.output<typeof watched>

const points = z.int().min(8).max(500)

/** When a value is not as it should be. */
const test = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('limit'),
    comparison: z.enum(['above', 'below']),
    threshold: z.number(),
    /** It has to come back as far as this; else the threshold itself. */
    clear: z.number().optional(),
  }),
  /** Deviations from the median, by 1.4826 · MAD, of the normal values before. */
  z.strictObject({ kind: z.literal('robust_z'), deviations: z.number().min(1).max(50), points }),
  /** EWMA chart: weight λ, limits in deviations of the statistic (Roberts 1959). */
  z.strictObject({
    kind: z.literal('ewma'),
    deviations: z.number().min(1).max(50),
    weight: z.number().gt(0).max(1),
    points,
  }),
  /** Nelson's rules on individuals, with the limits of the last points. */
  z.strictObject({ kind: z.literal('spc'), points }),
])
export type AlertTest = z.output<typeof test>

export const alertDefinition = z.strictObject({
  watched: watched.optional(),
  test: test.optional(),
  /** How long it has to last before anybody is told. */
  forS: z.int().min(0).max(604_800).default(0),
  /** After so long without data: nothing, an alert of its own, or the end of the alert. */
  missing: z.enum(['ignore', 'alert', 'clear']).default('ignore'),
  missingS: z.int().min(10).max(2_592_000).default(900),
  severity: z.enum(alertSeverities).default('warning'),
  /** Whose work it is. */
  role: z.enum(roles).default('maintenance'),
  /** When nobody took it: on to the next. */
  escalateMin: z.int().min(1).max(1440).default(15),
})
export type AlertDefinition = z.output<typeof alertDefinition>

/** A rule as it is judged: everything said. */
export type Rule = Omit<AlertDefinition, 'watched' | 'test'> & {
  watched: Watched
  test: AlertTest
  siteId: string
  ruleId: string
  version: number
  scopeId: string
  unit: string
}

/** The columns of a rule that watches a metric, and the definition beside them. */
export type StoredRule = Pick<Rule, 'siteId' | 'ruleId' | 'version' | 'scopeId'> & {
  metricId: string | null
  comparison: 'above' | 'below' | null
  threshold: number | null
  unit: string | null
  definition: unknown
}

/** Null for a definition of a version that is not ours to read. */
export function readRule({ definition, ...row }: StoredRule): Rule | null {
  const parsed = alertDefinition.safeParse(definition)
  if (!parsed.success) return null
  const { metricId, comparison, threshold } = row
  const plain: Watched | null =
    metricId === null ? null : { kind: 'metric', metricId, every: 'hour' }
  const limit: AlertTest | null =
    comparison === null || threshold === null ? null : { kind: 'limit', comparison, threshold }
  const what = parsed.data.watched ?? plain
  const how = (what === null ? null : fixedTests[what.kind]) ?? parsed.data.test ?? limit
  if (what === null || how === null) return null
  const { siteId, ruleId, version, scopeId } = row
  const unit = row.unit ?? ''
  return { ...parsed.data, watched: what, test: how, siteId, ruleId, version, scopeId, unit }
}

/** A machine is in the state or not; a source sends or not. */
const fixedTests: Partial<Record<Watched['kind'], AlertTest>> = {
  state: { kind: 'limit', comparison: 'above', threshold: 0.5 },
  source: { kind: 'limit', comparison: 'above', threshold: 0.5 },
}
