/**
 * WeCom as its pages describe it (developer.work.weixin.qq.com), on loopback: the server API of an
 * app, its sealed callbacks, the long connection of a smart bot, and a group robot. It refuses what
 * the real one refuses, and drops what the real one drops.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { agentId, appSecret, botId, botSecret, corpId } from './wecom-keys.ts'
import { cardFault, contentFault } from './wecom-limits.ts'

type Args = Record<string, unknown>
export type WecomCard = {
  taskId: string
  user: string
  card: Args
  updates: number
}
export type WecomFault =
  | ('rate' | 'crowd' | 'error_before' | 'error_after' | 'lost' | 'busy')
  /** It is not done, and the connection ends. */
  | 'cut'
  | 'hang'

/** What comes to any call, and to the connection at any frame. */
export type WecomWeather = { fault: () => WecomFault | undefined; drops: () => boolean }

export type FakeWecom = Awaited<ReturnType<typeof startWecom>>

export async function startWecom(now: () => Date) {
  const state = {
    /** What people see, in order. */
    seen: [] as { user: string; kind: string; text: string; via: string }[],
    cards: [] as WecomCard[],
    media: new Map<string, Buffer>(),
    dropped: [] as string[],
    tokensFetched: 0,
    menu: null as Args | null,
    faults: new Map<string, WecomFault[]>(),
    codes: new Map<string, { taskId: string; until: number }>(),
    token: '',
    /** Codes of 网页授权, of one use. */
    entries: new Map<string, string>(),
    streams: new Map<
      string,
      { user: string; text: string; finished: boolean; startedAt: number; frames: number }
    >(),
    /** Streams in the order in which they were whole. */
    finished: [] as string[],
    requests: new Map<string, 'message' | 'event'>(),
    /** Who wrote what is answered under a request. */
    askers: new Map<string, string>(),
    uploads: new Map<string, { total: number; parts: Map<number, Buffer> }>(),
    live: null as WebSocket | null,
    connections: 0,
    /** Connections that another one pushed out. */
    displaced: 0,
    mute: false,
    sent: [] as { user: string; at: number; body: string }[],
  }
  const weather: WecomWeather = { fault: () => undefined, drops: () => false }
  const server = createServer((request, response) => void serve(request, response))
  const sockets = new WebSocketServer({ server, path: '/bot' })
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => onFrame(socket, JSON.parse(String(data))))
    socket.on('close', () => {
      if (state.live === socket) state.live = null
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const url = `http://127.0.0.1:${port}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const { pathname, searchParams } = new URL(request.url ?? '', url)
    const fault = state.faults.get(pathname)?.shift() ?? weather.fault()
    const say = (said: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    if (fault === 'rate') return void say({ errcode: 45009, errmsg: 'api freq out of limit' })
    if (fault === 'crowd')
      return void say({ errcode: 45033, errmsg: 'api concurrent out of limit' })
    if (fault === 'busy') return void say({ errcode: -1, errmsg: 'system busy' })
    if (fault === 'error_before') return void response.writeHead(502).end()
    if (fault === 'cut') return void response.destroy()
    if (fault === 'hang') return
    const said = perform(pathname, searchParams, body)
    if (fault === 'error_after') return void response.writeHead(504).end()
    if (fault === 'lost') return void response.destroy()
    say(said)
  }

  const no = (errcode: number, errmsg: string) => ({ errcode, errmsg })

  function perform(path: string, query: URLSearchParams, body: Buffer): object {
    if (path === '/cgi-bin/gettoken') {
      if (query.get('corpid') !== corpId || query.get('corpsecret') !== appSecret) {
        return no(40001, 'invalid credential')
      }
      state.tokensFetched += 1
      state.token = `token-${state.tokensFetched}`
      return { ...no(0, 'ok'), access_token: state.token, expires_in: 7200 }
    }
    if (path === '/cgi-bin/webhook/send') return toGroup(query, JSON.parse(String(body)))
    if (query.get('access_token') !== state.token) return no(42001, 'access_token expired')
    switch (path) {
      case '/cgi-bin/message/send':
        return send(JSON.parse(String(body)))
      case '/cgi-bin/message/update_template_card':
        return updateCard(JSON.parse(String(body)))
      case '/cgi-bin/auth/getuserinfo': {
        const code = query.get('code') ?? ''
        const userid = state.entries.get(code)
        state.entries.delete(code)
        return userid === undefined
          ? no(40029, 'invalid code')
          : { ...no(0, 'ok'), userid, user_ticket: '' }
      }
      case '/cgi-bin/media/upload':
        return takeMedia(body)
      case '/cgi-bin/menu/create':
        state.menu = JSON.parse(String(body))
        return no(0, 'ok')
      default:
        return no(40066, 'invalid url')
    }
  }

  function send(args: Args): object {
    const { touser, agentid, enable_duplicate_check, duplicate_check_interval, ...content } = args
    if (agentid !== agentId)
      return no(301002, 'not allow operate another agent with this accesstoken')
    const user = String(touser)
    const fault = contentFault(content)
    if (fault !== null) return fault
    const at = now().getTime()
    const body = JSON.stringify(content)
    const windowMs = Number(duplicate_check_interval ?? 1800) * 1000
    const known = state.sent.find(
      (one) => one.user === user && one.body === body && at - one.at <= windowMs,
    )
    const card = content.template_card as Args | undefined
    if (enable_duplicate_check === 1 && known) {
      return {
        ...no(0, 'ok'),
        msgid: 'again',
        ...(card ? { response_code: codeFor(String(card.task_id)) } : {}),
      }
    }
    // 30 a minute and 1,000 an hour for one member; what is above is dropped, and the answer is the same.
    const own = state.sent.filter((one) => one.user === user && at - one.at < 3_600_000)
    const recent = own.filter((one) => at - one.at < 60_000)
    if (recent.length >= 30 || own.length >= 1000) {
      state.dropped.push(body)
      return { ...no(0, 'ok'), msgid: randomUUID() }
    }
    if (card && state.cards.some(({ taskId }) => taskId === card.task_id)) {
      return no(41052, 'task_id duplicated')
    }
    state.sent.push({ user, at, body })
    show({ user, via: 'app' }, content)
    return {
      ...no(0, 'ok'),
      msgid: randomUUID(),
      ...(card ? { response_code: codeFor(String(card.task_id)) } : {}),
    }
  }

  function codeFor(taskId: string): string {
    const code = randomUUID()
    state.codes.set(code, { taskId, until: now().getTime() + 72 * 3_600_000 })
    return code
  }

  function show({ user, via }: { user: string; via: string }, content: Args): void {
    const kind = String(content.msgtype)
    if (kind === 'template_card') {
      const card = content.template_card as Args
      state.cards.push({ taskId: String(card.task_id), user, card, updates: 0 })
    }
    const text = String(Reflect.get(Object(content[kind]), 'content') ?? '')
    state.seen.push({ user, kind, text, via })
  }

  function updateCard({ agentid, response_code, template_card, userids }: Args): object {
    const code = state.codes.get(String(response_code))
    state.codes.delete(String(response_code))
    if (agentid !== agentId) return no(301002, 'not allow operate another agent')
    if (code === undefined || code.until < now().getTime())
      return no(72015, 'invalid response_code')
    const fault = cardFault(template_card as Args)
    if (fault !== null) return fault
    for (const one of state.cards) {
      if (one.taskId !== code.taskId || !(userids as string[]).includes(one.user)) continue
      Object.assign(one, { card: template_card, updates: one.updates + 1 })
    }
    return no(0, 'ok')
  }

  function takeMedia(body: Buffer): object {
    const start = body.indexOf('\r\n\r\n') + 4
    const end = body.lastIndexOf('\r\n--')
    if (start < 4 || end < start) return no(40063, 'form data error')
    const id = `media-${state.media.size + 1}`
    state.media.set(id, body.subarray(start, end))
    return { ...no(0, 'ok'), type: 'image', media_id: id, created_at: '1' }
  }

  function toGroup(query: URLSearchParams, content: Args): object {
    if (query.get('key') !== 'group-key') return no(93000, 'invalid webhook url')
    const fault = content.msgtype === 'image' ? null : contentFault(content)
    if (fault !== null) return fault
    show({ user: 'group', via: 'group' }, content)
    return no(0, 'ok')
  }

  // The long connection --------------------------------------------------------------------------

  type Frame = { cmd: string; headers: { req_id: string }; body?: Args }

  function onFrame(socket: WebSocket, frame: Frame): void {
    if (state.mute) return
    if (weather.drops()) {
      socket.terminate()
      return
    }
    const { errcode, ...more } = act(socket, frame)
    const errmsg = errcode === 0 ? 'ok' : 'no'
    socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg, ...more }))
  }

  type Acted = { errcode: number; body?: object }
  const errcode = (code: number): Acted => ({ errcode: code })

  function act(socket: WebSocket, { cmd, headers, body = {} }: Frame): Acted {
    if (cmd === 'aibot_subscribe') return subscribe(socket, body)
    if (socket !== state.live) return errcode(846609)
    switch (cmd) {
      case 'ping':
        return errcode(0)
      case 'aibot_respond_msg':
        return errcode(respond(headers.req_id, body))
      case 'aibot_send_msg': {
        const fault = contentFault(body)
        if (fault === null) show({ user: String(body.chatid), via: 'bot' }, body)
        return errcode(fault?.errcode ?? 0)
      }
      case 'aibot_respond_update_msg':
        return errcode(state.requests.get(headers.req_id) === 'event' ? 0 : 846605)
      default:
        return uploading(cmd, body)
    }
  }

  function subscribe(socket: WebSocket, { bot_id, secret: given }: Args): Acted {
    if (bot_id !== botId || given !== botSecret) return errcode(853000)
    if (state.live !== null) state.displaced += 1
    displace()
    state.live = socket
    state.connections += 1
    return errcode(0)
  }

  function uploading(cmd: string, body: Args): Acted {
    if (cmd === 'aibot_upload_media_init') {
      const upload_id = randomUUID()
      state.uploads.set(upload_id, { total: Number(body.total_chunks), parts: new Map() })
      return { errcode: 0, body: { upload_id } }
    }
    const upload = state.uploads.get(String(body.upload_id))
    if (upload === undefined) return errcode(40058)
    if (cmd === 'aibot_upload_media_chunk') {
      const part = Buffer.from(String(body.base64_data), 'base64')
      if (Number(body.chunk_index) >= upload.total) return errcode(40058)
      if (part.length > 512 * 1024) return errcode(40009)
      upload.parts.set(Number(body.chunk_index), part)
      return errcode(0)
    }
    if (cmd !== 'aibot_upload_media_finish' || upload.parts.size !== upload.total) {
      return errcode(40058)
    }
    const media_id = `media-${state.media.size + 1}`
    const parts = [...upload.parts].sort(([a], [b]) => a - b)
    state.media.set(media_id, Buffer.concat(parts.map(([, part]) => part)))
    return { errcode: 0, body: { type: 'image', media_id, created_at: '1' } }
  }

  function respond(reqId: string, body: Args): number {
    const kind = state.requests.get(reqId)
    if (kind !== 'message') return 846605
    const { id, content = '', finish = false } = body.stream as Args
    const known = state.streams.get(String(id))
    const user = state.askers.get(reqId) ?? ''
    const begun = { text: '', finished: false, startedAt: now().getTime(), frames: 0 }
    const stream = known ?? { user, ...begun }
    if (now().getTime() - stream.startedAt > 6 * 60_000) return 846608
    if (Buffer.byteLength(String(content)) > 20_480) return 40058
    // A finished one that is finished again says the same; nothing else may follow.
    if (stream.finished && finish !== true) return 846608
    if (finish === true && !stream.finished) state.finished.push(String(id))
    const next = {
      ...stream,
      text: String(content),
      finished: finish === true,
      frames: stream.frames + 1,
    }
    state.streams.set(String(id), next)
    return 0
  }

  function displace(): void {
    const old = state.live
    if (old === null) return
    const body = {
      msgid: randomUUID(),
      aibotid: botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    }
    old.send(
      JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: randomUUID() }, body }),
    )
    old.close()
  }

  return {
    state,
    weather,
    url,
    wsUrl: `ws://127.0.0.1:${port}/bot`,
    groupUrl: `${url}/cgi-bin/webhook/send?key=group-key`,
    breakNext: (path: string, ...faults: WecomFault[]) => {
      state.faults.set(path, [...(state.faults.get(path) ?? []), ...faults])
    },
    expireToken: () => {
      state.token = randomUUID()
    },
    /** Another program connects with the same bot. */
    displace,
    dropSocket: () => state.live?.terminate(),
    /** What a member says to the bot, or does with its card. */
    toBot: (body: Args) => {
      const req_id = randomUUID()
      const event = body.msgtype === 'event'
      state.requests.set(req_id, event ? 'event' : 'message')
      state.askers.set(req_id, String(Reflect.get(Object(body.from), 'userid')))
      const whole = { msgid: randomUUID(), aibotid: botId, ...body }
      const cmd = event ? 'aibot_event_callback' : 'aibot_msg_callback'
      state.live?.send(JSON.stringify({ cmd, headers: { req_id }, body: whole }))
    },
    /** A member opens a page of ours: WeCom adds a code that names them. */
    entryCode: (user: string) => {
      const code = randomUUID()
      state.entries.set(code, user)
      return code
    },
    /** A click gives a code by which the card may be changed once. */
    clickCode: codeFor,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
