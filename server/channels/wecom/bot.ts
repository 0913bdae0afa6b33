import { createHash } from 'node:crypto'
import { sha256 } from '../../../base/canonical-json.ts'
import type { Clock } from '../../../base/ports.ts'
import type { Pictures } from '../../render/index.ts'
import type {
  Adapter,
  Attachment,
  Begun,
  Capabilities,
  ChannelName,
  Delivered,
  Inbound,
  LiveReply,
  Outbound,
  Reference,
  Refreshed,
  Sending,
} from '../contract.ts'
import type { WecomConfig } from '../settings.ts'
import { type Markup, writeText } from '../write-text.ts'
import { memberRates } from './app.ts'
import type { Acknowledged, BotSocket } from './bot-socket.ts'
import { taskIdOf, templateCard } from './card.ts'

const capabilities: Capabilities = {
  textBytes: 20_480,
  tables: null,
  cards: 'buttons',
  fields: 6,
  pictures: true,
  forms: false,
  // Within five seconds of a click, and never later.
  refresh: null,
  rates: memberRates,
}

/** After about six minutes a reply that was begun is closed. */
const longestReplyMs = 5.5 * 60_000
const chunkBytes = 512 * 1024
const respond = 'aibot_respond_msg'

type Bot = { socket: BotSocket; pictures: Pictures; clock: Clock }

/** The smart bot: questions, in chats of one or several, by one long connection. */
export function wecomBotAdapter(
  config: WecomConfig,
  bot: Bot,
  channels: [ChannelName, ...ChannelName[]],
): Adapter {
  return {
    ...{ channels, provider: 'wecom', tenant: config.corpId, capabilities },
    ready: bot.socket.ready,
    deliver: (sending, signal) => deliver(bot, sending, signal),
    refresh: (sending) => refresh(bot, sending),
    // WeCom tells a bot nobody's names of a group.
    readers: async () => null,
    direct: (externalUser) => ({
      channel: 'wecom_bot',
      ...{ tenant: config.corpId, conversation: externalUser, thread: null, shared: false },
    }),
    live: (event, begun) => botLive(bot, event, begun),
  }
}

/** `<` begins mentions and colours, `](` the address of a link. */
const inert = (text: string): string => text.replaceAll('<', '＜').replaceAll('](', '] (')

const markdown: Markup = {
  escape: inert,
  strong: (text) => `**${text}**`,
  emphasis: (text) => text,
  code: (text) => `\`${text}\``,
  link: (text, url) => `[${text}](${url})`,
  heading: (text) => `### ${text}`,
  quote: (text) => `> ${text}`,
  block: (text) => `\`\`\`\n${text}\n\`\`\``,
}

const textOf = ({ text }: Outbound): string => writeText(text, markdown)

/** Each frame replaces the whole text, so a piece that is left out is in the next one. */
function botLive({ socket, clock }: Bot, event: Inbound, begun: Begun): LiveReply {
  const req = event.answerWith
  let reference: Reference | null = begun.earlier
  let whole = ''
  const show = async (content: string) => {
    if (req === null || event.kind !== 'message' || socket.busy(req)) return
    if (reference === null) {
      const stream = sha256(event.key).slice(0, 32)
      reference = { stream, req, since: clock().toISOString() }
      await begun.keep(reference)
    }
    const id = reference.stream ?? ''
    await socket.request(
      respond,
      { msgtype: 'stream', stream: { id, finish: false, content } },
      req,
    )
  }
  return {
    reference: () => reference,
    status: show,
    text: async (delta) => {
      whole += delta
      await show(whole.replaceAll('<', '＜'))
    },
  }
}

async function deliver(bot: Bot, sending: Sending, signal: AbortSignal): Promise<Delivered> {
  const { message, reference, key } = sending
  const [picture] = message.attachments
  if (picture !== undefined) return sendPicture(bot, sending, picture)
  if (reference?.stream !== undefined && message.card === null) {
    const finished = await finishReply(bot, sending)
    if (finished !== null) return finished
  }
  if (sending.maybeThere)
    return { kind: 'unclear', why: 'an earlier try may be there', again: false }
  if (signal.aborted) return { kind: 'not_there', why: 'the server ends' }
  if (message.card === null) {
    return push(bot, sending, { msgtype: 'markdown', markdown: { content: textOf(message) } })
  }
  const copy = taskIdOf(key)
  const card = { msgtype: 'template_card', template_card: templateCard(message.card, copy) }
  return push(bot, sending, card, { copy, codes: '' })
}

