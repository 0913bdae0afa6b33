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
  isEmpty: () => boolean
  /** Sends what was gathered, stream by stream in the mapping's order; returns what was refused. */
  flush: (mapper: RecordMapper) => Promise<RefusedRecord[]>
  totals: () => Partial<Record<StreamName, StreamTotals>>
}

type Gathered = { rows: Record<string, unknown>[]; positions: string[] }

const rowsPerStream = 5_000

export function rowSink(deps: IngestDeps, options: SinkOptions): RowSink {
  const gathered = new Map<StreamName, Gathered>()
  const totals: Partial<Record<StreamName, StreamTotals>> = {}
  const known: KnownIds = new Map()
  const { file } = options
  const send = (stream: StreamName, batch: Gathered) =>
    sendBatch(deps, { ...options, stream, batch, known })
  return {
    add: (rows, line) => gather(gathered, rows, `${file}:${line}`),
    isFull: () => [...gathered.values()].some(({ rows }) => rows.length >= rowsPerStream),
    isEmpty: () => gathered.size === 0,
    flush: async ({ streams, expects }) => {
      const refused: RefusedRecord[] = []
      for (const stream of streams) {
        options.signal?.throwIfAborted()
        const batch = gathered.get(stream)
        if (batch === undefined) continue
        gathered.delete(stream)
        const result = await send(stream, batch)
        addTotals(totals, stream, result)
        refused.push(...result.cells.map((cell) => cellOf({ ...cell, file, stream }, expects)))
      }
      return refused
    },
    totals: () => totals,
  }
}

/** Several rows of one stream and line stand at `file:line`, `file:line/2`, … */
function gather(gathered: Map<StreamName, Gathered>, rows: RowOfRecord[], position: string): void {
  const seen = new Map<StreamName, number>()
  for (const { stream, row } of rows) {
    const batch = gathered.get(stream) ?? { rows: [], positions: [] }
    gathered.set(stream, batch)
    const number = (seen.get(stream) ?? 0) + 1
    seen.set(stream, number)
    batch.rows.push(row)
    batch.positions.push(number === 1 ? position : `${position}/${number}`)
  }
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
