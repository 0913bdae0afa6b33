import { type SQL, sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'
import { sumsOfSamples, sumsOfSums } from './sums.ts'

export type SeriesQuery = {
  siteId: string
  tagId: string
  /** Window, `to` excluded. */
  from: Date
  to: Date
  /** About how many points are wanted. */
  points: number
}

/** What a point was read from. */
export type SeriesLayer = 'raw' | 'minute' | 'hour'

export type SeriesPoint = {
  /** Beginning of its stretch of time. */
  at: Date
  /** Samples of good quality, what they come to, and how many others there were beside them. */
  n: number
  mean: number | null
  min: number | null
  max: number | null
  last: number | null
  others: number
}

export type Series = {
  layer: SeriesLayer
  /** Width of a point; null: every sample is one. */
  bucketS: number | null
  points: SeriesPoint[]
}

/**
 * The course of a tag over a window, from the coarsest layer that the asked points can be made of:
 * samples, minutes or hours. Exact in each: hours that changed since they were rolled up are read
 * from their samples. A window that begins in the middle of a point begins with that point.
 */
export async function readSeries(tx: Tx, query: SeriesQuery): Promise<Series> {
  const { from, to, points } = query
  const forgotten = await isForgotten(tx, query)
  if (!forgotten && (await fewSamples(tx, query))) {
    const rows = await tx.rows<SeriesPoint>(
      sql`select ${pointColumns(sql`at`)} from (select at, ${sumsOfSamples}
        from measurement where ${samplesOf(query, window(query))} group by at) p order by at`,
    )
    return { layer: 'raw', bucketS: null, points: rows }
  }
  const widthS = (to.getTime() - from.getTime()) / 1000 / Math.max(1, points)
  const layer = await layerFor(tx, query, { widthS, forgotten })
  const stepS = stepsOf[layer]
  const bucketS = Math.max(1, Math.ceil(widthS / stepS)) * stepS
  return { layer, bucketS, points: await readBuckets(tx, query, { layer, bucketS }) }
}

const stepsOf: Record<SeriesLayer, number> = { raw: 1, minute: 60, hour: 3600 }

type Window = { from: Date; to: Date }
const window = ({ from, to }: SeriesQuery): Window => ({ from, to })

const samplesOf = ({ siteId, tagId }: SeriesQuery, { from, to }: Window): SQL =>
  sql`site_id = ${siteId} and tag_id = ${tagId} and at >= ${from} and at < ${to}`

const pointColumns = (at: SQL): SQL => sql`${at} as at, n, sum / nullif(n, 0) as mean, min, max,
  last_value as last, others`

/** Samples of a part of the window may have been dropped. */
async function isForgotten(tx: Tx, { from }: SeriesQuery): Promise<boolean> {
  const rows = await tx.rows(sql`select 1 from retention
    where site_id = 'group' and stream = 'measurement' and floor > ${from}::timestamptz`)
  return rows.length > 0
}

async function fewSamples(tx: Tx, query: SeriesQuery): Promise<boolean> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from (
    select 1 from measurement where ${samplesOf(query, window(query))} limit ${query.points + 1}) s`)
  return (row?.n ?? 0) <= query.points
}

type Choice = { widthS: number; forgotten: boolean }

async function layerFor(
  tx: Tx,
  query: SeriesQuery,
  { widthS, forgotten }: Choice,
): Promise<SeriesLayer> {
  if (widthS >= stepsOf.hour) return 'hour'
  if (!forgotten) return widthS >= stepsOf.minute ? 'minute' : 'raw'
  const without = await tx.rows(sql`
    select 1 from measurement_hour h
    join retention r on r.site_id = 'group' and r.stream = 'measurement'
    where h.site_id = ${query.siteId} and h.tag_id = ${query.tagId} and not h.has_minutes
      and h.bucket >= ${query.from} and h.bucket < least(${query.to}::timestamptz, r.floor) limit 1`)
  return without.length > 0 ? 'hour' : 'minute'
}

type Buckets = { layer: SeriesLayer; bucketS: number }

async function readBuckets(
  tx: Tx,
  query: SeriesQuery,
  { layer, bucketS }: Buckets,
): Promise<SeriesPoint[]> {
  const whole = {
    from: new Date(down(query.from.getTime(), bucketS * 1000)),
    to: new Date(-down(-query.to.getTime(), bucketS * 1000)),
  }
  const parts = layer === 'raw' ? samples(query, whole) : rolledUp(query, whole, layer)
  const bin = sql`date_bin(make_interval(secs => ${bucketS}), bucket, 'epoch'::timestamptz)`
  return tx.rows<SeriesPoint>(sql`
    with parts as (${parts}),
    buckets as (select ${bin} as at, ${sumsOfSums} from parts group by 1)
    select ${pointColumns(sql`at`)} from buckets order by at`)
}

const down = (ms: number, step: number): number => Math.floor(ms / step) * step

const samples = (query: SeriesQuery, whole: Window): SQL => sql`
  select date_trunc('second', at, 'UTC') as bucket, ${sumsOfSamples} from measurement
  where ${samplesOf(query, whole)} group by 1`

/** Rolled-up buckets, and the samples of the hours that are due or have no minutes. */
function rolledUp(query: SeriesQuery, whole: Window, layer: 'minute' | 'hour'): SQL {
  const ofTag = sql`site_id = ${query.siteId} and tag_id = ${query.tagId}`
  const firstHour = new Date(down(whole.from.getTime(), hourMs))
  const sparse =
    layer === 'hour'
      ? sql``
      : sql`union select bucket from measurement_hour
          where ${ofTag} and bucket >= ${firstHour} and bucket < ${whole.to} and not has_minutes`
  const hour = sql`date_trunc('hour', t.bucket, 'UTC')`
  return sql`
    with open as materialized (
      select hour from measurement_due
      where ${ofTag} and hour >= ${firstHour} and hour < ${whole.to} ${sparse})
    select t.bucket, n, others, sum, min, max, last_value, last_at
    from ${sql.raw(`measurement_${layer}`)} t
    where ${ofTag} and bucket >= ${whole.from} and bucket < ${whole.to}
      and ${hour} not in (select hour from open)
    union all
    select s.* from (select distinct hour from open) o cross join lateral (
      select date_trunc(${layer}, at, 'UTC') as bucket, ${sumsOfSamples} from measurement
      where ${ofTag} and at >= greatest(o.hour, ${whole.from}::timestamptz)
        and at < least(o.hour + interval '1 hour', ${whole.to}::timestamptz) group by 1) s`
}
