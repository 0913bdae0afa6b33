import { type SQL, sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import { bucketOf, spanTable } from './buckets.ts'
import type { CheckedQuery } from './checked-query.ts'
import { isWatchedByHours, measuresOf, sourcesOf } from './definition.ts'
import { type Dimension, kindOf, type Measure, type SourceId, sourceOf } from './measures.ts'
import { sourceSql } from './sources.ts'
import { type DayRange, wholeDaysOf } from './whole-days.ts'
import type { Window } from './window.ts'

export type PartsQuery = CheckedQuery & {
  /** Hours are read beside lost time even where it is split by reason. */
  watched?: boolean
}

/** A column that every part of the union has: a sum, a count of rows, or the newest hour. */
export type Column = { name: string; period: 0 | 1 } & (
  | { kind: 'sum'; measure: Measure }
  | { kind: 'rows'; source: SourceId }
  | { kind: 'newest' }
)

export const periodsOf = ({ before }: CheckedQuery): (0 | 1)[] => (before === null ? [0] : [0, 1])

/** Facts to read: those of each metric, and the hours that say whether a machine was watched. */
export function readSources({ metrics, dimensions, watched = false }: PartsQuery): SourceId[] {
  const own = metrics.flatMap(sourcesOf)
  const hours = metrics.some(isWatchedByHours) && (watched || !dimensions.includes('reason'))
  return [...new Set([...own, ...(hours ? (['hour'] as const) : [])])]
}

const usedMeasures = ({ metrics }: CheckedQuery): Measure[] => [
  ...new Set(metrics.flatMap(measuresOf)),
]

export function columnsOf(query: PartsQuery): Column[] {
  const summed = usedMeasures(query).filter((measure) => measure !== 'span_s')
  return periodsOf(query).flatMap((period): Column[] => [
    ...summed.map((measure) => ({
      name: `${measure}_${period}`,
      period,
      kind: 'sum' as const,
      measure,
    })),
    ...readSources(query).map((source) => ({
      name: `rows_${source}_${period}`,
      period,
      kind: 'rows' as const,
      source,
    })),
    { name: `newest_${period}`, period, kind: 'newest' },
  ])
}

/** The columns of the union, added up over its parts. */
export const totalsOf = (columns: Column[]): SQL =>
  sql.join(
    columns.map(({ name, kind }) => {
      const column = sql.identifier(name)
      return kind === 'newest' ? sql`max(${column}) as ${column}` : sql`sum(${column}) as ${column}`
    }),
    sql`, `,
  )

const columnNames: Record<Exclude<Dimension, 'site'>, string> = {
  line: 'line_id',
  machine: 'machine_id',
  product: 'product_id',
  team: 'team_id',
  shift: 'shift_id',
  reason: 'reason_id',
  material: 'material_id',
  supplier: 'supplier_id',
}

/** The column of a dimension; null where the facts do not know it. */
function columnOf(source: SourceId, dimension: Dimension): SQL | null {
  if (!kindOf(source).dimensions.includes(dimension)) return null
  return dimension === 'site' ? sql`f.site_id` : sql`f.${sql.identifier(columnNames[dimension])}`
}

/** A table of facts, and the part of a window that is read from it. */
type Branch = {
  source: SourceId
  period: 0 | 1
  /** Of the period, whole. */
  window: Window
} & ({ part: Window; days: null } | { part: null; days: DayRange })

/** Long windows are read by days, and by hours where they begin or end within one. */
const branchList = (query: PartsQuery): Branch[] =>
  periodsOf(query).flatMap((period) => {
    const window = period === 0 ? query.window : (query.before ?? query.window)
    return readSources(query).flatMap((source): Branch[] => {
      const of = { source, period, window }
      if (sourceSql[source].ofDays === undefined) return [{ ...of, part: window, days: null }]
      const { days, hours } = wholeDaysOf(query, window)
      return [
        ...(days === null ? [] : [{ ...of, part: null, days }]),
        ...hours.map((part) => ({ ...of, part, days: null })),
      ]
    })
  })

/** Each table and period grouped by itself, as one would write it by hand; the union is small. */
export function branchesOf(query: PartsQuery, columns: Column[]): SQL[] {
  return branchList(query).map((branch) => {
    const { source, window, period } = branch
    const { shiftDate } = sourceSql[source]
    const bucket = bucketOf(query, { window, shiftDate, days: branch.days !== null })
    const known = query.dimensions.map((dimension) => ({
      name: sql.identifier(dimension),
      column: columnOf(source, dimension),
    }))
    const shown = known.map(({ name, column }) => sql`${column ?? sql`''`} as ${name}`)
    const groups = [...known.flatMap(({ column }) => column ?? []), ...bucket.groups]
    const laterMs = period === 0 ? 0 : query.window.from.getTime() - window.from.getTime()
    const earliest =
      branch.days === null
        ? sql`min(f.hour)`
        : sql`(min(f.day)::timestamp at time zone ${window.zone.id}::text)`
    const at =
      laterMs === 0 ? earliest : sql`${earliest} + make_interval(secs => ${laterMs / 1000}::float8)`
    const list = [...shown, sql`${bucket.shown} as bucket`, sql`${at} as at`]
    return sql`select ${sql.join([...list, ...sumsOf(columns, branch)], sql`, `)}
      from ${factsOf(query, branch)} ${bucket.join} ${whereOf(query, branch)}
      ${groups.length === 0 ? sql`` : sql`group by ${sql.join(groups, sql`, `)}`}`
  })
}

/** The same grouped by each of several dimensions apart, and as a whole. */
export function splitBranchesOf(query: PartsQuery, columns: Column[], splits: Dimension[]): SQL[] {
  return branchList(query).map((branch) => {
    const own = splits.flatMap((dimension) => {
      const column = columnOf(branch.source, dimension)
      return column === null ? [] : [{ dimension, column }]
    })
    const sets = [sql`()`, ...own.map(({ column }) => sql`(f.site_id, ${column})`)]
    // The site is grouped in every set but the whole, so it is named last.
    const named = own.toSorted(
      (a, b) => Number(a.dimension === 'site') - Number(b.dimension === 'site'),
    )
    const cases = named.map(
      ({ dimension, column }) =>
        sql`when grouping(${column}) = 0 then ${sql.raw(`'${dimension}'`)}`,
    )
    const split = own.length === 0 ? sql`''` : sql`case ${sql.join(cases, sql` `)} else '' end`
    const members = own.filter(({ dimension }) => dimension !== 'site').map(({ column }) => column)
    const site = own.length === 0 ? sql`''` : sql`coalesce(f.site_id, '')`
    const member = sql`coalesce(${sql.join([...members, site], sql`, `)})`
    return sql`select ${split} as dimension, ${site} as site_id, ${member} as member,
      ${sql.join(sumsOf(columns, branch), sql`, `)}
      from ${factsOf(query, branch)} ${whereOf(query, branch)}
      group by grouping sets (${sql.join(sets, sql`, `)})`
  })
}

function factsOf(query: CheckedQuery, { source, part, days }: Branch): SQL {
  const { from, ofDays } = sourceSql[source]
  if (days !== null && ofDays !== undefined) return ofDays()
  const window = part ?? query.window
  return from({ sites: query.sites, window, now: query.now, hourly: query.grain !== null })
}

function whereOf(query: CheckedQuery, { source, part, days, window }: Branch): SQL {
  const filters = Object.entries(query.filters).flatMap(([dimension, ids]) => {
    const column = columnOf(source, dimension as Dimension)
    return column === null || ids === undefined ? [] : [sql` and ${column} in ${ids}`]
  })
  const time =
    days === null
      ? sql`f.hour >= ${hourBefore(part.from)} and f.hour < ${part.to}`
      : sql`f.day >= ${days.from} and f.day < ${days.to}`
  const { shift } = window
  const { shiftDate } = sourceSql[source]
  // The hour in which a shift begins holds facts of the one before it, too.
  const own =
    shift === undefined || shiftDate === undefined
      ? sql``
      : sql`and f.shift_id = ${shift.id} and ${shiftDate} = ${shift.date}`
  return sql`where f.site_id in ${query.sites} and ${time} ${own} ${sql.join(filters)}`
}

const hourBefore = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs)

