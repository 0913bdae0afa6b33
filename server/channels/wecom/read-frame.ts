import { z } from 'zod'
import { readButton } from '../button-key.ts'
import type { Inbound, Place } from '../contract.ts'
import type { BotFrame } from './bot-socket.ts'
import type { WecomRead } from './read-event.ts'

const id = z.string().min(1).max(128)

const common = {
  msgid: id,
  aibotid: id,
  chatid: id.optional(),
  chattype: z.enum(['single', 'group']).default('single'),
  from: z.object({ userid: id }),
}
const words = z.object({ content: z.string().max(20_000) })

const said = z.discriminatedUnion('msgtype', [
  z.object({ ...common, msgtype: z.literal('text'), text: words }),
  // What was said comes as text already.
  z.object({ ...common, msgtype: z.literal('voice'), voice: words }),
])

/** The documentation puts both on `event`; what comes has them in `template_card_event`. */
const clickData = z.object({ event_key: z.string().max(1024), task_id: z.string().max(128) })

const clicked = z.object({
  ...common,
  msgtype: z.literal('event'),
  event: z.looseObject({
    eventtype: z.literal('template_card_event'),
    template_card_event: clickData.optional(),
    event_key: z.string().max(1024).optional(),
    task_id: z.string().max(128).optional(),
  }),
})

type Of = { corpId: string; botId: string }

/** A message or a click that the long connection brought. */
export function readBotFrame({ headers, body }: BotFrame, { corpId, botId }: Of): WecomRead {
  const message = said.safeParse(body)
  const click = message.success ? null : clicked.safeParse(body)
  const read = message.success ? message.data : click?.success ? click.data : null
  if (read === null) return typeOf(body) === undefined ? { kind: 'malformed' } : { kind: 'nothing' }
  if (read.aibotid !== botId) return { kind: 'foreign' }
  const named = namedBy(corpId, read)
  const answerWith = headers.req_id
  if (read.msgtype !== 'event') {
    const content = read.msgtype === 'text' ? read.text.content : read.voice.content
    // In a group, the bot is spoken to by name.
    const text = content.replace(/^\s*@\S+\s*/, '').trim()
    return { kind: 'event', event: { ...named, answerWith, kind: 'message', text } }
  }
  const found = clickData.safeParse(read.event.template_card_event ?? read.event)
  const decision = found.success ? readButton(found.data.event_key) : null
  if (decision === null || !found.success) return { kind: 'malformed' }
  const copy = found.data.task_id
  const event: Inbound = { ...named, answerWith, kind: 'decision', copy, ...decision }
  return { kind: 'event', event }
}

type Common = {
  msgid: string
  chatid?: string | undefined
  chattype: string
  from: { userid: string }
}

function namedBy(corpId: string, { msgid, chatid, chattype, from }: Common) {
  const shared = chattype === 'group'
  const place: Place = {
    channel: 'wecom_bot',
    ...{
      tenant: corpId,
      conversation: shared ? (chatid ?? '') : from.userid,
      thread: null,
      shared,
    },
  }
  const key = `wecom_bot ${corpId} ${msgid}`
  return { provider: 'wecom', key, alias: null, externalUser: from.userid, place } as const
}

const typeOf = (body: unknown): unknown => Reflect.get(Object(body), 'msgtype')
