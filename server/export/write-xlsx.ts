import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { dayMs } from '../../base/milliseconds.ts'
import { type Cell, isWallTime, type Sheet } from './sheet.ts'
import {
  contentTypes,
  packageRels,
  sheetEnd,
  sheetStart,
  styles,
  workbook,
  workbookRels,
} from './xlsx-parts.ts'
import { escaped } from './xml-text.ts'

/** Excel's own limit, the header included. */
const rowsPerSheet = 1_048_576
/** And of the text of one cell. */
const mostCharacters = 32_767

/**
 * Sheets as an XLSX file, streamed: memory does not grow with the rows. Text is always text, never
 * a formula. Rows beyond the limit of a sheet go on in a next one.
 */
export function xlsxBytes(sheets: readonly Sheet[]): Readable {
  const zip = new ZipFile()
  // Parts that name the sheets come last: how many there are is known when all rows are written.
  addSheets(zip, sheets).then(
    (names) => {
      zip.addBuffer(Buffer.from(contentTypes(names.length)), '[Content_Types].xml')
      zip.addBuffer(Buffer.from(packageRels), '_rels/.rels')
      zip.addBuffer(Buffer.from(workbook(names)), 'xl/workbook.xml')
      zip.addBuffer(Buffer.from(workbookRels(names.length)), 'xl/_rels/workbook.xml.rels')
      zip.addBuffer(Buffer.from(styles), 'xl/styles.xml')
      zip.end()
    },
    (error: Error) => (zip.outputStream as Readable).destroy(error),
  )
  return zip.outputStream as Readable
}

async function addSheets(zip: ZipFile, sheets: readonly Sheet[]): Promise<string[]> {
  const names: string[] = []
  for (const sheet of sheets) {
    const rows = rowReader(sheet)
    let part = 0
    do {
      part += 1
      names.push(freeName(part === 1 ? sheet.name : `${sheet.name} (${part})`, names))
      await addPart(zip, `xl/worksheets/sheet${names.length}.xml`, sheetPieces(sheet.columns, rows))
    } while (!rows.ended())
  }
  return names
}

/** Ends when the part is written: sheets are read one after the other. */
async function addPart(zip: ZipFile, name: string, pieces: AsyncGenerator<string>): Promise<void> {
  const stream = Readable.from(pieces)
  const done = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve)
    stream.once('error', reject)
  })
  zip.addReadStream(stream, name)
  await done
}

type Rows = { next: () => Promise<Cell[] | null>; ended: () => boolean }

/** Looks one row ahead, so that a full sheet is known to be the last. */
function rowReader({ rows }: Sheet): Rows {
  const source = (async function* () {
    yield* rows
  })()
  let ahead = source.next()
  let ended = false
  return {
    ended: () => ended,
    next: async () => {
      const { done, value } = await ahead
      if (done === true) {
        ended = true
        return null
      }
      ahead = source.next()
      ended = (await ahead).done === true
      return value
    },
  }
}

async function* sheetPieces(columns: string[], rows: Rows): AsyncGenerator<string> {
  let line = 1
  let piece = sheetStart + rowXml(columns, line, 1)
  while (line < rowsPerSheet) {
    const row = await rows.next()
    if (row === null) break
    line += 1
    piece += rowXml(row, line, 0)
    if (piece.length >= 65_536) {
      yield piece
      piece = ''
    }
    if (rows.ended()) break
  }
  yield piece + sheetEnd
}

const rowXml = (cells: Cell[], line: number, style: number): string =>
  `<row r="${line}">${cells.map((cell, at) => cellXml(cell, `${letters(at)}${line}`, style)).join('')}</row>`

const unixEpoch = 25_569
const dateStyle = 2

function cellXml(cell: Cell, place: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`
  if (cell === null) return ''
  if (isWallTime(cell)) {
    return `<c r="${place}" s="${dateStyle}"><v>${cell.wall.getTime() / dayMs + unixEpoch}</v></c>`
  }
  if (typeof cell === 'number' && Number.isFinite(cell)) return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${Number(cell)}</v></c>`
  const text = escaped(String(cell).slice(0, mostCharacters))
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

function letters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : letters(Math.floor(at / 26) - 1) + letter
}

/** A sheet's name has 31 characters at most, some are forbidden, and no two are equal. */
function freeName(wanted: string, taken: readonly string[]): string {
  const clean = wanted.replace(/[\\/?*[\]:]/g, '_').slice(0, 31) || 'Sheet'
  const isTaken = (name: string) => taken.some((one) => one.toLowerCase() === name.toLowerCase())
  if (!isTaken(clean)) return clean
  return freeName(`${clean.slice(0, 26)} ${taken.length + 1}`, taken)
}
