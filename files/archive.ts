import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../base/app-error.ts'
import { type ArchiveKind, archiveWords } from './archive-words.ts'
import { saidFault } from './fault.ts'

/** Parts of a ZIP container by name, read where they lie: unpacked, it is never held whole. */
export type Archive = {
  name: string
  kind: ArchiveKind
  parts: () => string[]
  has: (part: string) => boolean
  /** Text of a part as it is unpacked. */
  read: (part: string, most: number, signal?: AbortSignal) => AsyncGenerator<string>
  /** Bytes of a part, which are held whole. */
  bytes: (part: string, most: number, signal?: AbortSignal) => Promise<Buffer>
  /** Bytes of a part as it lies in the file, and unpacked. */
  sizeOf: (part: string) => { packed: number; unpacked: number }
  close: () => void
}

/** A file on disk, or bytes that are there already. */
export type ArchiveSource = string | { name: string; bytes: Uint8Array }

const megabyte = 1024 * 1024
const mostParts = 10_000

/** Sheets pack 5 to 20 times, monotonous ones 60. Deflate itself ends at 1,032. */
const bombRatio = 200
const smallEnough = 10 * megabyte

/**
 * @throws AppError invalid_input for a file that is no such archive, is encrypted or damaged;
 * too_large for one that is packed to burst
 */
export async function openArchive(source: ArchiveSource, kind: ArchiveKind): Promise<Archive> {
  const name = typeof source === 'string' ? basename(source) : source.name
  const of = { name, kind }
  const zip = await open(source).catch((cause: unknown) => {
    throw damaged(of, cause)
  })
  try {
    const entries = await entriesOf(zip, of)
    const lying = { zip, entries, of }
    return {
      ...of,
      parts: () => [...entries.keys()],
      has: (part) => entries.has(part),
      sizeOf: (part) => {
        const entry = entries.get(part)
        return { packed: entry?.compressedSize ?? 0, unpacked: entry?.uncompressedSize ?? 0 }
      },
      read: (part, most, signal) => textOf({ ...lying, part, most }, signal),
      bytes: async (part, most, signal) => {
        const pieces: Buffer[] = []
        for await (const piece of piecesOf({ ...lying, part, most }, signal)) pieces.push(piece)
        return Buffer.concat(pieces)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Names are decoded here: older Chinese programs write them in GBK without saying so. */
const open = (source: ArchiveSource): Promise<ZipFile> => {
  const options = { autoClose: false, decodeStrings: false }
  return typeof source === 'string'
    ? openPromise(source, options)
    : fromBufferPromise(
        Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength),
        options,
      )
}

type Named = { name: string; kind: ArchiveKind }

async function entriesOf(zip: ZipFile, of: Named): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostParts) {
    throw saidFault(archiveWords.manyParts({ ...of, parts: zip.entryCount }), tooLarge)
  }
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) entries.set(nameOf(entry), entry)
  } catch (cause) {
    throw damaged(of, cause)
  }
  return entries
}

const saysUtf8 = 0x800

function nameOf({ fileNameRaw, generalPurposeBitFlag }: Entry): string {
  const decoded = (encoding: string) =>
    new TextDecoder(encoding, { fatal: true }).decode(fileNameRaw)
  try {
    return decoded('utf-8').replaceAll('\\', '/')
  } catch (error) {
    if ((generalPurposeBitFlag & saysUtf8) !== 0) throw error
    return new TextDecoder('gb18030').decode(fileNameRaw).replaceAll('\\', '/')
  }
}

type Part = { zip: ZipFile; entries: Map<string, Entry>; of: Named; part: string; most: number }

async function* textOf(part: Part, signal: AbortSignal | undefined): AsyncGenerator<string> {
  const text = new TextDecoder('utf-8', { fatal: true })
  const decoded = (piece?: Buffer) => {
    try {
      return piece === undefined ? text.decode() : text.decode(piece, { stream: true })
    } catch (cause) {
      throw damaged(part.of, cause)
    }
  }
  for await (const piece of piecesOf(part, signal)) yield decoded(piece)
  yield decoded()
}

async function* piecesOf(
  { zip, entries, of, part, most }: Part,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  const entry = entries.get(part)
  if (entry === undefined) throw damaged(of, new Error(`has no part ${part}`))
  if (entry.isEncrypted()) throw saidFault(archiveWords.locked({ ...of, part }))
  refuseBomb(entry, { ...of, part, most })
  let stream: Readable | undefined
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      signal?.throwIfAborted()
      yield chunk as Buffer
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof AppError ? error : damaged(of, error)
  } finally {
    stream?.destroy()
  }
}

/** What a part says of its size is true: reading ends with an error at the first byte beyond. */
function refuseBomb(entry: Entry, { part, most, ...of }: Named & { part: string; most: number }) {
  const { compressedSize, uncompressedSize } = entry
  const ratio = uncompressedSize / Math.max(1, compressedSize)
  if (uncompressedSize > smallEnough && ratio > bombRatio) {
    throw saidFault(archiveWords.packed({ ...of, part, times: Math.round(ratio) }), tooLarge)
  }
  if (uncompressedSize > most) {
    const mb = Math.round(uncompressedSize / megabyte)
    const limit = Math.round(most / megabyte)
    throw saidFault(archiveWords.bursting({ ...of, part, mb, most: limit }), tooLarge)
  }
}

const tooLarge = { code: 'too_large' } as const

function damaged(of: Named, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return saidFault(archiveWords.damaged({ ...of, why }), { cause })
}
