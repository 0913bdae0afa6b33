import type { Delivered, Sending } from '../contract.ts'
import type { Call, Called } from './call.ts'

const eventType = 'jidoka_message'
const lookUpMessages = 100

/** A key of ours goes with each message, so that it is found again after an answer that was lost. */
export const metadataOf = (key: string) => ({ event_type: eventType, event_payload: { key } })

export const sentAs = (channel: string, ts: string): Delivered => ({
  kind: 'sent',
  reference: { channel, ts, copy: `${channel}:${ts}` },
})

/** Whether an earlier try came through; null: it did not. */
export async function sentBefore(
  call: Call,
  { key, place, since }: Sending,
  signal: AbortSignal,
): Promise<Delivered | null> {
  const opened = place.conversation.startsWith('U')
    ? await call('conversations.open', { users: place.conversation }, signal)
    : null
  if (opened !== null && opened.kind !== 'ok') return stillUnclear(opened)
  const channel = Reflect.get(Object(opened?.body.channel), 'id') ?? place.conversation
  const oldest = String(Date.parse(since) / 1000 - 60)
  const asked = { channel, oldest, limit: lookUpMessages, include_all_metadata: true }
  const found =
    place.thread === null
      ? await call('conversations.history', asked, signal)
      : await call('conversations.replies', { ...asked, ts: place.thread }, signal)
  if (found.kind !== 'ok') return stillUnclear(found)
  const mine = messagesOf(found.body).find((one) => keyOf(one) === key)
  return mine === undefined ? null : sentAs(String(channel), String(mine.ts))
}

/**
 * The message that a reply began with. Where the answer to the beginning was lost, it is the last one
 * of ours in the thread that has words and no key; null: there is none.
 */
export async function beginningOf(
  call: Call,
  { reference, place }: Sending,
  signal: AbortSignal,
): Promise<{ channel: string; ts: string } | Delivered | null> {
  const { channel = place.conversation, ts, thread } = reference ?? {}
  if (ts !== undefined) return { channel, ts }
  const me = await call('auth.test', {}, signal)
  if (me.kind !== 'ok') return stillUnclear(me)
  const asked = { channel, ts: thread, limit: lookUpMessages, include_all_metadata: true }
  const found = await call('conversations.replies', asked, signal)
  if (found.kind !== 'ok') return stillUnclear(found)
  const begun = messagesOf(found.body).findLast(
    (one) => one.user === me.body.user_id && one.files === undefined && keyOf(one) === undefined,
  )
  return begun === undefined ? null : { channel, ts: String(begun.ts) }
}

const messagesOf = ({ messages }: Record<string, unknown>): Record<string, unknown>[] =>
  Array.isArray(messages) ? messages.map(Object) : []

const stillUnclear = (called: Exclude<Called, { kind: 'ok' }>): Delivered => ({
  ...{ kind: 'unclear', again: true },
  why: `the look-up failed: ${called.kind === 'error' ? called.error : called.why}`,
})

const keyOf = ({ metadata }: Record<string, unknown>): unknown =>
  Reflect.get(Object(Reflect.get(Object(metadata), 'event_payload')), 'key')
