import { z } from 'zod'
import { guardedRequest, type Message, type Reply } from '../../../base/guarded-request.ts'
import type { Clock } from '../../../base/ports.ts'
import type { Secret } from '../../secret.ts'
import { parsed } from '../parsed.ts'
import type { WecomConfig } from '../settings.ts'

/** `error`: WeCom understood and says no, by its number. */
export type Called =
  | { kind: 'ok'; body: Record<string, unknown> }
  | { kind: 'error'; code: number; why: string }
  | { kind: 'not_there'; why: string; waitMs?: number }
  | { kind: 'unclear'; why: string }

const timeoutMs = 10_000
const answer = z.looseObject({ errcode: z.number(), errmsg: z.string().max(500).default('') })
const token = z.looseObject({ access_token: z.string().min(1), expires_in: z.number() })

/** A token that is no longer one; over a rate; or this server's address is not on its list. */
const staleToken = [40001, 40014, 42001]
const overRate: Record<number, number> = { 45009: 60_000, 45033: 2_000, 60020: 60_000 }

type Request = Pick<Message, 'method' | 'body'> & { path: string; type?: string }

export type WecomApi = (request: Request, signal: AbortSignal) => Promise<Called>

type ApiDeps = { config: WecomConfig; secret: Secret; clock: Clock }

/** The server API of one app. Its token is kept until shortly before its end, and fetched once. */
export function wecomApi({ config, secret, clock }: ApiDeps): WecomApi {
  const { corpId, apiUrl, allowPrivate } = config
  const base = apiUrl.replace(/\/+$/, '')
  let held: { token: string; until: number } | null = null
  let fetching: Promise<Called> | null = null
  const ask = async (request: Request, signal: AbortSignal) => {
    const { path, method, body, type = 'application/json' } = request
    const message = { url: `${base}${path}`, method, body, headers: { 'content-type': type } }
    return understood(await guardedRequest(message, { allowPrivate, timeoutMs, signal }))
  }
  const fetchToken = async (): Promise<Called> => {
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret.reveal() })
    const path = `/cgi-bin/gettoken?${query}`
    const got = await ask({ path, method: 'GET', body: '' }, AbortSignal.timeout(timeoutMs))
    const read = got.kind === 'ok' ? token.safeParse(got.body) : null
    if (read?.success !== true) return got
    const until = clock().getTime() + (read.data.expires_in - 300) * 1000
    held = { token: read.data.access_token, until }
    return got
  }
  /** Of many that miss it at once, one asks: WeCom counts each time. */
  const tokenNow = async (): Promise<Called | string> => {
    if (held !== null && held.until > clock().getTime()) return held.token
    fetching ??= fetchToken().finally(() => {
      fetching = null
    })
    const got = await fetching
    if (held !== null && held.until > clock().getTime()) return held.token
    // Nothing was sent yet, whatever became of the question for a token.
    return got.kind === 'unclear' ? { kind: 'not_there', why: got.why } : got
  }
  const call = async (request: Request, signal: AbortSignal) => {
    const now = await tokenNow()
    if (typeof now !== 'string') return { called: now, used: null }
    const mark = request.path.includes('?') ? '&' : '?'
    const path = `${request.path}${mark}access_token=${encodeURIComponent(now)}`
    return { called: await ask({ ...request, path }, signal), used: now }
  }
  return async (request, signal) => {
    const first = await call(request, signal)
    if (first.called.kind !== 'error' || !staleToken.includes(first.called.code)) {
      return first.called
    }
    if (held?.token === first.used) held = null
    return (await call(request, signal)).called
  }
}

function understood(reply: Reply): Called {
  if (reply.kind === 'none') {
    const { sent, why } = reply
    return sent ? { kind: 'unclear', why } : { kind: 'not_there', why }
  }
  const why = `it answers ${reply.status}`
  if (reply.status === 429) return { kind: 'not_there', why, waitMs: 10_000 }
  const read = reply.status === 200 ? answer.safeParse(parsed(reply.body)) : null
  if (read?.success !== true) return { kind: 'unclear', why }
  const { errcode, errmsg } = read.data
  if (errcode === 0) return { kind: 'ok', body: read.data }
  const said = `${errcode} ${errmsg}`
  // 系统繁忙: busy, and nothing says that it was not done.
  if (errcode === -1) return { kind: 'unclear', why: said }
  const waitMs = overRate[errcode]
  if (waitMs !== undefined) return { kind: 'not_there', why: said, waitMs }
  return { kind: 'error', code: errcode, why: said }
}
