import { boolean, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'
import { oauthGrant } from './oauth.ts'

export const roles = [
  'viewer',
  'operator',
  'maintenance',
  'planner',
  'quality',
  'supervisor',
  'manager',
  'admin',
] as const

/** `user`, `session`, `account` and `verification` have the shape that better-auth asks for. */
export const user = pgTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text('image'),
  language: text('language', { enum: ['zh', 'en'] })
    .notNull()
    .default('en'),
  /** Another account of the same person; the gate counts persons, not accounts. */
  samePersonAs: text('same_person_as'),
  /** Since when nothing opens for this account; null: it is open. */
  lockedAt: instant('locked_at'),
  /** What it might do until then, as `site/role`: nothing in between, the same again afterwards. */
  lockedRoles: text('locked_roles').array().notNull().default([]),
  lastSignInAt: instant('last_sign_in_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const session = pgTable('session', {
  id: text('id').primaryKey(),
  token: text('token').notNull().unique(),
  userId: text('user_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const account = pgTable('account', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id').notNull(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: instant('access_token_expires_at'),
  refreshTokenExpiresAt: instant('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  /** The password was chosen by the server, and is good until then for choosing another one. */
  onceUntil: instant('once_until'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const verification = pgTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const userRole = pgTable(
  'user_role',
  {
    siteId: siteId(),
    userId: text('user_id').notNull(),
    role: text('role', { enum: roles }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.userId, t.role] })],
)

/** Bearer token for MCP and scripts; only its hash is kept. */
export const accessToken = pgTable(
  'access_token',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull(),
    label: text('label').notNull(),
    sha256: text('sha256').notNull(),
    audience: text('audience').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** The client that a person allowed; null: a token that was made by hand. */
    grantId: text('grant_id').references(() => oauthGrant.id, { onDelete: 'cascade' }),
  },
  (t) => [uniqueIndex('access_token_sha256').on(t.sha256)],
)
