import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { AppError } from '../../../base/app-error.ts'

export type CsvOptions = {
  delimiter: string
  encoding: 'utf-8' | 'gbk'
  /** Bytes of the file as it lies on disk. */
  onBytes?: (read: number) => void
  signal?: AbortSignal
}

/** `line`: where the record begins, the header being line 1. */
export type CsvRecord = { cells: string[]; line: number }

const longestRecord = 1_048_576

/**
 * The records of a CSV file, plain or gzip, header first, in bounded memory. A record may have
 * another number of cells than the header: its reader judges it, for the others are still good.
 *
 * @throws AppError invalid_input naming file, line and fix: a quote that is not closed, text in
 * another encoding, a binary or damaged gzip file
 */
export async function* readCsv(path: string, options: CsvOptions): AsyncGenerator<CsvRecord> {
  const name = basename(path)
  // Counted where records are parsed: after an error the parser forgets those not yet read here.
  let parsedLines = 0
  const parser = parse({
    bom: true,
    delimiter: options.delimiter,
    max_record_size: longestRecord,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    on_record: (cells: string[], { lines }) => {
      parsedLines = lines
      return cells
    },
  })
  const unzip = (await isGzip(path)) ? createGunzip() : new PassThrough()
  const bytes = byteCounter(options.onBytes)
  const text = textDecoder(name, options.encoding)
  const piped = pipeline(createReadStream(path), bytes, unzip, text, parser, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  // The parser's iterator throws the same error; without this it would be thrown twice.
  piped.catch(() => undefined)
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { cells: record, line: info.lines - newlines(record.join('')) }
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    throw describeDamage(error, name, parsedLines + 1)
  }
}

type Parsed = { record: string[]; info: { lines: number } }

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } catch (cause) {
    throw new AppError('invalid_input', `${path} is not a file`, {
      cause,
      field: 'file',
      hint: 'Name the CSV or CSV.gz file itself.',
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

function byteCounter(onBytes: ((read: number) => void) | undefined): Transform {
  let read = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length
      onBytes?.(read)
      done(null, chunk)
    },
  })
}

/** Strict: a byte that the encoding does not know is an error with its line, never a replacement. */
function textDecoder(name: string, encoding: CsvOptions['encoding']): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  const decode = (chunk: Buffer | undefined): string => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined })
      const zero = text.indexOf('\0')
      if (zero >= 0) throw notText(name, line + newlines(text.slice(0, zero)))
      line += newlines(text)
      return text
    } catch (error) {
      if (error instanceof AppError) throw error
      throw otherEncoding(name, encoding, line + newlinesBeforeBad(chunk, encoding))
    }
  }
  return new Transform({
    decodeStrings: false,
    transform(chunk: Buffer, _encoding, done) {
      settle(done, () => decode(chunk))
    },
    flush(done) {
      settle(done, () => decode(undefined))
    },
  })
}

function settle(done: (error: Error | null, text?: string) => void, work: () => string): void {
  try {
    done(null, work())
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)))
  }
}

const newlines = (text: string): number => text.split('\n').length - 1

function newlinesBeforeBad(chunk: Buffer | undefined, encoding: string): number {
  const text = new TextDecoder(encoding).decode(chunk)
  return newlines(text.slice(0, Math.max(0, text.indexOf('\ufffd'))))
}

const damaged = (where: { name: string; line: number }, what: string, hint: string): AppError =>
  new AppError('invalid_input', `${where.name}, line ${where.line}: ${what}`, {
    field: 'file',
    hint,
  })

const notText = (name: string, line: number): AppError =>
  damaged({ name, line }, 'this is a binary file, not CSV', 'Export it as CSV and import that.')

function otherEncoding(name: string, encoding: string, line: number): AppError {
  const other = encoding === 'gbk' ? 'utf-8' : 'gbk'
  const hint = `Where the file is ${other}, write \`encoding: ${other}\` beside its match in the mapping; else save it as ${encoding}.`
  return damaged({ name, line }, `this is not ${encoding} text`, hint)
}

function describeDamage(error: unknown, name: string, line: number): Error {
  if (error instanceof AppError) return error
  if (error instanceof CsvError) {
    const [what, hint] = csvReason(error)
    return damaged({ name, line }, what, hint)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Z_') || code === 'ERR_BUFFER_OUT_OF_BOUNDS') {
    const hint = 'Fetch or pack the file again.'
    return damaged({ name, line }, 'the gzip file is damaged from here', hint)
  }
  return error instanceof Error ? error : new Error(String(error))
}

const closeIt = 'Close the quote; one that belongs to the text is written twice ("").'

function csvReason(error: CsvError): [what: string, hint: string] {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return ['a quote is not closed', closeIt]
    case 'CSV_MAX_RECORD_SIZE':
      return ['a record is longer than 1 MiB; a quote is probably not closed', closeIt]
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return ['a quote stands in the middle of a cell', closeIt]
    default:
      return [error.message, 'Mend this line, then import the file again.']
  }
}
