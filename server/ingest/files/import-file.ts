import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import { type IngestDeps, ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'
import { type RecordMapper, recordMapper } from './map-record.ts'
import type { Mapping } from './mapping.ts'
import { type CsvRecord, unreadable } from './read-csv.ts'
import { openRecords, type RecordSource } from './record-source.ts'
import { type RefusalFile, type RefusedRecord, refusalFile } from './refusal-file.ts'
import { type RefusedRecords, refusedRecords } from './refused-records.ts'
import { type RowSink, rowSink, type StreamTotals } from './row-sink.ts'

export type ImportOptions = {
  path: string
  mapping: Mapping
  /** Checks every row and writes nothing: `written` and `duplicates` stay 0. */
  dryRun?: boolean
  /** Called as the file is read, with bytes as they lie on disk. */
  onProgress?: (progress: ImportProgress) => void
  /** Where refused rows are listed (.csv or .jsonl); an older list there is replaced. */
  refusalsPath?: string
  principal?: Principal
  signal?: AbortSignal
}

export type ImportProgress = { bytesRead: number; bytesTotal: number; rowsRead: number }

/** One record of the file may make several rows: `written` and `duplicates` count those. */
export type ImportReport = {
  file: string
  dryRun: boolean
  /** Records of the file, without its header. */
  rowsRead: number
  written: number
  duplicates: number
  /** Records that were not taken, or not with all of their rows: as many as the list has. */
  refused: number
  firstRefused: RefusedRecord | null
  refusalsFile: string | null
  perStream: Partial<Record<StreamName, StreamTotals>>
}

/**
 * Imports one CSV or CSV.gz file by its mapping, 5,000 rows a transaction. Importing it again, or
 * finishing after an abort, ends with the same rows as one clean run.
 *
 * @throws AppError invalid_input for a damaged file or a mapping that does not fit it: the hint
 * says how many rows were stored before; timeout when it was stopped by its signal
 */
export async function importFile(deps: IngestDeps, options: ImportOptions): Promise<ImportReport> {
  const { path, mapping, dryRun = false, refusalsPath } = options
  const progress = { bytesRead: 0, bytesTotal: await sizeOf(path), rowsRead: 0 }
  refuseSameFile(path, refusalsPath)
  const source = await openRecords(path, mapping, {
    onBytes: (read) => {
      progress.bytesRead = read
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  const mapper = recordMapper(source.fileMapping, source.columns)
  const list = await refusalFile(refusalsPath, source.columns)
  const siteId = typeof mapping.site === 'string' ? mapping.site : mapping.site.id
  const { file } = source
  const sink = rowSink(deps, { ...options, file, siteId, dryRun, source: mapping.source })
  const refusals = refusedRecords(file)
  try {
    await copyRecords({ deps, options, source, mapper, sink, refusals, list, progress })
    return {
      file: basename(path),
      dryRun,
      rowsRead: progress.rowsRead,
      ...sumOf(sink.totals()),
      refused: refusals.count(),
      firstRefused: refusals.first(),
      refusalsFile: await list.close(),
      perStream: sink.totals(),
    }
  } catch (error) {
    await list.close()
    throw withStoredRows(stopped(error, options) ?? error, sumOf(sink.totals()))
  }
}

type Copy = {
  deps: IngestDeps
  options: ImportOptions
  source: RecordSource
  mapper: RecordMapper
  sink: RowSink
  refusals: RefusedRecords
  list: RefusalFile
  progress: ImportProgress
}

async function copyRecords(copy: Copy): Promise<void> {
  const { deps, options, source, mapper, sink, refusals, list, progress } = copy
  // Not before there is something to store: a file that cannot be read leaves nothing behind.
  let siteIsThere = options.dryRun === true
  const flush = async () => {
    if (!siteIsThere && !sink.isEmpty()) {
      await createSite(deps, options)
      siteIsThere = true
    }
    await refusals.settle(await sink.flush(mapper), list)
    options.onProgress?.({ ...progress })
  }
  for await (const record of source.records) {
    progress.rowsRead += 1
    refusals.remember(record)
    if (record.cells.length === source.columns.length) {
      sink.add(mapper.map(record.cells), record.line)
    } else refusals.refuse(misfit(record, source))
    if (sink.isFull() || refusals.isFull()) await flush()
  }
  await flush()
}

/** A delimiter too many or too few moves every cell behind it, so no cell of it is believed. */
const misfit = ({ cells, line }: CsvRecord, { file, columns }: RecordSource): RefusedRecord => ({
  file,
  line,
  stream: '',
  field: '(row)',
  value: `${cells.length} cells`,
  reason: `the header has ${columns.length} columns`,
})

async function createSite(deps: IngestDeps, { mapping, principal }: ImportOptions): Promise<void> {
  if (typeof mapping.site === 'string') return
  const { id: siteId, ...row } = mapping.site
  const rows: StreamRow<'site'>[] = [row]
  const batch = { siteId, source: mapping.source, stream: 'site' as const, rows }
  const { refused } = await ingest(deps, batch, principal === undefined ? {} : { principal })
  const [first] = refused
  if (first === undefined) return
  const field = `site.${first.field}`
  throw new AppError('invalid_input', `${field} ${first.value}: ${first.reason}`, {
    field,
    hint: `Mend ${field} in the mapping.`,
  })
}

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  return size
}

/** The list is written anew: a mended one would be gone before it was read. */
function refuseSameFile(path: string, refusalsPath: string | undefined): void {
  if (refusalsPath === undefined || resolve(path) !== resolve(refusalsPath)) return
  throw new AppError('invalid_input', `--refused cannot be "${path}": that file is imported.`, {
    field: '--refused',
    hint: 'Name another file for the rows that are refused this time.',
  })
}

const sumOf = (totals: ImportReport['perStream']) => {
  const sum = { written: 0, duplicates: 0 }
  for (const { written, duplicates } of Object.values(totals)) {
    sum.written += written
    sum.duplicates += duplicates
  }
  return sum
}

function stopped(cause: unknown, { path, signal }: ImportOptions): AppError | null {
  if (signal?.aborted !== true) return null
  return new AppError('timeout', `The import of ${basename(path)} was stopped.`, { cause })
}

function withStoredRows(error: unknown, { written }: { written: number }): unknown {
  if (!(error instanceof AppError)) return error
  const again = error.code === 'timeout' ? '' : 'mend the file and '
  const stored =
    written === 0
      ? 'Nothing of it is stored.'
      : `${written} rows before this are stored; ${again}import it again: what is there stays as it is.`
  return new AppError(error.code, error.message, {
    cause: error,
    hint: error.hint === undefined ? stored : `${error.hint} ${stored}`,
    ...(error.field === undefined ? {} : { field: error.field }),
  })
}
