/**
 * WeCom as its pages describe it (developer.work.weixin.qq.com), on loopback: the server API of an
 * app, its sealed callbacks, the long connection of a smart bot, and a group robot. It refuses what
 * the real one refuses, and drops what the real one drops.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { encryptFor, signatureOf } from '../../server/channels/wecom/crypto.ts'
import { secret } from '../../server/secret.ts'

export const corpId = 'wx5823bf96d3bd56c7'
export const wecomKeys = {
  token: secret('QDG6eK'),
  aesKey: secret('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'),
  corpId,
}
export const agentId = 1000002
export const appSecret = 'app-secret-of-the-fake'
export const botId = 'aib-of-the-fake'
export const botSecret = 'bot-secret-of-the-fake'

type Args = Record<string, unknown>
export type WecomCard = {
  taskId: string
  user: string
  card: Args
  updates: number
}
export type WecomFault = 'rate' | 'error_before' | 'error_after' | 'lost' | 'busy'

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
    streams: new Map<
      string,
      { text: string; finished: boolean; startedAt: number; frames: number }
    >(),
    requests: new Map<string, 'message' | 'event'>(),
    uploads: new Map<string, { total: number; parts: Map<number, string> }>(),
    live: null as WebSocket | null,
    connections: 0,
    mute: false,
    sent: [] as { user: string; at: number; body: string }[],
  }
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
    const fault = state.faults.get(pathname)?.shift()
    const say = (said: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    if (fault === 'rate') return void say({ errcode: 45009, errmsg: 'api freq out of limit' })
    if (fault === 'busy') return void say({ errcode: -1, errmsg: 'system busy' })
    if (fault === 'error_before') return void response.writeHead(502).end()
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
    // 30 a minute for one member; what is above is dropped, and the answer is the same.
    const recent = state.sent.filter((one) => one.user === user && at - one.at < 60_000)
    if (recent.length >= 30) {
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

  function onFrame(socket: WebSocket, { cmd, headers, body = {} }: Frame): void {
    if (state.mute) return
    const reply = (errcode: number, more: object = {}) =>
      socket.send(
        JSON.stringify({ headers, errcode, errmsg: errcode === 0 ? 'ok' : 'no', ...more }),
      )
    if (cmd === 'aibot_subscribe') {
      if (body.bot_id !== botId || body.secret !== botSecret) return reply(853000)
      displace()
      state.live = socket
      state.connections += 1
      return reply(0)
    }
    if (socket !== state.live) return reply(846609)
    switch (cmd) {
      case 'ping':
        return reply(0)
      case 'aibot_respond_msg':
        return reply(respond(headers.req_id, body))
      case 'aibot_send_msg': {
        const fault = contentFault(body)
        if (fault !== null) return reply(Number(Reflect.get(fault, 'errcode')))
        show({ user: String(body.chatid), via: 'bot' }, body)
        return reply(0)
      }
      case 'aibot_respond_update_msg':
        return reply(state.requests.get(headers.req_id) === 'event' ? 0 : 846605)
      case 'aibot_upload_media_init': {
        const upload_id = randomUUID()
        state.uploads.set(upload_id, { total: Number(body.total_chunks), parts: new Map() })
        return reply(0, { body: { upload_id } })
      }
      case 'aibot_upload_media_chunk': {
        const upload = state.uploads.get(String(body.upload_id))
        const part = String(body.base64_data)
        if (upload === undefined || Number(body.chunk_index) >= upload.total) return reply(40058)
        if (Buffer.from(part, 'base64').length > 512 * 1024) return reply(40009)
        upload.parts.set(Number(body.chunk_index), part)
        return reply(0)
      }
      case 'aibot_upload_media_finish': {
        const upload = state.uploads.get(String(body.upload_id))
        if (upload === undefined || upload.parts.size !== upload.total) return reply(40058)
        const media_id = `media-${state.media.size + 1}`
        const parts = [...upload.parts].sort(([a], [b]) => a - b)
        state.media.set(media_id, Buffer.concat(parts.map(([, one]) => Buffer.from(one, 'base64'))))
        return reply(0, { body: { type: 'image', media_id, created_at: '1' } })
      }
      default:
        return reply(40058)
    }
  }

  function respond(reqId: string, body: Args): number {
    const kind = state.requests.get(reqId)
    if (kind !== 'message') return 846605
    const { id, content = '', finish = false } = body.stream as Args
    const known = state.streams.get(String(id))
    const stream = known ?? { text: '', finished: false, startedAt: now().getTime(), frames: 0 }
    if (now().getTime() - stream.startedAt > 6 * 60_000) return 846608
    if (Buffer.byteLength(String(content)) > 20_480) return 40058
    // A finished one that is finished again says the same; nothing else may follow.
    if (stream.finished && finish !== true) return 846608
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
      const whole = { msgid: randomUUID(), aibotid: botId, ...body }
      const cmd = event ? 'aibot_event_callback' : 'aibot_msg_callback'
      state.live?.send(JSON.stringify({ cmd, headers: { req_id }, body: whole }))
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

/** Limits of 消息推送 and of 模板卡片. */
function contentFault(content: Args): object | null {
  const { msgtype } = content
  const said = Reflect.get(Object(content[String(msgtype)]), 'content')
  if (msgtype === 'text' || msgtype === 'markdown') {
    const most = msgtype === 'text' ? 2048 : 20_480
    const long = typeof said !== 'string' || said === '' || Buffer.byteLength(said) > most
    return long ? { errcode: 44004, errmsg: 'empty or too long content' } : null
  }
  if (msgtype === 'image') {
    const id = Reflect.get(Object(content.image), 'media_id')
    return typeof id === 'string' ? null : { errcode: 40007, errmsg: 'invalid media_id' }
  }
  if (msgtype === 'template_card') return cardFault(content.template_card as Args)
  return { errcode: 40008, errmsg: 'invalid message type' }
}

function cardFault(card: Args): object | null {
  const bad = (why: string) => ({ errcode: 42014, errmsg: `invalid template_card: ${why}` })
  const buttons = (card.button_list ?? []) as { text: string; key: string }[]
  if (!['text_notice', 'button_interaction'].includes(String(card.card_type))) return bad('type')
  if (card.card_type === 'text_notice' && !card.card_action) return bad('card_action')
  if (card.card_type === 'button_interaction' && buttons.length === 0) return bad('button_list')
  if (!/^[\w@-]{1,128}$/.test(String(card.task_id))) return bad('task_id')
  if (buttons.length > 6 || ((card.horizontal_content_list ?? []) as object[]).length > 6) {
    return bad('too many')
  }
  if (buttons.some(({ key, text }) => Buffer.byteLength(key) > 1024 || text === ''))
    return bad('key')
  if (new Set(buttons.map(({ key }) => key)).size !== buttons.length) return bad('the same key')
  return null
}

/** A sealed callback, as WeCom posts it to the app. */
export function sealed(xml: string, at: Date, keys = wecomKeys) {
  const encrypted = encryptFor(keys, xml)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = '1372623149'
  const signature = signatureOf(keys, { timestamp, nonce, encrypted })
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce })
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[${agentId}]]></AgentID></xml>`
  return { query, body, encrypted }
}

export const xmlOf = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`
