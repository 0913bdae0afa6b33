import { hash } from 'node:crypto'
import { AppError } from '../../../base/app-error.ts'
import {
  type IngestDeps,
  ingest,
  type StreamName,
  type StreamRow,
  type UnreadableRow,
} from '../../../factory/index.ts'
import { readJson } from '../read-json.ts'
import type { Admission } from './admission.ts'
import { type Line, readLines } from './lines.ts'

export type ReceiveLimits = {
  /** Of the body, unpacked. */
  bodyBytes: number
  lineBytes: number
  rowsPerBatch: number
  /** Refusals in the reply; the count is always whole. */
  refusalsListed: number
}

type RefusedLine = { line: number; field: string; value: string | null; reason: string }

/** `read = written + duplicates + refusedRows`. */
export type Received = {
  read: number
  written: number
  duplicates: number
  refusedRows: number
  refused: RefusedLine[]
  /** Not every refusal is listed. */
  truncated: boolean
}

export type Receipt = {
  siteId: string
  source: string
  stream: StreamName
  body: AsyncIterable<Uint8Array>
  /** How the sender calls this body: its rows are then kept by name and line. */
  batch: string | null
  signal: AbortSignal
}

type Parts = IngestDeps & { admission: Admission; limits: ReceiveLimits }

/**
 * Takes a body of JSON lines in, batch by batch as it arrives; what was stored before a failure
 * stays, and sending the body again completes it.
 *
 * @throws AppError too_large for a body over the limit, and what `ingest` throws
 */
export async function receive(parts: Parts, receipt: Receipt): Promise<Received> {
  const { limits } = parts
  const total: Received = {
    ...{ read: 0, written: 0, duplicates: 0, refusedRows: 0 },
    ...{ refused: [], truncated: false },
  }
  let waiting: Line[] = []
  const flush = async () => {
    const lines = waiting
    waiting = []
    if (lines.length > 0) addUp(total, await store(parts, receipt, lines), limits)
  }
  try {
    const body = limited(receipt.body, limits.bodyBytes)
    for await (const lines of readLines(body, { mostBytes: limits.lineBytes })) {
      for (const line of lines) {
        waiting.push(line)
        if (waiting.length >= limits.rowsPerBatch) await flush()
      }
      receipt.signal.throwIfAborted()
    }
    await flush()
    return total
  } catch (error) {
    throw withStored(error, total)
  }
}

/** A body that stops in the middle is told from one that is over, and from one that is too large. */
async function* limited(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<Uint8Array> {
  let read = 0
  const chunks = body[Symbol.asyncIterator]()
  try {
    for (let next = await nextChunk(chunks); !next.done; next = await nextChunk(chunks)) {
      read += next.value.length
      if (read > mostBytes) throw tooLarge(mostBytes)
      yield next.value
    }
  } finally {
    await chunks.return?.().catch(() => undefined)
  }
}

const longestPauseMs = 30_000

/** @throws AppError timeout for a sender that pauses too long, invalid_input for one that went away */
async function nextChunk(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  const pause = Promise.withResolvers<never>()
  const timer = setTimeout(() => pause.reject(paused()), longestPauseMs)
  try {
    return await Promise.race([chunks.next(), pause.promise])
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid_input', 'The body broke off.', { cause, field: 'body' })
  } finally {
    clearTimeout(timer)
  }
}

const paused = (): AppError =>
  new AppError('timeout', `No byte of the body came for ${longestPauseMs / 1000} s.`, {
    field: 'body',
  })

export const tooLarge = (mostBytes: number): AppError =>
  new AppError('too_large', `The body is larger than ${mostBytes} bytes.`, {
    field: 'body',
    hint: 'Send the rows in several requests; whole files go in with `jidoka import`.',
  })

async function store(parts: Parts, receipt: Receipt, lines: Line[]) {
  const { siteId, source, stream, batch } = receipt
  const rows: StreamRow[] = []
  const positions: string[] = []
  const unreadable: UnreadableRow[] = []
  const lineOf = new Map<string, number>()
  for (const { line, text, unreadable: reason } of lines) {
    const position = batch === null ? hash('sha256', text).slice(0, 16) : `${batch}:${line}`
    lineOf.set(position, line)
    const parsed = reason === null ? readJson(text) : { reason }
    if ('reason' in parsed) {
      unreadable.push({ position, raw: text.slice(0, keptCharacters), reason: parsed.reason })
      continue
    }
    // The stream's own schema judges the row; here it is whatever the sender wrote.
    rows.push(parsed.value as StreamRow)
    positions.push(position)
  }
  const result = await parts.admission.write(() =>
    ingest(parts, { siteId, source, stream, rows, positions, unreadable, live: true }),
  )
  const refused = result.refused.map(({ position, ...cell }) => ({
    line: lineOf.get(position) ?? 0,
    ...cell,
  }))
  return { ...result, refused }
}

const keptCharacters = 2_000

type Stored = Omit<Received, 'truncated'>

function addUp(total: Received, part: Stored, { refusalsListed }: ReceiveLimits): void {
  total.read += part.read
  total.written += part.written
  total.duplicates += part.duplicates
  total.refusedRows += part.refusedRows
  const room = refusalsListed - total.refused.length
  total.refused.push(...part.refused.slice(0, room))
  total.truncated ||= part.refused.length > room
}

function withStored(error: unknown, { read }: Received): unknown {
  if (read === 0 || !(error instanceof AppError)) return error
  const hint = `The first ${read} rows were received; sent again they change nothing.`
  return new AppError(error.code, error.message, {
    cause: error,
    hint: error.hint === undefined ? hint : `${error.hint} ${hint}`,
    ...(error.field === undefined ? {} : { field: error.field }),
  })
}
