import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type BadRow, type GoodRow, positionOf } from './parse-rows.ts'

type Origin = { siteId: string; source: string; stream: string }

/** `until`: newest instant that a source spoke of; `counted`: how far its open states were counted. */
export type SourceTime = { until: Date | null; counted: Date | null }

export async function sourceTime(tx: Tx, { siteId, source }: Origin): Promise<SourceTime> {
  const [row] = await tx.rows<SourceTime>(sql`
    select max(data_until) as until, least(max(data_until), max(received_at)) as counted
    from ingest_source
    where site_id = ${siteId} and source = ${source} and data_until is not null`)
  return row ?? { until: null, counted: null }
}

type Received = { now: Date; until: Date | null; inserted: number }

/** Freshness of a source; `rows` counts what was new, `refused` the rows that stand refused. */
export async function noteSource(tx: Tx, origin: Origin, received: Received): Promise<void> {
  const { siteId, source, stream } = origin
  await tx.rows(sql`
    insert into ingest_source as s (site_id, source, stream, data_until, received_at, rows, refused)
    select ${siteId}, ${source}, ${stream}, ${received.until}::timestamptz,
      ${received.now}::timestamptz, ${received.inserted}::bigint, count(distinct position)
    from ingest_refusal
    where site_id = ${siteId} and source = ${source} and stream = ${stream}
    on conflict (site_id, source, stream) do update set
      data_until = greatest(s.data_until, excluded.data_until),
      received_at = excluded.received_at, rows = s.rows + excluded.rows, refused = excluded.refused`)
}

type Refused = { now: Date; bad: BadRow[]; good: GoodRow[] }

/** Keeps refused rows; those whose position now brought a good row are mended and go. */
export async function keepRefusals(tx: Tx, origin: Origin, refused: Refused): Promise<void> {
  const { siteId, source, stream } = origin
  const kept = await tx.rows(sql`select 1 from ingest_refusal
    where site_id = ${siteId} and source = ${source} and stream = ${stream} limit 1`)
  if (kept.length > 0) await forgetRefusals(tx, origin, [...refused.good, ...refused.bad])
  if (refused.bad.length === 0) return
  const rows = refused.bad.flatMap(({ raw, refusals }) =>
    refusals.map((refusal) => ({ ...refusal, row: storableText(raw) })),
  )
  await tx.rows(sql`
    insert into ingest_refusal (site_id, source, stream, position, field, value, reason, row, at)
    select ${siteId}, ${source}, ${stream}, r.position, r.field, r.value, r.reason, r.row::jsonb,
      ${refused.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(position text, field text, value text, reason text, row text)
    on conflict do nothing`)
}

async function forgetRefusals(
  tx: Tx,
  { siteId, source, stream }: Origin,
  rows: (GoodRow | BadRow)[],
): Promise<void> {
  await tx.rows(sql`
    delete from ingest_refusal
    where site_id = ${siteId} and source = ${source} and stream = ${stream}
      and position in (select json_array_elements_text(${JSON.stringify(rows.map(positionOf))}::json))`)
}

/** JSON text of a row that Postgres can keep: NUL and lone surrogates are shown, not stored. */
function storableText(raw: unknown): string {
  const safe = (_key: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\u2400').toWellFormed() : value
  return JSON.stringify(raw, safe) ?? 'null'
}
