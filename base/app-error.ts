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

export type Said = { message: string; hint?: string }

type Details = {
  cause?: unknown
  hint?: string
  safeMessage?: string
  /** The same in Chinese, of errors that pages show as they are. */
  zh?: Said
  /** The argument or field at fault, as its sender spelt it. */
  field?: string
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly safeMessage: string
  readonly field: string | undefined
  readonly zh: Said | undefined

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = details.hint
    this.safeMessage = details.safeMessage ?? message
    this.field = details.field
    this.zh = details.zh
  }
}

/** What may be shown of any error: never a stack, never the text of a stranger's error. */
export function describeError(error: unknown): Said & { code: ErrorCode; zh?: Said } {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.safeMessage,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.zh === undefined ? {} : { zh: error.zh }),
    }
  }
  return {
    code: 'internal',
    message: 'Something went wrong inside the server.',
    hint: 'Try again; if it stays, look at the server log.',
  }
}
