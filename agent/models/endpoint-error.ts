/** What an endpoint's failure allows: another try there, later or at once, or only another endpoint. */
export type EndpointFailure = { status: number | null; again: boolean; retryAfterMs: number | null }

const passing = new Set([408, 409, 425, 429])

/** Reads status and `retry-after` from wherever the client hung them in the chain of causes. */
export function failureOf(error: unknown, nowMs: number): EndpointFailure {
  for (let at = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    const status = Reflect.get(at, 'status')
    if (typeof status !== 'number') continue
    const again = status >= 500 || passing.has(status)
    return { status, again, retryAfterMs: retryAfter(Reflect.get(at, 'headers'), nowMs) }
  }
  // No status: the connection broke, or nothing came in time.
  return { status: null, again: true, retryAfterMs: null }
}

/** Seconds or an HTTP date, in milliseconds from now (RFC 9110, 10.2.3). */
function retryAfter(headers: unknown, nowMs: number): number | null {
  const said = headers instanceof Headers ? headers.get('retry-after') : null
  if (said === null) return null
  const seconds = Number(said)
  const ms = Number.isNaN(seconds) ? new Date(said).getTime() - nowMs : seconds * 1000
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}
