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
 * The records of a CSV file, plain or gzip, header first, in bounded memory.
 *
 * @throws AppError invalid_input naming file and line: a quote that is not closed, another number
 * of columns, text in another encoding, a binary or damaged gzip file
 */
export async function* readCsv(path: string, options: CsvOptions): AsyncGenerator<CsvRecord> {
  const name = basename(path)
  // Counted where records are parsed: after an error the parser forgets those not yet read here.
  let parsedLines = 0
  const parser = parse({
    bom: true,
    delimiter: options.delimiter,
    max_record_size: longestRecord,
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
    throw new AppError('not_found', `cannot read the file ${path}`, { cause })
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } catch (cause) {
    throw new AppError('invalid_input', `${path} is not a file`, { cause })
  } finally {
    await file.close()
  }
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

const notText = (name: string, line: number): AppError =>
  new AppError('invalid_input', `${name}, line ${line}: this is a binary file, not CSV`)

const otherEncoding = (name: string, encoding: string, line: number): AppError =>
  new AppError('invalid_input', `${name}, line ${line}: this is not ${encoding} text`, {
    hint: `Set encoding in the mapping: ${encoding === 'gbk' ? 'utf-8' : 'gbk'}?`,
  })

function describeDamage(error: unknown, name: string, line: number): Error {
  if (error instanceof AppError) return error
  if (error instanceof CsvError) {
    return new AppError('invalid_input', `${name}, line ${line}: ${csvReason(error)}`, {
      cause: error,
    })
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Z_') || code === 'ERR_BUFFER_OUT_OF_BOUNDS') {
    return new AppError(
      'invalid_input',
      `${name}, line ${line}: the gzip file is damaged from here`,
      {
        cause: error,
      },
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}

function csvReason(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is not closed'
    case 'CSV_MAX_RECORD_SIZE':
      return 'a record is longer than 1 MiB; a quote is probably not closed'
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return 'the record has another number of columns than the header'
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands in the middle of a cell'
    default:
      return error.message
  }
}
