import { type SQL, sql } from 'drizzle-orm'
import {
  type Dimension,
  downtimeMeasures,
  hourMeasures,
  type Measure,
  type MetricDefinition,
  measuresOf,
  readsDowntime,
} from './definition.ts'
import type { Window } from './window.ts'
import { dayMs, toLocal } from './zone.ts'

export const grains = ['hour', 'shift', 'day', 'week', 'month'] as const
export type Grain = (typeof grains)[number]

export type Filters = Partial<Record<Dimension, string[]>>

/** A query whose every name has been checked; nothing of it is text from outside except as a value. */
export type CheckedQuery = {
  metrics: MetricDefinition[]
  dimensions: Dimension[]
  /** Sites in scope, never empty: the distribution key of every table that is read. */
  sites: string[]
  filters: Filters
  window: Window
  before: Window | null
  grain: Grain | null
  order: {
    by: 'time' | 'value' | 'change'
    metric: number
    descending: boolean
  }
  limit: number
}

const hourColumns: Record<Dimension, SQL | null> = {
  site: sql`f.site_id`,
  line: sql`f.line_id`,
  machine: sql`f.machine_id`,
  product: sql`f.product_id`,
  team: sql`f.team_id`,
  shift: sql`f.shift_id`,
  reason: null,
}
const downtimeColumns = {
  ...hourColumns,
  product: null,
  reason: sql`f.reason_id`,
}

type Table = 'hour' | 'downtime' | 'frame'
type Branch = { table: Table; window: Window; period: 0 | 1 }

/**
 * One parameterised statement over the hourly facts. Result columns: one per dimension, `bucket`;
 * per period `hour_rows_0`, `downtime_rows_0`, `newest_0`; per metric `value_0_0` and
 * `reason_0_0` (metric, period); over all groups `total`, `all_rows`, `all_newest`.
 */
export function compileKpi(query: CheckedQuery): SQL {
  const used = [...new Set(query.metrics.flatMap(measuresOf))]
  const groups = [...query.dimensions.map((d) => sql.identifier(d)), sql`bucket`]
  const groupList = sql.join(groups, sql`, `)
  const periods: (0 | 1)[] = query.before === null ? [0] : [0, 1]
  const sums = periods.flatMap((period) => sumsOf(used, period))
  const values = periods.flatMap((period) =>
    query.metrics.flatMap((metric, index) => valueColumns(metric, index, period)),
  )
  return sql`with scope as (${sql.join(branchesOf(query, used), sql` union all `)}),
    summed as (select ${groupList}, min(at) as at, ${sql.join(sums, sql`, `)}
      from scope group by ${groupList}),
    valued as (select *, min(at) over (partition by bucket) as bucket_at,
      ${sql.join(values, sql`, `)} from summed)
    select *, (count(*) over ())::int as total,
      (sum(hour_rows_0 + downtime_rows_0) over ())::int as all_rows,
      max(newest_0) over () as all_newest
    from valued order by ${orderOf(query)} limit ${query.limit}`
}

function branchesOf(query: CheckedQuery, used: Measure[]): SQL[] {
  const windows = [
    { period: 0 as const, window: query.window },
    ...(query.before === null ? [] : [{ period: 1 as const, window: query.before }]),
  ]
  const byReason = query.dimensions.includes('reason')
  // A machine without a stop has lost no time; one without any facts is unknown. Hence both tables.
  const tables: Table[] = [
    ...(byReason ? [] : (['hour'] as const)),
    ...(query.metrics.some(readsDowntime) ? (['downtime'] as const) : []),
  ]
  const branches = windows.flatMap((of) =>
    tables.map((table) => branch(query, used, { ...of, table })),
  )
  return [...branches, ...frameOf(query, used)]
}

/** Sites without any fact still get their row, so that nobody takes silence for zero. */
function frameOf(query: CheckedQuery, used: Measure[]): SQL[] {
  const [only, ...more] = query.dimensions
  if (query.grain !== null || more.length > 0 || (only ?? 'site') !== 'site') return []
  const columns = only === undefined ? [] : [sql`f.site_id as site`]
  const nothing = used.map((measure) => sql`null::float8 as ${sql.identifier(measure)}`)
  const list = sql.join([...columns, ...nothing], sql`, `)
  return [
    sql`select 0 as period, 'frame' as kind, null::timestamptz as hour, null::timestamptz as at,
      '' as bucket, ${list} from site f where f.site_id in ${query.sites}`,
  ]
}

function branch(query: CheckedQuery, used: Measure[], { table, window, period }: Branch): SQL {
  const hours = table === 'hour'
  const columns = hours ? hourColumns : downtimeColumns
  const dimensions = query.dimensions.map(
    (dimension) => sql`${columns[dimension] ?? sql`''`} as ${sql.identifier(dimension)}`,
  )
  const own = used.map(
    (measure) => sql`${measureColumn(measure, table)} as ${sql.identifier(measure)}`,
  )
  const filters = Object.entries(query.filters).flatMap(([dimension, ids]) => {
    const column = columns[dimension as Dimension]
    return column === null || ids === undefined ? [] : [sql` and ${column} in ${ids}`]
  })
  const shift = period === 0 ? 0 : query.window.from.getTime() - window.from.getTime()
  const list = sql.join([...dimensions, ...own], sql`, `)
  return sql`select ${sql.raw(String(period))} as period, ${sql.raw(`'${table}'`)} as kind, f.hour,
    f.hour + make_interval(secs => ${shift / 1000}::float8) as at,
    ${bucketOf(query, window)} as bucket, ${list}
    from ${hours ? sql`fact_hour` : sql`fact_downtime`} f
    where f.site_id in ${query.sites} and f.hour >= ${window.from} and f.hour < ${window.to}
    ${sql.join(filters)}`
}

