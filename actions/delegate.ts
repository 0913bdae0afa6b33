import { desc, gt, isNull, sql } from 'drizzle-orm'
import type { NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { type Db, schema } from '../store/index.ts'
import type { Actor, GateDeps } from './act-on.ts'

export type Delegation = {
  siteId: string
  id: string
  role: string
  fromUser: string
  toUser: string
  /** ISO 8601. */
  fromAt: string
  untilAt: string
  reason: string
  createdAt: string
  revokedAt: string | null
}

export type DelegateInput = Pick<Delegation, 'siteId' | 'role' | 'toUser' | 'reason'> & {
  fromAt: Date
  untilAt: Date
}

export type DelegateOutcome =
  | 'delegated'
  | 'role_not_held'
  | 'unknown_person'
  | 'same_person'
  | 'bad_dates'
  | 'reason_missing'

/**
 * Lends a role at a site that one holds oneself, for at most 31 days. Whoever gets it decides for
 * the lender; never what the lender asked for, and never beside the lender's own decision.
 */
export async function delegate(
  { db, clock, newId }: GateDeps & { newId: NewId },
  lender: Actor,
  given: DelegateInput,
): Promise<{ outcome: DelegateOutcome; id: string }> {
  const id = newId('dlg')
  const record = {
    ...{ id, site_id: given.siteId, role: given.role, to_user: given.toUser },
    ...{ from_at: given.fromAt, until_at: given.untilAt, reason: given.reason },
  }
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: DelegateOutcome }>(
        sql`select jidoka_delegate(${JSON.stringify(record)}::jsonb, ${lender.channel},
          ${clock()}) as outcome`,
      ),
    { principal: lender.principal },
  )
  return { outcome: row?.outcome ?? 'role_not_held', id }
}

export type RevokeOutcome = 'revoked' | 'already_revoked' | 'not_found'

/** Ends a delegation at once: by the lender, by whoever has it, or by an admin of the site. */
export async function revokeDelegation(
  { db, clock }: GateDeps,
  by: Actor,
  { siteId, id }: Pick<Delegation, 'siteId' | 'id'>,
): Promise<RevokeOutcome> {
  const [row] = await db.tx(
    'decide',
    (tx) =>
      tx.rows<{ outcome: RevokeOutcome }>(
        sql`select jidoka_revoke_delegation(${siteId}, ${id}, ${by.channel}, ${clock()}) as outcome`,
      ),
    { principal: by.principal },
  )
  return row?.outcome ?? 'not_found'
}

/** Delegations of one's sites that are not over; revoked ones are. Newest first. */
export function listDelegations(
  { db, clock }: { db: Db; clock: GateDeps['clock'] },
  principal: Principal,
): Promise<Delegation[]> {
  const { delegation } = schema
  return db.tx(
    'read',
    async (tx) => {
      const rows = await tx.orm
        .select()
        .from(delegation)
        .where(sql`${gt(delegation.untilAt, clock())} and ${isNull(delegation.revokedAt)}`)
        .orderBy(desc(delegation.createdAt), delegation.id)
      return rows.map((row) => ({
        ...row,
        fromAt: row.fromAt.toISOString(),
        untilAt: row.untilAt.toISOString(),
        createdAt: row.createdAt.toISOString(),
        revokedAt: null,
      }))
    },
    { principal },
  )
}
