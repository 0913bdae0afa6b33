import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Who of a chat system is which person here: made by a sign-in, never by a name or an address. */
export const channelLink = pgTable(
  'channel_link',
  {
    id: text('id').primaryKey(),
    provider: text('provider').notNull(),
    /** Workspace or corporation. */
    tenant: text('tenant').notNull(),
    externalUser: text('external_user').notNull(),
    userId: text('user_id').notNull(),
    linkedAt: instant('linked_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (t) => [
    index('channel_link_user').on(t.userId),
    index('channel_link_external').on(t.externalUser),
  ],
)

/** An offer to link, short-lived and of one use: opened by a signed-in person, then sealed by a number. */
export const channelLinkOffer = pgTable('channel_link_offer', {
  /** Of the code in the address; the code itself is kept nowhere. */
  sha256: text('sha256').primaryKey(),
  provider: text('provider').notNull(),
  tenant: text('tenant').notNull(),
  externalUser: text('external_user').notNull(),
  expiresAt: instant('expires_at').notNull(),
  /** Who opened it signed in, and the number that they were shown. */
  userId: text('user_id'),
  numberSha256: text('number_sha256'),
  wrongNumbers: integer('wrong_numbers').notNull().default(0),
  usedAt: instant('used_at'),
})

/** What came from a chat system, once each; its vendor got its acknowledgement after it stood here. */
export const channelInbox = pgTable(
  'channel_inbox',
  {
    key: text('key').primaryKey(),
    /** Another name of the same event: one mention arrives as two. */
    alias: text('alias'),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    channel: text('channel').notNull(),
    /** One conversation: what is in it is handled in order. */
    lane: text('lane').notNull(),
    event: jsonb('event').notNull(),
    status: text('status', { enum: ['ready', 'working', 'done', 'dead'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at').notNull(),
    leasedUntil: instant('leased_until'),
    /** What an earlier try left behind: a reply that was begun, a turn that was asked. */
    progress: jsonb('progress').notNull().default({}),
    why: text('why'),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    uniqueIndex('channel_inbox_alias').on(t.alias),
    index('channel_inbox_next').on(t.status, t.lane, t.seq),
  ],
)

/** What goes to a chat system; `dead`: surely not there, `unknown`: it may be there. */
export const channelOutbox = pgTable(
  'channel_outbox',
  {
    /** The same key is the same message, for ever. */
    key: text('key').primaryKey(),
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    channel: text('channel').notNull(),
    lane: text('lane').notNull(),
    place: jsonb('place').notNull(),
    /** Whom it is for; null: a conversation of several. */
    userId: text('user_id'),
    kind: text('kind').notNull(),
    message: jsonb('message').notNull(),
    /** The proposal that it shows, which is shown anew when that changes. */
    aboutSite: text('about_site'),
    aboutId: text('about_id'),
    /** What of the proposal it shows; null: it will not be shown anew. */
    shown: text('shown'),
    status: text('status', {
      enum: ['ready', 'sending', 'sent', 'folded', 'dead', 'unknown'],
    }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    maybeThere: boolean('maybe_there').notNull().default(false),
    nextAt: instant('next_at').notNull(),
    leasedUntil: instant('leased_until'),
    /** How the vendor calls it, to show it anew. */
    reference: jsonb('reference'),
    why: text('why'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    index('channel_outbox_next').on(t.status, t.lane, t.seq),
    index('channel_outbox_about').on(t.aboutSite, t.aboutId),
  ],
)
