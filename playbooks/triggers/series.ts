import { sql } from 'drizzle-orm'
import { dayMs, hourMs } from '../../base/milliseconds.ts'
import {
  isoInZone,
  type KpiResult,
  parseInstant,
  queryKpi,
  readSeries,
  type Zone,
} from '../../factory/index.ts'
import type { PlaybookDeps } from '../deps.ts'
import type { TriggerOf } from '../playbook.ts'
import type { Point } from './crossings.ts'
import type { Looking } from './machine-events.ts'

/** Rows of one question; a longer window is asked in parts. */
const most = 500

type Every = TriggerOf<'metric'>['every']

/** How long a window is asked for at once. */
const partMs: Record<Every, number> = {
  hour: 6 * hourMs,
  day: 7 * dayMs,
  week: 28 * dayMs,
  month: 93 * dayMs,
}

type InZone = Looking & { zone: Zone }

/** Means of tags by hour or local day; the bucket that is not over yet is left out. */
export async function signalPoints(
  { db, principal, signal }: PlaybookDeps,
  { siteId, from, to, zone }: InZone,
  { tags, every }: TriggerOf<'signal'>,
): Promise<Point[]> {
  const pattern = tags.replace(/[\\%_]/g, (one) => `\\${one}`).replaceAll('*', '%')
  const since = new Date(Math.floor(from.getTime() / hourMs) * hourMs)
  const query = {
    siteId,
    from: since,
    to,
    points: Math.ceil((to.getTime() - since.getTime()) / hourMs),
  }
  return db.tx(
    'read',
    async (tx) => {
      const found = await tx.rows<{
        id: string
        machine: string
      }>(sql`select id, equipment_id as machine
        from tag where site_id = ${siteId} and id like ${pattern} order by id`)
      const points: Point[] = []
      for (const { id, machine } of found) {
        const { points: read } = await readSeries(tx, { ...query, tagId: id })
        const known = read.flatMap(({ at, n, mean }) => (mean === null ? [] : [{ at, n, mean }]))
        const bucketOf = ({ at }: { at: Date }) => bucketAt(isoInZone(at, zone), every)
        for (const [bucket, own] of Map.groupBy(known, bucketOf)) {
          const span = spanOf(bucket, every, zone)
          const n = own.reduce((sum, one) => sum + one.n, 0)
          const value = own.reduce((sum, one) => sum + one.mean * one.n, 0) / n
          if (span.to <= to) points.push({ subject: machine, ...span, value })
        }
      }
      return points
    },
    { principal, signal },
  )
}

const bucketAt = (local: string, every: 'hour' | 'day') =>
  every === 'day' ? local.slice(0, 10) : `${local.slice(0, 13)}:00${local.slice(16)}`

/** A metric by hour, local day or week, for each of what it is per. */
export async function metricPoints(
  deps: PlaybookDeps,
  looking: InZone,
  trigger: TriggerOf<'metric'>,
): Promise<Point[]> {
  const { from, to, zone } = looking
  const stepMs = partMs[trigger.every]
  const points: Point[] = []
  let startMs = from.getTime()
  while (startMs < to.getTime()) {
    const end = new Date(Math.min(startMs + stepMs, to.getTime()))
    const rows = await askWindow(deps, trigger, { ...looking, from: new Date(startMs), to: end })
    for (const { keys, bucket, now } of rows) {
      const value = now[0]?.value ?? null
      const subject = keys[trigger.per]
      if (value === null || subject === undefined || bucket === null) continue
      const span = spanOf(bucket, trigger.every, zone)
      // A part of a bucket is no bucket.
      if (span.from.getTime() < startMs || span.to > end) continue
      points.push({ subject, ...span, value })
    }
    const next = nextStart(end, trigger.every, zone).getTime()
    startMs = next <= startMs ? end.getTime() : Math.min(next, end.getTime())
    if (end >= to) break
  }
  return points
}

async function askWindow(
  deps: PlaybookDeps,
  { metric, per, every, filters }: TriggerOf<'metric'>,
  { siteId, from, to }: Looking,
): Promise<KpiResult['rows']> {
  const { rows } = await queryKpi(
    { ...deps, language: 'en' },
    {
      ...{ metrics: [metric], dimensions: [per], grain: every, limit: most },
      filters: { ...filters, site: [siteId] },
      window: { from: from.toISOString(), to: to.toISOString() },
    },
  )
  return rows
}

/** Windows follow each other at the beginning of a bucket, so that none is cut in two. */
function nextStart(at: Date, every: Every, zone: Zone): Date {
  if (every === 'hour') return new Date(Math.floor(at.getTime() / hourMs) * hourMs)
  const local = isoInZone(at, zone)
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`)
  if (every === 'month') return startOf(`${local.slice(0, 7)}-01`, zone)
  const back = every === 'week' ? (day.getUTCDay() + 6) % 7 : 0
  return startOf(dateAfter(local.slice(0, 10), -back), zone)
}

function spanOf(bucket: string, every: Every, zone: Zone) {
  if (every === 'hour') {
    const from = new Date(bucket)
    return { from, to: new Date(from.getTime() + hourMs) }
  }
  const first = every === 'month' ? `${bucket}-01` : bucket
  const next =
    every === 'month'
      ? `${dateAfter(first, 31).slice(0, 7)}-01`
      : dateAfter(first, every === 'week' ? 7 : 1)
  return { from: startOf(first, zone), to: startOf(next, zone) }
}

const startOf = (date: string, zone: Zone) => parseInstant({ field: 'at', typed: date, zone })

const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
