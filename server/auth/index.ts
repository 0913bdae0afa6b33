export { type Auth, createAuth } from './auth.ts'
export {
  createUser,
  type NewUser,
  type Person,
  personOf,
  principalOf,
  signInEmail,
} from './people.ts'
export { tokenVerifier } from './token-verifier.ts'
export { endGrant, issueToken, type Scope, scopes } from './tokens.ts'
