import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { type FileMapping, fileMappingOf, type Mapping } from './mapping.ts'
import { type CsvOptions, type CsvRecord, readCsv } from './read-csv.ts'
import { refusalColumns } from './refusal-file.ts'

export type RecordSource = {
  /** The file that `line` counts in. */
  file: string
  fileMapping: FileMapping
  columns: string[]
  records: AsyncGenerator<CsvRecord>
}

type Reading = Pick<CsvOptions, 'onBytes' | 'signal'>

/**
 * The records of a file; of a mended list of refused rows, those of the file that it was made of,
 * at their lines there.
 *
 * @throws AppError invalid_input when no mapping fits the file's name, or the file is empty
 */
export async function openRecords(
  path: string,
  mapping: Mapping,
  reading: Reading,
): Promise<RecordSource> {
  if (await isRefusalList(path)) return openRefusalList(path, mapping, reading)
  const fileMapping = fileMappingOf(mapping, path)
  const { delimiter, encoding } = fileMapping
  const records = readCsv(path, { delimiter, encoding, ...reading })
  const columns = headerOf(await records.next(), path)
  return { file: basename(path), fileMapping, columns, records }
}

const listStart = `${refusalColumns.join(',')},`

/** Spreadsheets put a byte order mark before what they save. */
async function isRefusalList(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null)
  if (file === null) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(listStart.length + 3), 0)
    return buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\ufeff/, '')
      .startsWith(listStart)
  } catch {
    return false
  } finally {
    await file.close()
  }
}

async function openRefusalList(
  path: string,
  mapping: Mapping,
  reading: Reading,
): Promise<RecordSource> {
  const listed = readCsv(path, { delimiter: ',', encoding: 'utf-8', ...reading })
  const columns = ownCells(headerOf(await listed.next(), path), 0)
  const first = await listed.next()
  const file = first.done
    ? basename(path).replace(/\.refused\.csv$/, '')
    : (first.value.cells[0] ?? '')
  const placed = (record: CsvRecord) => recordOf(record, { list: basename(path), file, columns })
  async function* records() {
    if (first.done) return
    yield placed(first.value)
    for await (const record of listed) yield placed(record)
  }
  return { file, fileMapping: fileMappingOf(mapping, file), columns, records: records() }
}

type List = { list: string; file: string; columns: string[] }

function recordOf({ cells, line }: CsvRecord, { list, file, columns }: List): CsvRecord {
  const [from = '', at = ''] = cells
  if (from === file && /^\d+$/.test(at)) {
    return { line: Number(at), cells: ownCells(cells, columns.length) }
  }
  const [field, value] = from === file ? ['line', at] : ['file', from]
  throw new AppError('invalid_input', `${list}, line ${line}: ${field} cannot be "${value}"`, {
    field,
    hint: 'Leave the first six columns as they were; mend those behind them.',
  })
}

/** What a spreadsheet adds to make all rows equally long is no part of the record. */
function ownCells(cells: string[], least: number): string[] {
  const own = cells.slice(refusalColumns.length)
  while (own.length > least && own.at(-1) === '') own.pop()
  return own
}

function headerOf(first: IteratorResult<CsvRecord>, path: string): string[] {
  if (!first.done) return first.value.cells.map((cell) => cell.trim())
  throw new AppError('invalid_input', `${basename(path)}, line 1: the file is empty`, {
    field: 'file',
    hint: 'Its first line must name the columns.',
  })
}
