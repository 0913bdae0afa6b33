/**
 * A provider of OpenID Connect on loopback: authorization code, PKCE, client secret, RS256. Whoever comes is
 * signed in at once as `person`; `twist` makes it misbehave.
 */
import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export const oidcClient = { id: 'jidoka', secret: 'secret of the fake: 100% + safe' }

type Twist = {
  /** Over the claims of the ID token; undefined leaves one out. */
  claims?: Record<string, unknown>
  /** Over what the browser is sent back with. */
  answer?: Record<string, string>
  signedBy?: 'nobody' | 'another' | 'the public key'
  issuer?: string
  codesTwice?: boolean
}
type Code = { query: URLSearchParams; used: boolean }

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export type FakeOidc = Awaited<ReturnType<typeof startOidc>>

export async function startOidc({ port = 0 } = {}) {
  const [own, another] = [keys(), keys()]
  const codes = new Map<string, Code>()
  const state = {
    person: { sub: 'a-1', name: '王工', email: 'wang@corp.example' } as Record<string, unknown>,
    twist: {} as Twist,
    asked: new URLSearchParams(),
    /** How often a code was shown. */
    trades: 0,
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (status: number, body: unknown) =>
      response.writeHead(status).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') return json(200, documentOf())
    if (url.pathname === '/jwks') {
      const jwk = own.publicKey.export({ format: 'jwk' })
      return json(200, { keys: [{ ...jwk, kid: 'own', alg: 'RS256', use: 'sig' }] })
    }
    if (url.pathname === '/authorize') {
      state.asked = url.searchParams
      const code = `code-${codes.size}`
      codes.set(code, { query: url.searchParams, used: false })
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      const given = { code, state: url.searchParams.get('state') ?? '', iss: issuer }
      for (const [key, value] of Object.entries({ ...given, ...state.twist.answer }))
        back.searchParams.set(key, value)
      return response.writeHead(302, { location: back.href }).end()
    }
    const error = trade(await formOf(request), request.headers.authorization)
    if (typeof error === 'string') return json(400, { error })
    return json(200, { access_token: 'x', token_type: 'Bearer', id_token: tokenFor(error) })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const documentOf = () => ({
    ...{ issuer: state.twist.issuer ?? issuer, authorization_endpoint: `${issuer}/authorize` },
    ...{ token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
  })

  /** The code that was asked for, or what is against it. */
  function trade(form: URLSearchParams, authorization = ''): Code | string {
    state.trades += 1
    const [id, secret] = Buffer.from(authorization.slice(6), 'base64').toString().split(':')
    const plain = (text = '') => decodeURIComponent(text.replaceAll('+', ' '))
    if (plain(id) !== oidcClient.id || plain(secret) !== oidcClient.secret) return 'invalid_client'
    const code = codes.get(form.get('code') ?? '')
    if (code === undefined || (code.used && !state.twist.codesTwice)) return 'invalid_grant'
    code.used = true
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '')
    const fits =
      code.query.get('code_challenge') === verifier.digest('base64url') &&
      code.query.get('redirect_uri') === form.get('redirect_uri')
    return fits ? code : 'invalid_grant'
  }

  function tokenFor({ query }: Code): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...{ iss: issuer, aud: oidcClient.id, iat: now, exp: now + 300, nonce: query.get('nonce') },
      ...state.person,
      ...(query.has('max_age') ? { auth_time: now } : {}),
      ...state.twist.claims,
    }
    const { signedBy } = state.twist
    const alg = { nobody: 'none', another: 'RS256', 'the public key': 'HS256' }[
      signedBy ?? 'another'
    ]
    const body = `${base64({ alg, kid: 'own', typ: 'JWT' })}.${base64(claims)}`
    if (signedBy === 'nobody') return `${body}.`
    const rsa = (key: KeyObject) => sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')
    if (signedBy !== 'the public key')
      return `${body}.${rsa(signedBy === 'another' ? another.privateKey : own.privateKey)}`
    const pem = own.publicKey.export({ type: 'spki', format: 'pem' })
    return `${body}.${createHmac('sha256', pem).update(body).digest('base64url')}`
  }

  return {
    ...{ issuer, state },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return new URLSearchParams(Buffer.concat(parts).toString())
}