/** Repeating it shows the same; null: it is closed, and what it should say is pushed. */
async function finishReply(
  { socket, clock }: Bot,
  { reference, message }: Sending,
): Promise<Delivered | null> {
  const { stream: id = '', req = '', since = '' } = reference ?? {}
  if (clock().getTime() - Date.parse(since) > longestReplyMs) return null
  const body = { msgtype: 'stream', stream: { id, finish: true, content: textOf(message) } }
  const said = await socket.request(respond, body, req)
  if (said.kind === 'ok') return { kind: 'sent', reference: null }
  if (said.kind === 'error') return null
  return said.kind === 'unclear' ? { ...said, kind: 'unclear', again: true } : deliveredOf(said)
}

async function push(
  { socket }: Bot,
  { place }: Sending,
  ...[content, reference = null]: [content: object, reference?: Reference | null]
): Promise<Delivered> {
  const chat = { chatid: place.conversation, chat_type: place.shared ? 2 : 1 }
  const said = await socket.request('aibot_send_msg', { ...chat, ...content })
  return said.kind === 'ok' ? { kind: 'sent', reference } : deliveredOf(said)
}

/** Of the frequency; WeCom has not taken it. */
const overRate = [45009, 45033, 846607]

function deliveredOf(said: Exclude<Acknowledged, { kind: 'ok' }>): Delivered {
  switch (said.kind) {
    case 'error':
      if (overRate.includes(said.code)) return { kind: 'not_there', why: said.why, waitMs: 10_000 }
      return { kind: 'refused', why: said.why }
    case 'not_there':
      return { kind: 'not_there', why: said.why, waitMs: 1_000 }
    case 'unclear':
      return { kind: 'unclear', why: said.why, again: false }
  }
}

async function sendPicture(
  bot: Bot,
  sending: Sending,
  { spec, language }: Attachment,
): Promise<Delivered> {
  if (sending.maybeThere)
    return { kind: 'unclear', why: 'an earlier try may be there', again: false }
  const png = await bot.pictures.draw(spec, { language, scheme: 'light', width: 1200 })
  if (png === null) return { kind: 'refused', why: 'there is no picture of it' }
  const uploaded = await upload(bot, Buffer.from(png))
  if (uploaded.kind !== 'ok') {
    // An upload shows nothing to anybody, so it can be repeated.
    return deliveredOf(uploaded.kind === 'unclear' ? { ...uploaded, kind: 'not_there' } : uploaded)
  }
  const media_id = uploaded.body.media_id
  return push(bot, sending, { msgtype: 'image', image: { media_id } })
}

async function upload({ socket }: Bot, png: Buffer): Promise<Acknowledged> {
  const chunks = Math.ceil(png.length / chunkBytes)
  const begun = await socket.request('aibot_upload_media_init', {
    ...{ type: 'image', filename: 'chart.png', total_size: png.length, total_chunks: chunks },
    md5: createHash('md5').update(png).digest('hex'),
  })
  if (begun.kind !== 'ok') return begun
  const upload_id = begun.body.upload_id
  for (let at = 0; at < chunks; at += 1) {
    const part = png.subarray(at * chunkBytes, (at + 1) * chunkBytes)
    // The documentation counts from 1; what is taken counts from 0.
    const chunk = { upload_id, chunk_index: at, base64_data: part.toString('base64') }
    const sent = await socket.request('aibot_upload_media_chunk', chunk)
    if (sent.kind !== 'ok') return sent
  }
  return socket.request('aibot_upload_media_finish', { upload_id })
}

/** Only in answer to the click that changed it; then it is too late for good. */
async function refresh({ socket }: Bot, { message, reference }: Sending): Promise<Refreshed> {
  const req = (reference?.codes ?? '').split(' ').at(-1) ?? ''
  if (req === '' || message.card === null) {
    return { kind: 'unsupported', why: 'a bot cannot change a card later' }
  }
  const body = {
    response_type: 'update_template_card',
    template_card: templateCard(message.card, reference?.copy ?? ''),
  }
  const said = await socket.request('aibot_respond_update_msg', body, req)
  if (said.kind === 'ok') return { kind: 'updated', reference: { ...reference, codes: '' } }
  return { kind: 'unsupported', why: said.why }
}
