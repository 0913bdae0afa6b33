import type { Language } from '../../base/language.ts'
import type { ChartSpec } from '../../charts/index.ts'
import type { Block } from './rich-text.ts'

export type ChannelName = 'slack' | 'wecom' | 'wecom_bot' | 'wecom_group'

/** Where accounts live: the app and the bot of one corporation know the same people. */
export type Provider = 'slack' | 'wecom'

/** An account of a chat system; which person it is, only a link says. */
export type Account = { provider: Provider; tenant: string; externalUser: string }

/** A conversation, as its vendor names it. */
export type Place = {
  channel: ChannelName
  tenant: string
  conversation: string
  /** The thread in it that is answered in; null: none, or the vendor has none. */
  thread: string | null
  /** Others than the one who writes may read it. */
  shared: boolean
}

/** What a person saw on a card; anything else decides nothing. */
export type Shown = { siteId: string; id: string; version: number; argsSha256: string }

/** What came in, whichever way. `key` and `alias` name the event: either one known means a repeat. */
export type Inbound = {
  key: string
  alias: string | null
  provider: Provider
  externalUser: string
  place: Place
  /** What the vendor wants to see again in a reply to this very event, and only for a while. */
  answerWith: string | null
} & (
  | { kind: 'message'; text: string }
  | { kind: 'command'; command: Command }
  | { kind: 'decision'; shown: Shown; copy: string | null; verdict: Verdict }
  | {
      kind: 'edit'
      shown: Shown
      copy: string | null
      input: Record<string, string>
      reason: string
    }
)

export type Command = 'help' | 'pending' | 'link' | 'unlink' | 'opened' | 'home'

export type Verdict = {
  verdict: 'approve' | 'reject'
  reasonCode?: string | undefined
  reasonText?: string | undefined
}

export type Button = {
  does: 'approve' | 'reject' | 'edit'
  label: string
  shown: Shown
}

/** A thing with a state that people act on. Every word is in the language of its reader. */
export type Card = {
  title: string
  state: { word: string; tone: 'waiting' | 'good' | 'bad' | 'over' }
  fields: { label: string; value: string }[]
  note: string | null
  link: { label: string; url: string }
  buttons: Button[]
}

export type Attachment = { kind: 'chart'; spec: ChartSpec; language: Language }

/** What goes out; an adapter says it in the words of its vendor. */
export type Outbound = {
  text: Block[]
  card: Card | null
  attachments: Attachment[]
}

/** What a vendor can show; the planner degrades the rest. Bytes are of UTF-8. */
export type Capabilities = {
  /** Most bytes of text in one message. */
  textBytes: number
  tables: { rows: number; columns: number } | null
  /** Cards with buttons, cards that only link, or neither. */
  cards: 'buttons' | 'links' | 'none'
  /** Rows of a card. */
  fields: number
  pictures: boolean
  /** What a button may do without leaving the chat. */
  forms: boolean
  /** A message that was sent can be shown anew, and for how long. */
  refresh: { hours: number } | null
  /** Most messages to one person in a time; above it, the vendor drops them without a word. */
  rates: readonly Rate[]
}

export type Rate = { inMs: number; most: number }

/** How a vendor names a message that it took, to show it anew. */
export type Reference = Record<string, string>

/** What is known after a try; `again`: a repeat is recognised, so it may be sent once more. */
export type Delivered =
  | { kind: 'sent'; reference: Reference | null }
  | { kind: 'refused'; why: string }
  | { kind: 'not_there'; why: string; waitMs?: number }
  | { kind: 'unclear'; why: string; again: boolean }

export type Refreshed =
  | { kind: 'updated'; reference: Reference | null }
  | { kind: 'expired' | 'unsupported'; why: string }
  | { kind: 'later'; why: string; waitMs?: number }

/** One message on its way. */
export type Sending = {
  /** The same at every try. */
  key: string
  place: Place
  message: Outbound
  /** What an earlier try, or a reply that was begun, left behind. */
  reference: Reference | null
  /** An earlier try may have come through. */
  maybeThere: boolean
  /** When it was first tried; ISO 8601. */
  since: string
}

/** A reply that is seen while it is made; all of it is for the eye, and may fail. */
export type LiveReply = {
  status: (words: string) => Promise<void>
  text: (delta: string) => Promise<void>
  /** What the finished answer takes the place of; null: nothing was begun. */
  reference: () => Reference | null
}

export type Adapter = {
  /** The first is its own; a bot also stands in for an app that nobody configured. */
  channels: [ChannelName, ...ChannelName[]]
  provider: Provider
  tenant: string
  capabilities: Capabilities
  /** False: another process holds the connection, and sends. */
  ready: () => boolean
  deliver: (sending: Sending, signal: AbortSignal) => Promise<Delivered>
  refresh: (sending: Sending, signal: AbortSignal) => Promise<Refreshed>
  /** The accounts that read a shared conversation; null: it cannot be known. */
  readers: (place: Place, signal: AbortSignal) => Promise<string[] | null>
  /** Where one account is written to alone; null: it can't be. */
  direct: (externalUser: string) => Place | null
  live: (inbound: Inbound, begun: Begun) => LiveReply
  /** Shows what waits for a person on a page of their own, where there is one. */
  showHome?: (page: Home, signal: AbortSignal) => Promise<void>
  /** Somebody opened a conversation: offers questions to begin with. */
  greet?: (place: Place, language: Language) => Promise<void>
}

export type Home = { externalUser: string; language: Language; cards: Card[] }

/** Keeps the reference of a reply as soon as there is one, so that a restart goes on with it. */
export type Begun = { earlier: Reference | null; keep: (reference: Reference) => Promise<void> }

/** What has one memory. */
export const conversationOf = ({ channel, tenant, conversation, thread }: Place): string =>
  [channel, tenant, conversation, thread ?? ''].join(' ')

/** What goes on in order: all that is said with one person, or one thread of several. */
export const laneOf = (place: Place): string =>
  conversationOf(place.shared ? place : { ...place, thread: null })

export const textOnly = (text: Block[]): Outbound => ({ text, card: null, attachments: [] })
