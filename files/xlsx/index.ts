import { type ArchiveSource, openArchive } from '../archive.ts'
import { type Merge, readMerges } from './merges.ts'
import { readRows, type SheetRow } from './rows.ts'
import { readWorkbook, type SheetPart } from './workbook.ts'

export type { Merge } from './merges.ts'
export type { SheetRow } from './rows.ts'

export type XlsxFile = {
  sheets: { name: string; hidden: boolean }[]
  /** @param onBytes how much of the sheet, packed, was read */
  pieces: (sheet: string, onBytes?: (read: number) => void) => AsyncGenerator<SheetRow[]>
  /** The same, row by row. */
  rows: (sheet: string) => AsyncGenerator<SheetRow>
  merges: (sheet: string) => Promise<Merge[]>
  close: () => void
}

/**
 * An XLSX file, its sheets streamed from where it lies: memory is bounded by its distinct texts, at most
 * 400 MB of them.
 *
 * @throws AppError invalid_input for a damaged one, too_large for a zip bomb
 */
export async function openXlsx(source: ArchiveSource, signal?: AbortSignal): Promise<XlsxFile> {
  const archive = await openArchive(source, 'XLSX')
  try {
    const workbook = await readWorkbook(archive, signal)
    const sourceOf = (name: string) => ({
      archive,
      workbook,
      signal,
      sheet: sheetOf(workbook.sheets, name),
    })
    return {
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
      pieces: (sheet, onBytes) => readRows({ ...sourceOf(sheet), onBytes }),
      rows: (sheet) => oneByOne(readRows(sourceOf(sheet))),
      merges: (sheet) => readMerges(sourceOf(sheet)),
      close: archive.close,
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

function sheetOf(sheets: SheetPart[], name: string): SheetPart {
  const found = sheets.find((sheet) => sheet.name === name)
  if (found === undefined) throw new Error(`there is no sheet ${name}`)
  return found
}

async function* oneByOne(pieces: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow> {
  for await (const piece of pieces) yield* piece
}
