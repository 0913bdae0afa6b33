import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const deliveryStatuses = [
  'ready',
  'sending',
  'confirmed',
  'delivered',
  'refused',
  'dead',
  'unknown',
  'given_up',
] as const

/**
 * An approved action on its way to another system; only the functions of the gate write it. `dead`:
 * it surely is not there; `unknown`: it may be. `confirmed`: a person says that it is there.
 */
export const delivery = pgTable(
  'delivery',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    connector: text('connector').notNull(),
    argsSha256: text('args_sha256').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull(),
    /** Tries that were begun; also the fence: what an earlier try reports is ignored. */
    attempts: integer('attempts').notNull(),
    /** Tries before the last time that a person asked for more. */
    attemptsBefore: integer('attempts_before').notNull(),
    /** The receiver tells a repeat by its key, so that it may be sent again. */
    repeatable: boolean('repeatable').notNull(),
    /** Some try may have come through. */
    maybeThere: boolean('maybe_there').notNull(),
    nextAt: instant('next_at').notNull(),
    leasedUntil: instant('leased_until'),
    why: text('why'),
    reference: text('reference'),
    settledBy: text('settled_by'),
    settledReason: text('settled_reason'),
    createdAt: instant('created_at').notNull(),
    /** The transaction that writes down what was delivered; see `executing_xid` of a proposal. */
    applyingXid: text('applying_xid'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.proposalId] }),
    index('delivery_next').on(t.status, t.nextAt),
  ],
)
