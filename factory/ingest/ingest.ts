import { setImmediate as othersTurn } from 'node:timers/promises'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { type Checked, near, parseRows, type Refusal, type UnreadableRow } from './parse-rows.ts'
import { storeRows } from './store-rows.ts'
import { definitionOf, type StreamName, type StreamRow, streamNames } from './streams.ts'
import { refuseWrongClock } from './wrong-clock.ts'

export type IngestDeps = { db: Db; clock: Clock }

/** Rows of one stream as one source sends them. */
export type IngestBatch<Name extends StreamName = StreamName> = {
  siteId: string
  source: string
  stream: Name
  rows: readonly StreamRow<Name>[]
  /** Where each row stands at its sender, such as `orders.csv:17`; parallel to `rows`. */
  positions?: readonly string[]
  /** What its sender meant as rows and nobody could read: refused and kept with the others. */
  unreadable?: readonly UnreadableRow[]
  /** The source has spoken up to here, though nothing happened: its open states run on until then. */
  until?: Date
  /** The rows come as they happen: how far their clock is from ours is noted. */
  live?: boolean
}

/** `read = written + duplicates + refusedRows`; a row may be refused for several fields. */
export type IngestResult = {
  read: number
  written: number
  duplicates: number
  refusedRows: number
  refused: Refusal[]
}

export type IngestOptions = { principal?: Principal; signal?: AbortSignal }

const rowsPerTransaction = 10_000
const rowsAtOnce = 500

/**
 * The one door for plant data, whoever knocks. A row sent again changes nothing; a row that differs
 * replaces the one with its key; a bad row is refused and kept, the good ones beside it are written.
 * Hourly facts are up to date when it returns. Rows go in transactions of 10,000, the next of them
 * read while one is stored: after an abort the earlier ones stay, and sending everything again
 * completes them.
 *
 * @throws AppError forbidden, not_found (site), invalid_input (stream, source)
 */
export async function ingest<Name extends StreamName>(
  deps: IngestDeps,
  batch: IngestBatch<Name>,
  options: IngestOptions = {},
): Promise<IngestResult> {
  checkBatch(batch, options.principal)
  const total: IngestResult = { read: 0, written: 0, duplicates: 0, refusedRows: 0, refused: [] }
  let storing: Promise<void> = Promise.resolve()
  try {
    for (const part of partsOf(batch, rowsPerTransaction)) {
      options.signal?.throwIfAborted()
      const checked = await parsePart(part)
      await storing
      options.signal?.throwIfAborted()
      storing = storePart(deps, { ...part, checked, principal: options.principal }).then((done) =>
        add(total, done),
      )
      // It is awaited before the next one; until then its failure is nobody's.
      storing.catch(() => undefined)
    }
    await storing
  } finally {
    await storing.catch(() => undefined)
  }
  return total
}

function add(total: IngestResult, done: IngestResult): void {
  total.read += done.read
  total.written += done.written
  total.duplicates += done.duplicates
  total.refusedRows += done.refusedRows
  total.refused.push(...done.refused)
}

/** In small steps: the store's answers, and everybody else's, do not wait for it. */
async function parsePart(part: IngestBatch): Promise<Checked> {
  const definition = definitionOf(part.stream)
  const checked: Checked = { good: [], bad: [] }
  for (const some of partsOf(part, rowsAtOnce)) {
    const { good, bad } = parseRows(definition, some)
    checked.good.push(...good)
    checked.bad.push(...bad)
    if (some.rows.length === rowsAtOnce) await othersTurn()
  }
  return checked
}

type Parsed = IngestBatch & { checked: Checked; principal: Principal | undefined }

async function storePart(
  { db, clock }: IngestDeps,
  { principal, ...batch }: Parsed,
): Promise<IngestResult> {
  const now = clock()
  const { live } = batch
  const checked = refuseWrongClock(batch.checked, definitionOf(batch.stream), { now, live })
  return db.tx(
    'ingest',
    async (tx) => {
      const { bad, inserted, updated } = await storeRows(tx, checked, { ...batch, now })
      const read = batch.rows.length + (batch.unreadable?.length ?? 0)
      const written = inserted + updated
      const refused = bad.flatMap(({ refusals }) => refusals)
      const duplicates = read - written - bad.length
      return { read, written, duplicates, refusedRows: bad.length, refused }
    },
    { timeoutMs: 300_000, ...(principal === undefined ? {} : { principal }) },
  )
}

function* partsOf(
  { unreadable = [], ...batch }: IngestBatch,
  size: number,
): Generator<IngestBatch> {
  const most = Math.max(batch.rows.length, unreadable.length, batch.until === undefined ? 0 : 1)
  for (let start = 0; start < most; start += size) {
    const end = start + size
    yield {
      ...batch,
      rows: batch.rows.slice(start, end),
      unreadable: unreadable.slice(start, end),
      ...(batch.positions === undefined ? {} : { positions: batch.positions.slice(start, end) }),
    }
  }
}

function checkBatch(
  { siteId, source, stream, positions, rows }: IngestBatch,
  principal?: Principal,
) {
  if (!streamNames.includes(stream)) {
    throw new AppError('invalid_input', `unknown stream ${stream}${near(stream, streamNames)}`, {
      field: 'stream',
      hint: `Streams: ${streamNames.join(', ')}.`,
    })
  }
  if (source === '' || source.length > 200) {
    throw new AppError('invalid_input', 'source must be 1 to 200 characters', { field: 'source' })
  }
  if (positions !== undefined && positions.length !== rows.length) {
    throw new AppError('invalid_input', 'positions must be as many as rows', { field: 'positions' })
  }
  if (principal !== undefined && !sitesOf(principal).includes(siteId)) {
    throw new AppError('forbidden', `${principal.userId} has no role at site ${siteId}`, {
      field: 'siteId',
    })
  }
}
