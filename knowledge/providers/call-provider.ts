import { setTimeout as sleep } from 'node:timers/promises'
import { guardedRequest, type Reply } from '../../base/guarded-request.ts'

/** Where a provider answers, and how long it may take. */
export type Endpoint = {
  /** Up to and including `/v1`; the path of the call is added. */
  url: string
  model: string
  apiKey: { reveal: () => string } | null
  timeoutMs: number
  /** Loopback and private addresses too; link-local ones never. */
  allowPrivate: boolean
}

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export type Patience = {
  signal: AbortSignal
  /** Tries in all: one for a person who waits, several in the background. */
  tries: number
  wait?: Wait | undefined
}

/** `why` is ours word for word: what a stranger answered never stands in it. */
export type Failure = { kind: 'failed'; why: string; retryAfterMs: number | null }
export type Called = { kind: 'answer'; body: unknown } | Failure

/** 256 passages of 4,096 numbers each. */
const mostBytes = 32 * 1024 * 1024
const firstWaitMs = 500
const longestWaitMs = 60_000

const waitFor: Wait = async (ms, signal) => {
  await sleep(ms, undefined, { signal })
}

/** One question to a provider, asked again where that may help and patience allows. */
export async function callProvider(
  endpoint: Endpoint,
  { path, body }: { path: string; body: object },
  { signal, tries, wait = waitFor }: Patience,
): Promise<Called> {
  for (let attempt = 1; ; attempt++) {
    const reply = await ask(endpoint, { path, body: JSON.stringify(body) }, signal)
    // Whoever asked is gone: that says nothing of the provider.
    signal.throwIfAborted()
    const called = understood(reply)
    if (called.kind === 'answer' || !called.again || attempt >= tries) return called
    const pause = called.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1)
    await wait(Math.min(pause, longestWaitMs), signal)
  }
}

function ask(
  { url, apiKey, timeoutMs, allowPrivate }: Endpoint,
  { path, body }: { path: string; body: string },
  signal: AbortSignal,
): Promise<Reply> {
  const headers = {
    'content-type': 'application/json',
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey.reveal()}` }),
  }
  const message = {
    url: `${url.replace(/\/+$/, '')}${path}`,
    method: 'POST',
    headers,
    body,
  } as const
  return guardedRequest(message, { allowPrivate, timeoutMs, signal, mostBytes })
}

type Understood = Exclude<Called, Failure> | (Failure & { again: boolean })

function understood(reply: Reply): Understood {
  if (reply.kind === 'none') return failed(reply.why, { again: true })
  const { status, body, retryAfter } = reply
  if (status < 200 || status > 299) {
    const again = status === 408 || status === 429 || status >= 500
    return failed(meaningOf(status), { again, retryAfterMs: waitAsked(retryAfter) })
  }
  try {
    return { kind: 'answer', body: JSON.parse(body) }
  } catch {
    return failed('its answer is no JSON, or broke off', { again: true })
  }
}

const failed = (
  why: string,
  { again, retryAfterMs = null }: { again: boolean; retryAfterMs?: number | null },
): Failure & { again: boolean } => ({ kind: 'failed', why, again, retryAfterMs })

const meanings: Record<number, string> = {
  401: 'it refuses the key',
  403: 'the key may not use it',
  404: 'it knows no such address or model',
  413: 'it finds the texts too large',
  429: 'it is asked too often',
}

const meaningOf = (status: number): string => {
  const meaning = meanings[status]
  return meaning === undefined ? `it answers ${status}` : `${meaning} (${status})`
}

/** Milliseconds of a `Retry-After`: seconds, or an instant (RFC 9110). */
function waitAsked(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
