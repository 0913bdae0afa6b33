import type { ImportProgress, Tally } from './import-file.ts'
import type { RecordMapper } from './map-record.ts'
import type { CsvRecord } from './read-csv.ts'
import type { RecordSource } from './record-source.ts'
import type { RefusalFile, RefusedRecord } from './refusal-file.ts'
import type { RefusedRecords } from './refused-records.ts'
import type { RowSink } from './row-sink.ts'

export type Copy = {
  source: RecordSource
  mapper: RecordMapper
  sink: RowSink
  refusals: RefusedRecords
  list: RefusalFile
  tally: Tally
  /** Before the first rows are sent: a file that cannot be read leaves nothing behind. */
  prepare: () => Promise<void>
  onProgress: ((progress: ImportProgress) => void) | undefined
}

/** Reads and maps the next batch while the one before it is stored. */
export async function copyRecords(copy: Copy): Promise<void> {
  const { source, sink, refusals, tally } = copy
  let storing: Promise<void> = Promise.resolve()
  try {
    for await (const piece of source.pieces) {
      for (const record of piece) {
        takeRecord(copy, record)
        if (!sink.isFull() && !refusals.isFull()) continue
        await storing
        storing = storeBatch(copy, { ...tally.progress })
        // It is awaited before the next one; until then its failure is nobody's.
        storing.catch(() => undefined)
      }
    }
    await storing
    await storeBatch(copy, { ...tally.progress })
  } finally {
    await storing.catch(() => undefined)
  }
}

function takeRecord({ source, mapper, sink, refusals, tally }: Copy, record: CsvRecord): void {
  tally.progress.rowsRead += 1
  refusals.remember(record)
  if (record.cells.length === source.columns.length) {
    sink.add(mapper.map(record.cells), record.line)
  } else refusals.refuse(misfit(record, source))
}

type ReadSoFar = Pick<ImportProgress, 'bytesRead' | 'rowsRead'>

async function storeBatch(copy: Copy, { bytesRead, rowsRead }: ReadSoFar): Promise<void> {
  const { mapper, sink, refusals, list, tally, prepare, onProgress } = copy
  const batch = sink.take()
  const kept = refusals.take()
  if (batch.size > 0) await prepare()
  const before = sumOf(sink)
  const listed = refusals.count()
  try {
    await refusals.settle(kept, await sink.send(batch, mapper), list)
  } finally {
    tally.progress.written += sumOf(sink) - before
    tally.progress.refused += refusals.count() - listed
  }
  onProgress?.({ ...tally.progress, bytesRead, rowsRead })
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
