import { type Cell, isWallTime, type Sheet } from './sheet.ts'

/** A cell that begins like this is a formula to a spreadsheet, whoever wrote it, in either width. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/
/** Where numbers have a comma, spreadsheets part the cells at semicolons. */
const quoted = /[",;\t\r\n]/

/**
 * A sheet as CSV, UTF-8 with a byte order mark so that spreadsheets read Chinese. A text that would
 * be taken for a formula gets an apostrophe before it; numbers are never guarded.
 */
export async function* csvPieces({ columns, rows }: Sheet): AsyncGenerator<string> {
  let piece = `\ufeff${lineOf(columns)}`
  for await (const row of rows) {
    piece += lineOf(row)
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

const lineOf = (cells: Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (isWallTime(cell)) return cell.text
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
