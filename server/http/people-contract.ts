/**
 * What the pages of accounts and of one's own access ask. Whatever widens what somebody may do takes a
 * sign-in of the last five minutes: `sign_in_again` (409) says that it is missing, see POST /api/auth/step-up.
 *
 * GET  /api/people                              → PeoplePage, 403 for whoever is no administrator
 * POST /api/people {userId, name, language, roles}   → OnceReply; 409 for a name that is taken
 * POST /api/people/:userId/roles {roles}        → PeopleReply, roles at the sites of the administrator alone
 * POST /api/people/:userId/password             → OnceReply
 * POST /api/people/:userId/lock                 → PeopleReply, takes no fresh sign-in
 * POST /api/people/:userId/unlock               → PeopleReply
 * POST /api/people/:userId/bind {subject}       → PeopleReply; 409 where either is bound already
 * POST /api/people/:userId/unbind               → PeopleReply, takes no fresh sign-in
 * GET  /api/tokens                              → TokenPage, one's own
 * POST /api/tokens {label, scopes, days}        → TokenReply
 * POST /api/tokens/:id/revoke                   → PeopleReply, takes no fresh sign-in
 */
export type PeopleRole = { siteId: string; role: string }

export type PersonAccount = {
  userId: string
  name: string
  language: 'zh' | 'en'
  /** At the sites of the administrator who looks; of one that is locked: what it gets back. */
  roles: PeopleRole[]
  /** It holds roles at other sites too. */
  elsewhere: boolean
  /** Whether password and lock may be changed: not one's own, nor one that holds roles elsewhere. */
  managed: boolean
  /** Which person of the sign-in provider opens it, as the provider calls them. */
  subject: string | null
  lockedAt: string | null
  lastSignInAt: string | null
}
export type PeoplePage = {
  items: PersonAccount[]
  /** Whether there is a sign-in provider whose people may be bound. */
  provider: boolean
  /** Where roles may be given, and which. */
  sites: string[]
  roles: readonly string[]
}
export type PeopleReply = { outcome: 'done' | 'sign_in_again' }
/** `password` is told here and nowhere else; it is good until then, for choosing another. */
export type OnceReply =
  | { outcome: 'done'; userId: string; password: string; until: string }
  | { outcome: 'sign_in_again' }

export type AccessTokenView = {
  id: string
  label: string
  scopes: string[]
  audience: string
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  /** An AI client that one let in, rather than a token that was made by hand. */
  client: boolean
}
export type TokenPage = { items: AccessTokenView[]; scopes: readonly string[]; mostDays: number }
export type TokenReply =
  | { outcome: 'done'; id: string; token: string; audience: string; expiresAt: string }
  | { outcome: 'sign_in_again' }
