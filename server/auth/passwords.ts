import { randomInt } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { type Actor, noteAccount, sitesOfAccount } from './note-account.ts'

const fewestCharacters = 8
const onceHours = 72
/** Without what is read as something else. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Takes a quarter of a second of CPU, on purpose. */
export const hashPassword = async (password: string): Promise<string> =>
  (await import('better-auth/crypto')).hashPassword(password)

export type OncePassword = { password: string; until: Date }

/** A password that is told on and good for choosing another one: 16 letters, 79 bits. */
export function oncePassword(now: Date): OncePassword {
  const letter = () => letters[randomInt(letters.length)]
  const group = () => Array.from({ length: 4 }, letter).join('')
  const password = Array.from({ length: 4 }, group).join('-')
  return { password, until: new Date(now.getTime() + onceHours * 3_600_000) }
}

/** @throws AppError `invalid_input` for one that is too short */
export function refuseShort(password: string, field = 'password'): void {
  if (password.length >= fewestCharacters) return
  throw new AppError('invalid_input', 'The password is too short.', {
    field,
    hint: `Use at least ${fewestCharacters} characters.`,
    zh: { message: '密码太短。', hint: `至少 ${fewestCharacters} 个字符。` },
  })
}

export const endSessions = async (orm: Tx['orm'], userId: string): Promise<void> => {
  await orm.delete(schema.session).where(eq(schema.session.userId, userId))
}

export const endOneSession = async (
  db: Db,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> => {
  const { session } = schema
  const that = and(eq(session.id, sessionId), eq(session.userId, userId))
  await db.tx('app', ({ orm }) => orm.delete(session).where(that))
}

export const endAllSessions = (db: Db, userId: string): Promise<void> =>
  db.tx('app', ({ orm }) => endSessions(orm, userId))

type Standing = { userId: string; lockedAt: Date | null; onceUntil: Date | null }

/** How an account stands that somebody has just given the password of; null for nobody's. */
export async function standingOf(db: Db, email: string): Promise<Standing | null> {
  const { user, account } = schema
  const [found] = await db.tx('app', ({ orm }) =>
    orm
      .select({ userId: user.id, lockedAt: user.lockedAt, onceUntil: account.onceUntil })
      .from(user)
      .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
      .where(eq(user.email, email)),
  )
  return found ?? null
}

export const noteSignIn = async (
  { db, clock }: { db: Db; clock: Clock },
  userId: string,
): Promise<void> => {
  await db.tx('app', ({ orm }) =>
    orm.update(schema.user).set({ lastSignInAt: clock() }).where(eq(schema.user.id, userId)),
  )
}

/** A password of one's own choice, which is long enough; whoever is signed in with the one before no longer is. */
export async function choosePassword(
  { db, clock }: { db: Db; clock: Clock },
  by: Actor,
  password: string,
): Promise<void> {
  const { userId } = by.principal
  const hash = await hashPassword(password)
  await db.tx('app', async (tx) => {
    await putPassword(tx.orm, { userId, hash, onceUntil: null, now: clock() })
    const sites = await sitesOfAccount(tx.orm, userId)
    await noteAccount(tx, by, { event: 'password_changed', userId, sites, at: clock() })
  })
}

type Put = { userId: string; hash: string; onceUntil: Date | null; now: Date }

export async function putPassword(
  orm: Tx['orm'],
  { userId, hash, onceUntil, now }: Put,
): Promise<void> {
  await orm
    .update(schema.account)
    .set({ password: hash, onceUntil, updatedAt: now })
    .where(and(eq(schema.account.userId, userId), eq(schema.account.providerId, 'credential')))
  await endSessions(orm, userId)
}
