import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import {
  type IngestDeps,
  ingest,
  loadNames,
  type StreamName,
  type StreamRow,
} from '../../../factory/index.ts'
import { fileFault, storedWords } from '../faults/index.ts'
import { copyRecords, type ImportProgress } from './copy-records.ts'
import { unreadable } from './file-kind.ts'
import { kindsFound, recordMapper } from './map-record.ts'
import { type Mapping, siteIdOf } from './mapping.ts'
import { openRecords, type RecordSource } from './record-source.ts'
import { type RefusedRecord, refusalFile } from './refusal-file.ts'
import { refusedRecords } from './refused-records.ts'
import { rowSink, type StreamTotals } from './row-sink.ts'

export type ImportOptions = {
  path: string
  mapping: Mapping
  /** The name that the mapping knows the file by; that of the path when absent. */
  name?: string
  /** Checks every row and writes nothing: `written` and `duplicates` stay 0. */
  dryRun?: boolean
  /** Called as the file is read, with bytes as they lie on disk. */
  onProgress?: (progress: ImportProgress) => void
  /** Where refused rows are listed (.csv or .jsonl); an older list there is replaced. */
  refusalsPath?: string
  principal?: Principal
  signal?: AbortSignal
}

/** One record of the file may make several rows: `written` and `duplicates` count those. */
export type ImportReport = {
  file: string
  dryRun: boolean
  /** Records of the file, without its header and what was skipped. */
  rowsRead: number
  /** Totals, empty lines, the header again. */
  skipped: number
  written: number
  duplicates: number
  /** Records that were not taken, or not with all of their rows: as many as the lists have. */
  refused: number
  firstRefused: RefusedRecord | null
  refusalsFile: string | null
  /** One for each sheet that had any. */
  refusalsFiles: string[]
  perStream: Partial<Record<StreamName, StreamTotals>>
}

/** What stands by now, over all sheets. */
export type Tally = {
  progress: ImportProgress
  skipped: number
  firstRefused: RefusedRecord | null
  refusalsFiles: string[]
  perStream: ImportReport['perStream']
  siteIsThere: boolean
}

/**
 * Imports one XLSX, CSV or CSV.gz file by its mapping, 10,000 rows a transaction. Importing it
 * again, or finishing after an abort, ends with the same rows as one clean run.
 *
 * @throws AppError invalid_input for a damaged file or a mapping that does not fit it: the hint
 * says how many rows were stored before; timeout when it was stopped by its signal
 */
export async function importFile(deps: IngestDeps, options: ImportOptions): Promise<ImportReport> {
  const { path, dryRun = false, refusalsPath } = options
  const tally = startTally(await sizeOf(path), dryRun)
  refuseSameFile(path, refusalsPath)
  try {
    for await (const source of openRecords(path, options.mapping, readingOf(options, tally))) {
      await importPart(deps, options, { source, tally })
    }
    return reportOf(options, tally)
  } catch (error) {
    throw withStoredRows(stopped(error, options) ?? error, tally.progress)
  }
}

const startTally = (bytesTotal: number, siteIsThere: boolean): Tally => ({
  progress: { bytesRead: 0, bytesTotal, rowsRead: 0, written: 0, refused: 0 },
  skipped: 0,
  firstRefused: null,
  refusalsFiles: [],
  perStream: {},
  siteIsThere,
})

const readingOf = ({ name, signal }: ImportOptions, { progress }: Tally) => ({
  onBytes: (read: number) => {
    progress.bytesRead = read
  },
  ...(name === undefined ? {} : { name }),
  ...(signal === undefined ? {} : { signal }),
})

type Part = { source: RecordSource; tally: Tally }

async function importPart(
  deps: IngestDeps,
  options: ImportOptions,
  { source, tally }: Part,
): Promise<void> {
  const { mapping, principal, dryRun = false } = options
  const siteId = siteIdOf(mapping)
  const rights = principal === undefined ? {} : { principal }
  const kinds = kindsFound(source.fileMapping)
  const { find } = await loadNames(deps.db, { siteId, kinds, ...rights })
  const mapper = recordMapper(source.fileMapping, source.columns, { zone: mapping.zone, find })
  const list = await refusalFile(listPath(options.refusalsPath, source), source.columns)
  const refusals = refusedRecords(source.file)
  const { file } = source
  const sink = rowSink(deps, { ...options, file, siteId, dryRun, source: mapping.source })
  const prepare = async () => {
    if (!tally.siteIsThere) await createSite(deps, options)
    tally.siteIsThere = true
  }
  const { onProgress } = options
  const { progress } = tally
  try {
    await copyRecords({ source, mapper, sink, refusals, list, progress, prepare, onProgress })
  } finally {
    tally.skipped += source.skipped()
    tally.firstRefused ??= refusals.first()
    addTotals(tally.perStream, sink.totals())
    const listed = await list.close()
    if (listed !== null) tally.refusalsFiles.push(listed)
  }
}

/** Sheets have columns of their own, so each has its own list. */
function listPath(path: string | undefined, { file }: RecordSource): string | undefined {
  const [, sheet] = file.split('#')
  if (path === undefined || sheet === undefined) return path
  const safe = sheet.replace(/[^\p{L}\p{N}_-]+/gu, '_')
  return path.replace(/(\.refused)?(\.\w+)$/, `.${safe}$1$2`)
}

function addTotals(to: ImportReport['perStream'], totals: ImportReport['perStream']): void {
  for (const [name, more] of Object.entries(totals)) {
    const stream = name as StreamName
    const sum = to[stream] ?? { read: 0, written: 0, duplicates: 0, refused: 0 }
    to[stream] = {
      read: sum.read + more.read,
      written: sum.written + more.written,
      duplicates: sum.duplicates + more.duplicates,
      refused: sum.refused + more.refused,
    }
  }
}

function reportOf({ path, name, dryRun = false }: ImportOptions, tally: Tally): ImportReport {
  const { progress, perStream, skipped, firstRefused, refusalsFiles } = tally
  const sum = (key: 'written' | 'duplicates') =>
    Object.values(perStream).reduce((total, one) => total + one[key], 0)
  return {
    file: name ?? basename(path),
    dryRun,
    rowsRead: progress.rowsRead,
    skipped,
    written: sum('written'),
    duplicates: sum('duplicates'),
    refused: progress.refused,
    firstRefused,
    refusalsFile: refusalsFiles[0] ?? null,
    refusalsFiles,
    perStream,
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
  const field = `site.${first.field}`
  throw new AppError('invalid_input', `${field} ${first.value}: ${first.reason}`, {
    field,
    hint: `Mend ${field} in the mapping.`,
  })
}

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch(async (cause: unknown) => {
    throw await unreadable(path, cause)
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

function stopped(cause: unknown, { path, name, signal }: ImportOptions): AppError | null {
  if (signal?.aborted !== true) return null
  return fileFault('stopped', { name: name ?? basename(path) }, { code: 'timeout', cause })
}

function withStoredRows(error: unknown, { written }: { written: number }): unknown {
  if (!(error instanceof AppError)) return error
  const stored = storedWords({ written, stopped: error.code === 'timeout' })
  const { code, message, hint, field, zh } = error
  return new AppError(code, message, {
    cause: error,
    hint: hint === undefined ? stored.en : `${hint} ${stored.en}`,
    ...(zh === undefined ? {} : { zh: { ...zh, hint: `${zh.hint ?? ''}${stored.zh}` } }),
    ...(field === undefined ? {} : { field }),
  })
}
