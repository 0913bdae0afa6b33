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

const usual = { pingMs: 30_000, ackMs: 5_000 }
const mostMissed = 2

/**
 * The one connection of a bot. A second one anywhere pushes it out with `disconnected_event`, after
 * which it is not good; whoever holds the lease opens it again.
 */
export function botSocket({ bot, heard, refused, times = usual }: BotOptions): BotSocket {
  const acknowledged = acknowledgements(times.ackMs)
  let send: ((frame: object) => void) | null = null
  let ready = false
  const request: BotSocket['request'] = (cmd, body, reqId = `${cmd}_${randomUUID()}`) => {
    if (send === null) {
      return Promise.resolve({ kind: 'not_there', why: 'there is no connection' })
    }
    const said = acknowledged.wait(reqId)
    send({ cmd, headers: { req_id: reqId }, body })
    return said
  }
  const subscribe = async () => {
    const { id, secret } = bot
    const said = await request('aibot_subscribe', { bot_id: id, secret: secret.reveal() })
    if (said.kind === 'ok') return true
    refused(`not_subscribed ${said.kind === 'error' ? said.code : said.kind}`)
    return false
  }
  const run = async (signal: AbortSignal) => {
    const state: Connected = { good: false, close: () => undefined, pings: undefined }
    const begin = async () => {
      if (!(await subscribe())) return state.close()
      state.good = true
      ready = true
      state.pings = setInterval(pinger(request, state.close), times.pingMs)
    }
    await runSocket({
      ...{ url: bot.url, signal },
      opened: (sender, close) => {
        send = sender
        state.close = close
        begin().catch(close)
      },
      heard: (given) => {
        const read = frame.safeParse(given)
        if (read.success) take(read.data, { acknowledged, heard, refused, state })
      },
    })
    clearInterval(state.pings)
    ready = false
    send = null
    acknowledged.endAll()
    return state.good
  }
  return { ready: () => ready, request, busy: acknowledged.isAwaited, run }
}

type Connected = { good: boolean; close: () => void; pings: NodeJS.Timeout | undefined }

type Taking = Pick<BotOptions, 'heard' | 'refused'> & {
  acknowledged: ReturnType<typeof acknowledgements>
  state: Connected
}

/** A frame without a command acknowledges one of ours. */
function take(given: BotFrame, { acknowledged, heard, refused, state }: Taking): void {
  const { cmd, headers, errcode = -1, errmsg = '', body } = given
  if (cmd === undefined) {
    acknowledged.settle(
      headers.req_id,
      errcode === 0
        ? { kind: 'ok', body: Object(body) }
        : { kind: 'error', code: errcode, why: `${errcode} ${errmsg}` },
    )
  } else if (eventTypeOf(body) === 'disconnected_event') {
    refused('displaced')
    state.good = false
    state.close()
  } else heard(given)
}

type Waiting = { end: (said: Acknowledged) => void; timer: NodeJS.Timeout }

/** What was sent and is not acknowledged yet; of one request, in the order of sending. */
function acknowledgements(ackMs: number) {
  const waiting = new Map<string, Waiting[]>()
  const settle = (reqId: string, said: Acknowledged): void => {
    const [first, ...rest] = waiting.get(reqId) ?? []
    if (rest.length === 0) waiting.delete(reqId)
    else waiting.set(reqId, rest)
    clearTimeout(first?.timer)
    first?.end(said)
  }
  return {
    settle,
    isAwaited: (reqId: string) => waiting.has(reqId),
    wait: (reqId: string) =>
      new Promise<Acknowledged>((end) => {
        const late = () => settle(reqId, { kind: 'unclear', why: 'no acknowledgement in time' })
        const one = { end, timer: setTimeout(late, ackMs) }
        waiting.set(reqId, [...(waiting.get(reqId) ?? []), one])
      }),
    endAll: () => {
      for (const reqId of [...waiting.keys()]) {
        while (waiting.has(reqId)) settle(reqId, { kind: 'unclear', why: 'the connection ended' })
      }
    },
  }
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

const eventTypeOf = (body: unknown): unknown =>
  Reflect.get(Object(Reflect.get(Object(body), 'event')), 'eventtype')
