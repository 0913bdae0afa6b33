import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { sitesOf } from '../../base/principal.ts'
import { parseInput } from '../../tools/index.ts'
import { isBound, noteSignIn, signInEmail } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { sitesSeenBy } from '../sites.ts'
import { jsonBody } from './body.ts'
import type { Demo, Me } from './contract.ts'
import { enterWith, refuseNewPassword } from './enter-with.ts'
import { peerOf } from './guards.ts'
import { requirePerson, type SignedIn } from './session.ts'

const signIn = {
  name: 'the sign-in',
  input: z.strictObject({
    email: z.string().min(1).max(200),
    password: z.string().min(1).max(200),
    rememberMe: z.boolean().optional(),
    newPassword: z.string().min(1).max(200).optional(),
  }),
}

/** Signing in and out, and who one is. Of all that better-auth answers only this much is reachable. */
export function accountRoutes(deps: ServerDeps): Hono<SignedIn> {
  const { auth, db } = deps
  return new Hono<SignedIn>()
    .post('/auth/sign-in/email', async (c) => {
      refuseWithoutPasswords(deps)
      const { newPassword, ...given } = parseInput(signIn, await jsonBody(c))
      refuseNewPassword(given.password, newPassword)
      const email = await signInEmail(db, given.email)
      const reply = await signInAnew(deps, c, { ...given, email })
      if (reply.status === 401) throw wrongPassword()
      if (!reply.ok) return reply
      const { userId, mayEnter } = await enterWith(deps, { email, newPassword })
      if (!mayEnter) throw wrongPassword()
      await noteSignIn(deps, userId)
      if (newPassword === undefined) return reply
      return signInAnew(deps, c, { ...given, email, password: newPassword })
    })
    .post('/auth/sign-out', (c) =>
      auth.handle(
        new Request(c.req.raw.url, {
          method: 'POST',
          headers: headersFor(c.req.raw.headers, peerOf(c)),
          body: '{}',
        }),
      ),
    )
    .get('/demo', (c) => c.json(deps.demo satisfies Demo))
    .get('/me', requirePerson(deps), async (c) => {
      const { principal, name } = c.get('person')
      const issuer = deps.oidc?.provider.issuer
      const me: Me = {
        userId: principal.userId,
        name,
        language: principal.language,
        roles: principal.roles,
        byProvider: issuer !== undefined && (await isBound(db, principal.userId, issuer)),
        sites: await sitesSeenBy(db, sitesOf(principal)),
      }
      return c.json(me)
    })
}

type Credentials = { email: string; password: string; rememberMe?: boolean | undefined }

/** A new session; 401 for a wrong password, 429 after too many. */
export async function signInAnew(
  { auth, baseUrl }: Pick<ServerDeps, 'auth' | 'baseUrl'>,
  c: Context,
  credentials: Credentials,
): Promise<Response> {
  const reply = await auth.handle(
    new Request(`${baseUrl}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: headersFor(c.req.raw.headers, peerOf(c)),
      body: JSON.stringify(credentials),
    }),
  )
  if (reply.status === 429) return Response.json(tooMany, { status: 429 })
  return reply.ok ? reply : new Response(null, { status: 401 })
}

function headersFor(given: Headers, peer: string): Headers {
  const headers = new Headers(given)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  headers.set('x-jidoka-peer', peer)
  return headers
}

const tooMany = {
  error: {
    code: 'unavailable',
    message: 'Too many attempts to sign in.',
    hint: 'Wait a minute, then try again.',
  },
}

/** @throws AppError `forbidden` where people sign in by the provider alone */
export function refuseWithoutPasswords({ signIn }: Pick<ServerDeps, 'signIn'>): void {
  if (signIn.local) return
  throw new AppError('forbidden', 'Nobody signs in by password here.', {
    field: 'password',
    hint: 'Sign in by the provider. Whoever owns the server can set JIDOKA_AUTH_LOCAL=true.',
    zh: {
      message: '本服务器不使用密码登录。',
      hint: '请通过登录提供方登录。服务器所有者可以设置 JIDOKA_AUTH_LOCAL=true。',
    },
  })
}

export function wrongPassword(): AppError {
  return new AppError('unauthenticated', 'The user or the password is wrong.', {
    hint: 'Check both; a user looks like supervisor@suzhou.',
  })
}
