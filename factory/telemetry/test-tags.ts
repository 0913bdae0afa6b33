/** A machine with tags for tests of measurements, and what their samples must come to. */
import { sql } from 'drizzle-orm'
import type { Db } from '../../store/index.ts'
import { ingest } from '../ingest/ingest.ts'
import type { StreamName, StreamRow } from '../ingest/streams.ts'
import type { SeriesPoint } from './index.ts'
import { rollUpDue } from './roll-up.ts'

export type Sample = { tagId: string; at: string; value: number; quality?: 'good' | 'bad' }

export const tagsClock = () => new Date('2026-03-10T12:00:00Z')

export function senderOf(db: Db, siteId: string) {
  return <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest({ db, clock: tagsClock }, { siteId, source: 'plc', stream, rows })
}

export async function makeTags(db: Db, siteId: string, tags: string[]) {
  const send = senderOf(db, siteId)
  await send('site', [{ nameZh: '苏州', nameEn: 'Suzhou', zone: 'Asia/Shanghai' }])
  const names = { nameZh: 'CNC', nameEn: 'CNC' }
  await send('equipment', [{ id: 'CNC-01', level: 'machine', ...names }])
  await send(
    'tag',
    tags.map((id) => ({ id, equipmentId: 'CNC-01', nameZh: id, nameEn: id, unit: 'mm/s' })),
  )
  return send
}

/** Rolls up until nothing is due before the hour of the clock: others may hold it up. */
export async function rollUpAll(db: Db): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await rollUpDue({ db, clock: tagsClock })
    const [due] = await db.tx('ingest', (tx) =>
      tx.rows<{ n: number }>(sql`select count(*)::int as n from measurement_due
        where hour < ${tagsClock()}::timestamptz - interval '1 hour'`),
    )
    if (due?.n === 0) return
  }
  throw new Error('hours stay due')
}

/** By arithmetic over the samples alone: of two of one instant the later one counts. */
export function pointsOf(samples: Sample[], bucketMs: number): SeriesPoint[] {
  const last = new Map(samples.map((sample) => [sample.at, sample]))
  const ordered = [...last.values()].sort((a, b) => a.at.localeCompare(b.at))
  const buckets = Map.groupBy(ordered, ({ at }) => Math.floor(Date.parse(at) / bucketMs) * bucketMs)
  return [...buckets].map(([ms, all]) => {
    const good = all.filter(({ quality }) => quality !== 'bad').map(({ value }) => value)
    const sum = good.reduce((a, b) => a + b, 0)
    return {
      at: new Date(ms),
      n: good.length,
      mean: good.length === 0 ? null : sum / good.length,
      min: good.length === 0 ? null : Math.min(...good),
      max: good.length === 0 ? null : Math.max(...good),
      last: good.at(-1) ?? null,
      others: all.length - good.length,
    }
  })
}
