import { and, asc, eq, isNull } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { newCredential } from '../secret.ts'

export const scopes = ['read', 'propose'] as const
export type Scope = (typeof scopes)[number]

type TokenDeps = { db: Db; clock: Clock; newId: NewId }

export type TokenRequest = {
  userId: string
  label: string
  /** Where it may be used: the address of the MCP endpoint. */
  audience: string
  scopes: readonly Scope[]
  days: number
}

export type IssuedToken = { id: string; token: string; expiresAt: Date }

const day_ms = 24 * 60 * 60 * 1000
const mostDays = 366

/** A new access token; its text is given once and only its hash is kept. */
export async function issueToken(
  { db, clock, newId }: TokenDeps,
  request: TokenRequest,
): Promise<IssuedToken> {
  const { days, ...kept } = request
  if (!(days > 0 && days <= mostDays)) {
    throw new AppError('invalid_input', `A token cannot live ${days} days.`, {
      field: 'days',
      hint: `Give more than 0 and at most ${mostDays} days.`,
    })
  }
  const token = newCredential('jdk')
  const now = clock()
  const expiresAt = new Date(now.getTime() + days * day_ms)
  const id = newId('tok')
  await db.tx('app', ({ orm }) =>
    orm.insert(schema.accessToken).values({
      ...kept,
      id,
      scopes: [...kept.scopes],
      sha256: sha256(token),
      createdAt: now,
      expiresAt,
    }),
  )
  return { id, token, expiresAt }
}

export type AccessToken = Omit<typeof schema.accessToken.$inferSelect, 'sha256'>

/** All that were ever issued, without what they are; of one user where one is given. */
export async function listTokens(
  { db }: Pick<TokenDeps, 'db'>,
  of?: string,
): Promise<AccessToken[]> {
  const { userId, createdAt } = schema.accessToken
  const rows = await db.tx('app', ({ orm }) =>
    orm
      .select()
      .from(schema.accessToken)
      .where(of === undefined ? undefined : eq(userId, of))
      .orderBy(asc(userId), asc(createdAt)),
  )
  return rows.map(({ sha256: _hash, ...token }) => token)
}

/** @throws AppError `not_found` for a token that is not in force */
export async function revokeToken(
  { db, clock }: Pick<TokenDeps, 'db' | 'clock'>,
  id: string,
): Promise<{ userId: string }> {
  const { accessToken } = schema
  const revoked = await db.tx('app', async ({ orm }) => {
    const [found] = await orm
      .update(accessToken)
      .set({ revokedAt: clock() })
      .where(and(eq(accessToken.id, id), isNull(accessToken.revokedAt)))
      .returning({ userId: accessToken.userId, grantId: accessToken.grantId })
    // An AI client would fetch itself another one.
    if (found?.grantId) await endGrant(orm, found.grantId, clock())
    return found
  })
  if (revoked !== undefined) return { userId: revoked.userId }
  throw new AppError('not_found', `There is no token "${id}" in force.`, {
    field: 'id',
    hint: '`jidoka token list` shows them.',
  })
}

/** From now on nothing opens by it: no access token, no refresh. */
export async function endGrant(orm: Tx['orm'], grantId: string, now: Date): Promise<void> {
  const open = isNull(schema.oauthGrant.revokedAt)
  await orm
    .update(schema.oauthGrant)
    .set({ revokedAt: now })
    .where(and(eq(schema.oauthGrant.id, grantId), open))
  await orm
    .update(schema.accessToken)
    .set({ revokedAt: now })
    .where(and(eq(schema.accessToken.grantId, grantId), isNull(schema.accessToken.revokedAt)))
}
