import { sql } from 'drizzle-orm'
import type { Figure } from '../../base/figure.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db, Tx } from '../../store/index.ts'
import { type Checked, checkQuery, type KpiQuery } from './check-query.ts'
import { compileKpi, type Filters, type Grain } from './compile.ts'
import { type Dimension, readsDowntime, readsHours } from './definition.ts'
import type { Metric } from './versions.ts'
import type { Window } from './window.ts'
import { hourMs, isoInZone } from './zone.ts'

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
      const until = await dataUntil(tx, checked.query.sites)
      return { language, ...(await run(tx, checked, { now, until })) }
    },
    { principal, ...(signal === undefined ? {} : { signal }) },
  )
}

/** A split without rows is answered by its whole: nothing happened, or nothing is known. */
async function run(tx: Tx, checked: Checked, age: Age): Promise<Omit<KpiResult, 'language'>> {
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

/** Newest instant that the sources speak of; it dates the hour that is still running. */
async function dataUntil(tx: Tx, sites: string[]): Promise<Date | null> {
  const [row] = await tx.rows<{ until: Date | null }>(
    sql`select max(data_until) as until from ingest_source where site_id in ${sites}`,
  )
  return row?.until ?? null
}

type Age = { now: Date; until: Date | null }

function shape({ query, names }: Checked, found: Row[], age: Age): Omit<KpiResult, 'language'> {
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
    freshness: freshnessOf(first?.all_newest ?? null, age),
    names: namesThatOccur(names, rows),
  }
}

function byTime(newestFirst: boolean): (a: Row, b: Row) => number {
  if (!newestFirst) return () => 0
  return (a, b) => (a.bucket_at?.getTime() ?? 0) - (b.bucket_at?.getTime() ?? 0)
}

function shapeRow(row: Row, { query, age }: { query: Checked['query']; age: Age }): KpiRow {
  const { dimensions, metrics, before, grain, window } = query
  const newest = (period: 0 | 1) => (row[`newest_${period}`] ?? null) as Date | null
  const isHour = grain === 'hour'
  return {
    keys: Object.fromEntries(dimensions.map((dimension) => [dimension, String(row[dimension])])),
    bucket:
      grain === null ? null : isHour ? isoInZone(new Date(row.bucket), window.zone) : row.bucket,
    now: metrics.map((metric, index) => measured(row, { metric, index, period: 0 })),
    before: before && metrics.map((metric, index) => measured(row, { metric, index, period: 1 })),
    freshness: freshnessOf(newest(0), age),
    freshnessBefore: before && freshnessOf(newest(1), age),
  }
}

type Cell = { metric: Metric; index: number; period: 0 | 1 }

function measured(row: Row, { metric, index, period }: Cell): KpiValue {
  const value = row[`value_${index}_${period}`] as number | null
  const nullReason = row[`reason_${index}_${period}`] as string | null
  const hours = Number(row[`hour_rows_${period}`])
  const own = Number(row[`downtime_rows_${period}`]) * Number(readsDowntime(metric))
  return {
    value: value === null ? null : Math.round(value * 1e4) / 1e4,
    ...(nullReason === null ? {} : { nullReason }),
    // That nothing was lost is read from the hours, which say that the machine was watched.
    rows: readsHours(metric) || own === 0 ? own + hours : own,
  }
}

/** The end of the newest hour read, or how far into it the data reach. */
function freshnessOf(newest: Date | null, { now, until }: Age): string | null {
  if (newest === null) return null
  const end = Math.min(newest.getTime() + hourMs, Math.max(now.getTime(), newest.getTime()))
  const inside = until !== null && until > newest && until.getTime() < end
  return (inside ? until : new Date(end)).toISOString()
}

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
  zone,
})
