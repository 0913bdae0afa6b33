import type { RecordMapper } from './map-record.ts'
import type { CsvRecord } from './read-csv.ts'
import type { RecordSource } from './record-source.ts'
import type { RefusalFile, RefusedRecord } from './refusal-file.ts'
import type { RefusedRecords } from './refused-records.ts'
import type { RowSink } from './row-sink.ts'

export type ImportProgress = {
  bytesRead: number
  bytesTotal: number
  rowsRead: number
  /** Rows that are stored by now. */
  written: number
  refused: number
}

export type Copy = {
  source: RecordSource
  mapper: RecordMapper
  sink: RowSink
  refusals: RefusedRecords
  list: RefusalFile
  progress: ImportProgress
  /** Before the first rows are sent: a file that cannot be read leaves nothing behind. */
  prepare: () => Promise<void>
  onProgress: ((progress: ImportProgress) => void) | undefined
}

/** Reads and maps the next batch while the one before it is stored. */
export async function copyRecords(copy: Copy): Promise<void> {
  const { source, sink, refusals, progress } = copy
  let storing: Promise<void> = Promise.resolve()
  try {
    for await (const piece of source.pieces) {
      for (const record of piece) {
        takeRecord(copy, record)
        if (!sink.isFull() && !refusals.isFull()) continue
        await storing
        storing = storeBatch(copy, { ...progress })
        // It is awaited before the next one; until then its failure is nobody's.
        storing.catch(() => undefined)
      }
    }
    await storing
    await storeBatch(copy, { ...progress })
  } finally {
    await storing.catch(() => undefined)
  }
}

function takeRecord({ source, mapper, sink, refusals, progress }: Copy, record: CsvRecord): void {
  progress.rowsRead += 1
  refusals.remember(record)
  if (record.cells.length === source.columns.length) {
    sink.add(mapper.map(record.cells), record.line)
  } else refusals.refuse(misfit(record, source))
}

type ReadSoFar = Pick<ImportProgress, 'bytesRead' | 'rowsRead'>

async function storeBatch(copy: Copy, { bytesRead, rowsRead }: ReadSoFar): Promise<void> {
  const { mapper, sink, refusals, list, progress, prepare, onProgress } = copy
  const batch = sink.take()
  const kept = refusals.take()
  if (batch.size > 0) await prepare()
  const before = sumOf(sink)
  const listed = refusals.count()
  try {
    await refusals.settle(kept, await sink.send(batch, mapper), list)
  } finally {
    progress.written += sumOf(sink) - before
    progress.refused += refusals.count() - listed
  }
  onProgress?.({ ...progress, bytesRead, rowsRead })
}

const sumOf = (sink: RowSink): number =>
  Object.values(sink.totals()).reduce((sum, { written }) => sum + written, 0)

/** A delimiter too many or too few moves every cell behind it, so no cell of it is believed. */
const misfit = ({ cells, line }: CsvRecord, { file, columns }: RecordSource): RefusedRecord => ({
  file,
  line,
  stream: '',
  field: '(row)',
  value: `${cells.length} cells`,
  reason: `the header has ${columns.length} columns`,
})
