import { z } from 'zod'
import { guardedRequest, type Reply } from '../../../base/guarded-request.ts'
import type { Secret } from '../../secret.ts'
import { parsed } from '../parsed.ts'
import type { SlackConfig } from '../settings.ts'

/** `error`: Slack understood and says no; `not_there` and `unclear` as for any delivery. */
export type Called =
  | { kind: 'ok'; body: Record<string, unknown> }
  | { kind: 'error'; error: string }
  | { kind: 'not_there'; why: string; waitMs?: number }
  | { kind: 'unclear'; why: string }

const timeoutMs = 10_000
const answer = z.looseObject({ ok: z.boolean(), error: z.string().max(200).optional() })

/** These say that Slack itself went wrong, maybe after it had done what was asked. */
const mayBeDone = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

export type Call = (
  method: string,
  args: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<Called>

export const slackCaller =
  ({ apiUrl, allowPrivate }: SlackConfig, token: Secret): Call =>
  async (method, args, signal) => {
    const reply = await guardedRequest(
      {
        url: `${apiUrl.replace(/\/+$/, '')}/${method}`,
        method: 'POST',
        headers: {
          authorization: `Bearer ${token.reveal()}`,
          'content-type': 'application/json; charset=utf-8',
        },
        body: JSON.stringify(args),
      },
      { allowPrivate, timeoutMs, signal, mostBytes: 1024 * 1024 },
    )
    return understood(method, reply)
  }

function understood(method: string, reply: Reply): Called {
  if (reply.kind === 'none') {
    const why = `${method}: ${reply.why}`
    return reply.sent ? { kind: 'unclear', why } : { kind: 'not_there', why }
  }
  const { status, body, retryAfter } = reply
  const why = `${method}: it answers ${status}`
  if (status === 429) return { kind: 'not_there', why, waitMs: 1000 * (Number(retryAfter) || 1) }
  if (status >= 500) return { kind: 'unclear', why }
  const read = answer.safeParse(parsed(body))
  if (!read.success) return { kind: 'unclear', why: `${why}, not in JSON` }
  const { ok, error = 'unknown_error' } = read.data
  if (ok) return { kind: 'ok', body: read.data }
  if (error === 'ratelimited')
    return { kind: 'not_there', why: `${method}: ${error}`, waitMs: 1000 }
  if (mayBeDone.includes(error)) return { kind: 'unclear', why: `${method}: ${error}` }
  return { kind: 'error', error }
}
