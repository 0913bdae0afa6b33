import type { Context, ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { AppError, describeError, type ErrorCode } from '../../base/app-error.ts'
import type { Logger } from '../log.ts'
import type { ErrorReply } from './error-reply.ts'

const statuses: Record<ErrorCode, ContentfulStatusCode> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  internal: 500,
  unavailable: 503,
  timeout: 504,
}

export function errorReply(error: unknown): {
  status: ContentfulStatusCode
  body: ErrorReply
} {
  const shown = describeError(error)
  const field = error instanceof AppError ? error.field : undefined
  return {
    status: statuses[shown.code],
    body: { error: { ...shown, ...(field === undefined ? {} : { field }) } },
  }
}

/** The one place where an error becomes a status. */
export function onError(log: Logger): ErrorHandler {
  return (error, c) => {
    const { status, body } = errorReply(error)
    if (status >= 500) log.error({ err: error, path: c.req.path }, 'a request failed')
    return c.json(body, status)
  }
}

export function unknownRoute(c: Context): Response {
  const { status, body } = errorReply(
    new AppError('not_found', `There is nothing at ${c.req.method} ${c.req.path}.`, {
      hint: 'The pages are at /, the MCP endpoint at /mcp, the state at /status.',
    }),
  )
  return c.json(body, status)
}
