import { open, readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import { compoundBytes, compoundMark, hasPassword } from '../../../files/index.ts'
import { fileFault } from '../faults/index.ts'

/** A workbook, or text, which may be packed by gzip. */
export type FileKind = 'xlsx' | 'csv'

/** Kinds of files that people bring by mistake, by their first bytes. */
const others: { start: string; kind: string; advice: 'document' | 'table' }[] = [
  { start: '%PDF', kind: 'PDF', advice: 'document' },
  { start: '\x89PNG', kind: 'PNG', advice: 'table' },
  { start: '\xff\xd8\xff', kind: 'JPEG', advice: 'table' },
  { start: 'Rar!', kind: 'RAR', advice: 'table' },
  { start: "7z\xbc\xaf'", kind: '7-Zip', advice: 'table' },
]
const zip = 'PK\x03\x04'

/**
 * By its first bytes, whatever its name says.
 *
 * @throws AppError invalid_input for a workbook of before 2007, one with a password, and files of
 * kinds that hold no table
 */
export async function fileKind(path: string): Promise<FileKind> {
  const start = await firstBytes(path, compoundBytes)
  const begins = (text: string) => start.subarray(0, text.length).toString('latin1') === text
  const name = basename(path)
  if (begins(zip)) return 'xlsx'
  if (begins(compoundMark)) {
    const locked = await hasPassword(start, (from, most) => bytesAt(path, from, most))
    throw fileFault(locked ? 'password' : 'oldWorkbook', { name })
  }
  const other = others.find((one) => begins(one.start))
  if (other !== undefined) throw fileFault('otherKind', { name, ...other })
  return 'csv'
}

/** @throws AppError not_found, invalid_input for a folder */
export const firstBytes = (path: string, most: number): Promise<Buffer> => bytesAt(path, 0, most)

async function bytesAt(path: string, from: number, most: number): Promise<Buffer> {
  const file = await open(path).catch(async (cause: unknown) => {
    throw await unreadable(path, cause)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, from)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw fileFault('folder', { path }, { cause })
  } finally {
    await file.close()
  }
}

/** With what is there by a name like it. */
export async function unreadable(path: string, cause: unknown): Promise<AppError> {
  const there = await readdir(dirname(path)).catch(() => [])
  const near = nearest(basename(path), there, 1).join()
  return fileFault('unreadable', { path, near }, { code: 'not_found', cause })
}
