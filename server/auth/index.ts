export {
  accountsSeenBy,
  addAccount,
  changeRoles,
  lockAccount,
  resetPassword,
  type SeenAccount,
  unlockAccount,
} from './accounts.ts'
export { type Auth, createAuth } from './auth.ts'
export { bindAccount, unbindAccount } from './bind.ts'
export { isBound, spendState, userOfSubject } from './bindings.ts'
export {
  choosePassword,
  endAllSessions,
  noteSignIn,
  type OncePassword,
  refuseShort,
  standingOf,
} from './passwords.ts'
export {
  createUser,
  type NewUser,
  type Person,
  personOf,
  principalOf,
  signInEmail,
} from './people.ts'
export { tokenVerifier } from './token-verifier.ts'
export {
  endGrant,
  issueToken,
  listTokens,
  mostDays,
  revokeToken,
  type Scope,
  scopes,
} from './tokens.ts'
