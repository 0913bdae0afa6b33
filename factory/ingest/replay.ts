import { sql } from 'drizzle-orm'
import { type IngestDeps, ingest } from './ingest.ts'
import type { StreamName, StreamRow } from './streams.ts'

export type RefusedRows = { siteId: string; source?: string; stream?: StreamName }

export type Replayed = {
  source: string
  stream: StreamName
  read: number
  written: number
  duplicates: number
  /** Still refused, with the reason of today. */
  refusedRows: number
}

type Kept = { source: string; stream: StreamName; position: string; row: StreamRow }

const rowsAtOnce = 5_000

/**
 * Sends the refused rows of a site through the door again, as they came: those that are good by now
 * (the tag is known, the time has come) are stored, the others stay refused.
 */
export async function replayRefusals(
  deps: IngestDeps,
  which: RefusedRows,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Replayed[]> {
  const done = new Map<string, Replayed>()
  let after: Kept | undefined
  do {
    signal?.throwIfAborted()
    const kept = await nextRefused(deps, which, after)
    after = kept.at(-1)
    for (const batch of Map.groupBy(kept, (row) => JSON.stringify([row.source, row.stream]))) {
      const [key, rows] = batch
      const sum = await sendAgain(deps, which.siteId, rows)
      done.set(key, added(done.get(key), sum))
    }
  } while (after !== undefined)
  return [...done.values()]
}

/** Text that could not be read stays as it is. */
async function nextRefused(
  { db }: IngestDeps,
  { siteId, source, stream }: RefusedRows,
  after: Kept | undefined,
): Promise<Kept[]> {
  const from = [after?.source ?? '', after?.stream ?? '', after?.position ?? '']
  return db.tx('ingest', (tx) =>
    tx.rows<Kept>(sql`
      select distinct on (source, stream, position) source, stream, position, row
      from ingest_refusal
      where site_id = ${siteId} and jsonb_typeof(row) = 'object'
        and (source, stream, position) > (${from[0]}, ${from[1]}, ${from[2]})
        ${source === undefined ? sql`` : sql`and source = ${source}`}
        ${stream === undefined ? sql`` : sql`and stream = ${stream}`}
      order by source, stream, position limit ${rowsAtOnce}`),
  )
}

async function sendAgain(deps: IngestDeps, siteId: string, rows: Kept[]): Promise<Replayed> {
  const [first] = rows
  if (first === undefined) throw new Error('a group of no rows')
  const { source, stream } = first
  const result = await ingest(deps, {
    siteId,
    source,
    stream,
    rows: rows.map(({ row }) => row),
    positions: rows.map(({ position }) => position),
  })
  const { read, written, duplicates, refusedRows } = result
  return { source, stream, read, written, duplicates, refusedRows }
}

const added = (to: Replayed | undefined, sum: Replayed): Replayed =>
  to === undefined
    ? sum
    : {
        ...sum,
        read: to.read + sum.read,
        written: to.written + sum.written,
        duplicates: to.duplicates + sum.duplicates,
        refusedRows: to.refusedRows + sum.refusedRows,
      }
