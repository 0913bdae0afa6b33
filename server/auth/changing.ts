import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import type { Db, Tx } from '../../store/index.ts'
import { noUser } from './account-faults.ts'
import { type Actor, noteAccount } from './note-account.ts'
import {
  findAccount,
  isSeen,
  type KeptAccount,
  type Reach,
  reachOf,
  refuseSelf,
  requireAdministrator,
  requireManaged,
} from './rights.ts'

export type AccountDeps = { db: Db; clock: Clock }

type Change = { userId: string; act: Act }
type Act = 'add' | 'roles' | 'password' | 'lock' | 'unlock' | 'bind' | 'unbind'

/**
 * One change at a time, so that of two administrators not each takes the other away. Without `work` it
 * only asks whether somebody may at all, before a password is hashed for them.
 */
export async function changing(
  { db, clock }: AccountDeps,
  by: Actor,
  ...[{ userId, act }, work]: [change: Change, work?: (tx: Tx, reach: Reach) => Promise<void>]
): Promise<void> {
  try {
    await db.tx('app', async (tx) => {
      await tx.rows(sql`select pg_advisory_xact_lock(hashtext('accounts'))`)
      const reach = await reachOf(tx.orm, by)
      requireAdministrator(by, reach)
      await work?.(tx, reach)
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') {
      const sites = by.principal.roles.map(({ siteId }) => siteId)
      const note = { event: 'account_refused', userId, sites, at: clock() } as const
      await db.tx('app', (tx) => noteAccount(tx, by, { ...note, detail: { outcome: act } }))
    }
    throw error
  }
}

export async function seen(tx: Tx, userId: string, reach: Reach): Promise<KeptAccount> {
  const found = await findAccount(tx.orm, userId)
  if (found?.userId === userId && isSeen(found, reach)) return found
  throw noUser(userId)
}

type Wanted = { userId: string; reach: Reach }

export async function managed(tx: Tx, by: Actor, { userId, reach }: Wanted): Promise<KeptAccount> {
  const found = await seen(tx, userId, reach)
  refuseSelf(by, userId)
  requireManaged(found, reach)
  return found
}
