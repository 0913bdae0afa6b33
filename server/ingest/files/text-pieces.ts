import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../../base/app-error.ts'
import { fileFault } from '../faults/index.ts'
import { firstBytes } from './file-kind.ts'

export const encodings = [
  'utf-8',
  'gbk',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'windows-1252',
] as const
export type Encoding = (typeof encodings)[number]

export type TextOptions = {
  encoding: Encoding
  /** Bytes of the file as it lies on disk. */
  onBytes?: (read: number) => void
  signal?: AbortSignal
}

/** Small, so that the statements of an import get their turn between two pieces. */
const bytesAtOnce = 16_384

/**
 * The text of a file, plain or gzip, piece by piece. Strict: a byte that the encoding does not know
 * is an error with its line, never a replacement.
 *
 * @throws AppError invalid_input naming file and line; what zlib throws of a damaged gzip file
 */
export async function* textPieces(path: string, options: TextOptions): AsyncGenerator<string> {
  const decode = strictDecoder(basename(path), options.encoding)
  for await (const chunk of await unpacked(path, options)) {
    options.signal?.throwIfAborted()
    yield decode(chunk)
  }
  yield decode(undefined)
}

async function unpacked(path: string, { onBytes }: TextOptions): Promise<AsyncIterable<Buffer>> {
  const isGzip = (await firstBytes(path, 2)).equals(Buffer.from([0x1f, 0x8b]))
  const file = createReadStream(path, { highWaterMark: bytesAtOnce })
  let read = 0
  file.on('data', (chunk) => {
    read += chunk.length
    onBytes?.(read)
  })
  file.pause()
  if (!isGzip) return file
  const gunzip = createGunzip({ chunkSize: bytesAtOnce })
  file.on('error', (error) => gunzip.destroy(error))
  gunzip.on('close', () => file.destroy())
  return file.pipe(gunzip)
}

function strictDecoder(name: string, encoding: Encoding): (chunk: Buffer | undefined) => string {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  return (chunk) => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined })
      const zero = text.indexOf('\0')
      if (zero >= 0) throw notText(name, line + newlines(text.slice(0, zero)))
      line += newlines(text)
      return text
    } catch (error) {
      if (error instanceof AppError) throw error
      const other = chunk === undefined || line > 1 ? null : markedEncoding(chunk)
      const place = { name, line: line + newlinesBeforeBad(chunk, encoding) }
      const usual = encoding === 'utf-8' ? 'gbk' : 'utf-8'
      throw fileFault('otherEncoding', { ...place, encoding, other: other ?? usual })
    }
  }
}

export function newlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function newlinesBeforeBad(chunk: Buffer | undefined, encoding: string): number {
  const text = new TextDecoder(encoding).decode(chunk)
  return newlines(text.slice(0, Math.max(0, text.indexOf('\ufffd'))))
}

const notText = (name: string, line: number): AppError => fileFault('binary', { name, line })

/** What a byte order mark says, where it is not that of UTF-8. */
export function markedEncoding(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : null
}
