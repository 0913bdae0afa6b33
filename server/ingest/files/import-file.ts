import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import { type IngestDeps, ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'
import { type RecordMapper, recordMapper } from './map-record.ts'
import { fileMappingOf, type Mapping } from './mapping.ts'
import { type CsvRecord, readCsv } from './read-csv.ts'
import { type RefusalFile, refusalFile } from './refusal-file.ts'
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

/** One record may make several rows: `written + duplicates + refused` add up over `perStream.read`. */
export type ImportReport = {
  file: string
  dryRun: boolean
  /** Records of the file, without its header. */
  rowsRead: number
  written: number
  duplicates: number
  refused: number
  refusalsFile: string | null
  perStream: Partial<Record<StreamName, StreamTotals>>
}

/**
 * Imports one CSV or CSV.gz file by its mapping, 5,000 rows a transaction. Importing it again, or
 * finishing after an abort, ends with the same rows as one clean run.
 *
 * @throws AppError invalid_input for a damaged file or a mapping that does not fit it: the hint
 * says how many rows were stored before
 */
export async function importFile(deps: IngestDeps, options: ImportOptions): Promise<ImportReport> {
  const { path, mapping, dryRun = false } = options
  const fileMapping = fileMappingOf(mapping, path)
  const refusals = await refusalFile(options.refusalsPath)
  const siteId = typeof mapping.site === 'string' ? mapping.site : mapping.site.id
  const sink = rowSink(deps, { ...options, siteId, dryRun, source: mapping.source })
  try {
    if (!dryRun) await createSite(deps, options)
    const rowsRead = await copyRecords({ options, fileMapping, sink, refusals })
    const totals = sink.totals()
    return {
      file: basename(path),
      dryRun,
      rowsRead,
      ...sumOf(totals),
      refusalsFile: await refusals.close(),
      perStream: totals,
    }
  } catch (error) {
    await refusals.close()
    throw withStoredRows(error, sumOf(sink.totals()))
  }
}

async function createSite(deps: IngestDeps, { mapping, principal }: ImportOptions): Promise<void> {
  if (typeof mapping.site === 'string') return
  const { id: siteId, ...row } = mapping.site
  const rows: StreamRow<'site'>[] = [row]
  const batch = { siteId, source: mapping.source, stream: 'site' as const, rows }
  const { refused } = await ingest(deps, batch, principal === undefined ? {} : { principal })
  const [first] = refused
  if (first === undefined) return
  throw new AppError('invalid_input', `site.${first.field} ${first.value}: ${first.reason}`, {
    field: `site.${first.field}`,
  })
}

type Copy = {
  options: ImportOptions
  fileMapping: ReturnType<typeof fileMappingOf>
  sink: RowSink
  refusals: RefusalFile
}

async function copyRecords({ options, fileMapping, sink, refusals }: Copy): Promise<number> {
  const progress = { bytesRead: 0, bytesTotal: await sizeOf(options.path), rowsRead: 0 }
  const report = () => options.onProgress?.({ ...progress })
  let mapper: RecordMapper | undefined
  for await (const record of records(options, fileMapping, (read) => {
    progress.bytesRead = read
  })) {
    if (mapper === undefined) {
      mapper = recordMapper(fileMapping, header(record))
      continue
    }
    progress.rowsRead += 1
    sink.add(mapper.map(record.cells), record.line)
    if (!sink.isFull()) continue
    await refusals.write(await sink.flush(mapper))
    report()
  }
  if (mapper === undefined) {
    throw new AppError('invalid_input', `${basename(options.path)}, line 1: the file is empty`)
  }
  await refusals.write(await sink.flush(mapper))
  report()
  return progress.rowsRead
}

const records = (
  { path, signal }: ImportOptions,
  { delimiter, encoding }: Copy['fileMapping'],
  onBytes: (read: number) => void,
): AsyncGenerator<CsvRecord> =>
  readCsv(path, { delimiter, encoding, onBytes, ...(signal === undefined ? {} : { signal }) })

const header = ({ cells }: CsvRecord): string[] => cells.map((cell) => cell.trim())

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new AppError('not_found', `cannot read the file ${path}`, { cause })
  })
  return size
}

const sumOf = (totals: ImportReport['perStream']) => {
  const sum = { written: 0, duplicates: 0, refused: 0 }
  for (const { written, duplicates, refused } of Object.values(totals)) {
    sum.written += written
    sum.duplicates += duplicates
    sum.refused += refused
  }
  return sum
}

function withStoredRows(error: unknown, { written }: { written: number }): unknown {
  if (!(error instanceof AppError) || written === 0) return error
  const stored = `${written} rows before this are stored; mend the file and import it again.`
  return new AppError(error.code, error.message, {
    cause: error,
    hint: error.hint === undefined ? stored : `${error.hint} ${stored}`,
    ...(error.field === undefined ? {} : { field: error.field }),
  })
}
