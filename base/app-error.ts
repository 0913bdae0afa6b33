/**
 * The one error family. `message` is for logs; `safeMessage` (default: `message`) alone reaches a
 * person or a model; `hint` says what to do next.
 */
export type ErrorCode =
  | 'invalid_input'
  | 'not_found'
  | 'unauthenticated'
  | 'forbidden'
  | 'conflict'
  | 'too_large'
  | 'unavailable'
  | 'timeout'
  | 'internal'

type Details = {
  cause?: unknown
  hint?: string
  safeMessage?: string
  /** The argument or field at fault, as its sender spelt it. */
  field?: string
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly safeMessage: string
  readonly field: string | undefined

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = details.hint
    this.safeMessage = details.safeMessage ?? message
    this.field = details.field
  }
}

/** What may be shown of any error: never a stack, never the text of a stranger's error. */
export function describeError(error: unknown): { code: ErrorCode; message: string; hint?: string } {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.safeMessage,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    }
  }
  return {
    code: 'internal',
    message: 'Something went wrong inside the server.',
    hint: 'Try again; if it stays, look at the server log.',
  }
}
