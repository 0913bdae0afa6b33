import { randomBytes } from 'node:crypto'
import type OAuth2Server from '@node-oauth/oauth2-server'
import { and, eq, isNull } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema } from '../../store/index.ts'
import { endGrant, scopes } from '../auth/index.ts'
import { type OAuthClient, returnsTo } from './clients.ts'

type AuthorizationCode = OAuth2Server.AuthorizationCode
type RefreshToken = OAuth2Server.RefreshToken
type Token = OAuth2Server.Token

type Deps = { db: Db; clock: Clock; newId: NewId; audience: string }
type Person = { id: string; grantId?: string }
type Kind = 'code' | 'refresh'

const { accessToken, oauthClient, oauthGrant, oauthSecret } = schema
const secretOf = (prefix: string) => `${prefix}_${randomBytes(32).toString('base64url')}`

/** A client as the library knows it: public, by code and refresh token alone. */
export const asClient = ({ id, name, redirectUris }: OAuthClient) => ({
  ...{ id, name, redirectUris },
  grants: ['authorization_code', 'refresh_token'],
})
type Client = ReturnType<typeof asClient>

/**
 * What the authorization server keeps, for `@node-oauth/oauth2-server`: hashes only. A code and a refresh
 * token are traded once; one that comes again was stolen or copied, and ends what its person allowed
 * (RFC 9700, 2.1.1 and 4.14).
 */
export function grantStore({ db, clock, newId, audience }: Deps) {
  const find = async (secret: string, kind: Kind) => {
    const found = await db.tx('app', async ({ orm }) => {
      const [row] = await orm
        .select()
        .from(oauthSecret)
        .innerJoin(oauthGrant, eq(oauthGrant.id, oauthSecret.grantId))
        .innerJoin(oauthClient, eq(oauthClient.id, oauthGrant.clientId))
        .where(and(eq(oauthSecret.sha256, sha256(secret)), eq(oauthSecret.kind, kind)))
      if (row === undefined || row.oauth_grant.revokedAt !== null) return undefined
      if (row.oauth_secret.usedAt === null) return row
      await endGrant(orm, row.oauth_grant.id, clock())
      return undefined
    })
    if (found === undefined) return null
    const { oauth_client: client, oauth_grant: grant, oauth_secret: kept } = found
    const user: Person = { id: grant.userId, grantId: grant.id }
    return { client: asClient(client), user, scope: grant.scopes, kept }
  }
  /** False for whoever came second. */
  const use = async (secret: string): Promise<boolean> => {
    const used = await db.tx('app', ({ orm }) =>
      orm
        .update(oauthSecret)
        .set({ usedAt: clock() })
        .where(and(eq(oauthSecret.sha256, sha256(secret)), isNull(oauthSecret.usedAt)))
        .returning({ grantId: oauthSecret.grantId }),
    )
    return used.length === 1
  }
  return {
    getClient: async (id: string) => {
      const rows = await db.tx('app', ({ orm }) =>
        orm.select().from(oauthClient).where(eq(oauthClient.id, id)),
      )
      return rows[0] === undefined ? null : asClient(rows[0])
    },
    validateRedirectUri: async (uri: string, client: Client) => returnsTo(client, uri),
    /** Names of scopes that nobody here knows are left out; nothing asked for is everything. */
    validateScope: async (_user: Person, _client: Client, asked: string[] = [...scopes]) => {
      const known = scopes.filter((scope) => scope === 'read' || asked.includes(scope))
      return asked.some((scope) => (scopes as readonly string[]).includes(scope)) ? known : null
    },
    generateAuthorizationCode: async () => secretOf('jdc'),
    generateAccessToken: async () => secretOf('jdk'),
    generateRefreshToken: async () => secretOf('jdr'),
    saveAuthorizationCode: async (
      code: AuthorizationCode,
      client: Client,
      user: Person,
    ): Promise<AuthorizationCode> => {
      const grantId = newId('gra')
      await db.tx('app', async ({ orm }) => {
        await orm.insert(oauthGrant).values({
          ...{ id: grantId, clientId: client.id, userId: user.id, audience },
          ...{ scopes: code.scope ?? [], createdAt: clock() },
        })
        await orm.insert(oauthSecret).values({
          ...{ sha256: sha256(code.authorizationCode), grantId, kind: 'code' },
          ...{ redirectUri: code.redirectUri, codeChallenge: code.codeChallenge },
          expiresAt: code.expiresAt,
        })
      })
      return { ...code, client, user }
    },
    getAuthorizationCode: async (code: string): Promise<AuthorizationCode | null> => {
      const found = await find(code, 'code')
      if (found === null) return null
      const { kept, ...rest } = found
      return {
        ...rest,
        authorizationCode: code,
        expiresAt: kept.expiresAt,
        redirectUri: kept.redirectUri ?? '',
        codeChallenge: kept.codeChallenge ?? '',
        codeChallengeMethod: 'S256',
      }
    },
    revokeAuthorizationCode: async ({ authorizationCode }: AuthorizationCode) =>
      use(authorizationCode),
    getRefreshToken: async (refreshToken: string): Promise<RefreshToken | null> => {
      const found = await find(refreshToken, 'refresh')
      if (found === null) return null
      const { kept, ...rest } = found
      return { ...rest, refreshToken, refreshTokenExpiresAt: kept.expiresAt }
    },
    revokeToken: async ({ refreshToken }: RefreshToken) => use(refreshToken),
    /** A grant has one access token at a time, of which `jidoka token list` tells. */
    saveToken: async (token: Token, client: Client, user: Person): Promise<Token | null> => {
      const { grantId } = user
      if (grantId === undefined) return null
      const [until, refreshUntil] = [token.accessTokenExpiresAt, token.refreshTokenExpiresAt]
      if (until === undefined || token.refreshToken === undefined) return null
      await db.tx('app', async ({ orm }) => {
        await orm.delete(accessToken).where(eq(accessToken.grantId, grantId))
        await orm.insert(accessToken).values({
          ...{ id: newId('tok'), userId: user.id, label: client.name, grantId, audience },
          ...{ sha256: sha256(token.accessToken), scopes: token.scope ?? [] },
          ...{ createdAt: clock(), expiresAt: until },
        })
        await orm.insert(oauthSecret).values({
          ...{ sha256: sha256(token.refreshToken ?? ''), grantId, kind: 'refresh' },
          expiresAt: refreshUntil ?? until,
        })
      })
      return { ...token, client, user }
    },
    /** For requests with a token, which the resource server judges itself. */
    getAccessToken: async () => null,
    /** RFC 7009: whichever of its tokens it gives, all that was allowed ends. */
    endByToken: (token: string): Promise<void> =>
      db.tx('app', async ({ orm }) => {
        const [access] = await orm
          .select({ grantId: accessToken.grantId })
          .from(accessToken)
          .where(eq(accessToken.sha256, sha256(token)))
        const [refresh] = await orm
          .select({ grantId: oauthSecret.grantId })
          .from(oauthSecret)
          .where(and(eq(oauthSecret.sha256, sha256(token)), eq(oauthSecret.kind, 'refresh')))
        const grantId = access?.grantId ?? refresh?.grantId
        if (grantId) await endGrant(orm, grantId, clock())
      }),
  }
}
