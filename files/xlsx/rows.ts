import type { Archive } from '../archive.ts'
import { archiveWords } from '../archive-words.ts'
import { saidFault } from '../fault.ts'
import { parseXml, type Tag, xmlParser } from '../parse-xml.ts'
import { serialText } from './number-format.ts'
import { type SheetPart, unescaped, type Workbook } from './workbook.ts'

/** A row as its cells read, empty ones as ''; `line` is the number that a spreadsheet shows. */
export type SheetRow = { cells: string[]; line: number }

export type SheetSource = {
  archive: Archive
  workbook: Workbook
  sheet: SheetPart
  /** How much of the sheet, packed, was read. */
  onBytes?: ((read: number) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Sheets are streamed, so their size costs time alone. */
export const mostOfSheet = 8 * 1024 * 1024 * 1024
const mostColumns = 16_384
const mostCharacters = 1_048_576

/** Rows in their order, as many as come together, empty ones left out, in bounded memory. */
export async function* readRows(source: SheetSource): AsyncGenerator<SheetRow[]> {
  const { archive, sheet, signal, onBytes } = source
  let ready: SheetRow[] = []
  const parser = xmlParser(rowEvents(source, (row) => void ready.push(row)))
  const { packed, unpacked } = archive.sizeOf(sheet.part)
  let read = 0
  for await (const piece of archive.read(sheet.part, mostOfSheet, signal)) {
    parseXml(parser, piece, { part: sheet.part, kind: archive.kind })
    read += piece.length
    onBytes?.(Math.min(packed, Math.round((packed * read) / Math.max(1, unpacked))))
    yield ready
    ready = []
  }
  onBytes?.(packed)
}

function rowEvents({ workbook, sheet }: SheetSource, done: (row: SheetRow) => void) {
  const state = { line: 0, cells: [] as string[], size: 0, column: 0 }
  let cell: Tag['attributes'] = {}
  let text = ''
  let takes = false
  return {
    open: ({ name, attributes }: Tag) => {
      if (name === 'row') {
        state.line = attributes.r === undefined ? state.line + 1 : Number(attributes.r)
        Object.assign(state, { cells: [], size: 0, column: 0 })
      } else if (name === 'c') {
        cell = attributes
        text = ''
        if (attributes.r !== undefined) state.column = columnOf(attributes.r)
      } else takes = name === 'v' || name === 't'
    },
    text: (piece: string) => {
      if (takes) text += piece
    },
    close: (name: string) => {
      if (name === 'v' || name === 't') takes = false
      else if (name === 'c') {
        put(state, cellText(cell, text, workbook), sheet)
        state.column += 1
      } else if (name === 'row' && state.cells.some((one) => one !== '')) {
        done({ cells: state.cells, line: state.line })
      }
    },
  }
}

function put(
  state: { cells: string[]; size: number; column: number; line: number },
  text: string,
  sheet: SheetPart,
) {
  if (text === '') return
  state.size += text.length
  if (state.column >= mostColumns || state.size > mostCharacters) {
    const most = { columns: mostColumns, characters: mostCharacters }
    const row = { line: state.line, sheet: sheet.name, ...most }
    throw saidFault(archiveWords.wideRow(row), { code: 'too_large' })
  }
  while (state.cells.length < state.column) state.cells.push('')
  state.cells[state.column] = text
}

/** `BC17` → 54. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function cellText(cell: Tag['attributes'], text: string, workbook: Workbook): string {
  switch (cell.t) {
    case 's':
      return workbook.strings[Number(text)] ?? ''
    case 'inlineStr':
    case 'str':
      return unescaped(text)
    case 'b':
      return text === '1' ? 'TRUE' : text === '' ? '' : 'FALSE'
    case 'e':
    case 'd':
      return text
    default:
      return numberText(cell, text, workbook)
  }
}

function numberText(cell: Tag['attributes'], text: string, { shown, is1904 }: Workbook): string {
  if (text === '') return ''
  const value = Number(text)
  const kind = shown[Number(cell.s ?? 0)] ?? 'number'
  const dated = kind === 'number' ? null : serialText(value, kind, is1904)
  if (dated !== null) return dated
  return Number.isFinite(value) && !/^-?\d+$/.test(text) ? plain(value) : text
}

/** 1.5E+20 as digits: ids and codes are often long numbers. */
const plain = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value)
