import { type SQL, sql } from 'drizzle-orm'
import { dayMs } from '../../base/milliseconds.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'

/**
 * What may be given an end: by how its oldest rows go. Everything else is kept for ever: figures
 * are computed from it, or it is the record.
 */
const streams = {
  measurement: 'months',
  measurement_minute: 'bucket',
  measurement_hour: 'bucket',
  machine_alarm: 'at',
  state_sample: 'at',
  counter_sample: 'at',
  ingest_refusal: 'at',
  alert_message: 'told',
  alert_notice: 'told',
  channel_inbox: 'told',
  channel_outbox: 'told',
} as const

export type RetainedStream = keyof typeof streams
export const retainedStreams = Object.keys(streams) as RetainedStream[]

/** `keep` as it was written, such as `400d`. */
export type RetentionRule = { stream: RetainedStream; keep: string; days: number }

type Deps = { db: Db; clock: Clock; signal?: AbortSignal }
export type Removed = { stream: RetainedStream; rows: number }

const rowsAtOnce = 5_000

/**
 * Removes what is older than its rule says. The floors come first and never move back: what is
 * below is refused at the door, so nothing is computed anew from what is left of it.
 */
export async function applyRetention(
  { db, clock, signal }: Deps,
  rules: readonly RetentionRule[],
): Promise<Removed[]> {
  const now = clock()
  const floors = await db.tx('ingest', (tx) => setFloors(tx, rules, now))
  const removed: Removed[] = []
  for (const { stream, keep } of rules) {
    const floor = floors.get(stream)
    if (floor === undefined || signal?.aborted === true) continue
    const expiry = { stream, keep, floor, now }
    const remove = streams[stream] === 'months' ? dropMonths : deleteRows
    const rows = await remove({ db, signal }, expiry)
    if (rows > 0) removed.push({ stream, rows })
  }
  return removed
}

async function setFloors(tx: Tx, rules: readonly RetentionRule[], now: Date) {
  const rows = rules.map(({ stream, keep, days }) => ({
    ...{ stream, keep, floor: new Date(now.getTime() - days * dayMs) },
  }))
  const json = JSON.stringify(rows)
  await tx.rows(sql`update retention set keep = null where site_id = 'group' and stream not in (
    select stream from json_to_recordset(${json}::json) as r(stream text))`)
  const set = await tx.rows<{ stream: string; floor: Date }>(sql`
    insert into retention as t (site_id, stream, keep, floor)
    select 'group', stream, keep, floor from json_to_recordset(${json}::json)
      as r(stream text, keep text, floor timestamptz)
    on conflict (site_id, stream) do update set keep = excluded.keep,
      floor = greatest(t.floor, excluded.floor)
    returning stream, floor`)
  return new Map(set.map(({ stream, floor }) => [stream, floor]))
}

type Store = { db: Db; signal: AbortSignal | undefined }
type Expiry = { stream: RetainedStream; keep: string; floor: Date; now: Date }

/** Whole months of measurements, once all of a month is past its time; each is one transaction. */
async function dropMonths({ db, signal }: Store, { keep, floor, now }: Expiry): Promise<number> {
  let rows = 0
  while (signal?.aborted !== true) {
    const dropped = await db
      .tx(
        'ingest',
        (tx) =>
          tx.rows<{ rows: number | null }>(sql`select jidoka_drop_partition(${floor}::timestamptz,
            ${keep}, ${now}::timestamptz) as rows`),
        { timeoutMs: 300_000 },
      )
      .catch(laterWhenBusy)
    const [month] = dropped
    if (month === undefined || month.rows === null) break
    rows += month.rows
  }
  return rows
}

/** Somebody reads or writes for longer than the drop waits: the next round tries again. */
function laterWhenBusy(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === '55P03') return []
  throw error
}

async function deleteRows({ db, signal }: Store, expiry: Expiry): Promise<number> {
  let rows = 0
  for (let deleted = rowsAtOnce; deleted === rowsAtOnce && signal?.aborted !== true; ) {
    deleted = await db.tx('ingest', (tx) => deleteSome(tx, expiry), { timeoutMs: 120_000 })
    rows += deleted
  }
  return rows
}

async function deleteSome(tx: Tx, { stream, keep, floor, now }: Expiry): Promise<number> {
  const gone = await (streams[stream] === 'told' ? forget : remove)(tx, stream, floor)
  if (gone > 0) {
    await tx.rows(sql`select jidoka_audit_retention(${stream}, ${keep}, ${floor}::timestamptz,
      ${gone}::bigint, ${now}::timestamptz)`)
  }
  return gone
}

async function remove(tx: Tx, stream: RetainedStream, floor: Date): Promise<number> {
  const table = sql.raw(stream)
  const time = sql.raw(streams[stream])
  const gone = await tx.rows(sql`
    delete from ${table} where ctid = any (array(
      select t.ctid from ${table} t where t.${time} < ${floor}::timestamptz
        ${stillNeeded(stream, floor)} limit ${rowsAtOnce}))
    returning 1`)
  return gone.length
}

/** Messages and chats, which no role of ours may delete by itself. */
async function forget(tx: Tx, stream: RetainedStream, floor: Date): Promise<number> {
  const [row] = await tx.rows<{ gone: number }>(
    sql`select jidoka_forget_told(${stream}, ${floor}::timestamptz, ${rowsAtOnce}::int) as gone`,
  )
  return row?.gone ?? 0
}

/**
 * The last sample before the floor stays: the first one after it is counted from there, and would
 * be counted from elsewhere if a late one came between them.
 */
function stillNeeded(stream: RetainedStream, floor: Date): SQL {
  if (stream !== 'state_sample' && stream !== 'counter_sample') return sql``
  const counter = stream === 'counter_sample' ? sql`and l.counter = t.counter` : sql``
  return sql`and exists (select from ${sql.raw(stream)} l where l.site_id = t.site_id
    and l.source = t.source and l.machine_id = t.machine_id ${counter}
    and l.at > t.at and l.at < ${floor}::timestamptz)`
}

export type Kept = {
  stream: RetainedStream
  /** How long; null: for ever. */
  keep: string | null
  /** Older rows are refused or gone; null where nothing ever had to go. */
  floor: Date | null
  /** With its indexes; of all sites. */
  bytes: number
}

/** How long each stream is kept, and how large it is. */
export async function readKept(tx: Tx): Promise<Kept[]> {
  return tx.rows<Kept>(sql`
    select s.stream, r.keep, r.floor,
      case when s.stream = 'measurement' then (
        select coalesce(sum(pg_total_relation_size(p.relname::text::regclass)), 0)
        from jidoka_partitions() p)
      else pg_total_relation_size(s.stream::regclass) end::int8 as bytes
    from json_array_elements_text(${JSON.stringify(retainedStreams)}::json)
      with ordinality as s(stream, place)
    left join retention r on r.site_id = 'group' and r.stream = s.stream
    order by s.place`)
}
