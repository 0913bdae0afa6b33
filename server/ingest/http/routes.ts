import { type Context, Hono } from 'hono'
import { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import type { Clock } from '../../../base/ports.ts'
import { type StreamName, streamNames } from '../../../factory/index.ts'
import type { Db } from '../../../store/index.ts'
import { type AdmissionLimits, openAdmission } from './admission.ts'
import { findIngestKey, type IngestKey } from './keys.ts'
import { type ReceiveLimits, receive, tooLarge } from './receive.ts'

type Limits = ReceiveLimits & AdmissionLimits

const megabyte = 1024 * 1024
const usual: Limits = {
  bodyBytes: 64 * megabyte,
  lineBytes: megabyte,
  rowsPerBatch: 5_000,
  refusalsListed: 1_000,
  requests: 16,
  writers: 2,
}

const jsonLines = ['application/x-ndjson', 'application/jsonl', 'application/json-lines']

/**
 * POST /ingest/v1/{stream}: JSON lines, gzip if it says so, by the key of a source.
 * 200 {read, written, duplicates, refusedRows, refused[], truncated}: good rows are stored although
 * others were refused, and those are kept. 401, 403, 404, 413, 415; 429 with Retry-After when busy.
 */
export function ingestRoutes(
  { db, clock }: { db: Db; clock: Clock },
  given: Partial<Limits> = {},
): Hono {
  const limits = { ...usual, ...given }
  const admission = openAdmission(limits)
  return new Hono().post('/:stream', async (c) => {
    const key = await keyOf(c, { db, clock })
    const stream = streamOf(c.req.param('stream'), key)
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    if (!jsonLines.includes(type)) return c.json(wrongType(type), 415)
    if (Number(c.req.header('content-length') ?? 0) > limits.bodyBytes) {
      throw tooLarge(limits.bodyBytes)
    }
    const body = bodyOf(c.req.raw)
    if (body === null) return c.json(wrongEncoding(c), 415)
    const place = admission.enter()
    if ('retryAfterS' in place) {
      c.header('retry-after', String(place.retryAfterS))
      return c.json(busy(place.retryAfterS), 429)
    }
    try {
      const { siteId, source } = key
      const { signal } = c.req.raw
      const batch = c.req.header('x-batch') ?? null
      const receipt = { siteId, source, stream, body, batch, signal }
      return c.json(await receive({ db, clock, admission, limits }, receipt))
    } finally {
      place.leave()
    }
  })
}

async function keyOf(c: Context, deps: { db: Db; clock: Clock }): Promise<IngestKey> {
  const given = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  const key = given === undefined ? null : await findIngestKey(deps, given)
  if (key !== null) return key
  c.header('www-authenticate', 'Bearer')
  throw new AppError('unauthenticated', 'The ingestion key is missing or not in force.', {
    field: 'Authorization',
    hint: 'Send `Authorization: Bearer KEY`; `jidoka key create` makes one.',
  })
}

function streamOf(typed: string, { streams }: IngestKey): StreamName {
  const known = streamNames.find((name) => name === typed)
  if (known === undefined) {
    const near = nearest(typed, streamNames)
    throw new AppError('not_found', `There is no stream "${typed}".`, {
      field: 'stream',
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : streamNames.join(', '),
    })
  }
  if (streams.includes(known)) return known
  throw new AppError('forbidden', `This key may not send ${known}.`, {
    field: 'stream',
    hint: `It may send ${streams.join(', ')}.`,
  })
}

/** The body as it should be read; null for a packing that is not known. */
function bodyOf({ body, headers }: Request): AsyncIterable<Uint8Array> | null {
  const packing = headers.get('content-encoding') ?? 'identity'
  const bytes: ReadableStream<Uint8Array> = body ?? new Blob([]).stream()
  if (packing === 'identity') return bytes
  return packing === 'gzip' ? unpacked(bytes) : null
}

async function* unpacked(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>
  try {
    yield* bytes.pipeThrough(gunzip)
  } catch (cause) {
    throw new AppError('invalid_input', 'The body is not gzip, or it was cut off.', {
      cause,
      field: 'body',
    })
  }
}

const wrongType = (type: string) => ({
  error: {
    code: 'invalid_input',
    message: `The body cannot be of type "${type}".`,
    field: 'Content-Type',
    hint: 'Send one JSON object a line, as application/x-ndjson.',
  },
})

const wrongEncoding = (c: Context) => ({
  error: {
    code: 'invalid_input',
    message: `The body cannot be packed as "${c.req.header('content-encoding')}".`,
    field: 'Content-Encoding',
    hint: 'Send it as gzip, or as it is.',
  },
})

const busy = (seconds: number) => ({
  error: {
    code: 'unavailable',
    message: 'Too many requests are being received.',
    hint: `Send it again after ${seconds} s.`,
  },
})
