import { randomBytes } from 'node:crypto'
import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema } from '../../store/index.ts'

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
  const token = `jdk_${randomBytes(32).toString('base64url')}`
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
