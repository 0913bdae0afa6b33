import { eq, sql } from 'drizzle-orm'
import type { Principal } from '../../base/principal.ts'
import { schema, type Tx } from '../../store/index.ts'

/** Who does it, and where: on the pages as what they are, from the command line as the owner. */
export type Actor = { principal: Principal; channel: 'web' | 'cli' }

type AccountEvent =
  | ('account_added' | 'account_changed' | 'account_roles' | 'account_password')
  | ('account_locked' | 'account_unlocked' | 'account_refused')
  | ('account_bound' | 'account_unbound')
  | ('password_changed' | 'token_issued' | 'token_revoked')

type Note = {
  event: AccountEvent
  /** Whose account it is about. */
  userId: string
  /** In whose chains it stands; none: in the group's. */
  sites: readonly string[]
  at: Date
  /** The roles that are held from now on, of which each chain gets those of its own site. */
  roles?: readonly { siteId: string; role: string }[]
  detail?: {
    token?: string
    scopes?: readonly string[]
    until?: string
    outcome?: string
    subject?: string
  }
}

/** Writes it in the audit; part of the transaction that does it. */
export async function noteAccount(
  tx: Tx,
  { principal, channel }: Actor,
  { event, userId, sites, at, roles, detail }: Note,
): Promise<void> {
  const places = new Set(sites.length === 0 ? ['group'] : sites)
  for (const site of [...places].sort()) {
    const here = roles?.filter(({ siteId }) => siteId === site).map(({ role }) => role)
    const told = { ...detail, for: userId, ...(here === undefined ? {} : { roles: here }) }
    await tx.rows(sql`select jidoka_note_account(${site}, ${event}, ${JSON.stringify(told)}::jsonb,
      ${principal.userId}, ${channel}, ${at})`)
  }
}

export async function sitesOfAccount(orm: Tx['orm'], userId: string): Promise<string[]> {
  const { siteId } = schema.userRole
  const rows = await orm
    .selectDistinct({ siteId })
    .from(schema.userRole)
    .where(eq(schema.userRole.userId, userId))
  return rows.map((row) => row.siteId)
}
