import { type SQL, sql } from 'drizzle-orm'
import {
  type CapabilityFormula,
  isCapability,
  type MetricDefinition,
  type RatioFormula,
} from './definition.ts'
import type { Measure, SourceId } from './measures.ts'

type Period = 0 | 1
type Columns = { of: (name: string) => SQL; total: (terms: Measure[]) => SQL }

function columnsOf(period: Period): Columns {
  const of = (name: string) => sql`${sql.identifier(`${name}_${period}`)}`
  const total = (terms: Measure[]) =>
    sql`(${sql.join(
      terms.map((term) => sql`coalesce(${of(term)}, 0)`),
      sql` + `,
    )})`
  return { of, total }
}

type Value = { metric: MetricDefinition; index: number; period: Period; sources: SourceId[] }

/** `value_0_0` of a metric, and `reason_0_0` for why there is none; `sources` count its facts. */
export function valueColumns({ metric, index, period, sources }: Value): SQL[] {
  const columns = columnsOf(period)
  const rows = sql.join(
    sources.map((source) => sql`coalesce(${columns.of(`rows_${source}`)}, 0)`),
    sql` + `,
  )
  const { faults, value } = isCapability(metric.formula)
    ? capabilityValue(metric.formula, columns)
    : ratioValue(metric.formula, columns)
  const reason = sql`case when ${rows} = 0 then 'no_data' ${sql.join(faults, sql` `)} end`
  return [
    sql`case when ${reason} is null then ${value} end
      as ${sql.identifier(`value_${index}_${period}`)}`,
    sql`${reason} as ${sql.identifier(`reason_${index}_${period}`)}`,
  ]
}

type Valued = { faults: SQL[]; value: SQL }

function ratioValue({ factors, scale, needs, without }: RatioFormula, { total }: Columns): Valued {
  const bottoms = factors.flatMap(({ denominator }) => (denominator ? [total(denominator)] : []))
  const product = factors.map(({ numerator, denominator }) =>
    denominator === undefined ? total(numerator) : sql`${total(numerator)} / ${total(denominator)}`,
  )
  return {
    faults: [
      sql`when ${anyZero(needs.map((need) => total([need])))} then 'not_recorded'`,
      ...without.map((fault) => sql`when ${total([fault])} <> 0 then 'not_recorded'`),
      sql`when ${anyZero(bottoms)} then 'zero_denominator'`,
    ],
    value: sql`${sql.join(product, sql` * `)} * ${scale}::float8`,
  }
}

/** Mean of the absolute difference of two values of a normal distribution, in deviations (d2). */
const meanRange = 1.128

function capabilityValue({ capability }: CapabilityFormula, { of }: Columns): Valued {
  const { deviation, centred } = capability
  const n = sql`nullif(${of('samples')}, 0)`
  const mean = sql`${of('sample_sum')} / ${n}`
  const [few, spread] =
    deviation === 'overall'
      ? [
          sql`${n} < 2`,
          sql`sqrt(greatest(0, ${of('sample_squares')} - ${of('sample_sum')} * ${mean}) / (${n} - 1))`,
        ]
      : [
          sql`coalesce(${of('ranges')}, 0) = 0`,
          sql`${of('range_sum')} / ${of('ranges')} / ${meanRange}::float8`,
        ]
  const width = centred ? sql`least(1 - ${mean}, ${mean}) * 2` : sql`1`
  return {
    faults: [
      sql`when ${few} then 'too_few_samples'`,
      sql`when ${spread} = 0 then 'zero_denominator'`,
    ],
    value: sql`${width} / (6 * ${spread})`,
  }
}

function anyZero(sums: SQL[]): SQL {
  if (sums.length === 0) return sql`false`
  return sql.join(
    sums.map((sum) => sql`${sum} = 0`),
    sql` or `,
  )
}
