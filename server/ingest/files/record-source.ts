import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { nearest } from '../../../base/near.ts'
import { openXlsx, type XlsxFile } from '../../../files/index.ts'
import { fileFault } from '../faults/index.ts'
import { fileKind } from './file-kind.ts'
import { type FileMapping, fileMappingsOf, type Mapping } from './mapping.ts'
import { type CsvOptions, type CsvRecord, readCsv, readCsvPieces } from './read-csv.ts'
import { refusalColumns } from './refusal-file.ts'
import { shapeTable } from './table-shape.ts'

export type RecordSource = {
  /** The file, or its sheet as `file#sheet`, that `line` counts in. */
  file: string
  fileMapping: FileMapping
  columns: string[]
  /** As many records as came together. */
  pieces: AsyncGenerator<CsvRecord[]>
  /** Records left out so far: totals, the header again. */
  skipped: () => number
}

type Reading = Pick<CsvOptions, 'onBytes' | 'signal'> & {
  /** The name that the mapping knows the file by; that of the path when absent. */
  name?: string
}

/**
 * The records of a file, sheet by sheet as the mapping names them; of a mended list of refused
 * rows, those of the file that it was made of, at their lines there.
 *
 * @throws AppError invalid_input when no mapping fits the file's name, or the file is empty
 */
export async function* openRecords(
  path: string,
  mapping: Mapping,
  reading: Reading,
): AsyncGenerator<RecordSource> {
  if (await isRefusalList(path)) yield await openRefusalList(path, mapping, reading)
  else {
    const parts = fileMappingsOf(mapping, reading.name ?? path)
    if ((await fileKind(path)) === 'xlsx') yield* openSheets(path, parts, reading)
    else if (parts[0] !== undefined) yield await openText(path, parts[0], reading)
  }
}

async function openText(
  path: string,
  fileMapping: FileMapping,
  { name = basename(path), ...reading }: Reading,
): Promise<RecordSource> {
  const { delimiter, encoding } = fileMapping
  const pieces = readCsvPieces(path, { delimiter, encoding, ...reading })
  const table = await shapeTable({ pieces, name, merges: null }, fileMapping)
  return { file: name, fileMapping, ...table }
}

async function* openSheets(
  path: string,
  parts: FileMapping[],
  { onBytes, signal, name = basename(path) }: Reading,
): AsyncGenerator<RecordSource> {
  const workbook = await openXlsx(path, signal)
  let before = 0
  try {
    for (const fileMapping of parts) {
      const sheet = sheetOf(workbook, fileMapping, name)
      const start = before
      const pieces = workbook.pieces(sheet, (read) => {
        before = start + read
        onBytes?.(before)
      })
      const file = parts.length === 1 ? name : `${name}#${sheet}`
      const needsMerges = fileMapping.fill !== undefined || (fileMapping.headerLines ?? 1) > 1
      const merges = needsMerges ? await workbook.merges(sheet) : []
      yield {
        file,
        fileMapping,
        ...(await shapeTable({ pieces, name: file, merges }, fileMapping)),
      }
    }
  } finally {
    workbook.close()
  }
}

function sheetOf({ sheets }: XlsxFile, { sheet }: FileMapping, name: string): string {
  const names = sheets.map((one) => one.name)
  const found = sheet === undefined ? names[0] : names.find((one) => one === sheet)
  if (found !== undefined) return found
  const near = nearest(sheet ?? '', names)
  const others = (near.length > 0 ? near : names).join(', ')
  throw fileFault('noSheet', { name, sheet: sheet ?? '', others }, { field: 'sheet' })
}

/** The records of a source one by one. */
export async function* recordsOf({ pieces }: RecordSource): AsyncGenerator<CsvRecord> {
  for await (const piece of pieces) yield* piece
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
  async function* pieces() {
    if (first.done) return
    yield [placed(first.value)]
    for await (const record of listed) yield [placed(record)]
  }
  const fileMapping = partOf(mapping, file)
  return { file, fileMapping, columns, pieces: pieces(), skipped: () => 0 }
}

/** `orders.xlsx#July`: the part of the mapping for that sheet. */
function partOf(mapping: Mapping, file: string): FileMapping {
  const [name = '', sheet] = file.split('#')
  const parts = fileMappingsOf(mapping, name)
  const found = parts.find((part) => part.sheet === sheet) ?? parts[0]
  if (found === undefined) throw new Error('a mapping without parts')
  return found
}

type List = { list: string; file: string; columns: string[] }

function recordOf({ cells, line }: CsvRecord, { list, file, columns }: List): CsvRecord {
  const [from = '', at = ''] = cells
  if (from === file && /^\d+$/.test(at)) {
    return { line: Number(at), cells: ownCells(cells, columns.length) }
  }
  const [field, value] = from === file ? (['line', at] as const) : (['file', from] as const)
  throw fileFault('listChanged', { name: list, line, field, value }, { field })
}

/** What a spreadsheet adds to make all rows equally long is no part of the record. */
function ownCells(cells: string[], least: number): string[] {
  const own = cells.slice(refusalColumns.length)
  while (own.length > least && own.at(-1) === '') own.pop()
  return own
}

function headerOf(first: IteratorResult<CsvRecord>, path: string): string[] {
  if (!first.done) return first.value.cells.map((cell) => cell.trim())
  throw fileFault('empty', { name: basename(path), line: 1 })
}
