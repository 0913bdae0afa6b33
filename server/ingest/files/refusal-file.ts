import { type FileHandle, open, rm } from 'node:fs/promises'
import { AppError } from '../../../base/app-error.ts'

/** A record that was not taken; of several things wrong with it `reason` tells them all. */
export type RefusedRecord = {
  file: string
  line: number
  stream: string
  field: string
  value: string | null
  reason: string
}

/** The columns that a list of refused rows begins with; those of the file itself follow. */
export const refusalColumns = ['file', 'line', 'stream', 'field', 'value', 'reason'] as const

export type RefusalFile = {
  write: (refused: RefusedRecord, cells: readonly string[]) => Promise<void>
  /** The path when anything was refused, else null. */
  close: () => Promise<string | null>
}

type Writer = { header: string | null; lineOf: (refused: RefusedRecord, cells: Cells) => string }
type Cells = readonly string[]

/**
 * Refused rows for a person to mend: as CSV each stands as it came, behind why it was refused, and
 * the mended list can be imported itself. One JSON object a line when the path ends in .jsonl.
 */
export async function refusalFile(path: string | undefined, columns: Cells): Promise<RefusalFile> {
  if (path === undefined) return { write: async () => undefined, close: async () => null }
  await rm(path, { force: true }).catch((cause: unknown) => {
    throw notWritable(path, cause)
  })
  let file: FileHandle | undefined
  const { header, lineOf } = path.endsWith('.jsonl') ? jsonLines(columns) : csvLines(columns)
  return {
    write: async (refused, cells) => {
      if (file === undefined) {
        file = await open(path, 'w').catch((cause: unknown) => {
          throw notWritable(path, cause)
        })
        if (header !== null) await file.write(`${header}\n`)
      }
      await file.write(`${lineOf(refused, cells)}\n`)
    },
    close: async () => {
      await file?.close()
      return file === undefined ? null : path
    },
  }
}

const csvLines = (columns: Cells): Writer => ({
  header: csvLine([...refusalColumns, ...columns]),
  lineOf: (refused, cells) =>
    csvLine([...refusalColumns.map((name) => String(refused[name] ?? '')), ...cells]),
})

const jsonLines = (columns: Cells): Writer => ({
  header: null,
  lineOf: (refused, cells) =>
    JSON.stringify({
      ...refused,
      row: Object.fromEntries(cells.map((cell, at) => [columns[at] ?? `column ${at + 1}`, cell])),
    }),
})

const csvLine = (cells: Cells): string => cells.map(csvCell).join(',')

const csvCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

function notWritable(path: string, cause: unknown): AppError {
  return new AppError('invalid_input', `The list of refused rows ${path} cannot be written.`, {
    cause,
    field: '--refused',
    hint: 'Name a file in a folder where this user may write, with --refused FILE.',
  })
}
