import { z } from 'zod'
import { cutText } from '../../../base/shown-text.ts'
import type { Command, Inbound, Place } from '../contract.ts'
import { readShown } from '../shown-value.ts'

const id = z.string().min(1).max(200)

/** Characters of a question, and of the message with addresses and mentions that it is read from. */
const mostAsked = 4000
const mostRead = 2 * mostAsked

const envelope = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  event: z.looseObject({ type: id }),
})

const said = z.object({
  type: z.enum(['message', 'app_mention']),
  user: id,
  text: z.string().max(40_000),
  channel: id,
  channel_type: z.string().optional(),
  ts: id,
  thread_ts: id.optional(),
  bot_id: z.undefined().optional(),
  subtype: z.undefined().optional(),
})

const homeOpened = z.object({
  type: z.literal('app_home_opened'),
  user: id,
  channel: id,
  tab: z.string(),
})

const threadStarted = z.object({
  type: z.literal('assistant_thread_started'),
  assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: id }),
})

/** `foreign`: of another workspace. `nothing`: fine, and none of our business. */
export type ReadEvent =
  | { kind: 'event'; event: Inbound }
  | { kind: 'foreign' | 'malformed' | 'nothing' }

const nothing = { kind: 'nothing' } as const
const shared = (team: string) => ({ provider: 'slack', answerWith: null, tenant: team }) as const

/** An event of the Events API, whether it came by HTTP or by the socket. */
export function readSlackEvent(payload: unknown, team: string): ReadEvent {
  const read = envelope.safeParse(payload)
  if (!read.success) return { kind: 'malformed' }
  const { team_id, event_id, event } = read.data
  if (team_id !== team) return { kind: 'foreign' }
  const key = `slack ${team} ${event_id}`
  const message = said.safeParse(event)
  if (message.success) return readMessage(message.data, { key, team })
  const home = homeOpened.safeParse(event)
  if (home.success) {
    if (home.data.tab !== 'home') return nothing
    const place = placeOf(team, { conversation: home.data.channel, thread: null, shared: false })
    return commandOf('home', { key, externalUser: home.data.user, place })
  }
  const started = threadStarted.safeParse(event)
  if (!started.success) return nothing
  const { user_id, channel_id, thread_ts } = started.data.assistant_thread
  const at = { conversation: channel_id, thread: thread_ts, shared: false }
  return commandOf('opened', { key, externalUser: user_id, place: placeOf(team, at) })
}

type At = Pick<Place, 'conversation' | 'thread' | 'shared'>

const placeOf = (team: string, at: At): Place => ({ channel: 'slack', tenant: team, ...at })

type Named = { key: string; externalUser: string; place: Place }

const commandOf = (command: Command, named: Named): ReadEvent => ({
  kind: 'event',
  event: { ...shared(named.place.tenant), ...named, alias: null, kind: 'command', command },
})

/** One mention comes as two events, which the instant in its conversation shows to be one. */
function readMessage(
  { type, user, text, channel, channel_type, ts, thread_ts }: z.output<typeof said>,
  { key, team }: { key: string; team: string },
): ReadEvent {
  const alone = channel_type === 'im' || channel.startsWith('D')
  // Of conversations of several, only what is said to us is ours.
  if (type === 'message' && !alone) return nothing
  const place = placeOf(team, {
    ...{ conversation: channel, thread: thread_ts ?? ts, shared: !alone },
  })
  const asked = cutText(text, mostRead)
    .replace(/<@[A-Z0-9]+(\|[^>]*)?>/g, ' ')
    .trim()
  if (asked === '') return commandOf('help', { key, externalUser: user, place })
  const event: Inbound = {
    ...{ ...shared(team), key, alias: `slack ${team} ${channel} ${ts}`, externalUser: user, place },
    ...{ kind: 'message', text: cutText(withoutEntities(asked), mostAsked) },
  }
  return { kind: 'event', event }
}

