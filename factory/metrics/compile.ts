import { type SQL, sql } from 'drizzle-orm'
import {
  branchesOf,
  type Column,
  columnsOf,
  frameOf,
  periodsOf,
  readSources,
  spansOf,
  splitBranchesOf,
  totalsOf,
} from './branches.ts'
import type { CheckedQuery } from './checked-query.ts'
import { isWatchedByHours } from './definition.ts'
import type { Dimension } from './measures.ts'
import { valueColumns } from './values.ts'

/**
 * One parameterised statement over the facts. Result columns: one per dimension, `bucket`; per
 * period and source `rows_hour_0`, and `newest_0`; per metric `value_0_0` and `reason_0_0`
 * (metric, period); over all groups `total`, `all_rows`, `all_newest`.
 */
export function compileKpi(query: CheckedQuery): SQL {
  const columns = columnsOf(query)
  const { spans, join } = spansOf(query)
  const values = periodsOf(query).flatMap((period) =>
    query.metrics.flatMap((metric, index) => {
      const sources = readSources({ ...query, metrics: [metric], watched: true })
      return valueColumns({ metric, index, period, sources })
    }),
  )
  const rows = sql.join(
    readSources(query).map((source) => sql`coalesce(${sql.identifier(`rows_${source}_0`)}, 0)`),
    sql` + `,
  )
  const bucketAt = query.grain === null ? sql`at` : sql`min(at) over (partition by bucket)`
  return sql`with ${spans} summed as (${summedOf(query, columns)}),
    valued as (select *, ${bucketAt} as bucket_at, ${sql.join(values, sql`, `)}
      from ${watchedOf(query)} ${join})
    select *, (count(*) over ())::int as total,
      (sum(${rows}) over ())::int as all_rows,
      max(newest_0) over () as all_newest
    from valued order by ${orderOf(query)} limit ${query.limit}`
}

/**
 * A reason that stopped nothing in a period in which others did has lost no time there: the machines
 * were watched. So `rows_hour_0` of a split by reason counts the stops of all reasons.
 */
function watchedOf(query: CheckedQuery): SQL {
  const { dimensions, metrics } = query
  if (!dimensions.includes('reason') || !metrics.some(isWatchedByHours)) return sql`summed`
  const others = dimensions.filter((one) => one !== 'reason').map((one) => sql.identifier(one))
  const group = sql.join([...others, sql`bucket`], sql`, `)
  const counts = periodsOf(query).map((period) => {
    const rows = sql.identifier(`rows_downtime_${period}`)
    return sql`sum(${rows}) over (partition by ${group}) as ${sql.identifier(`rows_hour_${period}`)}`
  })
  return sql`(select *, ${sql.join(counts, sql`, `)} from summed) summed`
}

/** What is read from one table is grouped already; the parts of several are added up. */
function summedOf(query: CheckedQuery, columns: Column[]): SQL {
  const [table = sql``, ...more] = [...branchesOf(query, columns), ...frameOf(query, columns)]
  if (more.length === 0) return table
  const groups = [...query.dimensions.map((d) => sql.identifier(d)), sql`bucket`]
  const groupList = sql.join(groups, sql`, `)
  return sql`select ${groupList}, min(at) as at, ${totalsOf(columns)}
    from (${sql.join([table, ...more], sql` union all `)}) scope group by ${groupList}`
}

/**
 * The sums themselves, by each dimension apart and as a whole, in one statement: `dimension` names
 * the split of a row (empty for the whole), `site_id` and `member` what it is of, and each measure
 * stands as `good_0` and `good_1`.
 */
export function compileSums(query: CheckedQuery, splits: Dimension[]): SQL {
  const whole = { ...query, dimensions: [], grain: null, watched: true }
  const columns = columnsOf(whole)
  const tables = splitBranchesOf(whole, columns, splits)
  return sql`with scope as (${sql.join(tables, sql` union all `)})
    select dimension, site_id, member, ${totalsOf(columns)}
    from scope group by dimension, site_id, member`
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
