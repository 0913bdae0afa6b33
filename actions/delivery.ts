import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Principal } from '../base/principal.ts'
import { type Db, type deliveryStatuses, schema } from '../store/index.ts'
import { type Actor, actOn, type GateDeps, type Outcome, type ProposalAddress } from './act-on.ts'

/** What became of sending an action to another system; instants in ISO 8601. */
export type DeliveryView = ProposalAddress & {
  connector: string
  status: (typeof deliveryStatuses)[number]
  attempts: number
  /** Why the last try brought nothing. */
  why: string | null
  nextAt: string
  /** What the other system calls it. */
  reference: string | null
  /** It may be sent again without being done twice. */
  canRepeat: boolean
  settledBy: string | null
  settledReason: string | null
}

const { delivery } = schema

/** How an action is on its way to another system; null when it never left. */
export async function getDelivery(
  db: Db,
  principal: Principal,
  { siteId, id }: ProposalAddress,
): Promise<DeliveryView | null> {
  const wanted = and(eq(delivery.siteId, siteId), eq(delivery.proposalId, id))
  const [row] = await db.tx('read', (tx) => tx.orm.select().from(delivery).where(wanted), {
    principal,
  })
  return row === undefined ? null : viewOf(row)
}

/** What did not arrive, or may not have, and waits for a person; oldest first. */
export async function listStuckDeliveries(db: Db, principal: Principal): Promise<DeliveryView[]> {
  const rows = await db.tx(
    'read',
    (tx) =>
      tx.orm
        .select()
        .from(delivery)
        .where(inArray(delivery.status, ['dead', 'unknown']))
        .orderBy(delivery.createdAt)
        .limit(200),
    { principal },
  )
  return rows.map(viewOf)
}

const viewOf = (row: typeof delivery.$inferSelect): DeliveryView => ({
  ...{ siteId: row.siteId, id: row.proposalId, connector: row.connector, status: row.status },
  ...{ attempts: row.attempts, why: row.why, nextAt: row.nextAt.toISOString() },
  reference: row.reference,
  canRepeat: row.repeatable || !row.maybeThere,
  ...{ settledBy: row.settledBy, settledReason: row.settledReason },
})

export type StuckRefusal =
  | 'not_stuck'
  | 'not_an_approver'
  | 'delegation_ended'
  | 'self_approval'
  | 'not_found'
/** `cannot_repeat`: it may be there, and the receiver would do it twice. */
export type RetryOutcome = 'queued' | 'cannot_repeat' | StuckRefusal
export type SettleOutcome = 'settled' | 'reason_missing' | StuckRefusal

/** Sends again what did not arrive, as a person who may decide it wants. */
export function retryDelivery(
  deps: GateDeps,
  person: Actor,
  at: ProposalAddress,
): Promise<Outcome<RetryOutcome>> {
  const verb = sql`select jidoka_retry_delivery(${at.siteId}, ${at.id}, ${person.channel},
    ${deps.clock()}) as outcome`
  return actOn(deps, person, at, verb)
}

/** A person has looked at the other system: what was sent is there, or it is not. */
export function settleDelivery(
  deps: GateDeps,
  person: Actor,
  at: ProposalAddress & { verdict: 'done' | 'failed'; reason: string },
): Promise<Outcome<SettleOutcome>> {
  const verb = sql`select jidoka_settle_delivery(${at.siteId}, ${at.id}, ${at.verdict}, ${at.reason},
    ${person.channel}, ${deps.clock()}) as outcome`
  return actOn(deps, person, at, verb)
}
