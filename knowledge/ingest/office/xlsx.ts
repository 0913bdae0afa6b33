import { openXlsx, type SheetRow, type XlsxFile } from '../../../files/index.ts'
import type { Block, ParsedDocument } from '../block.ts'
import { documentFault } from '../document-fault.ts'
import type { SourceFile } from '../source-kind.ts'
import { tableBlocks } from '../table.ts'

/** More is a table of data, and goes in as such. */
const mostCharacters = 12_000_000

/** The sheets that are shown: each a section, its rows in tables that an empty line ends. */
export async function parseXlsx(
  { fileName: name, bytes }: SourceFile,
  signal?: AbortSignal,
): Promise<ParsedDocument> {
  const book = await openXlsx({ name, bytes }, signal)
  try {
    const blocks: Block[] = []
    const shown = book.sheets.filter(({ hidden }) => !hidden)
    for (const sheet of shown) {
      const rows = await rowsOf(book, sheet.name, name)
      if (rows.length === 0) continue
      blocks.push({ kind: 'heading', level: 1, text: sheet.name, page: null })
      blocks.push(...groupsOf(rows).flatMap((group) => blocksOf(group)))
      signal?.throwIfAborted()
    }
    return {
      title: null,
      blocks,
      pages: null,
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      parser: 'xlsx/1',
    }
  } finally {
    book.close()
  }
}

async function rowsOf(book: XlsxFile, sheet: string, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  let size = 0
  for await (const row of book.rows(sheet)) {
    size += row.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (size > mostCharacters)
      throw documentFault('muchText', { name, most: 12 }, { code: 'too_large' })
    rows.push({ line: row.line, cells: Array.from(row.cells, (cell) => cell ?? '') })
  }
  await fillMerged(book, sheet, rows)
  return rows
}

/** A cell over several rows is said in each of them; one over several columns where it begins. */
async function fillMerged(book: XlsxFile, sheet: string, rows: SheetRow[]): Promise<void> {
  const byLine = new Map(rows.map((row) => [row.line, row.cells]))
  for (const { fromLine, toLine, fromColumn } of await book.merges(sheet)) {
    const text = byLine.get(fromLine)?.[fromColumn] ?? ''
    if (text === '') continue
    for (let line = fromLine + 1; line <= Math.min(toLine, fromLine + 1000); line++) {
      const cells = byLine.get(line)
      if (cells === undefined) continue
      while (cells.length <= fromColumn) cells.push('')
      cells[fromColumn] = text
    }
  }
}

/** Rows with no empty line between them. */
function groupsOf(rows: SheetRow[]): SheetRow[][] {
  const groups: SheetRow[][] = []
  rows.forEach((row, at) => {
    const before = rows[at - 1]
    const open = groups.at(-1)
    if (open !== undefined && before !== undefined && row.line - before.line === 1) open.push(row)
    else groups.push([row])
  })
  return groups
}

/** Lines above the header that have one cell are titles and notes. */
function blocksOf(rows: SheetRow[]): Block[] {
  const filled = ({ cells }: SheetRow) => cells.filter((cell) => cell.trim() !== '').length
  const widest = Math.max(...rows.map(filled))
  const header = rows.findIndex((row) => filled(row) > 1 || widest === 1)
  const titles = rows.slice(0, Math.max(0, header))
  const table = rows.slice(Math.max(0, header))
  const cells = (list: SheetRow[]) => list.map((row) => row.cells.map((text) => ({ text })))
  return [
    ...titles.flatMap((row) => tableBlocks({ rows: cells([row]), page: null })),
    ...tableBlocks({ rows: cells(table), page: null }),
  ]
}
