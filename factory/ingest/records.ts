import { type SQL, sql } from 'drizzle-orm'
import { storableJson } from '../../base/storable.ts'
import type { Tx } from '../../store/index.ts'
import { type BadRow, type GoodRow, positionOf } from './parse-rows.ts'

type Origin = { siteId: string; source: string; stream: string; live?: boolean | undefined }

/** `until`: newest instant that a source spoke of; `counted`: how far its open states were counted. */
export type SourceTime = { until: Date | null; counted: Date | null }

export async function sourceTime(tx: Tx, { siteId, source }: Origin): Promise<SourceTime> {
  const [row] = await tx.rows<SourceTime>(sql`
    select max(data_until) as until, least(max(data_until), max(received_at)) as counted
    from ingest_source
    where site_id = ${siteId} and source = ${source} and data_until is not null`)
  return row ?? { until: null, counted: null }
}

type Received = {
  now: Date
  /** Newest instant of its rows. */
  newest: Date | null
  until: Date | null
  inserted: number
  /** How many rows more, or less, stand refused now. */
  refused: number
}

/** How long the lead of a source is watched before it is measured anew. */
const leadWatched = "interval '1 hour'"

/** Freshness of a source; `rows` counts what was new, `refused` the rows that stand refused. */
export async function noteSource(tx: Tx, origin: Origin, received: Received): Promise<void> {
  const { siteId, source, stream } = origin
  const { now, newest, until, inserted, refused } = received
  const leadS = origin.live === true && newest !== null ? leadOf(newest, now) : null
  await tx.rows(sql`
    insert into ingest_source as s
      (site_id, source, stream, data_until, received_at, rows, refused, lead_s, lead_since)
    values (${siteId}, ${source}, ${stream}, ${until}::timestamptz, ${now}::timestamptz,
      ${inserted}::bigint, greatest(0, ${refused}::bigint), ${leadS}::float8,
      case when ${leadS}::float8 is not null then ${now}::timestamptz end)
    on conflict (site_id, source, stream) do update set
      data_until = greatest(s.data_until, excluded.data_until),
      received_at = excluded.received_at, rows = s.rows + excluded.rows,
      refused = greatest(0, s.refused + ${refused}::bigint),
      lead_s = ${newestLead(sql`greatest(s.lead_s, excluded.lead_s)`, sql`excluded.lead_s`)},
      lead_since = ${newestLead(sql`s.lead_since`, sql`excluded.lead_since`)}`)
}

const leadOf = (until: Date, now: Date): number => (until.getTime() - now.getTime()) / 1000

/** The watch goes on within its hour, and begins anew after it. */
const newestLead = (goesOn: SQL, anew: SQL): SQL => sql`
  case when excluded.lead_since is null then ${goesOn}
    when s.lead_since > excluded.lead_since - ${sql.raw(leadWatched)} then ${goesOn}
    else ${anew} end`

type Refused = { now: Date; bad: BadRow[]; good: GoodRow[] }

/** A longer row is kept whole with its first refusal alone: that one is sent again, the others are shown. */
const keptOften = 2_000
const shownOfLong = 200

/** Of one source and stream: beyond it the oldest go, so that a sender gone wrong fills no disk. */
const mostKept = 200_000
const keptAfter = 180_000

/**
 * Keeps refused rows; those whose position now brought a good row are mended and go.
 *
 * @returns how many rows more, or less, stand refused
 */
export async function keepRefusals(tx: Tx, origin: Origin, refused: Refused): Promise<number> {
  const { siteId, source, stream } = origin
  const kept = await tx.rows(sql`select 1 from ingest_refusal
    where site_id = ${siteId} and source = ${source} and stream = ${stream} limit 1`)
  const forgotten =
    kept.length > 0 ? await forgetRefusals(tx, origin, [...refused.good, ...refused.bad]) : 0
  if (refused.bad.length === 0) return -forgotten
  const rows = refused.bad.flatMap(({ raw, refusals }) => {
    const text = storableJson(raw)
    const short = text.length <= keptOften
    return refusals.map((refusal, at) => ({
      ...refusal,
      row:
        short || at === 0 ? text : JSON.stringify(`${text.slice(0, shownOfLong)}…`.toWellFormed()),
    }))
  })
  const inserted = await tx.rows<{ position: string }>(sql`
    insert into ingest_refusal (site_id, source, stream, position, field, value, reason, row, at)
    select ${siteId}, ${source}, ${stream}, r.position, r.field, r.value, r.reason, r.row::jsonb,
      ${refused.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r(position text, field text, value text, reason text, row text)
    on conflict do nothing returning position`)
  const pruned = await pruneRefusals(tx, origin)
  return new Set(inserted.map(({ position }) => position)).size - forgotten - pruned
}

async function pruneRefusals(tx: Tx, { siteId, source, stream }: Origin): Promise<number> {
  const own = sql`site_id = ${siteId} and source = ${source} and stream = ${stream}`
  const [known] = await tx.rows<{ refused: number }>(
    sql`select refused from ingest_source where ${own}`,
  )
  if ((known?.refused ?? 0) < mostKept) return 0
  // All refusals of a position came at one time. By name, each would be looked for among all the others.
  const gone = await tx.rows<{ position: string }>(sql`
    delete from ingest_refusal where ${own} and at < (
      select max(at) from ingest_refusal where ${own} group by position
      order by 1 desc offset ${keptAfter - 1} limit 1)
    returning position`)
  return new Set(gone.map(({ position }) => position)).size
}

async function forgetRefusals(
  tx: Tx,
  { siteId, source, stream }: Origin,
  rows: (GoodRow | BadRow)[],
): Promise<number> {
  const gone = await tx.rows<{ position: string }>(sql`
    delete from ingest_refusal
    where site_id = ${siteId} and source = ${source} and stream = ${stream}
      and position in (select json_array_elements_text(${JSON.stringify(rows.map(positionOf))}::json))
    returning position`)
  return new Set(gone.map(({ position }) => position)).size
}
