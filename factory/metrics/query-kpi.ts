import type { Figure } from '../../base/figure.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { type Checked, checkQuery, type KpiQuery } from './check-query.ts'
import type { Filters, Grain } from './checked-query.ts'
import { compileKpi } from './compile.ts'
import { isWatchedByHours, sourcesOf } from './definition.ts'
import type { SourceAge } from './freshness.ts'
import type { Dimension, SourceId } from './measures.ts'
import type { Target } from './targets.ts'
import type { Metric } from './versions.ts'
import type { Window } from './window.ts'
import { isoInZone } from './zone.ts'

export type KpiValue = {
  value: number | null
  nullReason?: string
  rows: number
}

export type KpiRow = {
  keys: Record<string, string>
  /** Hour with offset, day, Monday of a week, month, or day and shift; null without a grain. */
  bucket: string | null
  /** One per metric, in their order. */
  now: KpiValue[]
  before: KpiValue[] | null
  freshness: string | null
  freshnessBefore: string | null
}

export type KpiResult = {
  /** Of `names`. */
  language: Language
  metrics: Metric[]
  dimensions: Dimension[]
  filters: Filters
  sites: string[]
  window: Window
  before: Window | null
  grain: Grain | null
  rows: KpiRow[]
  /** Rows that there are; `rows` may hold fewer. */
  total: number
  truncated: boolean
  /** Fact rows read for all of them. */
  factRows: number
  freshness: string | null
  /** Display names by dimension and id, of the values that occur. */
  names: Record<string, Record<string, string>>
  /** What was set for the metrics at the sites asked for. */
  targets: Target[]
}

export type KpiContext = {
  db: Db
  principal: Principal
  clock: Clock
  language: Language
  signal?: AbortSignal
}

/**
 * Figures of the metric centre under the rights of `principal`. One statement reads the facts.
 *
 * @throws AppError for an unknown name (with the nearest known) or an impossible window.
 */