const withoutEntities = (text: string): string =>
  text
    .replace(/<(?:https?:[^|>]*)\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const slash = z.object({
  command: z.literal('/jidoka'),
  team_id: id,
  user_id: id,
  trigger_id: id,
  text: z.string().max(4000).default(''),
})

/** `/jidoka`, with one of our words or a question; the answer is for the person alone. */
export function readSlashCommand(payload: unknown, team: string): ReadEvent {
  const read = slash.safeParse(payload)
  if (!read.success) return { kind: 'malformed' }
  const { team_id, user_id, trigger_id, text } = read.data
  if (team_id !== team) return { kind: 'foreign' }
  const place = placeOf(team, { conversation: user_id, thread: null, shared: false })
  const named = { key: `slack ${team} ${trigger_id}`, externalUser: user_id, place }
  if (text.trim() === '') return commandOf('pending', named)
  const event: Inbound = {
    ...{ ...shared(team), ...named, alias: null, kind: 'message', text: text.trim() },
  }
  return { kind: 'event', event }
}

const who = { user: z.object({ id }), team: z.object({ id }) }

const pressed = z.object({
  type: z.literal('block_actions'),
  ...who,
  trigger_id: id,
  container: z.object({
    type: z.string(),
    channel_id: id.optional(),
    message_ts: id.optional(),
  }),
  actions: z.array(z.object({ action_id: id, value: z.string().max(2000).optional() })).length(1),
})

const submitted = z.object({
  type: z.literal('view_submission'),
  ...who,
  view: z.object({
    id,
    callback_id: z.enum(['reject', 'edit']),
    private_metadata: z.string().max(3000),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.looseObject({
            value: z.string().max(3000).nullish(),
            selected_option: z.object({ value: z.string().max(200) }).nullish(),
          }),
        ),
      ),
    }),
  }),
})

/** Blocks of a form that hold what the tool is asked; the others are ours. */
export const inputPrefix = 'in.'

/** A form to be opened: for a second or two only, so it does not wait in the inbox. */
export type Opening = {
  kind: 'open'
  form: 'reject' | 'edit'
  externalUser: string
  trigger: string
  value: string
  copy: string | null
}

/** A pressed button, or a form that was sent. */
export function readInteraction(payload: unknown, team: string): ReadEvent | Opening {
  const button = pressed.safeParse(payload)
  if (button.success) return readPressed(button.data, team)
  const view = submitted.safeParse(payload)
  if (view.success) return readSubmitted(view.data, team)
  return { kind: 'malformed' }
}

function readPressed(
  { user, team: from, trigger_id, container, actions: [action] }: z.output<typeof pressed>,
  team: string,
): ReadEvent | Opening {
  if (from.id !== team) return { kind: 'foreign' }
  if (action === undefined || action.action_id === 'open') return nothing
  const { channel_id, message_ts } = container
  const copy = channel_id && message_ts ? `${channel_id}:${message_ts}` : null
  const shown = readShown(action.value ?? '')
  if (shown === null) return { kind: 'malformed' }
  if (action.action_id === 'reject' || action.action_id === 'edit') {
    const value = action.value ?? ''
    const opening = { externalUser: user.id, trigger: trigger_id, value, copy }
    return { kind: 'open', form: action.action_id, ...opening }
  }
  if (action.action_id !== 'approve') return { kind: 'malformed' }
  const place = placeOf(team, { conversation: user.id, thread: null, shared: false })
  const event: Inbound = {
    ...{ ...shared(team), key: `slack ${team} ${trigger_id}`, alias: null, externalUser: user.id },
    ...{ place, kind: 'decision', shown, copy, verdict: { verdict: 'approve' } },
  }
  return { kind: 'event', event }
}

function readSubmitted(
  { user, team: from, view }: z.output<typeof submitted>,
  team: string,
): ReadEvent {
  if (from.id !== team) return { kind: 'foreign' }
  const [value = '', copy = ''] = view.private_metadata.split('\n')
  const shown = readShown(value)
  if (shown === null) return { kind: 'malformed' }
  const place = placeOf(team, { conversation: user.id, thread: null, shared: false })
  const named = {
    ...{ ...shared(team), key: `slack ${team} ${view.id}`, alias: null, externalUser: user.id },
    ...{ place, shown, copy: copy === '' ? null : copy },
  }
  const fields = Object.fromEntries(
    Object.entries(view.state.values).map(([name, held]) => {
      const [entered] = Object.values(held)
      return [name, entered?.selected_option?.value ?? entered?.value ?? '']
    }),
  )
  const { reason = '', code } = fields
  if (view.callback_id === 'edit') {
    const input = Object.fromEntries(
      Object.entries(fields).flatMap(([name, text]) =>
        name.startsWith(inputPrefix) ? [[name.slice(inputPrefix.length), text]] : [],
      ),
    )
    return { kind: 'event', event: { ...named, kind: 'edit', input, reason } }
  }
  const verdict = { verdict: 'reject' as const, reasonCode: code, reasonText: reason }
  return { kind: 'event', event: { ...named, kind: 'decision', verdict } }
}
