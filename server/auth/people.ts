import { eq, or } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'

export type NewUser = {
  /** `supervisor@suzhou`. */
  userId: string
  name: string
  password: string
  language: Language
  roles: { siteId: string; role: (typeof schema.roles)[number] }[]
  /** Another account of the same person: for the gate the two are one. */
  samePersonAs?: string
}

type PeopleDeps = {
  db: Db
  clock: Clock
  /** What is kept of a password; scrypt where none is given. */
  hash?: (password: string) => Promise<string>
}

const fewestCharacters = 8

/** Takes a quarter of a second of CPU, on purpose. */
export const hashPassword = async (password: string): Promise<string> =>
  (await import('better-auth/crypto')).hashPassword(password)

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
  const { userId, name, language, roles } = given
  const password = await hash(given.password)
  const now = clock()
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
    updatedAt: now,
  }
  await db.tx('app', async ({ orm }) => {
    await orm
      .insert(schema.user)
      .values({ ...user, emailVerified: true, createdAt: now })
      .onConflictDoUpdate({ target: schema.user.id, set: user })
    await orm
      .insert(schema.account)
      .values({ ...account, id: `credential:${userId}`, createdAt: now })
      .onConflictDoUpdate({ target: schema.account.id, set: account })
    await replaceRoles(orm, userId, roles)
  })
}

async function replaceRoles(
  orm: Tx['orm'],
  userId: string,
  roles: NewUser['roles'],
): Promise<void> {
  await orm.delete(schema.userRole).where(eq(schema.userRole.userId, userId))
  if (roles.length > 0) {
    await orm.insert(schema.userRole).values(roles.map((held) => ({ ...held, userId })))
  }
}

/** What somebody may do from now on, and nothing else; none: they still sign in and see nothing. */
export const setRoles = (
  { db }: Pick<PeopleDeps, 'db'>,
  { userId, roles }: Pick<NewUser, 'userId' | 'roles'>,
): Promise<void> => db.tx('app', ({ orm }) => replaceRoles(orm, userId, roles))

export type Account = Pick<NewUser, 'userId' | 'name' | 'language' | 'roles'>

export async function listPeople({ db }: Pick<PeopleDeps, 'db'>): Promise<Account[]> {
  return db.tx('app', async ({ orm }) => {
    const people = await orm.select().from(schema.user).orderBy(schema.user.id)
    const held = await orm
      .select()
      .from(schema.userRole)
      .orderBy(schema.userRole.siteId, schema.userRole.role)
    const byUser = Map.groupBy(held, ({ userId }) => userId)
    return people.map(({ id, name, language }) => ({
      ...{ userId: id, name, language },
      roles: (byUser.get(id) ?? []).map(({ siteId, role }) => ({ siteId, role })),
    }))
  })
}

/** better-auth signs in by e-mail; a user id without a top-level domain gets one that never routes. */
function emailOf(userId: string): string {
  return /@[^@]+\.[^@]+$/.test(userId) ? userId.toLowerCase() : `${userId.toLowerCase()}.demo`
}

function refuseUnusable({ userId, password }: NewUser): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(userId)) {
    throw new AppError('invalid_input', `The user id "${userId}" cannot be used.`, {
      field: 'userId',
      hint: 'Write name@site, for example supervisor@suzhou.',
    })
  }
  if (password.length < fewestCharacters) {
    throw new AppError('invalid_input', 'The password is too short.', {
      field: 'password',
      hint: `Use at least ${fewestCharacters} characters.`,
    })
  }
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

/** Who a user is, with the roles of `user_role`; null for nobody. */
export async function personOf(db: Db, userId: string): Promise<Person | null> {
  return db.tx('app', async ({ orm }) => {
    const [found] = await orm.select().from(schema.user).where(eq(schema.user.id, userId))
    if (found === undefined) return null
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