export async function queryKpi(context: KpiContext, query: KpiQuery): Promise<KpiResult> {
  const { db, principal, language, signal } = context
  const now = context.clock()
  return db.tx(
    'read',
    async (tx) => {
      const checked = await checkQuery(tx, { query, now, language })
      const { targets, age } = checked
      return { language, targets, ...(await run(tx, checked, age)) }
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
}

/** A split without rows is answered by its whole: nothing happened, or nothing is known. */
async function run(tx: Tx, checked: Checked, age: SourceAge): Promise<Shaped> {
  const found = await tx.rows<Row>(compileKpi(checked.query))
  if (found.length > 0) return shape(checked, found, age)
  const order = { ...checked.query.order, by: 'value' as const }
  const query = { ...checked.query, dimensions: [], grain: null, order }
  return shape({ ...checked, query }, await tx.rows<Row>(compileKpi(query)), age)
}

type Row = Record<string, unknown> & {
  bucket: string
  bucket_at: Date | null
  total: number
  all_rows: number
  all_newest: Date | null
}

type Shaped = Omit<KpiResult, 'language' | 'targets'>

function shape({ query, names }: Checked, found: Row[], age: SourceAge): Shaped {
  const { metrics, dimensions, filters, sites, window, before, grain, limit } = query
  const [first] = found
  const total = first?.total ?? 0
  const inOrder = query.order.by === 'time' ? found.toSorted(byTime(query.order.descending)) : found
  const rows = inOrder.map((row) => shapeRow(row, { query, age }))
  return {
    metrics,
    dimensions,
    filters,
    sites,
    window,
    before,
    grain,
    rows,
    total,
    truncated: total > limit,
    factRows: first?.all_rows ?? 0,
    freshness: newestOf([
      ...rows.flatMap((row) => row.freshness ?? []),
      ...(first?.all_newest ? [age.ofHour(first.all_newest)] : []),
    ]),
    names: namesThatOccur(names, rows),
  }
}

function byTime(newestFirst: boolean): (a: Row, b: Row) => number {
  if (!newestFirst) return () => 0
  return (a, b) => (a.bucket_at?.getTime() ?? 0) - (b.bucket_at?.getTime() ?? 0)
}

function shapeRow(row: Row, { query, age }: { query: Checked['query']; age: SourceAge }): KpiRow {
  const { dimensions, metrics, before, grain, window } = query
  const freshness = (period: 0 | 1) => freshnessOf(row, { query, age, period })
  const isHour = grain === 'hour'
  return {
    keys: Object.fromEntries(dimensions.map((dimension) => [dimension, String(row[dimension])])),
    bucket:
      grain === null ? null : isHour ? isoInZone(new Date(row.bucket), window.zone) : row.bucket,
    now: metrics.map((metric, index) => measured(row, { metric, index, period: 0 })),
    before: before && metrics.map((metric, index) => measured(row, { metric, index, period: 1 })),
    freshness: freshness(0),
    freshnessBefore: before && freshness(1),
  }
}

type Cell = { metric: Metric; index: number; period: 0 | 1 }

function measured(row: Row, { metric, index, period }: Cell): KpiValue {
  const value = row[`value_${index}_${period}`] as number | null
  const nullReason = row[`reason_${index}_${period}`] as string | null
  const own = sourcesOf(metric).reduce((sum, source) => sum + rowsOf(row, source, period), 0)
  // That nothing was lost is read from the hours, which say that the machine was watched.
  const watched = own === 0 && isWatchedByHours(metric)
  return {
    value,
    ...(nullReason === null ? {} : { nullReason }),
    rows: watched ? rowsOf(row, 'hour', period) : own,
  }
}

const rowsOf = (row: Row, source: SourceId, period: 0 | 1): number =>
  Number(row[`rows_${source}_${period}`] ?? 0)

type Fresh = { query: Checked['query']; age: SourceAge; period: 0 | 1 }

/** The newest of what was read for a row: hours by themselves, other facts as their streams say. */
function freshnessOf(row: Row, { query, age, period }: Fresh): string | null {
  const newest = (row[`newest_${period}`] ?? null) as Date | null
  const read = [...new Set(query.metrics.flatMap(sourcesOf))]
  const received = read
    .filter((source) => rowsOf(row, source, period) > 0)
    .flatMap((source) => age.ofSource(source) ?? [])
  return newestOf([...received, ...(newest === null ? [] : [age.ofHour(newest)])])
}

const newestOf = (instants: string[]): string | null => instants.toSorted().at(-1) ?? null

function namesThatOccur(names: Checked['names'], rows: KpiRow[]): Checked['names'] {
  return Object.fromEntries(
    Object.entries(names).map(([dimension, byId]) => {
      const ids = new Set(rows.map(({ keys }) => keys[dimension] ?? ''))
      return [dimension, Object.fromEntries(Object.entries(byId).filter(([id]) => ids.has(id)))]
    }),
  )
}

/** Every number of a result with its provenance, those of the compared window included. */
export function figuresOf(result: KpiResult): Figure[] {
  const { metrics, window, before, truncated } = result
  return result.rows.flatMap((row) =>
    metrics.flatMap(({ id, version, unit }, index) => {
      const dimensions = dimensionsOf(result, row)
      const figure = { metric: id, version, unit, dimensions, truncated }
      const now = row.now[index]
      const then = row.before?.[index]
      return [
        ...(now
          ? [
              {
                ...figure,
                ...now,
                window: isoWindow(window),
                freshness: row.freshness,
              },
            ]
          : []),
        ...(then && before
          ? [
              {
                ...figure,
                ...then,
                window: isoWindow(before),
                freshness: row.freshnessBefore,
              },
            ]
          : []),
      ]
    }),
  )
}

/** What a figure is about: its own keys, its time bucket, and every filter it was cut by. */
function dimensionsOf({ filters, grain }: KpiResult, { keys, bucket }: KpiRow) {
  const filtered = Object.entries(filters).map(([dimension, ids]) => [dimension, ids.join(',')])
  return {
    ...Object.fromEntries(filtered),
    ...keys,
    ...(grain === null || bucket === null ? {} : { [grain]: bucket }),
  } as Record<string, string>
}

export const isoWindow = ({ from, to, zone }: Window): Figure['window'] => ({
  from: from.toISOString(),
  to: to.toISOString(),
  zone: zone.id,
})
