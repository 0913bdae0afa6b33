import { z } from 'zod'
import { localNames } from '../http/guards.ts'
import type { Secret } from '../secret.ts'
import { type Environment, secretOf, secretReference } from '../secret-reference.ts'

/** Claims that change hands or that a person sets themselves: whoever gets one would get the account. */
const changing = new Set(
  'email name nickname given_name family_name preferred_username upn unique_name phone_number'.split(
    ' ',
  ),
)

const name = z.string().min(1).max(100)
const label = z.string().trim().min(1).max(60)

/** `http` only where nothing leaves the machine. */
export const isSafeAddress = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))
}
const isLocal = ({ hostname }: URL) => localNames.includes(hostname)

const claims = z.strictObject({
  /** What an account is bound by, together with the issuer. */
  subject: name
    .refine((claim) => !changing.has(claim), 'must be a claim that never changes hands, as sub')
    .default('sub'),
  /** Only shown, to whoever is not known yet. */
  name: name.default('name'),
  email: name.default('email'),
})

const oidc = z.strictObject({
  issuer: z
    .string()
    .refine(isSafeAddress, 'must be an https:// address, exactly as the provider calls itself'),
  clientId: z.string().min(1).max(300),
  clientSecret: secretReference.optional(),
  label: z
    .strictObject({ zh: label, en: label })
    .default({ zh: '单点登录', en: 'Sign in with your organisation' }),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/))
    .refine((scopes) => scopes.includes('openid'), 'must name openid')
    .default(['openid', 'profile', 'email']),
  claims: claims.prefault({}),
})

const auth = z.strictObject({
  /** Whether people sign in by a password that is kept here. */
  local: z.union([z.boolean(), z.stringbool()]).default(true),
  oidc: oidc.optional(),
})

export const authSettings = auth
  .refine(({ local, oidc: provider }) => local || provider !== undefined, {
    path: ['local'],
    message: 'Nobody could sign in: say auth.oidc first',
  })
  .prefault({})

/** The keys known at a place such as `auth.oidc`. */
export function authKeys(where: string): string[] {
  if (where === 'auth.oidc') return Object.keys(oidc.shape)
  if (where === 'auth.oidc.claims') return Object.keys(claims.shape)
  return where === 'auth.oidc.label' ? ['zh', 'en'] : Object.keys(auth.shape)
}

export type OidcConfig = Omit<z.output<typeof oidc>, 'clientSecret'> & {
  clientSecret: Secret | null
}
export type SignInConfig = { local: boolean; oidc: OidcConfig | null }

/** @throws AppError for a variable that is not set */
export function resolveSignIn(
  { local, oidc: given }: z.output<typeof auth>,
  env: Environment,
): SignInConfig {
  if (given === undefined) return { local, oidc: null }
  const { clientSecret, ...rest } = given
  const wanted = { env, field: 'auth.oidc.clientSecret', owner: 'sign-in provider' }
  const kept = clientSecret === undefined ? null : secretOf(clientSecret, wanted)
  return { local, oidc: { ...rest, clientSecret: kept } }
}
