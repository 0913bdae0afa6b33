import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Merge, openXlsx } from '../../../files/index.ts'
import { fileFault } from '../faults/index.ts'
import { fileKind, firstBytes } from '../files/file-kind.ts'
import { type CsvRecord, readCsv } from '../files/read-csv.ts'
import { longestValue } from '../files/read-number.ts'
import { columnNames } from '../files/table-shape.ts'
import { markedEncoding } from '../files/text-pieces.ts'
import { type SeenColumn, writtenIn } from './guess-columns.ts'
import { importStreams } from './import-streams.ts'
import { slashFormat } from './slash-dates.ts'

/** How a table lies in its file, as far as its first records tell. */
export type SeenSheet = {
  sheet: string | null
  header: number
  headerLines: number
  fill: string[]
  delimiter: string
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
  columns: SeenColumn[]
}

/** As many as tell days from months where neither has a name. */
const recordsRead = 2_000
const headersWithin = 20
const samplesKept = 8
const mostSheets = 30
/** Each is compared with each field of each kind of rows, in the process that serves. */
const mostColumns = 2_000

/** @throws AppError invalid_input for a damaged file, and one without any table */
export async function readSheets(path: string, signal: AbortSignal): Promise<SeenSheet[]> {
  const sheets =
    (await fileKind(path)) === 'xlsx'
      ? await readBook(path, signal)
      : [await readText(path, signal)]
  const found = sheets.flatMap((one) => one ?? [])
  if (found.length > 0) return found
  throw fileFault('noTable', {})
}

async function readBook(path: string, signal: AbortSignal): Promise<(SeenSheet | null)[]> {
  const book = await openXlsx(path, signal)
  try {
    const shown = book.sheets.filter(({ hidden }) => !hidden).slice(0, mostSheets)
    const seen: (SeenSheet | null)[] = []
    for (const { name } of shown) {
      const records = await firstOf(book.rows(name))
      const merges = await book.merges(name)
      seen.push(shapeOf(records, { merges, sheet: name, delimiter: ',', encoding: 'utf-8' }))
    }
    return seen
  } finally {
    book.close()
  }
}

async function readText(path: string, signal: AbortSignal): Promise<SeenSheet | null> {
  const start = await startOf(path)
  const name = basename(path)
  if (start.length === 0) throw fileFault('empty', { name, line: 1 })
  const encoding = encodingOf(start)
  if (encoding === null) throw fileFault('noEncoding', { name })
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(start))
  const records = await firstOf(readCsv(path, { delimiter, encoding, signal }))
  return shapeOf(records, { merges: [], sheet: null, delimiter, encoding })
}

async function firstOf(records: AsyncGenerator<CsvRecord>): Promise<CsvRecord[]> {
  const first: CsvRecord[] = []
  for await (const record of records) {
    if (record.cells.length > mostColumns) {
      const { line, cells } = record
      throw fileFault('manyColumns', { line, columns: cells.length, most: mostColumns })
    }
    first.push(record)
    if (first.length >= recordsRead) break
  }
  return first
}

type Raw = Pick<SeenSheet, 'sheet' | 'delimiter' | 'encoding'> & { merges: Merge[] }

function shapeOf(records: CsvRecord[], { merges, ...raw }: Raw): SeenSheet | null {
  const at = headerPlace(records)
  const head = records[at]
  if (head === undefined || records.length < at + 2) return null
  const isTitled = merges.some(
    ({ fromLine, toLine, fromColumn, toColumn }) =>
      fromLine === head.line && toLine === head.line && toColumn > fromColumn,
  )
  const headerLines = isTitled ? 2 : 1
  const lines = records.slice(at, at + headerLines)
  const names = columnNames(lines, isTitled ? merges : null)
  const below = records.slice(at + headerLines)
  const firstLine = below[0]?.line ?? 0
  const fill = names.filter((name, column) =>
    merges.some(
      (one) =>
        name !== '' &&
        one.fromColumn <= column &&
        column <= one.toColumn &&
        one.toLine > one.fromLine &&
        one.fromLine >= firstLine,
    ),
  )
  const rows = below.filter(({ cells }) => !isTotal(cells))
  const columns = names.map((name, column) => {
    const texts = textsOf(rows, column)
    const dateFormat = slashFormat(texts) ?? undefined
    const samples = texts.slice(0, samplesKept).map((text) => text.slice(0, longestValue))
    return { name, samples, ...(dateFormat && { dateFormat }) }
  })
  return { ...raw, header: head.line, headerLines, fill, columns }
}

/** First texts of records that are no rows. */
export const totals = [
  '合计',
  '总计',
  '小计',
  '汇总',
  'Total',
  'TOTAL',
  'Subtotal',
  'Grand total',
  '制表',
]

function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? ''
  return totals.some((word) => first.startsWith(word))
}

const textsOf = (records: CsvRecord[], column: number): string[] =>
  records.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '')

/** The line with most names that are known; else the first one that is as wide as those below it. */
function headerPlace(records: CsvRecord[]): number {
  const near = records.slice(0, headersWithin)
  const known = near.map(({ cells }) => cells.filter(isKnownName).length)
  const most = Math.max(0, ...known)
  if (most >= 2) return known.indexOf(most)
  const widths = near.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length)
  const widest = Math.max(0, ...widths)
  return Math.max(
    0,
    widths.findIndex((width) => width >= widest * 0.8),
  )
}

const knownNames = new Set(
  importStreams.flatMap(({ fields }) => fields.flatMap(({ spelt }) => Object.values(spelt).flat())),
)

const isKnownName = (cell: string): boolean =>
  cell.length < 60 && writtenIn(cell).some((name) => knownNames.has(name))

const sampleBytes = 65_536

/** The first bytes of the text, unpacked. */
async function startOf(path: string): Promise<Buffer> {
  const start = await firstBytes(path, sampleBytes)
  if (!(start[0] === 0x1f && start[1] === 0x8b)) return start
  const unpacked: Buffer[] = []
  let size = 0
  try {
    for await (const piece of createReadStream(path).pipe(createGunzip())) {
      unpacked.push(piece as Buffer)
      size += (piece as Buffer).length
      if (size >= sampleBytes) break
    }
  } catch {
    // A damaged archive is told by its reader, with the line where it breaks off.
  }
  return Buffer.concat(unpacked)
}

/** Null for bytes that are no text in any of them. */
function encodingOf(start: Buffer): SeenSheet['encoding'] | null {
  const marked = markedEncoding(start)
  if (marked !== null) return marked
  const isIn = (encoding: string) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(start, { stream: true })
      return true
    } catch {
      return false
    }
  }
  if (isIn('utf-8')) return 'utf-8'
  return isIn('gb18030') ? 'gb18030' : null
}

/** The mark that stands equally often in most lines. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/).slice(0, 20).slice(0, -1)
  const counted = [',', ';', '\t', '|'].map((mark) => {
    const counts = lines.map((line) => line.split(mark).length - 1)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return { mark, score: usual * counts.filter((count) => count === usual).length }
  })
  const best = counted.toSorted((a, b) => b.score - a.score)[0]
  return best === undefined || best.score === 0 ? ',' : best.mark
}
