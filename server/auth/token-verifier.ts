import { OAuthError, OAuthErrorCode, type OAuthTokenVerifier } from '@modelcontextprotocol/server'
import { and, eq, isNull } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import { type Db, schema } from '../../store/index.ts'

/** For the SDK's bearer gate, which compares audience, scope and expiry with what is said here. */
export function tokenVerifier({ db }: { db: Db }): OAuthTokenVerifier {
  return {
    verifyAccessToken: async (token) => {
      const found = await findToken(db, token)
      if (found === undefined) {
        throw new OAuthError(OAuthErrorCode.InvalidToken, 'The token is not known or was revoked.')
      }
      return {
        token,
        clientId: found.id,
        scopes: found.scopes,
        expiresAt: Math.floor(found.expiresAt.getTime() / 1000),
        resource: new URL(found.audience),
        extra: { userId: found.userId },
      }
    },
  }
}

async function findToken(db: Db, token: string) {
  const rows = await db.tx('app', ({ orm }) =>
    orm
      .select()
      .from(schema.accessToken)
      .where(
        and(eq(schema.accessToken.sha256, sha256(token)), isNull(schema.accessToken.revokedAt)),
      ),
  )
  return rows[0]
}
