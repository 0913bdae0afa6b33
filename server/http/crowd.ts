import type { Context, MiddlewareHandler } from 'hono'
import type { ErrorReply } from './error-reply.ts'

type Limits = {
  /** Requests of one sign-in or token that are answered at a time; a page asks for some ten. */
  atOnce: number
  /** Requests that wait for one of these; one more is told to come back. */
  waiting: number
}
type CredentialOf = (c: Context) => string | undefined

const usual: Limits = { atOnce: 16, waiting: 500 }

/** Who asks for very much at once waits for themselves, before anybody is looked up. */
export function crowdGuard(
  credentialOf: CredentialOf,
  { atOnce, waiting: most }: Limits = usual,
): MiddlewareHandler {
  const crowds = new Map<string, { inside: number; waiting: (() => void)[] }>()
  return async (c, next) => {
    const who = credentialOf(c)
    if (who === undefined) return next()
    const crowd = crowds.get(who) ?? { inside: 0, waiting: [] }
    crowds.set(who, crowd)
    if (crowd.inside < atOnce) crowd.inside += 1
    else if (crowd.waiting.length >= most) return c.json(tooMany(atOnce + most, 'requests'), 429)
    else await new Promise<void>((begin) => crowd.waiting.push(begin))
    try {
      await next()
    } finally {
      const begin = crowd.waiting.shift()
      if (begin === undefined) crowd.inside -= 1
      else begin()
      if (crowd.inside === 0) crowds.delete(who)
    }
  }
}

export const bearerOf: CredentialOf = (c) => c.req.header('authorization')?.split(/\s+/).at(-1)

const session = /(?:^|;)\s*(?:__Secure-)?jidoka\.session_token=([^;.]*)/g

/** The same however it is written: nobody gets a second place by a second cookie or another signature. */
export const sessionOf: CredentialOf = (c) => {
  const [first, ...more] = [...(c.req.header('cookie') ?? '').matchAll(session)]
  return more.length > 0 ? 'several' : first?.[1]
}

export const tooMany = (most: number, what: string): ErrorReply => ({
  error: {
    code: 'unavailable',
    message: `More than ${most} ${what} of one person are open.`,
    hint: 'Wait until some of them are over, then try again.',
  },
})
