import OAuth2Server from '@node-oauth/oauth2-server'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { parseInput } from '../../tools/index.ts'
import { type Scope, scopes } from '../auth/index.ts'
import { returnsTo } from './clients.ts'
import { endByToken, grantStore } from './grants.ts'

const { Request, Response } = OAuth2Server

const codeLifetime_s = 60
const accessLifetime_s = 60 * 60
const refreshLifetime_s = 30 * 24 * 60 * 60

/** An authorization request as a client sends a person with it (RFC 6749, PKCE, RFC 8707). */
const requestQuery = {
  name: 'the request of the AI client',
  input: z.object({
    response_type: z.literal('code'),
    client_id: z.string().min(1).max(200),
    redirect_uri: z.string().min(1).max(500),
    code_challenge: z.string().regex(/^[\w-]{43}$/),
    code_challenge_method: z.literal('S256'),
    state: z.string().max(2_000).optional(),
    scope: z.string().max(500).optional(),
    resource: z.string().max(500).optional(),
  }),
}
export type AuthorizationQuery = z.output<typeof requestQuery.input>

/** What a person is asked to allow. */
export type AskedGrant = {
  client: string
  /** Where the browser goes back to: a host, an app's scheme, or null for this computer. */
  returnsTo: string | null
  scopes: Scope[]
}

type Deps = { db: Db; clock: Clock; newId: NewId; baseUrl: string }
type Form = Record<string, string>
type Reply = { status: number; body: unknown; headers: Record<string, string> }

/** OAuth 2.1 for AI clients that sign people in: public clients, codes with PKCE, refresh tokens. */
export function createAuthorization(deps: Deps) {
  const audience = `${deps.baseUrl}/mcp`
  const store = grantStore({ ...deps, audience })
  const server = new OAuth2Server({
    model: store,
    allowEmptyState: true,
    authorizationCodeLifetime: codeLifetime_s,
    accessTokenLifetime: accessLifetime_s,
    refreshTokenLifetime: refreshLifetime_s,
    requireClientAuthentication: { authorization_code: false, refresh_token: false },
  })
  const parts: Parts = { store, server, audience, baseUrl: deps.baseUrl }
  return {
    /** What the page shows before anything is allowed. */
    look: async (given: unknown): Promise<AskedGrant> => {
      const { query, client } = await checked(parts, given)
      const known = await store.validateScope({ id: '' }, client, query.scope?.split(' '))
      const place = placeOf(query.redirect_uri)
      return { client: client.name, returnsTo: place, scopes: known ?? ['read'] }
    },
    /** Where the browser goes then; a refusal goes back to the client as well. */
    answer: (given: unknown, answer: Answer): Promise<string> => answered(parts, given, answer),
    /** RFC 6749, 5: a code or a refresh token for an access token. */
    token: (form: Form): Promise<Reply> => traded(parts, form),
    revoke: (token: string): Promise<void> => endByToken(deps, token),
  }
}
export type Authorization = ReturnType<typeof createAuthorization>

type Answer = { userId: string; allowed: readonly Scope[] | null }
type Parts = {
  store: ReturnType<typeof grantStore>
  server: OAuth2Server
  audience: string
  baseUrl: string
}

/** @throws AppError where nobody may be sent back: the client or its address is not known. */
async function checked({ store, audience }: Parts, given: unknown) {
  const query = parseInput(requestQuery, given)
  const client = await store.getClient(query.client_id)
  if (client === null) throw unknownClient(query.client_id)
  if (!returnsTo(client, query.redirect_uri)) throw strangeAddress(query.redirect_uri)
  if (isOther(query.resource, audience)) throw otherResource(query.resource ?? '', audience)
  return { query, client }
}

const isOther = (resource: string | undefined, audience: string): boolean =>
  resource !== undefined && resource.replace(/\/$/, '') !== audience

async function answered(
  parts: Parts,
  given: unknown,
  { userId, allowed }: Answer,
): Promise<string> {
  const { query } = await checked(parts, given)
  const { state, resource: _, ...asked } = query
  const said = {
    ...{ ...asked, scope: allowed?.join(' ') ?? '', allowed: String(allowed !== null) },
    ...(state === undefined ? {} : { state }),
  }
  const request = new Request({ method: 'POST', headers: {}, query: said, body: {} })
  const response = new Response()
  const authenticateHandler = { handle: () => ({ id: userId }) }
  // A refusal is thrown as well, when the address to go back to stands already.
  await parts.server
    .authorize(request, response, { authenticateHandler })
    .catch((error: unknown) => {
      if (response.get('location') === undefined) throw error
    })
  const back = new URL(response.get('location'))
  back.searchParams.set('iss', parts.baseUrl)
  return back.href
}

async function traded({ server, audience }: Parts, form: Form): Promise<Reply> {
  if (isOther(form.resource, audience)) return refusal(400, 'invalid_target', 'not served here')
  // The form is read already; the library looks for the headers of one with a body.
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '1' }
  const request = new Request({ method: 'POST', headers, query: {}, body: form })
  const response = new Response()
  try {
    await server.token(request, response)
    return { status: 200, body: response.body, headers: noStore }
  } catch (error) {
    const { code = 500, name = 'server_error', message = '' } = error as Partial<OAuthFault>
    if (code >= 500) throw error
    return refusal(code, name, message)
  }
}

const refusal = (status: number, error: string, description: string): Reply => ({
  ...{ status, headers: noStore },
  body: { error, error_description: description },
})

type OAuthFault = { code: number; name: string; message: string }
const noStore = { 'cache-control': 'no-store' }

/** RFC 8414, and RFC 9207 for `iss`. */
export const metadataOf = (baseUrl: string) => ({
  issuer: baseUrl,
  authorization_endpoint: `${baseUrl}/connect`,
  token_endpoint: `${baseUrl}/oauth/token`,
  registration_endpoint: `${baseUrl}/oauth/register`,
  revocation_endpoint: `${baseUrl}/oauth/revoke`,
  scopes_supported: [...scopes],
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  authorization_response_iss_parameter_supported: true,
})

function placeOf(uri: string): string | null {
  const { protocol, host, hostname } = new URL(uri)
  if (protocol === 'https:') return host
  return protocol === 'http:' ? null : `${protocol}${hostname === '' ? '' : `//${hostname}`}`
}

const begin = {
  hint: 'Begin again from the AI client.',
  zh: { message: '这个 AI 客户端的请求无法使用。', hint: '请从 AI 客户端重新开始。' },
}
const unknownClient = (id: string) =>
  new AppError('invalid_input', `No AI client is registered as "${id}".`, {
    ...{ field: 'client_id', ...begin },
    zh: { message: `没有登记过 AI 客户端“${id}”。`, hint: begin.zh.hint },
  })
const strangeAddress = (uri: string) =>
  new AppError('invalid_input', `The AI client did not register the address "${uri}".`, {
    ...{ field: 'redirect_uri', hint: begin.hint },
    zh: { message: `该 AI 客户端没有登记返回地址“${uri}”。`, hint: begin.zh.hint },
  })
const otherResource = (resource: string, audience: string) =>
  new AppError('invalid_input', `"${resource}" is not served here.`, {
    ...{ field: 'resource', hint: `Give ${audience} as the address in the AI client.` },
    zh: { message: `这里不提供“${resource}”。`, hint: `请在 AI 客户端里填写地址 ${audience}。` },
  })
