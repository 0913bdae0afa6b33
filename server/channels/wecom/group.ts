import { createHash } from 'node:crypto'
import { guardedRequest } from '../../../base/guarded-request.ts'
import type { Pictures } from '../../render/index.ts'
import type { Adapter, Capabilities, Delivered, Outbound, Sending } from '../contract.ts'
import type { WecomConfig } from '../settings.ts'
import { inertText } from './app.ts'

const capabilities: Capabilities = {
  textBytes: 2048,
  tables: null,
  cards: 'none',
  fields: 20,
  pictures: true,
  forms: false,
  refresh: null,
  // 20 are taken.
  rates: [{ inMs: 60_000, most: 18 }],
}

type Group = { config: WecomConfig; pictures: Pictures }

/** The robot of a group: one address to write to, and nothing comes back. */
export const wecomGroupAdapter = (config: WecomConfig, pictures: Pictures): Adapter => ({
  channels: ['wecom_group'],
  ...{ provider: 'wecom', tenant: config.corpId, capabilities },
  ready: () => true,
  deliver: (sending, signal) => deliver({ config, pictures }, sending, signal),
  refresh: async () => ({ kind: 'unsupported', why: 'a group robot changes nothing later' }),
  readers: async () => null,
  direct: () => null,
  live: () => ({
    ...{ status: async () => undefined, text: async () => undefined, reference: () => null },
  }),
})

async function deliver(group: Group, sending: Sending, signal: AbortSignal): Promise<Delivered> {
  const { groups, allowPrivate } = group.config
  const target = groups.find(({ name }) => name === sending.place.conversation)
  if (target === undefined) return { kind: 'refused', why: 'the group is not configured' }
  // Nothing tells a repeat, and nothing can be looked up.
  if (sending.maybeThere)
    return { kind: 'unclear', why: 'an earlier try may be there', again: false }
  const content = await contentOf(group, sending.message)
  if (content === null) return { kind: 'refused', why: 'there is no picture of it' }
  const reply = await guardedRequest(
    {
      ...{ url: target.url.reveal(), method: 'POST', body: JSON.stringify(content) },
      headers: { 'content-type': 'application/json' },
    },
    { allowPrivate, timeoutMs: 10_000, signal },
  )
  if (reply.kind === 'none') {
    return reply.sent
      ? { kind: 'unclear', why: reply.why, again: false }
      : { kind: 'not_there', why: reply.why }
  }
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(reply.body)?.[1]
  if (code === '0') return { kind: 'sent', reference: null }
  if (code === '45009' || reply.status === 429) {
    return { kind: 'not_there', why: 'over the rate of the group', waitMs: 60_000 }
  }
  const why = `it answers ${reply.status} ${code ?? ''}`
  return code === undefined || code === '-1'
    ? { kind: 'unclear', why, again: false }
    : { kind: 'refused', why }
}

async function contentOf({ pictures }: Group, message: Outbound): Promise<object | null> {
  const [picture] = message.attachments
  if (picture === undefined) return { msgtype: 'text', text: { content: inertText(message) } }
  const { spec, language } = picture
  const png = await pictures.draw(spec, { language, scheme: 'light', width: 1200 })
  if (png === null) return null
  const base64 = Buffer.from(png).toString('base64')
  const md5 = createHash('md5').update(png).digest('hex')
  return { msgtype: 'image', image: { base64, md5 } }
}
