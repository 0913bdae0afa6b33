import type { AppError } from '../../../base/app-error.ts'
import type { Merge } from '../../../files/index.ts'
import { fileFault } from '../faults/index.ts'
import type { CsvRecord } from './read-csv.ts'

/** How a table lies in its file. */
export type TableShape = {
  /** Line of the header; the first record when absent. */
  header?: number | undefined
  headerLines?: number | undefined
  skip?: readonly string[] | undefined
  fill?: readonly string[] | undefined
}

export type ShapedTable = {
  columns: string[]
  /** Records below the header, without those that were skipped, as many as came together. */
  pieces: AsyncGenerator<CsvRecord[]>
  /** Records left out so far: totals, the header again. */
  skipped: () => number
}

type Raw = {
  pieces: AsyncGenerator<CsvRecord[]>
  name: string
  /** Of a sheet; null for text, whose cells were never merged. */
  merges: readonly Merge[] | null
}

/** @throws AppError invalid_input for a file without header */
export async function shapeTable(raw: Raw, shape: TableShape): Promise<ShapedTable> {
  const { lines, rest } = await headerLines(raw, shape)
  const columns = columnNames(lines, raw.merges)
  const filled = filler(columns, raw.merges, shape.fill ?? [])
  const isSkipped = skipper(columns, shape.skip ?? [])
  const isSheet = raw.merges !== null
  let skipped = 0
  const shaped = (piece: CsvRecord[]): CsvRecord[] => {
    const kept: CsvRecord[] = []
    for (const record of piece) {
      const own = fitted(record, columns.length, isSheet)
      if (isSkipped(own.cells)) skipped += 1
      else kept.push(filled(own))
    }
    return kept
  }
  async function* pieces() {
    yield shaped(rest)
    for await (const piece of raw.pieces) yield shaped(piece)
  }
  return { columns, pieces: pieces(), skipped: () => skipped }
}

type Header = { lines: CsvRecord[]; rest: CsvRecord[] }

async function headerLines(
  { pieces, name }: Raw,
  { header, headerLines: count = 1 }: TableShape,
): Promise<Header> {
  const read: CsvRecord[] = []
  for (;;) {
    const next = await pieces.next()
    read.push(...(next.done === true ? [] : next.value))
    const first = read.findIndex(({ line }) => line >= (header ?? 0))
    const start = read[first]?.line ?? 0
    const behind = read.findIndex(({ line }, at) => at > first && line >= start + count)
    if (first < 0 && next.done === true) throw noHeader(name, header)
    if (first < 0 || (behind < 0 && next.done !== true)) continue
    const end = behind < 0 ? read.length : behind
    return { lines: read.slice(first, end), rest: read.slice(end) }
  }
}

const noHeader = (name: string, header: number | undefined): AppError =>
  header === undefined
    ? fileFault('empty', { name, line: 1 })
    : fileFault('noHeader', { name, line: header })

/** Names of the columns; those under one merged title are `title / name`, equal ones are numbered. */
export function columnNames(
  lines: readonly CsvRecord[],
  merges: readonly Merge[] | null,
): string[] {
  const width = Math.max(...lines.map(({ cells }) => cells.length))
  const texts = lines.map((line, at) =>
    at === lines.length - 1 ? line.cells : spread(line, merges, lines[at + 1]?.cells ?? []),
  )
  const names = Array.from({ length: width }, (_, column) => {
    const parts = texts.map((cells) => (cells[column] ?? '').trim().replace(/\s+/g, ' '))
    return [...new Set(parts.filter((part) => part !== ''))].join(' / ')
  })
  while (lines.length > 1 && names.at(-1) === '') names.pop()
  return numbered(names)
}

/** A title stands in its first cell only; it is true of all cells that it spans. */
function spread(
  { cells, line }: CsvRecord,
  merges: readonly Merge[] | null,
  below: readonly string[],
): string[] {
  const own = merges?.filter(({ fromLine, toLine }) => fromLine <= line && line <= toLine)
  let title = ''
  return Array.from({ length: Math.max(cells.length, below.length) }, (_, column) => {
    const text = cells[column] ?? ''
    if (own !== undefined) {
      const merge = own.find((one) => one.fromColumn <= column && column <= one.toColumn)
      return merge === undefined ? text : (cells[merge.fromColumn] ?? '')
    }
    if (text !== '') title = text
    return text === '' && (below[column] ?? '') !== '' ? title : text
  })
}

function numbered(names: string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 || name === '' ? name : `${name} (${count})`
  })
}

/** Rows of a sheet end with their last text; in text files a cell too few or too many is an error. */
function fitted(record: CsvRecord, width: number, isSheet: boolean): CsvRecord {
  const { cells, line } = record
  if (cells.length === width) return record
  const own = cells.slice(0, Math.max(width, lastText(cells) + 1))
  while (isSheet && own.length < width) own.push('')
  return { cells: isSheet ? own.slice(0, width) : own, line }
}

const lastText = (cells: readonly string[]): number =>
  cells.findLastIndex((cell) => cell.trim() !== '')

/** Totals, signatures, and the header again at the top of each printed page. */
function skipper(columns: readonly string[], words: readonly string[]) {
  return (cells: readonly string[]): boolean => {
    const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? ''
    if (first === '') return true
    if (words.some((word) => first.startsWith(word))) return true
    return columns.length > 1 && columns.every((name, at) => name === (cells[at] ?? '').trim())
  }
}

function filler(
  columns: readonly string[],
  merges: readonly Merge[] | null,
  fill: readonly string[],
) {
  const wanted = fill.map((name) => columns.indexOf(name)).filter((at) => at >= 0)
  const ends = new Map<string, number>()
  for (const { fromLine, toLine, fromColumn } of merges ?? []) {
    if (toLine > fromLine) ends.set(`${fromColumn}:${fromLine}`, toLine)
  }
  const carried = new Map<number, { text: string; until: number }>()
  return ({ cells, line }: CsvRecord): CsvRecord => {
    if (wanted.length === 0) return { cells, line }
    const own = [...cells]
    for (const column of wanted) {
      const text = (own[column] ?? '').trim()
      const from = carried.get(column)
      if (text === '' && from !== undefined && line <= from.until) own[column] = from.text
      if (text === '') continue
      const until = merges === null ? Number.POSITIVE_INFINITY : ends.get(`${column}:${line}`)
      if (until === undefined) carried.delete(column)
      else carried.set(column, { text, until })
    }
    return { cells: own, line }
  }
}
