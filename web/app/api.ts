import type { ErrorReply } from '../../server/http/contract.ts'
import { takeAhead } from './ahead.ts'

type Call = { signal?: AbortSignal }

/** A request that did not succeed; `status` 0 means that the server was not reached. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly field: string | undefined
  readonly zh: ErrorReply['error']['zh']

  constructor(status: number, { error }: ErrorReply) {
    super(error.message)
    this.name = 'ApiError'
    this.status = status
    this.code = error.code
    this.hint = error.hint
    this.field = error.field
    this.zh = error.zh
  }
}

/** @throws ApiError for any reply but 2xx */
export async function getJson<T>(path: string, { signal }: Call = {}): Promise<T> {
  return (await takeAhead<T>(path)) ?? readJson(await send(path, { signal: signal ?? null }))
}

/** @throws ApiError for any reply but 2xx */
export async function postJson<T>(path: string, body: unknown, { signal }: Call = {}): Promise<T> {
  return readJson(await send(path, postOf(body, signal)))
}

/** Each `data:` of a reply that is an event stream; ends when the server closes it. */
export async function* streamEvents<T>(
  path: string,
  body: unknown,
  { signal }: Call = {},
): AsyncGenerator<T> {
  const reply = await send(path, postOf(body, signal))
  if (!reply.ok || reply.body === null) throw await errorOf(reply)
  yield* readEvents<T>(reply.body)
}

/** Sends without judging the reply, for the few that read a refusal's body themselves. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, { error: { code: 'offline', message: 'The server was not reached.' } })
  }
}

export function postOf(body: unknown, signal?: AbortSignal): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  }
}

/** `postOf` by another method. */
export const putOf = (body: unknown): RequestInit => ({ ...postOf(body), method: 'PUT' })

/**
 * A reply that says what became of a request, a refusal by the state of things included.
 *
 * @throws ApiError for any other error
 */
export async function outcomeOf<T extends { outcome: string }>(reply: Response): Promise<T> {
  const body: unknown = await reply
    .clone()
    .json()
    .catch(() => null)
  if (typeof body === 'object' && body !== null && 'outcome' in body) return body as T
  throw await errorOf(reply)
}

export async function errorOf(reply: Response): Promise<ApiError> {
  const body: unknown = await reply.json().catch(() => null)
  const known = typeof body === 'object' && body !== null && 'error' in body
  const fallback = { error: { code: 'internal', message: `HTTP ${reply.status}` } }
  return new ApiError(reply.status, known ? (body as ErrorReply) : fallback)
}

async function readJson<T>(reply: Response): Promise<T> {
  if (!reply.ok) throw await errorOf(reply)
  return (await reply.json()) as T
}

/** The `data:` lines of server-sent events, parsed; other fields are left out. */
export async function* readEvents<T>(body: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = dataOf(block)
        if (data !== '') yield JSON.parse(data) as T
      }
    }
  } finally {
    // Leaving early lets the server stop its work.
    await reader.cancel().catch(() => undefined)
  }
}

const dataOf = (block: string) =>
  block
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n')
