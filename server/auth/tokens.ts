import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema, type Tx } from '../../store/index.ts'
import { newCredential } from '../secret.ts'
import { type Actor, noteAccount, sitesOfAccount } from './note-account.ts'

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
  /** Who asks for it; nobody: the server, for its demo. */
  by?: Actor
}

export type IssuedToken = { id: string; token: string; expiresAt: Date }

const day_ms = 24 * 60 * 60 * 1000
export const mostDays = 366
/** So that a form that is sent over and over fills nothing. */
const mostOpen = 50

/** A new access token; its text is given once and only its hash is kept. */
export async function issueToken(
  { db, clock, newId }: TokenDeps,
  request: TokenRequest,
): Promise<IssuedToken> {
  const { days, by, ...kept } = request
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
  const { userId, scopes } = kept
  await db.tx('app', async (tx) => {
    if (by !== undefined) await refuseMany(tx.orm, userId, now)
    await tx.orm.insert(schema.accessToken).values({
      ...{ ...kept, id, scopes: [...scopes] },
      ...{ sha256: sha256(token), createdAt: now, expiresAt },
    })
    if (by === undefined) return
    const sites = await sitesOfAccount(tx.orm, userId)
    const detail = { token: id, scopes, until: expiresAt.toISOString() }
    await noteAccount(tx, by, { event: 'token_issued', userId, sites, at: now, detail })
  })
  return { id, token, expiresAt }
}

async function refuseMany(orm: Tx['orm'], userId: string, now: Date): Promise<void> {
  const { accessToken } = schema
  const open = and(
    eq(accessToken.userId, userId),
    isNull(accessToken.grantId),
    isNull(accessToken.revokedAt),
    gt(accessToken.expiresAt, now),
  )
  const held = await orm.select({ id: accessToken.id }).from(accessToken).where(open)
  if (held.length < mostOpen) return
  throw new AppError('conflict', `${userId} has ${mostOpen} access tokens in force already.`, {
    field: 'userId',
    hint: 'Revoke those that nobody uses.',
    zh: { message: `${userId} 已有 ${mostOpen} 个有效令牌。`, hint: '请先撤销不用的令牌。' },
  })
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

/**
 * The owner of the data folder ends any, everybody else their own.
 *
 * @throws AppError `not_found` for a token that is not in force, or that is another's
 */
export async function revokeToken(
  { db, clock }: Pick<TokenDeps, 'db' | 'clock'>,
  by: Actor,
  id: string,
): Promise<{ userId: string }> {
  const { accessToken } = schema
  const own = by.channel === 'cli' ? [] : [eq(accessToken.userId, by.principal.userId)]
  const revoked = await db.tx('app', async (tx) => {
    const [found] = await tx.orm
      .update(accessToken)
      .set({ revokedAt: clock() })
      .where(and(eq(accessToken.id, id), isNull(accessToken.revokedAt), ...own))
      .returning({ userId: accessToken.userId, grantId: accessToken.grantId })
    if (found === undefined) return undefined
    // An AI client would fetch itself another one.
    if (found.grantId) await endGrant(tx.orm, found.grantId, clock())
    const { userId } = found
    const sites = await sitesOfAccount(tx.orm, userId)
    const detail = { token: id }
    await noteAccount(tx, by, { event: 'token_revoked', userId, sites, at: clock(), detail })
    return found
  })
  if (revoked !== undefined) return { userId: revoked.userId }
  throw new AppError('not_found', `There is no token "${id}" in force.`, {
    field: 'id',
    hint: '`jidoka token list` shows them.',
    zh: { message: `没有有效的令牌“${id}”。`, hint: '请重新查看列表。' },
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

/** Whatever a person holds, and whatever they allowed AI clients. */
export async function endTokens(orm: Tx['orm'], userId: string, now: Date): Promise<void> {
  const { accessToken, oauthGrant } = schema
  for (const held of [accessToken, oauthGrant] as const)
    await orm
      .update(held)
      .set({ revokedAt: now })
      .where(and(eq(held.userId, userId), isNull(held.revokedAt)))
}
