import { open } from 'node:fs/promises'
import { AppError } from '../../../base/app-error.ts'

/** A workbook, or text, which may be packed by gzip. */
export type FileKind = 'xlsx' | 'csv'

/**
 * By its first bytes, whatever its name says.
 *
 * @throws AppError invalid_input for a workbook of before 2007, or one with a password
 */
export async function fileKind(path: string): Promise<FileKind> {
  const start = await firstBytes(path, 4)
  if (start.equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'xlsx'
  if (!start.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'csv'
  throw new AppError('invalid_input', `${path} is an old workbook (.xls), or has a password`, {
    field: 'file',
    hint: 'Open it in a spreadsheet program and save it as XLSX without password, or as CSV.',
  })
}

/** @throws AppError not_found, invalid_input for a folder */
export async function firstBytes(path: string, most: number): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw new AppError('invalid_input', `${path} is not a file`, {
      cause,
      field: 'file',
      hint: 'Name the XLSX, CSV or CSV.gz file itself.',
    })
  } finally {
    await file.close()
  }
}

export function unreadable(path: string, cause: unknown): AppError {
  return new AppError('not_found', `cannot read the file ${path}`, {
    cause,
    field: 'file',
    hint: 'Check its name and folder, and that this user may read it.',
  })
}
