import { createHash } from 'node:crypto'
import { and, eq, lt, ne } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { canonicalJson } from '../../base/canonical-json.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'

/** A person of the sign-in provider: both names together, and nothing else, say who it is. */
export type Subject = { issuer: string; subject: string }

const { account, verification } = schema

const providerOf = (issuer: string) => `oidc:${issuer}`
const idOf = ({ issuer, subject }: Subject) => `oidc:${fingerprint([issuer, subject])}`
const fingerprint = (value: unknown) =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

/** Short enough to compare, and not the name itself. */
export const fingerprintOf = ({ issuer, subject }: Subject): string =>
  fingerprint([issuer, subject]).slice(0, 16)

/** Whose account a person of the provider opens. */
export async function userOfSubject(db: Db, given: Subject): Promise<string | null> {
  const [found] = await db.tx('app', ({ orm }) =>
    orm
      .select({ userId: account.userId })
      .from(account)
      .where(eq(account.id, idOf(given))),
  )
  return found?.userId ?? null
}

/** Subjects of one issuer by user. */
export async function boundSubjects(
  { orm }: Pick<Tx, 'orm'>,
  issuer: string,
): Promise<Map<string, string>> {
  const rows = await orm
    .select()
    .from(account)
    .where(eq(account.providerId, providerOf(issuer)))
  return new Map(rows.map(({ userId, accountId }) => [userId, accountId]))
}

export async function isBound(db: Db, userId: string, issuer: string): Promise<boolean> {
  const of = and(eq(account.userId, userId), eq(account.providerId, providerOf(issuer)))
  const rows = await db.tx('app', ({ orm }) =>
    orm.select({ id: account.id }).from(account).where(of),
  )
  return rows.length > 0
}

/** @throws AppError `conflict` where the subject or the account is bound already */
export async function writeBinding(
  orm: Tx['orm'],
  { userId, now, ...given }: Subject & { userId: string; now: Date },
): Promise<void> {
  const held = await boundSubjects({ orm }, given.issuer)
  if (held.has(userId)) throw boundAlready(userId)
  const kept = { accountId: given.subject, providerId: providerOf(given.issuer), userId }
  const written = await orm
    .insert(account)
    .values({ ...kept, id: idOf(given), createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: account.id })
  if (written.length === 0) throw subjectTaken()
}

/** Of whichever provider; what was bound, for the record. */
export async function endBindings(orm: Tx['orm'], userId: string): Promise<Subject[]> {
  const gone = await orm
    .delete(account)
    .where(and(eq(account.userId, userId), ne(account.providerId, 'credential')))
    .returning({ providerId: account.providerId, subject: account.accountId })
  return gone.map(({ providerId, subject }) => ({ issuer: providerId.slice(5), subject }))
}

/** True once for each state, whatever the provider takes twice. */
export async function spendState(
  db: Db,
  { state, now, until }: { state: string; now: Date; until: Date },
): Promise<boolean> {
  const id = `oidc:${fingerprint(state)}`
  return db.tx('app', async ({ orm }) => {
    await orm.delete(verification).where(lt(verification.expiresAt, now))
    const used = await orm
      .insert(verification)
      .values({ id, identifier: id, value: '', expiresAt: until, createdAt: now, updatedAt: now })
      .onConflictDoNothing()
      .returning({ id: verification.id })
    return used.length > 0
  })
}

const boundAlready = (userId: string) =>
  new AppError('conflict', `${userId} is bound to a person of the provider already.`, {
    field: 'subject',
    hint: 'Unbind it first.',
    zh: { message: `${userId} 已与登录提供方的一个人绑定。`, hint: '请先解除绑定。' },
  })

const subjectTaken = () =>
  new AppError('conflict', 'This subject opens another account already.', {
    field: 'subject',
    hint: 'One person has one account: give that one the roles, or unbind it there first.',
    zh: {
      message: '此标识已绑定其他账号。',
      hint: '一人一个账号：请给该账号授角色，或先在那里解除绑定。',
    },
  })

export const notBound = (userId: string) =>
  new AppError('conflict', `${userId} is bound to nobody of the provider.`, {
    field: 'userId',
    hint: '`jidoka user list` shows who is.',
    zh: { message: `${userId} 没有与登录提供方绑定。`, hint: '请重新查看账号列表。' },
  })
