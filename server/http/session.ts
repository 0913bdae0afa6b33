import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../base/app-error.ts'
import { sha256 } from '../../base/canonical-json.ts'
import { type Person, personOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import type { Secret } from '../secret.ts'

export type SignedIn = { Variables: { person: Person } }

/** Lets signed-in people through, and says who they are. */
export function requirePerson({ auth, db }: ServerDeps): MiddlewareHandler<SignedIn> {
  return async (c, next) => {
    const userId = await auth.userIdOf(c.req.raw.headers)
    const person = userId === null ? null : await personOf(db, userId)
    if (person === null) {
      throw new AppError('unauthenticated', 'Nobody is signed in.', {
        hint: 'Sign in first.',
      })
    }
    c.set('person', person)
    await next()
  }
}

/** Lets the owner of the data folder through: whoever can read its token file. */
export function requireOwner(token: Secret): MiddlewareHandler {
  return async (c, next) => {
    if (!isBearer(c.req.header('authorization'), token)) {
      throw new AppError('unauthenticated', 'Only the owner of the data folder may do this.', {
        hint: 'Run the command as the user who started the server, with the same --data folder.',
      })
    }
    await next()
  }
}

/** Whether the header Authorization is that token; it takes as long for a wrong one. */
export function isBearer(header: string | undefined, token: Secret): boolean {
  const given = header?.replace(/^Bearer /i, '') ?? ''
  return timingSafeEqual(digest(given), digest(token.reveal()))
}

const digest = (text: string) => Buffer.from(sha256(text), 'hex')
