import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** An AI client that registered itself (RFC 7591): public, so it has no secret to keep. */
export const oauthClient = pgTable('oauth_client', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  redirectUris: text('redirect_uris').array().notNull(),
  createdAt: instant('created_at').notNull(),
})

/** What a person allowed a client: until it is taken back, or its refresh token runs out. */
export const oauthGrant = pgTable('oauth_grant', {
  id: text('id').primaryKey(),
  clientId: text('client_id')
    .notNull()
    .references(() => oauthClient.id, { onDelete: 'cascade' }),
  userId: text('user_id').notNull(),
  scopes: text('scopes').array().notNull(),
  /** Where its tokens may be used: the address of the MCP endpoint (RFC 8707). */
  audience: text('audience').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
})

/** What a client trades for an access token, once: a code, or a refresh token. Only its hash is kept. */
export const oauthSecret = pgTable(
  'oauth_secret',
  {
    sha256: text('sha256').primaryKey(),
    grantId: text('grant_id')
      .notNull()
      .references(() => oauthGrant.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['code', 'refresh'] }).notNull(),
    /** Of a code: where it was sent, and the S256 challenge of PKCE. */
    redirectUri: text('redirect_uri'),
    codeChallenge: text('code_challenge'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('oauth_secret_grant').on(t.grantId)],
)
