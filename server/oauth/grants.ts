import type OAuth2Server from '@node-oauth/oauth2-server'
import { and, eq, isNull } from 'drizzle-orm'
import { sha256 } from '../../base/canonical-json.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import { type Db, schema } from '../../store/index.ts'
import { endGrant, scopes } from '../auth/index.ts'
import { newCredential } from '../secret.ts'
import { findClient, type OAuthClient, returnsTo } from './clients.ts'

type AuthorizationCode = OAuth2Server.AuthorizationCode
type RefreshToken = OAuth2Server.RefreshToken
type Token = OAuth2Server.Token

type Deps = { db: Db; clock: Clock; newId: NewId; audience: string }
type Person = { id: string; grantId?: string }

const { accessToken, oauthClient, oauthGrant, oauthSecret } = schema

/** A client as the library knows it: public, by code and refresh token alone. */
const asClient = ({ id, name, redirectUris }: OAuthClient) => ({
  ...{ id, name, redirectUris },
  grants: ['authorization_code', 'refresh_token'],
})
type Client = ReturnType<typeof asClient>

/**
 * What the authorization server keeps, for `@node-oauth/oauth2-server`: hashes only. A code and a refresh
 * token are traded once; one that comes again was stolen or copied, and ends what its person allowed
 * (RFC 9700, 2.1.1 and 4.14).
 */
export const grantStore = (deps: Deps) => ({
  getClient: async (id: string) => {
    const found = await findClient(deps.db, id)
    return found === undefined ? null : asClient(found)
  },
  validateRedirectUri: async (uri: string, client: Client) => returnsTo(client, uri),
  /** Names of scopes that nobody here knows are left out; nothing asked for is everything. */
  validateScope: async (_user: Person, _client: Client, asked: string[] = [...scopes]) => {
    const known = scopes.filter((scope) => scope === 'read' || asked.includes(scope))
    return asked.some((scope) => (scopes as readonly string[]).includes(scope)) ? known : null
  },
  generateAuthorizationCode: async () => newCredential('jdc'),
  generateAccessToken: async () => newCredential('jdk'),
  generateRefreshToken: async () => newCredential('jdr'),
  saveAuthorizationCode: (code: AuthorizationCode, client: Client, user: Person) =>
    begin(deps, code, { client, user }),
  getAuthorizationCode: async (code: string): Promise<AuthorizationCode | null> => {
    const found = await findSecret(deps, code, 'code')
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
  revokeAuthorizationCode: ({ authorizationCode }: AuthorizationCode) =>
    useUp(deps, authorizationCode),
  getRefreshToken: async (refreshToken: string): Promise<RefreshToken | null> => {
    const found = await findSecret(deps, refreshToken, 'refresh')
    if (found === null) return null
    const { kept, ...rest } = found
    return { ...rest, refreshToken, refreshTokenExpiresAt: kept.expiresAt }
  },
  revokeToken: ({ refreshToken }: RefreshToken) => useUp(deps, refreshToken),
  saveToken: (token: Token, client: Client, user: Person) => goOn(deps, token, { client, user }),
  /** For requests with a token, which the resource server judges itself. */
  getAccessToken: async () => null,
})

type Parties = { client: Client; user: Person }

/** What a person has just allowed, and the code that the client fetches its tokens with. */
async function begin(
  { db, clock, newId, audience }: Deps,
  code: AuthorizationCode,
  { client, user }: Parties,
): Promise<AuthorizationCode> {
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
}

/** A grant has one access token at a time, of which `jidoka token list` tells. */
async function goOn(
  { db, clock, newId, audience }: Deps,
  token: Token,
  { client, user }: Parties,
): Promise<Token | null> {
  const { grantId } = user
  const { accessTokenExpiresAt: until, refreshToken, refreshTokenExpiresAt = until } = token
  if (grantId === undefined || refreshToken === undefined) return null
  if (until === undefined || refreshTokenExpiresAt === undefined) return null
  await db.tx('app', async ({ orm }) => {
    await orm.delete(accessToken).where(eq(accessToken.grantId, grantId))
    await orm.insert(accessToken).values({
      ...{ id: newId('tok'), userId: user.id, label: client.name, grantId, audience },
      ...{ sha256: sha256(token.accessToken), scopes: token.scope ?? [] },
      ...{ createdAt: clock(), expiresAt: until },
    })
    await orm.insert(oauthSecret).values({
      ...{ sha256: sha256(refreshToken), grantId, kind: 'refresh' },
      expiresAt: refreshTokenExpiresAt,
    })
  })
  return { ...token, client, user }
}

/** Null for one that nobody knows, that is over, or that was traded already. */
async function findSecret({ db, clock }: Deps, secret: string, kind: 'code' | 'refresh') {
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
async function useUp({ db, clock }: Deps, secret: string): Promise<boolean> {
  const used = await db.tx('app', ({ orm }) =>
    orm
      .update(oauthSecret)
      .set({ usedAt: clock() })
      .where(and(eq(oauthSecret.sha256, sha256(secret)), isNull(oauthSecret.usedAt)))
      .returning({ grantId: oauthSecret.grantId }),
  )
  return used.length === 1
}

/** RFC 7009: whichever of its tokens a client gives back, all that was allowed ends. */
export const endByToken = (
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  token: string,
): Promise<void> =>
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
  })
