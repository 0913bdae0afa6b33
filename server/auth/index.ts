export { type Auth, createAuth } from './auth.ts'
export {
  createUser,
  type NewUser,
  type Person,
  personOf,
  principalOf,
  signInEmail,
} from './people.ts'
export {
  issueToken,
  type Scope,
  scopes,
  tokenVerifier,
} from './tokens.ts'
