import { verifyPassword } from 'better-auth/crypto'
import { betterAuth } from 'better-auth/minimal'
import type { Db } from '../../store/index.ts'
import type { Secret } from '../secret.ts'
import { authDatabase } from './database-adapter.ts'
import { endOneSession } from './passwords.ts'
import { silentSignIn } from './silent-sign-in.ts'

export type Auth = {
  /** Answers everything under /api/auth. */
  handle: (request: Request) => Promise<Response>
  /** The signed-in person of a request's session cookie, or null. */
  userIdOf: (headers: Headers) => Promise<string | null>
  /** Which session that is, and when its password was given; null for nobody's. */
  sessionOf: (headers: Headers) => Promise<{ sessionId: string; signedInAt: Date } | null>
  /**
   * Cookies of a session for somebody whom a chat system or the sign-in provider named; null for nobody.
   * `since`: when they last gave a password or the like; absent: nobody knows.
   */
  enter: (userId: string, since?: Date | null) => Promise<string[] | null>
  /** The session of that cookie is over, wherever it is held. */
  endSession: (headers: Headers) => Promise<void>
  /** The same, by its id. */
  endSessionOf: (session: { userId: string; sessionId: string }) => Promise<void>
}

type AuthOptions = {
  db: Db
  baseUrl: string
  signing: Secret
  /** Whether a hash is of a password; by scrypt where it is not given. */
  verify?: typeof verifyPassword
}

const day_s = 24 * 60 * 60

/** Local accounts with a session cookie; everything else that better-auth can do stays off. */
export function createAuth(options: AuthOptions): Auth {
  const { db, baseUrl, signing, verify = verifyPassword } = options
  const auth = betterAuth({
    appName: 'Jidoka',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret: signing.reveal(),
    database: authDatabase(db),
    trustedOrigins: [baseUrl],
    emailAndPassword: { enabled: true, disableSignUp: true, password: { verify } },
    session: { expiresIn: 7 * day_s },
    advanced: {
      cookiePrefix: 'jidoka',
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-jidoka-peer'] },
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    plugins: [silentSignIn],
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  // As long as it was made for: otherwise one of a day lives on where the browser drops the mark of that.
  const look = (headers: Headers) =>
    auth.api.getSession({ headers, query: { disableRefresh: true } })
  return {
    handle: auth.handler,
    userIdOf: async (headers) => {
      const found = await look(headers)
      return found?.user.id ?? null
    },
    sessionOf: async (headers) => {
      const session = (await look(headers))?.session
      return session ? { sessionId: session.id, signedInAt: session.createdAt } : null
    },
    enter: async (userId, since = null) => {
      const reply = await auth.api.signInSilently({ body: { userId, since }, asResponse: true })
      const { ok } = (await reply.json()) as { ok: boolean }
      return ok ? reply.headers.getSetCookie() : null
    },
    endSession: async (headers) => {
      await auth.api.signOut({ headers })
    },
    endSessionOf: (session) => endOneSession(db, session),
  }
}
