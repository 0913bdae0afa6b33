import { z } from 'zod'
import { sha256 } from '../../../base/canonical-json.ts'
import { flatXml } from '../../../files/index.ts'
import { readButton } from '../button-key.ts'
import type { Command, Inbound, Place } from '../contract.ts'

const id = z.string().min(1).max(128)

const text = z.object({
  MsgType: z.literal('text'),
  FromUserName: id,
  Content: z.string().max(4096),
  MsgId: id,
  AgentID: id,
})

const event = z.object({
  MsgType: z.literal('event'),
  FromUserName: id,
  CreateTime: id,
  Event: id,
  AgentID: id,
  EventKey: z.string().max(1024).default(''),
  TaskId: z.string().max(128).default(''),
  ResponseCode: z.string().max(1024).default(''),
})

export type WecomRead =
  | { kind: 'event'; event: Inbound }
  | { kind: 'malformed' | 'nothing' | 'foreign' }

type Of = { corpId: string; agentId: number }

const nothing = { kind: 'nothing' } as const
const menu: readonly Command[] = ['help', 'pending']

/** A decrypted callback of the app. */
export function readWecomCallback(xml: string, { corpId, agentId }: Of): WecomRead {
  const fields = flatXml(xml)
  if (fields === null) return { kind: 'malformed' }
  // An event of its own kind may come without the app; everything of ours has it.
  if (fields.AgentID !== undefined && fields.AgentID !== String(agentId)) return { kind: 'foreign' }
  const said = text.safeParse(fields)
  if (said.success) {
    const { FromUserName, MsgId, Content } = said.data
    const named = namedBy(corpId, FromUserName, `msg ${MsgId}`)
    return { kind: 'event', event: { ...named, kind: 'message', text: Content.trim() } }
  }
  const happened = event.safeParse(fields)
  if (happened.success) return readHappened(happened.data, corpId)
  return fields.MsgType === undefined ? { kind: 'malformed' } : nothing
}

function namedBy(corpId: string, externalUser: string, what: string) {
  const place: Place = {
    channel: 'wecom',
    ...{ tenant: corpId, conversation: externalUser, thread: null, shared: false },
  }
  const key = `wecom ${corpId} ${sha256(`${externalUser} ${what}`).slice(0, 40)}`
  return { provider: 'wecom', key, alias: null, externalUser, place, answerWith: null } as const
}

function readHappened(happened: z.output<typeof event>, corpId: string): WecomRead {
  const { FromUserName, CreateTime, Event, EventKey, TaskId, ResponseCode } = happened
  const what = [CreateTime, Event, EventKey, TaskId, ResponseCode].join(' ')
  const named = namedBy(corpId, FromUserName, what)
  switch (Event) {
    case 'click': {
      const command = menu.find((one) => one === EventKey)
      if (command === undefined) return { kind: 'malformed' }
      return { kind: 'event', event: { ...named, kind: 'command', command } }
    }
    case 'template_card_event': {
      const decision = readButton(EventKey)
      if (decision === null || TaskId === '') return { kind: 'malformed' }
      const clicked = { copy: TaskId, answerWith: ResponseCode === '' ? null : ResponseCode }
      return { kind: 'event', event: { ...named, ...clicked, kind: 'decision', ...decision } }
    }
    default:
      return nothing
  }
}
