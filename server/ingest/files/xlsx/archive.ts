import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../../../base/app-error.ts'
import { fileFault } from '../../faults/index.ts'

/** Parts of an XLSX file by name, read where they lie: the file is never held whole. */
export type Archive = {
  name: string
  has: (part: string) => boolean
  /** Text of a part as it is unpacked. */
  read: (part: string, most: number, signal?: AbortSignal) => AsyncGenerator<string>
  /** Bytes of a part as it lies in the file, and unpacked. */
  sizeOf: (part: string) => { packed: number; unpacked: number }
  close: () => void
}

const megabyte = 1024 * 1024
const mostParts = 10_000

/** Sheets pack 5 to 20 times, monotonous ones 60. Deflate itself ends at 1,032. */
const bombRatio = 200
const smallEnough = 10 * megabyte

/**
 * @throws AppError invalid_input for a file that is no XLSX, is encrypted or damaged; too_large for
 * one that is packed to burst
 */
export async function openArchive(path: string): Promise<Archive> {
  const name = basename(path)
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw damaged(name, cause)
  })
  try {
    const entries = await entriesOf(zip, name)
    return {
      name,
      has: (part) => entries.has(part),
      sizeOf: (part) => {
        const entry = entries.get(part)
        return { packed: entry?.compressedSize ?? 0, unpacked: entry?.uncompressedSize ?? 0 }
      },
      read: (part, most, signal) => readPart({ zip, entries, name, part, most }, signal),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function entriesOf(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostParts) {
    throw fileFault('manyParts', { name, parts: zip.entryCount }, tooLarge)
  }
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  } catch (cause) {
    throw damaged(name, cause)
  }
  return entries
}

type Part = { zip: ZipFile; entries: Map<string, Entry>; name: string; part: string; most: number }

async function* readPart(
  { zip, entries, name, part, most }: Part,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const entry = entries.get(part)
  if (entry === undefined) throw damaged(name, new Error(`has no part ${part}`))
  refuseBomb(entry, { name, most })
  let stream: Readable | undefined
  try {
    stream = await zip.openReadStreamPromise(entry)
    const text = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of stream) {
      signal?.throwIfAborted()
      yield text.decode(chunk as Buffer, { stream: true })
    }
    yield text.decode()
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof AppError ? error : damaged(name, error)
  } finally {
    stream?.destroy()
  }
}

/** What a part says of its size is true: reading ends with an error at the first byte beyond. */
function refuseBomb(entry: Entry, { name, most }: { name: string; most: number }): void {
  const { fileName, compressedSize, uncompressedSize } = entry
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  if (uncompressedSize > smallEnough && ratio > bombRatio) {
    throw fileFault('packed', { name, part: fileName, times: Math.round(ratio) }, tooLarge)
  }
  if (uncompressedSize > most) {
    const mb = Math.round(uncompressedSize / megabyte)
    const limit = Math.round(most / megabyte)
    throw fileFault('bursting', { name, part: fileName, mb, most: limit }, tooLarge)
  }
}

const tooLarge = { code: 'too_large' } as const

function damaged(name: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return fileFault('notXlsx', { name, why }, { cause })
}
