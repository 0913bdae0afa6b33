import type { Principal } from '../../../base/principal.ts'
import {
  checkRows,
  type IngestDeps,
  ingest,
  type KnownIds,
  type Refusal,
  type StreamName,
  type StreamRow,
} from '../../../factory/index.ts'
import type { RecordMapper, RowOfRecord } from './map-record.ts'
import type { RefusedRecord } from './refusal-file.ts'

export type StreamTotals = { read: number; written: number; duplicates: number; refused: number }

type SinkOptions = {
  /** Whose lines the positions count. */
  file: string
  siteId: string
  source: string
  dryRun: boolean
  principal?: Principal
  signal?: AbortSignal
}

export type RowSink = {
  add: (rows: RowOfRecord[], line: number) => void
  isFull: () => boolean
  /** The batch as it stands; what comes after it is of the next one. */
  take: () => RowBatch
  /** Sends a batch, stream by stream in the mapping's order; returns what was refused. */
  send: (batch: RowBatch, mapper: RecordMapper) => Promise<RefusedRecord[]>
  totals: () => Partial<Record<StreamName, StreamTotals>>
}

type Gathered = { rows: Record<string, unknown>[]; positions: string[] }
export type RowBatch = Map<StreamName, Gathered>

const rowsPerStream = 10_000

export function rowSink(deps: IngestDeps, options: SinkOptions): RowSink {
  let gathered: RowBatch = new Map()
  let most = 0
  const totals: Partial<Record<StreamName, StreamTotals>> = {}
  const known: KnownIds = new Map()
  const { file } = options
  const send = (stream: StreamName, batch: Gathered) =>
    sendBatch(deps, { ...options, stream, batch, known })
  return {
    add: (rows, line) => {
      most = Math.max(most, gather(gathered, rows, `${file}:${line}`))
    },
    isFull: () => most >= rowsPerStream,
    take: () => {
      const batch = gathered
      gathered = new Map()
      most = 0
      return batch
    },
    send: async (batch, { streams, expects }) => {
      const refused: RefusedRecord[] = []
      for (const stream of streams) {
        options.signal?.throwIfAborted()
        const rows = batch.get(stream)
        if (rows === undefined) continue
        const result = await send(stream, rows)
        addTotals(totals, stream, result)
        refused.push(...result.cells.map((cell) => cellOf({ ...cell, file, stream }, expects)))
      }
      return refused
    },
    totals: () => totals,
  }
}

/**
 * Several rows of one stream and line stand at `file:line`, `file:line/2`, …
 *
 * @returns the size of the largest stream that grew
 */
function gather(gathered: RowBatch, rows: RowOfRecord[], position: string): number {
  let most = 0
  for (const { stream, row } of rows) {
    let batch = gathered.get(stream)
    if (batch === undefined) {
      batch = { rows: [], positions: [] }
      gathered.set(stream, batch)
    }
    batch.positions.push(placeAfter(batch.positions, position))
    batch.rows.push(row)
    most = Math.max(most, batch.rows.length)
  }
  return most
}

/** Rows of one line follow each other in their stream. */
function placeAfter(positions: readonly string[], position: string): string {
  const last = positions.at(-1)
  if (last === undefined || !last.startsWith(position)) return position
  if (last === position) return `${position}/2`
  const [line, number] = last.split(/\/(?=\d+$)/)
  return line === position ? `${position}/${Number(number) + 1}` : position
}

type Sent = StreamTotals & { cells: Refusal[] }
type Send = SinkOptions & { stream: StreamName; batch: Gathered; known: KnownIds }

async function sendBatch(
  deps: IngestDeps,
  { stream, batch, known, ...options }: Send,
): Promise<Sent> {
  const { siteId, source, dryRun, principal } = options
  // The stream's own schema judges the rows; here they are whatever the mapping made of the file.
  const rows = batch.rows as StreamRow[]
  const sent = { siteId, source, stream, rows, positions: batch.positions }
  if (dryRun) {
    const { read, refusedRows, refused } = await checkRows(deps, sent, known)
    return { read, written: 0, duplicates: 0, refused: refusedRows, cells: refused }
  }
  const result = await ingest(deps, sent, principal === undefined ? {} : { principal })
  return { ...result, refused: result.refusedRows, cells: result.refused }
}

function addTotals(
  totals: Partial<Record<StreamName, StreamTotals>>,
  stream: StreamName,
  sent: Sent,
) {
  const total = totals[stream] ?? { read: 0, written: 0, duplicates: 0, refused: 0 }
  totals[stream] = {
    read: total.read + sent.read,
    written: total.written + sent.written,
    duplicates: total.duplicates + sent.duplicates,
    refused: total.refused + sent.refused,
  }
}

type Placed = Refusal & { file: string; stream: StreamName }

function cellOf(placed: Placed, expects: RecordMapper['expects']): RefusedRecord {
  const { file, stream, field, value, reason, position } = placed
  const line = Number(/:(\d+)(?:\/\d+)?$/.exec(position)?.[1] ?? 0)
  return { file, line, stream, field, value, reason: `${reason}${expects(stream, field)}` }
}
