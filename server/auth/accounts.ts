import { eq } from 'drizzle-orm'
import { schema } from '../../store/index.ts'
import { isTaken, notLocked, requireOpen } from './account-faults.ts'
import { changing, type AccountDeps as Deps, managed, seen } from './changing.ts'
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
  keepAdministrators,
  reachOf,
  refuseSelf,
  requireAdministrator,
  requireManaged,
  requireSites,
} from './rights.ts'
import { endTokens } from './tokens.ts'

/** An account as an administrator sees it: the roles at their own sites. */
export type SeenAccount = Account & { managed: boolean; elsewhere: boolean }

/** @throws AppError `forbidden` for somebody who is no administrator */
export async function accountsSeenBy(
  deps: Deps,
  by: Actor,
  issuer: string | null,
): Promise<SeenAccount[]> {
  const reach = await deps.db.tx('app', ({ orm }) => reachOf(orm, by))
  requireAdministrator(by, reach)
  const own = ({ siteId }: Held) => reach.sites.has(siteId)
  return (await listPeople(deps, issuer))
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

function changedSites(before: readonly Held[], after: readonly Held[]): string[] {
  const old = new Set(before.map(writeHeld))
  const now = new Set(after.map(writeHeld))
  return [
    ...before.filter((held) => !now.has(writeHeld(held))),
    ...after.filter((held) => !old.has(writeHeld(held))),
  ].map(({ siteId }) => siteId)
}
