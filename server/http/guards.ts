import { getConnInfo } from '@hono/node-server/conninfo'
import { validateHostHeader } from '@modelcontextprotocol/server'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { AppError } from '../../base/app-error.ts'

/** This computer, as an address of a browser calls it. */
export const localNames = ['localhost', '127.0.0.1', '[::1]']
const mostBytes = 1024 * 1024

/** Names and origins under which the server may be asked; a local one answers to all local names. */
function addressesOf(baseUrl: string): {
  hostnames: string[]
  origins: string[]
} {
  const base = new URL(baseUrl)
  if (!localNames.includes(base.hostname)) {
    return {
      hostnames: [base.hostname, ...localNames],
      origins: [base.origin],
    }
  }
  const port = base.port === '' ? '' : `:${base.port}`
  return {
    hostnames: localNames,
    origins: localNames.map((name) => `${base.protocol}//${name}${port}`),
  }
}

/** A page of another name that resolves to this machine gets nothing (DNS rebinding). */
export function hostGuard(baseUrl: string): MiddlewareHandler {
  const { hostnames } = addressesOf(baseUrl)
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (!validateHostHeader(host, hostnames).ok) {
      throw new AppError('forbidden', `This server does not answer to the name "${host}".`, {
        field: 'Host',
        hint: `Use ${baseUrl}, or set JIDOKA_PUBLIC_URL to the address that people use.`,
      })
    }
    await next()
  }
}

/** No name or id has a NUL, and no database takes one. */
export const addressGuard: MiddlewareHandler = async (c, next) => {
  if (new URL(c.req.url).pathname.includes('%00')) {
    throw new AppError('invalid_input', 'The address has a NUL character (%00).', {
      field: 'path',
      hint: 'Leave it out.',
    })
  }
  await next()
}

/**
 * Another site's page may not act with the cookie of a signed-in person (CSRF, rebinding);
 * `refused` hears of each attempt.
 */
export function originGuard(
  baseUrl: string,
  refused: (c: Context) => Promise<void> = async () => undefined,
): MiddlewareHandler {
  const { origins } = addressesOf(baseUrl)
  return async (c, next) => {
    const origin = c.req.header('origin')
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    const cookieAlone = origin === undefined && c.req.header('cookie') !== undefined
    if ((origin !== undefined && !origins.includes(origin)) || (cookieAlone && !reads)) {
      await refused(c)
      throw new AppError('forbidden', `The origin "${origin ?? 'none'}" may not do this.`, {
        field: 'Origin',
        hint: `Only pages of ${baseUrl} may; a script sends a bearer token and no cookie.`,
      })
    }
    await next()
  }
}

export const bodyGuard = bodyLimit({
  maxSize: mostBytes,
  onError: () => {
    throw new AppError('too_large', 'The request is larger than 1 MB.', {
      field: 'body',
      hint: 'Send less at once; files go in with `jidoka import` and `jidoka docs add`.',
    })
  },
})

export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // A route may be stricter, see document-file.ts.
  overwrite: false,
  strictTransportSecurity: false,
})

/** Where a request came from, for the rate limit; nothing that the client says counts. */
export function peerOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