/** A measure that the table does not have stays null, and a sum passes nulls over. */
function measureColumn(measure: Measure, table: Table): SQL {
  const known: readonly string[] = table === 'hour' ? hourMeasures : downtimeMeasures
  if (!known.includes(measure)) return sql`null::float8`
  return measure === 'lost_s' ? sql`f.down_s` : sql`f.${sql.identifier(measure)}`
}

/** Buckets of the compared window are laid over those of the window: first day on first day. */
function bucketOf({ grain, window: now }: CheckedQuery, window: Window): SQL {
  const elapsedS = (now.from.getTime() - window.from.getTime()) / 1000
  const localMs = toLocal(now.from, now.zone) - toLocal(window.from, window.zone)
  const local = sql`(f.hour at time zone ${window.zone}::text)
    + make_interval(secs => ${localMs / 1000}::float8)`
  switch (grain) {
    case null:
      return sql`''`
    case 'hour':
      return sql`to_char((f.hour + make_interval(secs => ${elapsedS}::float8)) at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI"Z"')`
    case 'shift':
      return sql`to_char(f.shift_date::date + ${Math.round(localMs / dayMs)}::int, 'YYYY-MM-DD')
        || ' ' || f.shift_id`
    case 'day':
      return sql`to_char(${local}, 'YYYY-MM-DD')`
    case 'week':
      return sql`to_char(date_trunc('week', ${local}), 'YYYY-MM-DD')`
    case 'month':
      return sql`to_char(${local}, 'YYYY-MM')`
  }
}

function sumsOf(used: Measure[], period: 0 | 1): SQL[] {
  const of = (what: SQL, condition: SQL, name: string) =>
    sql`${what} filter (where period = ${sql.raw(String(period))}${condition})
      as ${sql.identifier(`${name}_${period}`)}`
  return [
    ...used.map((measure) => of(sql`sum(${sql.identifier(measure)})`, sql``, measure)),
    of(sql`count(*)`, sql` and kind = 'hour'`, 'hour_rows'),
    of(sql`count(*)`, sql` and kind = 'downtime'`, 'downtime_rows'),
    of(sql`max(hour)`, sql``, 'newest'),
  ]
}

function valueColumns(metric: MetricDefinition, index: number, period: 0 | 1): SQL[] {
  const column = (name: string) => sql.identifier(`${name}_${period}`)
  const total = (terms: Measure[]) =>
    sql`(${sql.join(
      terms.map((term) => sql`coalesce(${column(term)}, 0)`),
      sql` + `,
    )})`
  const { factors, scale, needs } = metric.formula
  const bottoms = factors.flatMap(({ denominator }) => (denominator ? [total(denominator)] : []))
  const product = factors.map(({ numerator, denominator }) =>
    denominator === undefined ? total(numerator) : sql`${total(numerator)} / ${total(denominator)}`,
  )
  const rows = readsDowntime(metric)
    ? sql`${column('hour_rows')} + ${column('downtime_rows')}`
    : column('hour_rows')
  const reason = sql`case when ${rows} = 0 then 'no_data'
    when ${anyZero(needs.map((need) => total([need])))} then 'not_recorded'
    when ${anyZero(bottoms)} then 'zero_denominator' end`
  const value = sql`case when ${reason} is null
    then ${sql.join(product, sql` * `)} * ${scale}::float8 end`
  return [
    sql`${value} as ${sql.identifier(`value_${index}_${period}`)}`,
    sql`${reason} as ${sql.identifier(`reason_${index}_${period}`)}`,
  ]
}

function anyZero(sums: SQL[]): SQL {
  if (sums.length === 0) return sql`false`
  return sql.join(
    sums.map((sum) => sql`${sum} = 0`),
    sql` or `,
  )
}

/** Rows that belong to nobody, then rows without a value, come last whatever the direction. */
function orderOf({ dimensions, order, before }: CheckedQuery): SQL {
  const direction = order.descending ? sql`desc` : sql`asc`
  const tail = [...dimensions.map((dimension) => sql`${sql.identifier(dimension)}`), sql`bucket`]
  if (order.by === 'time') {
    return sql.join([sql`bucket_at ${direction} nulls last`, ...tail], sql`, `)
  }
  const value = sql.identifier(`value_${order.metric}_0`)
  const ranked =
    order.by === 'change' && before !== null
      ? sql`${value} - ${sql.identifier(`value_${order.metric}_1`)}`
      : value
  const nobody = dimensions.map((dimension) => sql`(${sql.identifier(dimension)} = '')`)
  return sql.join([...nobody, sql`${ranked} ${direction} nulls last`, ...tail], sql`, `)
}
