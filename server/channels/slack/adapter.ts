import { chartTitle } from '../../../charts/index.ts'
import type { Pictures } from '../../render/index.ts'
import type {
  Adapter,
  Capabilities,
  Delivered,
  Home,
  Outbound,
  Place,
  Refreshed,
  Sending,
} from '../contract.ts'
import { directPlace } from '../send-to-person.ts'
import type { SlackConfig } from '../settings.ts'
import { words } from '../words.ts'
import { slackCaller } from './call.ts'
import { beginningOf, metadataOf, sentAs, sentBefore } from './find-message.ts'
import { slackLive } from './live.ts'
import { blocksOf, cardBlocks, fallbackText } from './render.ts'
import { uploadPicture } from './upload.ts'

const capabilities: Capabilities = {
  textBytes: 11_000,
  tables: { rows: 100, columns: 20 },
  cards: 'buttons',
  fields: 16,
  pictures: true,
  forms: true,
  refresh: { hours: 24 * 365 },
  rates: [{ inMs: 60_000, most: 50 }],
}

/** Slack, by its Web API. */
export function slackAdapter(config: SlackConfig, pictures: Pictures): Adapter {
  const call = slackCaller(config, config.botToken)
  const slack = { call, config, pictures }
  return {
    channels: ['slack'],
    ...{ provider: 'slack', tenant: config.team, capabilities },
    ready: () => true,
    deliver: (sending, signal) => deliver(slack, sending, signal),
    refresh: (sending, signal) => refresh(slack, sending, signal),
    readers: (place, signal) => readersOf(slack, place, signal),
    direct: (externalUser) => directPlace({ provider: 'slack', tenant: config.team, externalUser }),
    live: (event, begun) => slackLive(call, event, begun),
    showHome: (page, signal) => showHome(slack, page, signal),
    greet: async ({ conversation, thread }, language) => {
      const { suggestions, suggestionsTitle } = words[language]
      const prompts = suggestions.map((message) => ({ title: message, message }))
      const at = { channel_id: conversation, thread_ts: thread }
      const args = { ...at, title: suggestionsTitle, prompts }
      await call('assistant.threads.setSuggestedPrompts', args, AbortSignal.timeout(5_000))
    },
  }
}

type Slack = { call: ReturnType<typeof slackCaller>; config: SlackConfig; pictures: Pictures }

const contentOf = (message: Outbound) => ({
  text: fallbackText(message),
  blocks: blocksOf(message),
})

async function deliver(slack: Slack, sending: Sending, signal: AbortSignal): Promise<Delivered> {
  const { message, place, reference } = sending
  const [picture] = message.attachments
  if (picture !== undefined) {
    const wish = { language: picture.language, scheme: 'light' as const, width: 1200 }
    const png = await slack.pictures.draw(picture.spec, wish)
    if (png === null) return { kind: 'refused', why: 'there is no picture of it' }
    const name = chartTitle(picture.spec, picture.language)
    return uploadPicture(slack, { place, png, name }, signal)
  }
  if (reference?.stream !== undefined) {
    const finished = await finishReply(slack, sending, signal)
    if (finished !== null) return finished
  }
  if (sending.maybeThere) {
    const known = await sentBefore(slack.call, sending, signal)
    if (known !== null) return known
  }
  return post(slack, sending, signal)
}

/** A key of ours goes with the message, so that it is found again after an answer that was lost. */
async function post(
  { call }: Slack,
  { key, place, message }: Sending,
  signal: AbortSignal,
): Promise<Delivered> {
  const posted = await call(
    'chat.postMessage',
    {
      channel: place.conversation,
      ...(place.thread === null ? {} : { thread_ts: place.thread }),
      ...contentOf(message),
      metadata: metadataOf(key),
      unfurl_links: false,
      unfurl_media: false,
    },
    signal,
  )
  if (posted.kind === 'ok') return sentAs(String(posted.body.channel), String(posted.body.ts))
  if (posted.kind === 'unclear') return { kind: 'unclear', why: posted.why, again: true }
  return posted.kind === 'error' ? { kind: 'refused', why: posted.error } : posted
}

/** All steps can be repeated; null: nothing was begun, or it is gone, and the answer is posted anew. */
async function finishReply(
  { call }: Slack,
  sending: Sending,
  signal: AbortSignal,
): Promise<Delivered | null> {
  const begun = await beginningOf(call, sending, signal)
  if (begun === null || 'kind' in begun) return begun
  const { channel, ts } = begun
  const stopped = await call('chat.stopStream', { channel, ts }, signal)
  if (stopped.kind === 'not_there') return stopped
  if (stopped.kind === 'unclear') return { ...stopped, again: true }
  if (stopped.kind === 'error' && stopped.error !== 'message_not_in_streaming_state') return null
  const { message, key } = sending
  const shown = { channel, ts, ...contentOf(message), metadata: metadataOf(key) }
  const updated = await call('chat.update', shown, signal)
  if (updated.kind === 'ok') return sentAs(channel, ts)
  if (updated.kind === 'unclear') return { ...updated, again: true }
  return updated.kind === 'error' ? null : updated
}

/** Gone or closed to us: it cannot be shown anew any more. */
const gone = ['message_not_found', 'channel_not_found', 'is_archived', 'cant_update_message']

async function refresh(
  { call }: Slack,
  { reference, message }: Sending,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { channel, ts } = reference ?? {}
  if (channel === undefined || ts === undefined) {
    return { kind: 'unsupported', why: 'it has no name' }
  }
  const updated = await call('chat.update', { channel, ts, ...contentOf(message) }, signal)
  if (updated.kind === 'ok') return { kind: 'updated', reference: null }
  if (updated.kind !== 'error') return { ...updated, kind: 'later' }
  if (gone.includes(updated.error)) return { kind: 'expired', why: updated.error }
  return { kind: 'later', why: updated.error, waitMs: 60_000 }
}

const mostPages = 5

/**
 * The accounts that read a private conversation. A public one may be read by everybody in the
 * workspace, who need not be members.
 */
async function readersOf(
  { call }: Slack,
  { conversation: channel }: Place,
  signal: AbortSignal,
): Promise<string[] | null> {
  const info = await call('conversations.info', { channel }, signal)
  const about = info.kind === 'ok' ? Object(info.body.channel) : {}
  if (about.is_private !== true && about.is_mpim !== true) return null
  const me = await call('auth.test', {}, signal)
  if (me.kind !== 'ok') return null
  const members: string[] = []
  for (let page = 0, cursor = ''; page < mostPages; page += 1) {
    const asked = { channel, limit: 200, ...(cursor === '' ? {} : { cursor }) }
    const found = await call('conversations.members', asked, signal)
    if (found.kind !== 'ok' || !Array.isArray(found.body.members)) return null
    members.push(...found.body.members.map(String))
    cursor = String(Reflect.get(Object(found.body.response_metadata), 'next_cursor') ?? '')
    if (cursor === '') return members.filter((user) => user !== me.body.user_id)
  }
  // So many cannot all be linked.
  return null
}

async function showHome(
  { call }: Slack,
  { externalUser, language, cards }: Home,
  signal: AbortSignal,
): Promise<void> {
  const { homeTitle, nothingPending } = words[language]
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: homeTitle } },
    ...(cards.length === 0
      ? [{ type: 'section', text: { type: 'plain_text', text: nothingPending } }]
      : cards.flatMap((card) => [...cardBlocks(card), { type: 'divider' }])),
  ]
  const view = { type: 'home', blocks: blocks.slice(0, 100) }
  await call('views.publish', { user_id: externalUser, view }, signal)
}
