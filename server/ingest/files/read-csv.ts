import { basename } from 'node:path'
import { CsvError, type Parser, parse } from 'csv-parse'
import { AppError } from '../../../base/app-error.ts'
import { fileFault } from '../faults/index.ts'
import { newlines, type TextOptions, textPieces } from './text-pieces.ts'

export type CsvOptions = TextOptions & { delimiter: string }

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
  for await (const piece of readCsvPieces(path, options)) yield* piece
}

/** The same, with as many records at once as came together: a promise for each costs time. */
export async function* readCsvPieces(
  path: string,
  options: CsvOptions,
): AsyncGenerator<CsvRecord[]> {
  const state = { lines: 0, failed: undefined as Error | undefined }
  const parser = recordParser(options.delimiter, state)
  try {
    for await (const piece of textPieces(path, options)) {
      parser.write(piece)
      yield parsedSoFar(parser)
      if (state.failed !== undefined) throw state.failed
    }
    parser.end()
    yield parsedSoFar(parser)
    // An error at the very end is told after this turn.
    await new Promise((resolve) => setImmediate(resolve))
    if (state.failed !== undefined) throw state.failed
    yield parsedSoFar(parser)
  } catch (error) {
    options.signal?.throwIfAborted()
    throw describeDamage(error, basename(path), state.lines + 1)
  } finally {
    parser.destroy()
  }
}

type State = {
  /** Counted where records are parsed: after an error the parser forgets those not yet read. */
  lines: number
  failed: Error | undefined
}

function recordParser(delimiter: string, state: State): Parser {
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: longestRecord,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (cells, { lines }) => {
      const inside = lines === state.lines + 1 ? 0 : newlines(cells.join(''))
      state.lines = lines
      const record: CsvRecord = { cells, line: lines - inside }
      // Its types let a record stay a list of cells only.
      return record as unknown as string[]
    },
  })
  parser.on('error', (error: Error) => {
    state.failed = error
  })
  return parser
}

function parsedSoFar(parser: Parser): CsvRecord[] {
  const records: CsvRecord[] = []
  for (;;) {
    const record: CsvRecord | null = parser.read()
    if (record === null) return records
    records.push(record)
  }
}

function describeDamage(error: unknown, name: string, line: number): Error {
  if (error instanceof AppError) return error
  if (error instanceof CsvError) return csvFault(error, { name, line })
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Z_') || code === 'ERR_BUFFER_OUT_OF_BOUNDS') {
    return fileFault('damagedGzip', { name, line })
  }
  return error instanceof Error ? error : new Error(String(error))
}

function csvFault(error: CsvError, place: { name: string; line: number }): AppError {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return fileFault('openQuote', place)
    case 'CSV_MAX_RECORD_SIZE':
      return fileFault('longRecord', place)
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return fileFault('strayQuote', place)
    default:
      return fileFault('badLine', { ...place, why: error.message })
  }
}
