import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Secret } from '../../secret.ts'
import { runSocket } from '../socket.ts'

/** Frames of the long connection of a smart bot (智能机器人长连接). */
const frame = z.object({
  cmd: z.string().max(60).optional(),
  headers: z.object({ req_id: z.string().min(1).max(300) }),
  body: z.unknown().optional(),
  errcode: z.number().optional(),
  errmsg: z.string().max(500).optional(),
})
export type BotFrame = z.output<typeof frame>

/** What became of a frame that was sent. */
export type Acknowledged =
  | { kind: 'ok'; body: Record<string, unknown> }
  | { kind: 'error'; code: number; why: string }
  | { kind: 'not_there' | 'unclear'; why: string }

export type BotSocket = {
  ready: () => boolean
  request: (cmd: string, body: object, reqId?: string) => Promise<Acknowledged>
  /** True while an answer to this request is waited for: what is only for the eye is left out then. */
  busy: (reqId: string) => boolean
  /** One connection, until it ends. @returns whether it was good until then */
  run: (signal: AbortSignal) => Promise<boolean>
}

type BotOptions = {
  bot: { id: string; secret: Secret; url: string }
  heard: (frame: BotFrame) => void
  refused: (why: string) => void
  times?: { pingMs: number; ackMs: number }
}

type Waiting = { end: (said: Acknowledged) => void; timer: NodeJS.Timeout }

const usual = { pingMs: 30_000, ackMs: 5_000 }
const mostMissed = 2

/**
 * The one connection of a bot. A second one anywhere pushes it out with `disconnected_event`, after
 * which it is not good; whoever holds the lease opens it again.
 */
export function botSocket({ bot, heard, refused, times = usual }: BotOptions): BotSocket {
  const waiting = new Map<string, Waiting[]>()
  let send: ((frame: object) => void) | null = null
  let ready = false
  const settle = (reqId: string, said: Acknowledged) => {
    const [first, ...rest] = waiting.get(reqId) ?? []
    if (rest.length === 0) waiting.delete(reqId)
    else waiting.set(reqId, rest)
    if (first === undefined) return
    clearTimeout(first.timer)
    first.end(said)
  }
  const request = (cmd: string, body: object, reqId = `${cmd}_${randomUUID()}`) =>
    new Promise<Acknowledged>((end) => {
      if (send === null) return end({ kind: 'not_there', why: 'there is no connection' })
      const late = () => settle(reqId, { kind: 'unclear', why: 'no acknowledgement in time' })
      const timer = setTimeout(late, times.ackMs)
      waiting.set(reqId, [...(waiting.get(reqId) ?? []), { end, timer }])
      send({ cmd, headers: { req_id: reqId }, body })
    })
  const take = (given: BotFrame, close: () => void): boolean => {
    const { cmd, headers, errcode, errmsg = '', body } = given
    if (cmd === undefined) {
      if (errcode === 0) settle(headers.req_id, { kind: 'ok', body: Object(body) })
      else
        settle(headers.req_id, { kind: 'error', code: errcode ?? -1, why: `${errcode} ${errmsg}` })
      return true
    }
    if (eventTypeOf(body) === 'disconnected_event') {
      refused('displaced')
      close()
      return false
    }
    heard(given)
    return true
  }
  const run = async (signal: AbortSignal) => {
    let good = false
    let pings: NodeJS.Timeout | undefined
    const begin = async (close: () => void) => {
      const { id, secret } = bot
      const said = await request('aibot_subscribe', { bot_id: id, secret: secret.reveal() })
      if (said.kind !== 'ok') {
        refused(`not_subscribed ${said.kind === 'error' ? said.code : said.kind}`)
        return close()
      }
      good = true
      ready = true
      pings = setInterval(pinger(request, close), times.pingMs)
    }
    let shut: () => void = () => undefined
    await runSocket({
      ...{ url: bot.url, signal },
      opened: (sender, close) => {
        send = sender
        shut = close
        begin(close).catch(close)
      },
      heard: (given) => {
        const read = frame.safeParse(given)
        if (read.success && !take(read.data, shut)) good = false
      },
    })
    clearInterval(pings)
    ready = false
    send = null
    for (const reqId of [...waiting.keys()]) {
      while (waiting.has(reqId)) settle(reqId, { kind: 'unclear', why: 'the connection ended' })
    }
    return good
  }
  return { ready: () => ready, request, busy: (reqId) => waiting.has(reqId), run }
}

/** Two pings without an answer: the other side is gone, whatever the socket says. */
function pinger(request: BotSocket['request'], close: () => void): () => void {
  let missed = 0
  return () => {
    missed += 1
    if (missed > mostMissed) return close()
    request('ping', {})
      .then(({ kind }) => {
        if (kind === 'ok') missed = 0
      })
      .catch(close)
  }
}

export const eventTypeOf = (body: unknown): unknown =>
  Reflect.get(Object(Reflect.get(Object(body), 'event')), 'eventtype')
