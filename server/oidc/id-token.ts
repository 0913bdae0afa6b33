import { errors, type JWTPayload, jwtVerify } from 'jose'
import { AppError } from '../../base/app-error.ts'
import type { Endpoints } from './discovery.ts'
import { signInFault } from './fault.ts'
import type { OidcConfig } from './settings.ts'

/** What two clocks that are set by NTP never differ by, s. */
const tolerance_s = 60
/** An ID token is made for the answer that it comes in. */
const mostAge_s = 10 * 60
/** Signatures by a key that only the provider has: never `none`, never one that our own secret makes. */
const algorithms = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA'.split(' ')

export type Identity = {
  subject: string
  /** As the provider shows them; nobody is found by them. */
  name: string | null
  email: string | null
  /** When they last gave a password or the like there, where the provider says it. */
  authenticatedAt: Date | null
}

type Expected = { config: OidcConfig; keyOf: Endpoints['keyOf']; nonce: string; now: Date }

/**
 * Who an ID token is of: OpenID Connect Core 1.0, 3.1.3.7. Issuer, audience, signature, expiry, age and
 * nonce are checked, each of them always.
 *
 * @throws AppError `token_wrong`, `clock_wrong` or `provider_down`
 */
export async function readIdToken(
  token: string,
  { config, keyOf, nonce, now }: Expected,
): Promise<Identity> {
  const { issuer, clientId: audience, claims: names } = config
  const { payload } = await jwtVerify(token, keyOf, {
    ...{ issuer, audience, algorithms, currentDate: now, clockTolerance: tolerance_s },
    ...{ maxTokenAge: mostAge_s, requiredClaims: ['sub', 'exp', 'iat', 'nonce'] },
  }).catch((error: unknown) => {
    throw faultOf(error)
  })
  if (payload.nonce !== nonce) throw wrong('the nonce is of another sign-in')
  const { azp, auth_time: time } = payload
  const severalAudiences = Array.isArray(payload.aud) && payload.aud.length > 1
  if ((azp !== undefined || severalAudiences) && azp !== audience) throw wrong('azp is another')
  const subject = payload[names.subject]
  if (typeof subject !== 'string' || subject === '' || subject.length > 255)
    throw wrong(`the claim ${names.subject} is no text of 1 to 255 characters`)
  const tooNew = typeof time === 'number' && time > now.getTime() / 1000 + tolerance_s
  if (tooNew) throw signInFault('clock_wrong', new Error('auth_time lies ahead'))
  return {
    subject,
    name: textOf(payload, names.name),
    email: textOf(payload, names.email),
    authenticatedAt:
      typeof time === 'number' ? new Date(Math.min(time * 1000, now.getTime())) : null,
  }
}

/** Whether they gave a password or the like since then, give or take the clocks. */
export const isSince = ({ authenticatedAt }: Identity, since: Date): boolean =>
  authenticatedAt !== null && authenticatedAt.getTime() >= since.getTime() - tolerance_s * 1000

const textOf = (payload: JWTPayload, name: string): string | null => {
  const value = payload[name]
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
}

const wrong = (why: string) => signInFault('token_wrong', new Error(why))

const times = ['exp', 'iat', 'nbf']

function faultOf(error: unknown): unknown {
  if (error instanceof AppError) return error
  const { claim, reason } = Object(error)
  if (times.includes(claim) && reason === 'check_failed') return signInFault('clock_wrong', error)
  const isAway = error instanceof errors.JWKSTimeout || Object(error).code === 'ERR_JOSE_GENERIC'
  return signInFault(isAway ? 'provider_down' : 'token_wrong', error)
}
