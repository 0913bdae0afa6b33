/**
 * Slack as its pages describe it (docs.slack.dev), on loopback: a Web API that refuses what the real
 * one refuses, signed events by HTTP, and Socket Mode. Whatever people would see is in `messages`.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

export const slackSecrets = {
  botToken: 'xoxb-of-the-fake',
  appToken: 'xapp-of-the-fake',
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
}
export const team = 'T0000000001'
const botUser = 'U00000000BT'

export type SlackMessage = {
  channel: string
  ts: string
  threadTs: string | null
  text: string
  blocks: Block[]
  metadata: unknown
  streaming: boolean
  edits: number
}

type Block = Record<string, unknown> & { type: string }
type Args = Record<string, unknown>

/**
 * What the next call of a method comes to; `lost`: it is done, and the answer breaks off; `cut`: it
 * breaks off before it is done.
 */
export type SlackFault = 'rate' | 'error_before' | 'error_after' | 'lost' | 'cut' | 'hang'

/** What comes to any call and any socket. */
export type SlackWeather = { fault: () => SlackFault | undefined; drops: () => boolean }

export type FakeSlack = Awaited<ReturnType<typeof startSlack>>

export async function startSlack() {
  const state = {
    messages: [] as SlackMessage[],
    files: [] as { id: string; title: string; bytes: Buffer; channel: string | null }[],
    calls: [] as { method: string; args: Args }[],
    views: [] as { user: string; view: Args }[],
    homes: new Map<string, Args>(),
    members: new Map<string, string[]>(),
    faults: new Map<string, SlackFault[]>(),
    sockets: new Set<WebSocket>(),
    acknowledged: new Map<string, number>(),
    triggers: new Map<string, number>(),
    clock: 1_700_000_000,
  }
  const most = { sockets: 0 }
  const weather: SlackWeather = { fault: () => undefined, drops: () => false }
  const server = createServer((request, response) => void serve(request, response))
  const sockets = new WebSocketServer({ server, path: '/link' })
  sockets.on('connection', (socket) => {
    state.sockets.add(socket)
    most.sockets = Math.max(most.sockets, state.sockets.size)
    socket.on('close', () => state.sockets.delete(socket))
    socket.on('message', (data) => {
      // The acknowledgement never came.
      if (weather.drops()) {
        socket.terminate()
        return
      }
      const { envelope_id } = JSON.parse(String(data))
      state.acknowledged.set(envelope_id, (state.acknowledged.get(envelope_id) ?? 0) + 1)
    })
    socket.send(JSON.stringify({ type: 'hello', num_connections: state.sockets.size }))
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
    const path = request.url ?? ''
    if (path.startsWith('/upload/')) return takeFile(path.slice('/upload/'.length), body, response)
    const method = path.replace(/^\/api\//, '')
    const fault = state.faults.get(method)?.shift() ?? weather.fault()
    if (fault === 'rate') return void response.writeHead(429, { 'retry-after': '1' }).end()
    if (fault === 'error_before') return void response.writeHead(500).end('oops')
    if (fault === 'cut') return void response.destroy()
    if (fault === 'hang') return
    const wanted =
      method === 'apps.connections.open' ? slackSecrets.appToken : slackSecrets.botToken
    const args = JSON.parse(body.toString() || '{}') as Args
    const allowed = request.headers.authorization === `Bearer ${wanted}`
    const result = allowed ? perform(method, args) : { ok: false, error: 'invalid_auth' }
    state.calls.push({ method, args })
    if (fault === 'error_after') return void response.writeHead(503).end()
    if (fault === 'lost') return void response.destroy()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result))
  }

  function takeFile(id: string, bytes: Buffer, response: ServerResponse): void {
    const file = state.files.find((one) => one.id === id)
    if (file !== undefined) file.bytes = bytes
    response.writeHead(file === undefined ? 404 : 200).end('OK')
  }

  const no = (error: string) => ({ ok: false, error })
  const nextTs = () => {
    state.clock += 1
    return `${state.clock}.000100`
  }
  const roomOf = (channel: string) => (channel.startsWith('U') ? `D${channel.slice(1)}` : channel)
  const find = ({ channel, ts }: Args) =>
    state.messages.find((one) => one.channel === channel && one.ts === ts)

  function perform(method: string, args: Args): object {
    switch (method) {
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${port}/link?ticket=${randomUUID()}` }
      case 'auth.test':
        return { ok: true, user_id: botUser, team_id: team }
      case 'chat.postMessage':
        return post(args)
      case 'chat.update':
        return update(args)
      case 'chat.startStream':
        return startStream(args)
      case 'chat.appendStream':
        return append(args)
      case 'chat.stopStream':
        return stopStream(args)
      case 'conversations.open':
        return { ok: true, channel: { id: roomOf(String(args.users)) } }
      case 'conversations.info':
        return {
          ok: true,
          channel: { id: args.channel, is_private: String(args.channel).startsWith('G') },
        }
      case 'conversations.members':
        return { ok: true, members: [...(state.members.get(String(args.channel)) ?? []), botUser] }
      case 'conversations.history':
      case 'conversations.replies':
        return history(method, args)
      case 'files.getUploadURLExternal':
        return uploadUrl(args)
      case 'files.completeUploadExternal':
        return completeUpload(args)
      case 'views.open':
        return openView(args)
      case 'views.publish':
        state.homes.set(String(args.user_id), args.view as Args)
        return blocksFault((args.view as { blocks: Block[] }).blocks) ?? { ok: true }
      case 'assistant.threads.setStatus':
      case 'assistant.threads.setTitle':
      case 'assistant.threads.setSuggestedPrompts':
        return args.channel_id && args.thread_ts ? { ok: true } : no('invalid_arguments')
      default:
        return no('unknown_method')
    }
  }

  function post(args: Args): object {
    const blocks = (args.blocks ?? []) as Block[]
    const fault = blocksFault(blocks)
    if (fault) return fault
    if (!args.text && blocks.length === 0) return no('no_text')
    const message = {
      ...{ channel: roomOf(String(args.channel)), ts: nextTs(), text: String(args.text ?? '') },
      ...{ threadTs: (args.thread_ts as string | undefined) ?? null, blocks },
      ...{ metadata: args.metadata ?? null, streaming: false, edits: 0 },
    }
    state.messages.push(message)
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  function update(args: Args): object {
    const message = find(args)
    if (message === undefined) return no('message_not_found')
    if (message.streaming) return no('streaming_state_conflict')
    const blocks = (args.blocks ?? []) as Block[]
    const fault = blocksFault(blocks)
    if (fault) return fault
    const { metadata = message.metadata } = args
    const edits = message.edits + 1
    Object.assign(message, { blocks, text: String(args.text ?? ''), edits, metadata })
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  function startStream(args: Args): object {
    const channel = String(args.channel)
    if (!args.thread_ts) return no('invalid_arguments')
    if (!channel.startsWith('D') && !(args.recipient_user_id && args.recipient_team_id)) {
      return no('missing_recipient_user_id')
    }
    const text = String(args.markdown_text ?? '')
    if (text.length > 12_000) return no('msg_too_long')
    const message = {
      ...{ channel, ts: nextTs(), threadTs: String(args.thread_ts), text, blocks: [] },
      ...{ metadata: null, streaming: true, edits: 0 },
    }
    state.messages.push(message)
    return { ok: true, channel, ts: message.ts }
  }

  function append(args: Args): object {
    const message = find(args)
    if (message === undefined) return no('message_not_found')
    if (!message.streaming) return no('message_not_in_streaming_state')
    if (String(args.markdown_text).length > 12_000) return no('msg_too_long')
    message.text += String(args.markdown_text)
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  function stopStream(args: Args): object {
    const message = find(args)
    if (message === undefined) return no('message_not_found')
    if (!message.streaming) return no('message_not_in_streaming_state')
    message.streaming = false
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  function history(method: string, { channel, ts, include_all_metadata }: Args): object {
    const inThread = method === 'conversations.replies'
    const messages = state.messages
      .filter((one) => one.channel === channel && (!inThread || one.threadTs === ts))
      .map(({ ts, metadata }) => ({
        ...{ ts, user: botUser },
        ...(include_all_metadata && metadata !== null ? { metadata } : {}),
      }))
    return { ok: true, messages }
  }

  function uploadUrl({ filename, length }: Args): object {
    if (!filename || !(Number(length) > 0)) return no('invalid_arguments')
    const id = `F${state.files.length + 1}`
    state.files.push({ id, title: '', bytes: Buffer.alloc(0), channel: null })
    return { ok: true, upload_url: `${url}/upload/${id}`, file_id: id }
  }

  function completeUpload({ files, channel_id }: Args): object {
    for (const { id, title } of files as { id: string; title: string }[]) {
      const file = state.files.find((one) => one.id === id)
      if (file === undefined || file.bytes.length === 0) return no('file_not_found')
      Object.assign(file, { title, channel: roomOf(String(channel_id)) })
    }
    return { ok: true, files }
  }

  function openView({ trigger_id, view }: Args): object {
    const at = state.triggers.get(String(trigger_id))
    if (at === undefined) return no('invalid_trigger_id')
    if (Date.now() - at > 3000) return no('expired_trigger_id')
    state.triggers.delete(String(trigger_id))
    const shown = view as Args & { title: { text: string } }
    if (shown.title.text.length > 24) return no('invalid_arguments')
    state.views.push({ user: '', view: shown })
    return { ok: true, view: { id: `V${state.views.length}` } }
  }

  return {
    ...state,
    weather,
    /** At one time. */
    most,
    url,
    apiUrl: `${url}/api`,
    breakNext: (method: string, ...faults: SlackFault[]) => {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults])
    },
    /** Drops every socket as a recycled connection is dropped, with or without a word. */
    dropSockets: (politely = false) => {
      for (const socket of state.sockets) {
        if (politely)
          socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
        else socket.terminate()
      }
    },
    sendEnvelope: (type: string, payload: object, id: string = randomUUID()) => {
      const [socket] = state.sockets
      socket?.send(
        JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: false }),
      )
      if (weather.drops()) socket?.terminate()
      return id
    },
    trigger: () => {
      const id = `${Date.now()}.${randomUUID()}`
      state.triggers.set(id, Date.now())
      return id
    },
    close: async () => {
      for (const socket of state.sockets) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Limits of Block Kit (docs.slack.dev/reference/block-kit/blocks). */
function blocksFault(blocks: Block[]): { ok: false; error: string; why: string } | null {
  const bad = (why: string) => ({ ok: false as const, error: 'invalid_blocks', why })
  if (blocks.length > 100) return bad('more than fit')
  if (blocks.filter(({ type }) => type === 'table').length > 1) return bad('two tables')
  for (const block of blocks) {
    const why = blockFault(block)
    if (why !== null) return bad(why)
  }
  return null
}

const lengthOf = (value: unknown): number => String(Reflect.get(Object(value), 'text') ?? '').length

function blockFault(block: Block): string | null {
  switch (block.type) {
    case 'section': {
      const fields = (block.fields ?? []) as unknown[]
      if (block.text !== undefined && !(lengthOf(block.text) > 0 && lengthOf(block.text) <= 3000)) {
        return 'the text of a section'
      }
      if (block.text === undefined && fields.length === 0) return 'an empty section'
      if (fields.length > 10 || fields.some((one) => lengthOf(one) > 2000)) return 'fields'
      return null
    }
    case 'header':
      return lengthOf(block.text) > 150 || lengthOf(block.text) === 0 ? 'a header' : null
    case 'actions':
      return actionsFault(block.elements as Block[])
    case 'table': {
      const rows = block.rows as { type: string; text: string }[][]
      if (rows.length > 100 || rows.some((row) => row.length > 20)) return 'a table'
      return rows.flat().some(({ type, text }) => type !== 'raw_text' || text === '')
        ? 'a cell'
        : null
    }
    case 'context':
    case 'divider':
      return null
    default:
      return `a block of type ${block.type}`
  }
}

function actionsFault(elements: Block[]): string | null {
  if (elements.length === 0 || elements.length > 25) return 'actions'
  const ids = elements.map(({ action_id }) => action_id)
  if (new Set(ids).size !== ids.length) return 'two actions of one id'
  const long = elements.some(
    ({ text, value, url }) =>
      lengthOf(text) > 75 || String(value ?? '').length > 2000 || String(url ?? '').length > 3000,
  )
  return long ? 'a button' : null
}

/** The headers of a request of Slack. */
export function signedBySlack(body: string, at = Date.now(), secret = slackSecrets.signingSecret) {
  const timestamp = String(Math.floor(at / 1000))
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}
