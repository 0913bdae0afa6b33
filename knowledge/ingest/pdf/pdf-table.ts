import { type Cell, joinCells } from '../table.ts'
import type { Row, Segment } from './rows.ts'

export type FoundTable = {
  /** Left edges of its columns. */
  columns: number[]
  rows: Cell[][]
}

type Column = { left: number; right: number }

/** In letter heights: so far apart two lines are no longer of one table. */
const mostApart = 3.5

/** How many rows from `at` on are a table; 0 when they are none. */
export function tableLength(rows: Row[], at: number): number {
  let end = at
  let tabular = 0
  for (let next = at; next < rows.length; next++) {
    const row = rows[next]
    const before = rows[next - 1]
    if (row === undefined) break
    const apart = next > at && before !== undefined ? row.base - before.base : 0
    if (apart > mostApart * row.size) break
    if (row.segments.length > 1) {
      tabular += 1
      end = next + 1
    } else if (next === at || next - end >= 2 || apart > 1.6 * row.size) break
  }
  return tabular >= 2 && columnsOf(rows.slice(at, end)).length >= 2 ? end - at : 0
}

/** Rows as records: a line that begins in a later column goes on with the cells above it. */
export function tableOf(rows: Row[], page: number): FoundTable {
  const columns = columnsOf(rows)
  const tight = tightGap(rows)
  const records: Cell[][] = []
  rows.forEach((row, at) => {
    const line = columns.map((): Cell => ({ text: '' }))
    for (const segment of row.segments) put(line, columnAt(columns, segment), { segment, page })
    const last = records.at(-1)
    const gap = row.base - (rows[at - 1]?.base ?? row.base)
    if (last === undefined || at === 0) records.push(line)
    else if (goesOn(line, { gap, tight }))
      for (const [column, cell] of line.entries()) append(last, column, cell)
    else records.push(withFirst(line, last))
  })
  return { columns: columns.map(({ left }) => left), rows: records }
}

/** The rows with most segments say where columns are. */
function columnsOf(rows: Row[]): Column[] {
  const most = Math.max(...rows.map(({ segments }) => segments.length))
  const columns: Column[] = []
  const full = rows.filter(({ segments }) => segments.length === most)
  const segments = full.flatMap((row) => row.segments).toSorted((a, b) => a.left - b.left)
  for (const { left, right, size } of segments) {
    const last = columns.at(-1)
    if (last !== undefined && left < last.right + 0.3 * size)
      last.right = Math.max(last.right, right)
    else columns.push({ left, right })
  }
  return columns
}

function columnAt(columns: Column[], { left, right }: Segment): number {
  const overlaps = columns.map(
    (column) => Math.min(right, column.right) - Math.max(left, column.left),
  )
  return overlaps.indexOf(Math.max(...overlaps))
}

/** A gap that is clearly smaller than others parts lines of one cell; 0 when all are alike. */
function tightGap(rows: Row[]): number {
  const gaps = rows.slice(1).map((row, at) => row.base - (rows[at]?.base ?? row.base))
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)]
  return most > 1.35 * least ? (least + most) / 2 : 0
}

function goesOn(line: Cell[], { gap, tight }: { gap: number; tight: number }): boolean {
  const filled = line.filter(({ text }) => text !== '').length
  if (line[0]?.text === '') return filled < line.length - 1 || line.length === 2 || gap < tight
  return gap < tight && filled < line.length
}

/** A first cell over several rows is said in each. */
function withFirst(line: Cell[], above: Cell[]): Cell[] {
  const [first, ...rest] = line
  const filled = rest.every(({ text }) => text !== '')
  return first?.text === '' && filled ? [{ text: above[0]?.text ?? '' }, ...rest] : line
}

type Found = { segment: Segment; page: number }

function put(line: Cell[], column: number, { segment, page }: Found): void {
  const { text, box } = segment
  append(line, column, { text, spans: [{ from: 0, to: text.length, page, box }] })
}

function append(line: Cell[], column: number, cell: Cell): void {
  const before = line[column]
  if (before === undefined || cell.text === '') return
  line[column] = joinCells(before, cell)
}
