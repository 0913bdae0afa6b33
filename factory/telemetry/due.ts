import { sql } from 'drizzle-orm'
import { hourMs } from '../../base/milliseconds.ts'
import type { Tx } from '../../store/index.ts'

/** An hour of a tag, by its beginning. */
export type TagHour = { tagId: string; hourMs: number }

type Sample = { tagId?: unknown; at?: unknown }

/** The hours that samples lie in, in one order for everybody: two who note the same never deadlock. */
export function hoursOf(rows: Sample[]): TagHour[] {
  const hours = new Map<string, TagHour>()
  for (const { tagId, at } of rows) {
    if (typeof tagId !== 'string' || !(at instanceof Date)) continue
    const begins = Math.floor(at.getTime() / hourMs) * hourMs
    const key = `${begins}|${tagId}`
    if (!hours.has(key)) hours.set(key, { tagId, hourMs: begins })
  }
  return [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hour]) => hour)
}

/** Makes the partitions that the hours need, in the caller's transaction; mostly they are there. */
export async function makePartitions(tx: Tx, hours: { hourMs: number }[]): Promise<void> {
  const months = new Set(hours.map((hour) => monthOf(hour.hourMs)))
  if (months.size === 0) return
  await tx.rows(
    sql`select jidoka_make_partitions(${`{${[...months].join(',')}}`}::text::timestamptz[])`,
  )
}

function monthOf(ms: number): string {
  const at = new Date(ms)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth())).toISOString()
}

/**
 * Notes that the samples of these hours changed, after the samples were written: from then on
 * readers read them instead of the roll-up, until they are rolled up again.
 */
export async function noteDue(tx: Tx, siteId: string, hours: TagHour[]): Promise<void> {
  const rows = hours.map(({ tagId, hourMs: begins }) => ({ tag: tagId, s: begins / 1000 }))
  await tx.rows(sql`
    insert into measurement_due (site_id, tag_id, hour)
    select ${siteId}, d.tag, to_timestamp(d.s)
    from json_to_recordset(${JSON.stringify(rows)}::json) as d(tag text, s float8)
    on conflict do nothing`)
}
