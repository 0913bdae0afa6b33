import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import type { Clock } from '../../base/ports.ts'
import type { Secret } from '../secret.ts'
import { askProvider } from './ask.ts'
import { type Endpoints, endpointsOf } from './discovery.ts'
import { signInFault } from './fault.ts'
import { type Identity, readIdToken } from './id-token.ts'
import { type FlowSeal, flowSeal } from './sealed-flow.ts'
import type { OidcConfig, SignInConfig } from './settings.ts'

/** What the browser keeps, sealed, from leaving for the provider until it comes back. */
export type Proofs = { state: string; nonce: string; verifier: string }

export type Provider = {
  issuer: string
  label: Record<Language, string>
  /** Where the browser goes to; `again`: they sign in there anew, however lately they did. */
  begin: (proofs: Proofs, wish: { again: boolean }) => Promise<string>
  /** Who came back, by the query that they came with. @throws AppError, a `SignInFault` as `field` */
  finish: (query: Record<string, string>, proofs: Proofs) => Promise<Identity>
}

export const newProofs = (): Proofs => {
  const one = () => randomBytes(32).toString('base64url')
  return { state: one(), nonce: one(), verifier: one() }
}

type Parts = {
  config: OidcConfig
  redirectUri: string
  clock: Clock
  endpoints: () => Promise<Endpoints>
}

/**
 * A provider of OpenID Connect by authorization code with PKCE. It is first asked when somebody signs
 * in: the server starts without it.
 */
function createProvider(given: Omit<Parts, 'endpoints'>): Provider {
  const { config, clock } = given
  const parts = { ...given, endpoints: endpointsOf(config, clock) }
  return {
    ...{ issuer: config.issuer, label: config.label },
    begin: (proofs, wish) => begin(parts, proofs, wish),
    finish: (query, proofs) => finish(parts, query, proofs),
  }
}

type Served = { baseUrl: string; clock: Clock; signing: Secret }

/** The provider of the configuration, and what seals the way to it; null where there is none. */
export function oidcOf(
  { oidc: config }: SignInConfig,
  { baseUrl, clock, signing }: Served,
): { provider: Provider; flows: FlowSeal } | null {
  if (config === null) return null
  const redirectUri = `${baseUrl}/api/auth/oidc/callback`
  const provider = createProvider({ config, redirectUri, clock })
  return { provider, flows: flowSeal({ signing, clock }) }
}

async function begin(
  { config, redirectUri, endpoints }: Parts,
  { state, nonce, verifier }: Proofs,
  { again }: { again: boolean },
): Promise<string> {
  const url = new URL((await endpoints()).authorization)
  const query = {
    ...{ response_type: 'code', client_id: config.clientId, redirect_uri: redirectUri },
    ...{ scope: config.scopes.join(' '), state, nonce, code_challenge_method: 'S256' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...(again ? { prompt: 'login', max_age: '0' } : {}),
  }
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  return url.href
}

async function finish(
  { config, redirectUri, clock, endpoints }: Parts,
  query: Record<string, string>,
  proofs: Proofs,
): Promise<Identity> {
  if (query.state !== proofs.state) throw signInFault('state_lost')
  // RFC 9207: an answer of another provider is none.
  if (query.iss !== undefined && query.iss !== config.issuer)
    throw signInFault('token_wrong', new Error('the answer is of another issuer'))
  if (query.error !== undefined) throw refusalOf(query.error)
  if (query.code === undefined) throw signInFault('state_lost')
  const { token: url, secretBy, keyOf } = await endpoints()
  const form = new URLSearchParams({
    ...{ grant_type: 'authorization_code', code: query.code, redirect_uri: redirectUri },
    code_verifier: proofs.verifier,
  })
  const { status, json } = await askProvider({ url, form, ...showing(config, secretBy, form) })
  const idToken = reply.safeParse(json).data?.id_token
  if (status === 200 && idToken !== undefined)
    return readIdToken(idToken, { config, keyOf, nonce: proofs.nonce, now: clock() })
  const error = refused.safeParse(json).data?.error ?? `HTTP ${status}`
  // A code that is over, or was used already.
  const isOver = error === 'invalid_grant'
  throw signInFault(isOver ? 'state_lost' : 'misconfigured', new Error(`${url}: ${shown(error)}`))
}

const reply = z.object({ id_token: z.string().max(100_000) })
const refused = z.object({ error: z.string() })

/** How the client shows who it is (RFC 6749, 2.3.1); without a secret PKCE alone speaks for it. */
function showing(
  { clientId, clientSecret }: OidcConfig,
  by: Endpoints['secretBy'],
  form: URLSearchParams,
): { authorization?: string } {
  if (clientSecret !== null && by === 'client_secret_basic') {
    const pair = [clientId, clientSecret.reveal()].map(formEncoded).join(':')
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
  }
  form.set('client_id', clientId)
  if (clientSecret !== null) form.set('client_secret', clientSecret.reveal())
  return {}
}

const formEncoded = (text: string) => new URLSearchParams({ v: text }).toString().slice(2)

const away = ['temporarily_unavailable', 'server_error']
const ours = [
  'invalid_request',
  'unauthorized_client',
  'invalid_scope',
  'unsupported_response_type',
]

function refusalOf(error: string) {
  const cause = new Error(`the provider says ${shown(error)}`)
  if (away.includes(error)) return signInFault('provider_down', cause)
  return signInFault(ours.includes(error) ? 'misconfigured' : 'refused_there', cause)
}

const shown = (text: string) => text.replace(/[^\w .-]/g, '?').slice(0, 60)
