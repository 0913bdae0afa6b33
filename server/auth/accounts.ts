import { eq, sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { isTaken, notLocked, noUser, requireOpen } from './account-faults.ts'
import { type Actor, noteAccount } from './note-account.ts'
import {
  endSessions,
  hashPassword,
  type OncePassword,
  oncePassword,
  putPassword,
} from './passwords.ts'
import {
  type Account,
  type Held,
  listPeople,
  type NewUser,
  refuseUnusable,
  replaceRoles,
  writeHeld,
  writeUser,
} from './people.ts'
import {
  findAccount,
  isManaged,
  isSeen,
  type KeptAccount,
  keepAdministrators,
  type Reach,
  reachOf,
  refuseSelf,
  requireAdministrator,
  requireManaged,
  requireSites,
} from './rights.ts'
import { endTokens } from './tokens.ts'

type Deps = { db: Db; clock: Clock }

/** An account as an administrator sees it: the roles at their own sites. */
export type SeenAccount = Account & { managed: boolean; elsewhere: boolean }

/** @throws AppError `forbidden` for somebody who is no administrator */
export async function accountsSeenBy(deps: Deps, by: Actor): Promise<SeenAccount[]> {
  const reach = await deps.db.tx('app', ({ orm }) => reachOf(orm, by))
  requireAdministrator(by, reach)
  const own = ({ siteId }: Held) => reach.sites.has(siteId)
  return (await listPeople(deps))
    .filter((account) => isSeen(account, reach))
    .map((account) => ({
      ...account,
      roles: account.roles.filter(own),
      lockedRoles: account.lockedRoles.filter(own),
      managed: isManaged(account, reach) && account.userId !== by.principal.userId,
      elsewhere: ![...account.roles, ...account.lockedRoles].every(own),
    }))
}

type NewAccount = Omit<NewUser, 'password'> & { password?: string }

/**
 * A new account. Without a password it gets one that is good for choosing another; with one it may stand
 * already, and is set anew.
 *
 * @throws AppError `conflict` for one that stands already, or that is locked
 */
export async function addAccount(
  deps: Deps,
  by: Actor,
  { password, ...given }: NewAccount,
): Promise<OncePassword | null> {
  const now = deps.clock()
  const once = password === undefined ? oncePassword(now) : null
  const first = password ?? once?.password ?? ''
  const { userId, roles } = given
  refuseUnusable({ ...given, password: first })
  await changing(deps, by, { userId, act: 'add' })
  const kept = { hash: await hashPassword(first), onceUntil: once?.until ?? null, now }
  await changing(deps, by, { userId, act: 'add' }, async (tx, reach) => {
    requireSites(roles, reach)
    const before = await findAccount(tx.orm, userId)
    if (before !== undefined) {
      if (password === undefined || before.userId !== userId) throw isTaken(before.userId)
      requireManaged(before, reach)
      requireOpen(before)
      await endSessions(tx.orm, userId)
    }
    await writeUser(tx.orm, given, kept)
    if (before !== undefined) await keepAdministrators(tx.orm, before)
    const event = before === undefined ? 'account_added' : 'account_changed'
    const sites = [...(before?.roles ?? []), ...roles].map(({ siteId }) => siteId)
    await noteAccount(tx, by, { event, userId, sites, roles, at: now })
  })
  return once
}

/** Roles at the sites of whoever gives them; those elsewhere stay. */
export async function changeRoles(
  deps: Deps,
  by: Actor,
  { userId, roles: given }: { userId: string; roles: readonly Held[] },
): Promise<void> {
  await changing(deps, by, { userId, act: 'roles' }, async (tx, reach) => {
    const before = await seen(tx, userId, reach)
    refuseSelf(by, userId)
    requireSites(given, reach)
    requireOpen(before)
    // `group` is no site that roles are given at: what is held there stays on the pages.
    const fixed = ({ siteId }: Held) =>
      !reach.sites.has(siteId) || (by.channel === 'web' && siteId === 'group')
    const roles = [...before.roles.filter(fixed), ...given]
    await replaceRoles(tx.orm, userId, roles)
    await keepAdministrators(tx.orm, before)
    const sites = changedSites(before.roles, roles)
    if (sites.length === 0) return
    await noteAccount(tx, by, { event: 'account_roles', userId, sites, roles, at: deps.clock() })
  })
}

/** A password that is good for choosing another; whoever was signed in no longer is. */
export async function resetPassword(deps: Deps, by: Actor, userId: string): Promise<OncePassword> {
  const now = deps.clock()
  const once = oncePassword(now)
  await changing(deps, by, { userId, act: 'password' })
  const hash = await hashPassword(once.password)
  await changing(deps, by, { userId, act: 'password' }, async (tx, reach) => {
    const before = await managed(tx, by, { userId, reach })
    requireOpen(before)
    await putPassword(tx.orm, { userId, hash, onceUntil: once.until, now })
    const sites = before.roles.map(({ siteId }) => siteId)
    await noteAccount(tx, by, { event: 'account_password', userId, sites, at: now })
  })
  return once
}

/** From now on nothing opens for the account: sessions and tokens end, and its roles are put aside. */
export async function lockAccount(deps: Deps, by: Actor, userId: string): Promise<void> {
  const now = deps.clock()
  await changing(deps, by, { userId, act: 'lock' }, async (tx, reach) => {
    const before = await managed(tx, by, { userId, reach })
    requireOpen(before)
    await replaceRoles(tx.orm, userId, [])
    await keepAdministrators(tx.orm, before)
    await tx.orm
      .update(schema.user)
      .set({ lockedAt: now, lockedRoles: before.roles.map(writeHeld), updatedAt: now })
      .where(eq(schema.user.id, userId))
    await endSessions(tx.orm, userId)
    await endTokens(tx.orm, userId, now)
    const sites = before.roles.map(({ siteId }) => siteId)
    await noteAccount(tx, by, { event: 'account_locked', userId, sites, roles: [], at: now })
  })
}

/** It has its roles again; its tokens stay ended. */
export async function unlockAccount(deps: Deps, by: Actor, userId: string): Promise<void> {
  const now = deps.clock()
  await changing(deps, by, { userId, act: 'unlock' }, async (tx, reach) => {
    const { lockedAt, lockedRoles: roles } = await managed(tx, by, { userId, reach })
    if (lockedAt === null) throw notLocked(userId)
    await tx.orm
      .update(schema.user)
      .set({ lockedAt: null, lockedRoles: [], updatedAt: now })
      .where(eq(schema.user.id, userId))
    await replaceRoles(tx.orm, userId, roles)
    const sites = roles.map(({ siteId }) => siteId)
    await noteAccount(tx, by, { event: 'account_unlocked', userId, sites, roles, at: now })
  })
}

type Change = { userId: string; act: 'add' | 'roles' | 'password' | 'lock' | 'unlock' }

/**
 * One change at a time, so that of two administrators not each takes the other away. Without `work` it
 * only asks whether somebody may at all, before a password is hashed for them.
 */
async function changing(
  { db, clock }: Deps,
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

async function seen(tx: Tx, userId: string, reach: Reach): Promise<KeptAccount> {
  const found = await findAccount(tx.orm, userId)
  if (found?.userId === userId && isSeen(found, reach)) return found
  throw noUser(userId)
}

type Wanted = { userId: string; reach: Reach }

async function managed(tx: Tx, by: Actor, { userId, reach }: Wanted): Promise<KeptAccount> {
  const found = await seen(tx, userId, reach)
  refuseSelf(by, userId)
  requireManaged(found, reach)
  return found
}

function changedSites(before: readonly Held[], after: readonly Held[]): string[] {
  const old = new Set(before.map(writeHeld))
  const now = new Set(after.map(writeHeld))
  return [
    ...before.filter((held) => !now.has(writeHeld(held))),
    ...after.filter((held) => !old.has(writeHeld(held))),
  ].map(({ siteId }) => siteId)
}
