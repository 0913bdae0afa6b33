import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { AppError } from '../../base/app-error.ts'
import { mainSheet } from './answer-sheets.ts'
import type { Cell, Sheet } from './sheet.ts'
import { csvPieces } from './write-csv.ts'
import { xlsxBytes } from './write-xlsx.ts'

export const exportFormats = ['xlsx', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** @throws AppError invalid_input for another ending */
export function formatOf(path: string): ExportFormat {
  const format = exportFormats.find((one) => extname(path).toLowerCase() === `.${one}`)
  if (format !== undefined) return format
  throw new AppError('invalid_input', `"${path}" is neither .xlsx nor .csv.`, {
    field: '--to',
    hint: 'The ending of the file says its format: write --to output.xlsx.',
  })
}

/** CSV has one sheet: of several, the one that counts. */
export const exportPieces = (
  sheets: Sheet[],
  format: ExportFormat,
): AsyncIterable<Uint8Array | string> =>
  format === 'xlsx' ? xlsxBytes(sheets) : csvPieces(mainSheet(sheets))

type Target = { path: string; overwrite: boolean; signal?: AbortSignal }

/**
 * Writes sheets to a file that is there whole or not at all.
 *
 * @returns rows without headers
 * @throws AppError conflict when there is a file and it may not be replaced
 */
export async function writeSheets(
  sheets: Sheet[],
  { path, overwrite, signal }: Target,
): Promise<{ rows: number }> {
  const format = formatOf(path)
  if (!overwrite && existsSync(path)) throw thereIsOne(path)
  const counted = sheets.map(countingRows)
  const draft = `${path}.part`
  const file = await open(draft, 'w').catch((cause: unknown) => {
    throw notWritable(path, cause)
  })
  try {
    const pieces = exportPieces(
      counted.map(({ sheet }) => sheet),
      format,
    )
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      await file.write(typeof piece === 'string' ? Buffer.from(piece) : piece)
    }
    await file.close()
    await rename(draft, path)
    return { rows: counted.reduce((sum, { count }) => sum + count(), 0) }
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw error
  }
}

function countingRows(sheet: Sheet): { sheet: Sheet; count: () => number } {
  let count = 0
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const row of sheet.rows) {
      count += 1
      yield row
    }
  }
  return { sheet: { ...sheet, rows: rows() }, count: () => count }
}

const thereIsOne = (path: string): AppError =>
  new AppError('conflict', `There is a file ${path} already.`, {
    field: '--to',
    hint: 'Name another, or add --overwrite.',
  })

const notWritable = (path: string, cause: unknown): AppError =>
  new AppError('invalid_input', `The file ${path} cannot be written.`, {
    cause,
    field: '--to',
    hint: 'Name a file in a folder where this user may write.',
  })
