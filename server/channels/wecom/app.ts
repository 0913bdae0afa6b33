import { randomBytes } from 'node:crypto'
import { chartTitle } from '../../../charts/index.ts'
import type { Pictures, Png } from '../../render/index.ts'
import type {
  Adapter,
  Attachment,
  Capabilities,
  Card,
  Delivered,
  Outbound,
  Reference,
  Refreshed,
  Sending,
} from '../contract.ts'
import { codesOf } from '../copies.ts'
import { directPlace } from '../send-to-person.ts'
import type { WecomConfig } from '../settings.ts'
import { words } from '../words.ts'
import { plainMarkup, writeText } from '../write-text.ts'
import type { Called, WecomApi } from './api.ts'
import { taskIdOf, templateCard } from './card.ts'

/** 30 in a minute and 1,000 in an hour are taken of one member; what is above is dropped silently. */
export const memberRates = [
  { inMs: 60_000, most: 25 },
  { inMs: 3_600_000, most: 950 },
]

const capabilities: Capabilities = {
  textBytes: 2048,
  tables: null,
  cards: 'buttons',
  fields: 6,
  pictures: true,
  forms: false,
  refresh: { hours: 72 },
  rates: memberRates,
}

type App = {
  api: WecomApi
  agentId: number
  pictures: Pictures
  /** Where a link to one of our pages leads. */
  linkTo: (url: string) => string
}

/** The self-built app: approvals, alerts, and questions of one person. */
export function wecomAppAdapter(config: WecomConfig, app: App): Adapter {
  return {
    channels: ['wecom'],
    ...{ provider: 'wecom', tenant: config.corpId, capabilities },
    ready: () => true,
    deliver: (sending, signal) => deliver(app, sending, signal),
    refresh: (sending, signal) => refresh(app, sending, signal),
    readers: async () => null,
    direct: (externalUser) =>
      directPlace({ provider: 'wecom', tenant: config.corpId, externalUser }),
    // An app has no message that grows.
    live: (_, { earlier }) => ({
      ...{ status: async () => undefined, text: async () => undefined },
      reference: () => earlier,
    }),
  }
}

/** `<a href>` is the one tag that a text knows. */
export const inertText = ({ text }: Outbound): string =>
  writeText(text, { ...plainMarkup, escape: (words) => words.replaceAll('<', '＜') })

async function deliver(app: App, sending: Sending, signal: AbortSignal): Promise<Delivered> {
  const made = await contentOf(app, sending, signal)
  if (made.kind !== 'content') return made
  const taskId = sending.message.card === null ? null : taskIdOf(sending.key)
  const sent = await app.api(
    {
      ...{ path: '/cgi-bin/message/send', method: 'POST' },
      body: JSON.stringify({
        ...{ touser: sending.place.conversation, agentid: app.agentId, ...made.content },
        ...(sending.maybeThere ? repeatOf(sending) : {}),
      }),
    },
    signal,
  )
  if (sent.kind !== 'ok') return undelivered(sent)
  const { invaliduser, unlicenseduser, response_code } = sent.body
  if (invaliduser || unlicenseduser) {
    return { kind: 'refused', why: 'WeCom does not let the app write to this member' }
  }
  const codes = typeof response_code === 'string' ? response_code : ''
  return { kind: 'sent', reference: taskId === null ? null : { copy: taskId, codes } }
}

const linked = ({ linkTo }: Pick<App, 'linkTo'>, card: Card): Card => ({
  ...card,
  link: { ...card.link, url: linkTo(card.link.url) },
})

/** WeCom drops what it had in that time already; only for what may be there, or it drops more. */
function repeatOf({ since }: Sending): object {
  const seconds = Math.ceil((Date.now() - Date.parse(since)) / 1000) + 60
  return { enable_duplicate_check: 1, duplicate_check_interval: Math.min(seconds, 4 * 3600) }
}

function undelivered(called: Exclude<Called, { kind: 'ok' }>): Delivered {
  if (called.kind === 'unclear') return { ...called, again: true }
  return called.kind === 'error' ? { kind: 'refused', why: called.why } : called
}

type Content = { kind: 'content'; content: object }
const content = (made: object): Content => ({ kind: 'content', content: made })

async function contentOf(
  app: App,
  { message, key }: Sending,
  signal: AbortSignal,
): Promise<Content | Delivered> {
  const [picture] = message.attachments
  if (picture !== undefined) return pictureContent(app, picture, signal)
  if (message.card === null) {
    return content({ msgtype: 'text', text: { content: inertText(message) } })
  }
  const card = templateCard(linked(app, message.card), taskIdOf(key))
  return content({ msgtype: 'template_card', template_card: card })
}

async function pictureContent(
  { api, pictures }: App,
  { spec, language }: Attachment,
  signal: AbortSignal,
): Promise<Content | Delivered> {
  const png = await pictures.draw(spec, { language, scheme: 'light', width: 1200 })
  if (png === null) return { kind: 'refused', why: 'there is no picture of it' }
  const form = formOf(png, chartTitle(spec, language))
  const path = '/cgi-bin/media/upload?type=image'
  const uploaded = await api({ path, method: 'POST', ...form }, signal)
  // An upload shows nothing to anybody, so it can be repeated.
  if (uploaded.kind === 'unclear') return { kind: 'not_there', why: uploaded.why }
  if (uploaded.kind !== 'ok') return undelivered(uploaded)
  return content({ msgtype: 'image', image: { media_id: uploaded.body.media_id } })
}

function formOf(png: Png, title: string): { body: Uint8Array; type: string } {
  const boundary = `jidoka-${randomBytes(12).toString('hex')}`
  const name = `${encodeURIComponent(title)}.png`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${name}"; filelength=${png.byteLength}\r\nContent-Type: image/png\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), png, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}

/** Each code shows the card anew once: one came with the sending, one with each click. */
async function refresh(app: App, sending: Sending, signal: AbortSignal): Promise<Refreshed> {
  const { message, reference } = sending
  const codes = codesOf(reference) ?? []
  const code = codes.pop()
  if (code === undefined || message.card === null) {
    return { kind: 'expired', why: 'WeCom takes no further change of this card' }
  }
  const updated = await app.api(
    {
      ...{ path: '/cgi-bin/message/update_template_card', method: 'POST' },
      body: JSON.stringify({
        userids: [sending.place.conversation],
        ...{ agentid: app.agentId, response_code: code },
        template_card: templateCard(linked(app, message.card), reference?.copy ?? ''),
      }),
    },
    signal,
  )
  const left: Reference = { ...reference, codes: codes.join(' ') }
  if (updated.kind === 'ok') return { kind: 'updated', reference: left }
  if (updated.kind !== 'error') return { ...updated, kind: 'later' }
  return { kind: 'expired', why: updated.why }
}

/** The menu at the bottom of the app; setting it again changes nothing. */
export async function setMenu(
  { api, agentId }: Pick<App, 'api' | 'agentId'>,
  baseUrl: string,
  signal: AbortSignal,
): Promise<Called> {
  const { inbox, homeTitle } = words.zh
  const button = [
    { type: 'click', name: homeTitle, key: 'pending' },
    { type: 'view', name: inbox, url: `${baseUrl}/inbox` },
    { type: 'click', name: '帮助', key: 'help' },
  ]
  const path = `/cgi-bin/menu/create?agentid=${agentId}`
  return api({ path, method: 'POST', body: JSON.stringify({ button }) }, signal)
}
