import type { Block, ParsedDocument } from '../block.ts'
import { blocksOf, type Entry, type Line } from '../lines.ts'
import { firstLine } from '../plain-text.ts'
import type { SourceFile } from '../source-kind.ts'
import { type Cell, tableBlocks } from '../table.ts'
import { inReadingOrder } from './columns.ts'
import { tableLength, tableOf } from './pdf-table.ts'
import { type Page, type Reading, readPages } from './read-pages.ts'
import { joinedSegment, type Row, rowsOf, textOfRow } from './rows.ts'

/** White space above a line, in letter heights, that begins something new. */
const gapHeights = 1.7
/** A line that ends before this share of its column ended because its author ended it. */
const wrapShare = 0.85
/** Running heads and feet have at most so many lines. */
const runningLines = 2

/** The text layer of a PDF: reading order by columns, tables, and where each line stands. */
export async function parsePdf(file: SourceFile, reading: Reading = {}): Promise<ParsedDocument> {
  const pages = await readPages(file, reading)
  return pdfOf(pages, 'pdf/2')
}

/** The document that the pieces of its pages make, wherever they were read. */
export function pdfOf(pages: Page[], parser: string): ParsedDocument {
  const flows = withoutRunningLines(pages.map(({ flows: found }) => found.map(rowsOf)))
  const body = bodySize(flows.flat(2))
  const entries = flows.flatMap((found, at) =>
    found
      .flatMap((rows) => inReadingOrder(rows))
      .flatMap((rows) => entriesOf(rows, { page: at + 1, body })),
  )
  const blocks = blocksOf(continued(entries).flatMap(tablesAsBlocks))
  const title = firstLine(blocks)
  return { title, blocks, pages: pages.length, mediaType: 'application/pdf', parser }
}

/** Headers, footers and page numbers: the same first or last lines on most pages. */
function withoutRunningLines(pages: Row[][][]): Row[][][] {
  const counts = new Map<string, number>()
  for (const [main = []] of pages) {
    for (const shape of new Set(edgesOf(main).values())) {
      counts.set(shape, (counts.get(shape) ?? 0) + 1)
    }
  }
  const runs = (shape: string) => (counts.get(shape) ?? 0) >= Math.max(3, pages.length / 2)
  return pages.map(([main = [], ...others]) => {
    const edges = edgesOf(main)
    return [main.filter((row) => !runs(edges.get(row) ?? '')), ...others]
  })
}

/** The outermost lines and what they look like; the very first and last one may count pages. */
function edgesOf(rows: Row[]): Map<Row, string> {
  const last = rows.length - 1
  const isEdge = (at: number) => at < runningLines || at > last - runningLines
  return new Map(
    rows.flatMap((row, at): [Row, string][] => {
      const text = textOfRow(row)
      if (!isEdge(at)) return []
      return [[row, at === 0 || at === last ? text.replace(/\d+/g, '#') : text]]
    }),
  )
}

/** The letter height in which most of the text is set. */
function bodySize(rows: Row[]): number {
  const letters = new Map<number, number>()
  for (const { segments } of rows) {
    for (const { size, text } of segments) {
      const rounded = Math.round(size * 2) / 2
      letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
    }
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] || 1
}

type PageTable = { columns: number[]; rows: Cell[][]; page: number }
type Found = Line | PageTable
type Place = { page: number; body: number }

const isTable = (entry: Found | undefined): entry is PageTable =>
  entry !== undefined && 'columns' in entry

function entriesOf(rows: Row[], { page, body }: Place): Found[] {
  const edge = Math.max(...rows.map(({ segments }) => segments.at(-1)?.right ?? 0))
  const start = Math.min(...rows.map(({ segments }) => segments[0]?.left ?? 0))
  const entries: Found[] = []
  for (let at = 0; at < rows.length; ) {
    const length = tableLength(rows, at)
    const row = rows[at]
    if (length > 0) entries.push({ ...tableOf(rows.slice(at, at + length), page), page })
    else if (row !== undefined) {
      const whole = joinedSegment(row.segments, ' ')
      const above = rows[at - 1]
      entries.push({
        text: whole.text.trim(),
        page,
        size: Math.round((row.size / body) * 20) / 20,
        gap: above === undefined || row.base - above.base > gapHeights * row.size,
        wraps: whole.right - start > wrapShare * (edge - start),
        box: whole.box,
      })
    }
    at += Math.max(1, length)
  }
  return entries
}

const sameEdge = 3

/** A table that goes on over the page has the header with which it began. */
function continued(entries: Found[]): Found[] {
  let before: PageTable | undefined
  return entries.map((entry, at) => {
    if (!isTable(entry)) return entry
    const last = entries[at - 1]
    const goesOn =
      before !== undefined &&
      last !== undefined &&
      isTable(last) &&
      last.page === entry.page - 1 &&
      entry.columns.length === before.columns.length &&
      entry.columns.every((left, i) => Math.abs(left - (before?.columns[i] ?? 0)) < sameEdge)
    const header = before?.rows[0]
    const repeats = textOfCells(entry.rows[0]) === textOfCells(header)
    if (goesOn && header !== undefined && !repeats) {
      return { ...entry, rows: [header.map(({ text }) => ({ text })), ...entry.rows] }
    }
    before = entry
    return entry
  })
}

const textOfCells = (cells: Cell[] = []): string => cells.map(({ text }) => text).join('|')

function tablesAsBlocks(entry: Found): Entry[] {
  if (!isTable(entry)) return [entry]
  const blocks: Block[] = tableBlocks({ rows: entry.rows, page: entry.page })
  return blocks.map((block) => ({ block }))
}