/** Its own columns of the union; those of other tables and of the other period stay null. */
const sumsOf = (columns: Column[], branch: Branch): SQL[] =>
  columns.map((column) => {
    const value = column.period === branch.period ? ownValue(column, branch) : null
    return sql`${value ?? sql`null::${types[column.kind]}`} as ${sql.identifier(column.name)}`
  })

const types = { sum: sql`float8`, rows: sql`bigint`, newest: sql`timestamptz` }

function ownValue(column: Column, { source, days }: Branch): SQL | null {
  switch (column.kind) {
    case 'sum':
      return sourceOf(column.measure) === source
        ? sql`sum(${measureColumn(column.measure, source)})::float8`
        : null
    case 'rows':
      if (column.source !== source) return null
      return days === null ? sql`count(*)` : sql`sum(f.hours)`
    case 'newest':
      if (kindOf(source).streams !== undefined) return null
      return days === null ? sql`max(f.hour)` : sql`max(f.last_hour)`
  }
}

const measureColumn = (measure: Measure, source: SourceId): SQL =>
  sourceSql[source].measures?.[measure] ?? sql`f.${sql.identifier(measure)}`

/** Sites without any fact still get their row, so that nobody takes silence for zero. */
export function frameOf(query: CheckedQuery, columns: Column[]): SQL[] {
  const [only, ...more] = query.dimensions
  if (query.grain !== null || more.length > 0 || (only ?? 'site') !== 'site') return []
  const site = only === undefined ? [] : [sql`f.site_id as site`]
  const nothing = columns.map(
    ({ name, kind }) => sql`null::${types[kind]} as ${sql.identifier(name)}`,
  )
  const list = [...site, sql`'' as bucket`, sql`null::timestamptz as at`, ...nothing]
  return [sql`select ${sql.join(list, sql`, `)} from site f where f.site_id in ${query.sites}`]
}

/** Seconds of each bucket that have passed, where a metric is an average over time. */
export function spansOf(query: CheckedQuery): { spans: SQL; join: SQL } {
  if (!usedMeasures(query).includes('span_s')) return { spans: sql``, join: sql`` }
  const periods = periodsOf(query).map((period) => {
    const name = sql.identifier(`span_${period}`)
    const window = period === 0 ? query.window : (query.before ?? query.window)
    const seconds = sql.identifier(`span_s_${period}`)
    return {
      table: sql`${name} as (${spanTable(query, window, seconds)}),`,
      join: sql`left join ${name} using (bucket)`,
    }
  })
  return {
    spans: sql.join(
      periods.map(({ table }) => table),
      sql` `,
    ),
    join: sql.join(
      periods.map(({ join }) => join),
      sql` `,
    ),
  }
}
