import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import { askProvider, issueOf } from './ask.ts'
import { signInFault } from './fault.ts'
import { isSafeAddress, type OidcConfig } from './settings.ts'

const keptMs = 60 * 60_000

const address = z.string().refine(isSafeAddress, 'must be an https:// address')
/** OpenID Connect Discovery 1.0, section 3: what is used of it. */
const document = z.object({
  issuer: z.string(),
  authorization_endpoint: address,
  token_endpoint: address,
  jwks_uri: address,
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})

export type Endpoints = {
  authorization: string
  token: string
  /** By which the client shows its secret. */
  secretBy: 'client_secret_basic' | 'client_secret_post'
  jwksUri: string
  keyOf: JWTVerifyGetKey
}

/**
 * Where the provider answers: asked for when somebody first signs in, kept for an hour. What went wrong
 * is kept for nobody.
 */
export function endpointsOf(config: Pick<OidcConfig, 'issuer'>, clock: Clock) {
  let kept: { until: number; endpoints: Promise<Endpoints> } | null = null
  return (): Promise<Endpoints> => {
    const now = clock().getTime()
    if (kept !== null && now < kept.until) return kept.endpoints
    const asked = { until: now + keptMs, endpoints: discover(config) }
    kept = asked
    asked.endpoints.catch(() => {
      if (kept === asked) kept = null
    })
    return asked.endpoints
  }
}

async function discover({ issuer }: Pick<OidcConfig, 'issuer'>): Promise<Endpoints> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { status, json } = await askProvider({ url })
  const parsed = document.safeParse(json)
  if (status !== 200 || !parsed.success) {
    const why = parsed.success || status !== 200 ? `HTTP ${status}` : issueOf(parsed.error)
    throw signInFault('misconfigured', new Error(`${url}: ${why}`))
  }
  const { data } = parsed
  if (data.issuer !== issuer) {
    const why = `${url}: the provider calls itself ${data.issuer}, auth.oidc.issuer says ${issuer}`
    throw signInFault('misconfigured', new Error(why))
  }
  const methods = data.token_endpoint_auth_methods_supported
  const byBasic = methods.includes('client_secret_basic') || !methods.includes('client_secret_post')
  return {
    ...{ authorization: data.authorization_endpoint, token: data.token_endpoint },
    jwksUri: data.jwks_uri,
    secretBy: byBasic ? 'client_secret_basic' : 'client_secret_post',
    keyOf: createRemoteJWKSet(new URL(data.jwks_uri), {
      [customFetch]: async (from) => {
        const reply = await askProvider({ url: from })
        return Response.json(reply.json, { status: reply.status })
      },
    }),
  }
}

/** For `jidoka doctor`. @throws AppError whose cause says what is wrong */
export async function lookAtProvider(config: OidcConfig): Promise<{ keys: number }> {
  const { jwksUri: url } = await discover(config)
  const { status, json } = await askProvider({ url })
  const keys = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(json).data?.keys
  if (keys !== undefined) return { keys: keys.length }
  throw signInFault('misconfigured', new Error(`${url}: HTTP ${status}, no keys`))
}
