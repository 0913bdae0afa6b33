import { eq, or } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { boundSubjects } from './bindings.ts'
import { hashPassword, refuseShort } from './passwords.ts'

export type Held = { siteId: string; role: (typeof schema.roles)[number] }

export type NewUser = {
  /** `supervisor@suzhou`. */
  userId: string
  name: string
  password: string
  language: Language
  roles: Held[]
  /** Another account of the same person: for the gate the two are one. */
  samePersonAs?: string
}

type PeopleDeps = {
  db: Db
  clock: Clock
  /** What is kept of a password; scrypt where none is given. */
  hash?: (password: string) => Promise<string>
}

/**
 * Makes a local account with its roles; for a user who exists, sets name, password and roles anew.
 *
 * @throws AppError `invalid_input` for a user id or password that cannot be used.
 */
export async function createUser(
  { db, clock, hash = hashPassword }: PeopleDeps,
  given: NewUser,
): Promise<void> {
  refuseUnusable(given)
  const kept = { hash: await hash(given.password), onceUntil: null, now: clock() }
  await db.tx('app', ({ orm }) => writeUser(orm, given, kept))
}

type KeptPassword = { hash: string; onceUntil: Date | null; now: Date }

/** `createUser` in a transaction of somebody else. */
export async function writeUser(
  orm: Tx['orm'],
  given: Omit<NewUser, 'password'>,
  { hash: password, onceUntil, now }: KeptPassword,
): Promise<void> {
  const { userId, name, language, roles } = given
  const user = {
    id: userId,
    name,
    email: emailOf(userId),
    language,
    updatedAt: now,
    samePersonAs: given.samePersonAs ?? null,
  }
  const account = {
    accountId: userId,
    providerId: 'credential',
    userId,
    password,
    onceUntil,
    updatedAt: now,
  }
  await orm
    .insert(schema.user)
    .values({ ...user, emailVerified: true, createdAt: now })
    .onConflictDoUpdate({ target: schema.user.id, set: user })
  await orm
    .insert(schema.account)
    .values({ ...account, id: `credential:${userId}`, createdAt: now })
    .onConflictDoUpdate({ target: schema.account.id, set: account })
  await replaceRoles(orm, userId, roles)
}

/** What somebody may do from now on, and nothing else; none: they still sign in and see nothing. */
export async function replaceRoles(
  orm: Tx['orm'],
  userId: string,
  roles: NewUser['roles'],
): Promise<void> {
  await orm.delete(schema.userRole).where(eq(schema.userRole.userId, userId))
  if (roles.length > 0) {
    await orm.insert(schema.userRole).values(roles.map((held) => ({ ...held, userId })))
  }
}

export type Account = Pick<NewUser, 'userId' | 'name' | 'language' | 'roles'> & {
  lockedAt: Date | null
  /** Of one that is locked: what it held, and gets back. */
  lockedRoles: Held[]
  lastSignInAt: Date | null
  /** Which person of the sign-in provider opens it. */
  subject: string | null
}

export async function listPeople(
  { db }: Pick<PeopleDeps, 'db'>,
  issuer: string | null,
): Promise<Account[]> {
  return db.tx('app', async ({ orm }) => {
    const bound = issuer === null ? null : await boundSubjects({ orm }, issuer)
    const people = await orm.select().from(schema.user).orderBy(schema.user.id)
    const held = await orm
      .select()
      .from(schema.userRole)
      .orderBy(schema.userRole.siteId, schema.userRole.role)
    const byUser = Map.groupBy(held, ({ userId }) => userId)
    return people.map(({ id, name, language, lockedAt, lockedRoles, lastSignInAt }) => ({
      ...{ userId: id, name, language, lockedAt, lastSignInAt },
      lockedRoles: lockedRoles.map(readHeld),
      subject: bound?.get(id) ?? null,
      roles: (byUser.get(id) ?? []).map(({ siteId, role }) => ({ siteId, role })),
    }))
  })
}

/** better-auth signs in by e-mail; a user id without a top-level domain gets one that never routes. */
export function emailOf(userId: string): string {
  return /@[^@]+\.[^@]+$/.test(userId) ? userId.toLowerCase() : `${userId.toLowerCase()}.demo`
}

/** @throws AppError `invalid_input` for a user id or password that cannot be used */
export function refuseUnusable({ userId, password }: Pick<NewUser, 'userId' | 'password'>): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(userId)) {
    throw new AppError('invalid_input', `The user id "${userId}" cannot be used.`, {
      field: 'userId',
      hint: 'Write name@site, for example supervisor@suzhou.',
      zh: {
        message: `用户名“${userId}”不可用。`,
        hint: '请写成 名称@工厂，例如 supervisor@suzhou。',
      },
    })
  }
  refuseShort(password)
}

export const writeHeld = ({ siteId, role }: Held): string => `${siteId}/${role}`

/** A site may have a slash in its name, a role has none. */
export function readHeld(text: string): Held {
  const cut = text.lastIndexOf('/')
  return { siteId: text.slice(0, cut), role: text.slice(cut + 1) as Held['role'] }
}

/** The e-mail of whoever signs in as `typed`: a user id or an e-mail. */
export async function signInEmail(db: Db, typed: string): Promise<string> {
  const rows = await db.tx('app', ({ orm }) =>
    orm
      .select({ email: schema.user.email })
      .from(schema.user)
      .where(or(eq(schema.user.id, typed), eq(schema.user.email, typed.toLowerCase())))
      .limit(1),
  )
  return rows[0]?.email ?? emailOf(typed)
}

export type Person = { principal: Principal; name: string }

/** Who a user is, with the roles of `user_role`; null for nobody, and for an account that is locked. */
export async function personOf(db: Db, userId: string): Promise<Person | null> {
  return db.tx('app', async ({ orm }) => {
    const [found] = await orm.select().from(schema.user).where(eq(schema.user.id, userId))
    if (found === undefined || found.lockedAt !== null) return null
    const roles = await orm
      .select({ siteId: schema.userRole.siteId, role: schema.userRole.role })
      .from(schema.userRole)
      .where(eq(schema.userRole.userId, userId))
      .orderBy(schema.userRole.siteId, schema.userRole.role)
    return {
      name: found.name,
      principal: { userId, roles, language: found.language },
    }
  })
}

export async function principalOf(db: Db, userId: string): Promise<Principal | null> {
  return (await personOf(db, userId))?.principal ?? null
}
