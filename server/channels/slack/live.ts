import type { Begun, Inbound, LiveReply, Reference } from '../contract.ts'
import type { Call } from './call.ts'
import { quietMarkdown, shortened } from './render.ts'

/** So many characters are gathered before they are sent: each piece is a request. */
const pieceCharacters = 240
const callMs = 4_000

/**
 * A reply that is seen while it is made: a status, then words as they come. The finished answer takes
 * its place, so whatever of it fails is only not seen.
 */
export function slackLive(call: Call, event: Inbound, begun: Begun): LiveReply {
  const { conversation: channel, thread, shared, tenant } = event.place
  let reference: Reference | null = begun.earlier
  let waiting = ''
  let titled = false
  const ask = (method: string, args: Record<string, unknown>) =>
    call(method, args, AbortSignal.timeout(callMs))
  const keep = (given: Reference) => {
    reference = given
    return begun.keep(given)
  }
  const start = async (text: string) => {
    if (thread === null) return
    // Whatever becomes of the call, or of this process: the answer looks for what was begun.
    await keep({ channel, thread, stream: 'maybe' })
    const recipient = { recipient_user_id: event.externalUser, recipient_team_id: tenant }
    const args = { channel, thread_ts: thread, markdown_text: text, ...(shared ? recipient : {}) }
    const started = await ask('chat.startStream', args)
    if (started.kind !== 'ok') return
    const ts = String(started.body.ts)
    await keep({ channel: String(started.body.channel ?? channel), ts, stream: 'open' })
  }
  const send = async () => {
    const text = quietMarkdown(waiting)
    waiting = ''
    if (reference === null) return start(text)
    const { channel: at, ts, stream } = reference
    if (stream === 'open') await ask('chat.appendStream', { channel: at, ts, markdown_text: text })
  }
  return {
    reference: () => reference,
    status: async (words) => {
      if (thread === null || reference !== null) return
      const at = { channel_id: channel, thread_ts: thread }
      await ask('assistant.threads.setStatus', { ...at, status: words })
      if (titled || shared || event.kind !== 'message') return
      titled = true
      await ask('assistant.threads.setTitle', { ...at, title: shortened(event.text, 80) })
    },
    text: async (delta) => {
      if (thread === null || begun.earlier !== null) return
      waiting += delta
      if (waiting.length >= pieceCharacters) await send()
    },
  }
}
