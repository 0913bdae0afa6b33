import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/** One person's role at a site, lent to another for a time. Revoking ends it; nothing else changes. */
export const delegation = pgTable(
  'delegation',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    role: text('role').notNull(),
    fromUser: text('from_user').notNull(),
    toUser: text('to_user').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
    reason: text('reason').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('delegation_to').on(t.siteId, t.toUser, t.untilAt),
  ],
)

/** What one shift leaves to the next: a note and the proposals that wait. */
export const shiftHandover = pgTable(
  'shift_handover',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    fromUser: text('from_user').notNull(),
    toUser: text('to_user').notNull(),
    note: text('note').notNull(),
    proposalIds: text('proposal_ids').array().notNull(),
    at: instant('at').notNull(),
    takenAt: instant('taken_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)
