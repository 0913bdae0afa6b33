import { and, eq, or } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { schema, type Tx } from '../../store/index.ts'
import type { Actor } from './note-account.ts'
import { emailOf, type Held, readHeld } from './people.ts'

export type KeptAccount = {
  userId: string
  lockedAt: Date | null
  roles: Held[]
  /** Of one that is locked: what it gets back. */
  lockedRoles: Held[]
}

/** The account of that name or of the same address; undefined for nobody. */
export async function findAccount(
  orm: Tx['orm'],
  userId: string,
): Promise<KeptAccount | undefined> {
  const { user, userRole } = schema
  const [found] = await orm
    .select()
    .from(user)
    .where(or(eq(user.id, userId), eq(user.email, emailOf(userId))))
  if (found === undefined) return undefined
  const roles = await orm
    .select({ siteId: userRole.siteId, role: userRole.role })
    .from(userRole)
    .where(eq(userRole.userId, found.id))
  const { id, lockedAt, lockedRoles } = found
  return { userId: id, lockedAt, roles, lockedRoles: lockedRoles.map(readHeld) }
}

/** Where somebody is an administrator, and whether that is everywhere. */
export type Reach = { sites: ReadonlySet<string>; everywhere: boolean }

/** The owner of the data folder reaches every account, an administrator those of their sites. */
export async function reachOf(orm: Tx['orm'], { principal, channel }: Actor): Promise<Reach> {
  const all = (await orm.select({ id: schema.site.siteId }).from(schema.site)).map(({ id }) => id)
  if (channel === 'cli') return { sites: new Set([...all, 'group']), everywhere: true }
  // As it is now: what the request began with may have been taken away in between.
  const { userRole } = schema
  const rows = await orm
    .select({ siteId: userRole.siteId })
    .from(userRole)
    .where(and(eq(userRole.userId, principal.userId), eq(userRole.role, 'admin')))
  const held = rows.map(({ siteId }) => siteId)
  const everywhere =
    held.length > 0 && (held.includes('group') || all.every((id) => held.includes(id)))
  return { sites: new Set(held), everywhere }
}

const sitesOf = ({ roles, lockedRoles }: Pick<KeptAccount, 'roles' | 'lockedRoles'>) => [
  ...new Set([...roles, ...lockedRoles].map(({ siteId }) => siteId)),
]

/** Whether it shows at all: it holds something at a site of the administrator, or nothing anywhere. */
export function isSeen(account: KeptAccount, { sites, everywhere }: Reach): boolean {
  const held = sitesOf(account)
  return held.length === 0 ? everywhere : held.some((siteId) => sites.has(siteId))
}

/** Whether it holds nothing elsewhere: only then may its password and its lock be changed. */
export function isManaged(account: KeptAccount, { sites, everywhere }: Reach): boolean {
  const held = sitesOf(account)
  return held.length === 0 ? everywhere : held.every((siteId) => sites.has(siteId))
}

export function requireAdministrator({ principal }: Actor, { sites }: Reach): void {
  if (sites.size > 0) return
  throw new AppError('forbidden', `${principal.userId} is no administrator.`, {
    hint: 'Accounts are for administrators of their sites.',
    zh: { message: '您不是管理员。', hint: '账号由相应工厂的管理员管理。' },
  })
}

export function requireManaged(account: KeptAccount, reach: Reach): void {
  if (isManaged(account, reach)) return
  throw new AppError('forbidden', `${account.userId} has roles at sites of other administrators.`, {
    hint: 'Ask an administrator of all of its sites; the roles at your own sites you may change.',
    zh: {
      message: `${account.userId} 在其他管理员的工厂也有角色。`,
      hint: '请由其所有工厂的管理员处理；您可以修改其在您工厂的角色。',
    },
  })
}

export function requireSites(roles: readonly Held[], { sites }: Reach): void {
  const strange = roles.find(({ siteId }) => !sites.has(siteId))
  if (strange === undefined) return
  throw new AppError('forbidden', `You are no administrator at "${strange.siteId}".`, {
    field: 'roles',
    hint: 'Give roles at your own sites only.',
    zh: { message: `您不是“${strange.siteId}”的管理员。`, hint: '只能授予您自己工厂的角色。' },
  })
}

export function refuseSelf({ principal, channel }: Actor, userId: string): void {
  if (channel === 'cli' || principal.userId !== userId) return
  throw new AppError('forbidden', 'Nobody changes their own rights.', {
    field: 'userId',
    hint: 'Ask another administrator.',
    zh: { message: '不能修改自己的权限。', hint: '请由另一位管理员处理。' },
  })
}

/**
 * After a change: each site where the account was an administrator still has one.
 *
 * @throws AppError `conflict` where it has none
 */
export async function keepAdministrators(orm: Tx['orm'], before: KeptAccount): Promise<void> {
  const sites = before.roles.filter(({ role }) => role === 'admin').map(({ siteId }) => siteId)
  if (sites.length === 0) return
  const { user, userRole } = schema
  const rows = await orm
    .select({ siteId: userRole.siteId })
    .from(userRole)
    .innerJoin(user, eq(user.id, userRole.userId))
    .where(eq(userRole.role, 'admin'))
  const left = new Set(rows.map(({ siteId }) => siteId))
  const bare = sites.find((siteId) => !left.has(siteId))
  if (bare === undefined) return
  throw new AppError('conflict', `${before.userId} is the last administrator of ${bare}.`, {
    field: 'userId',
    hint: 'Make somebody else administrator first.',
    zh: {
      message: `${before.userId} 是 ${bare} 的最后一位管理员。`,
      hint: '请先指定另一位管理员。',
    },
  })
}
