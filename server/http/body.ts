import type { Context } from 'hono'
import { AppError } from '../../base/app-error.ts'

/** @throws AppError `invalid_input` for a body that is no JSON. */
export async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid_input', 'The body of the request is not JSON.', {
      cause,
      field: 'body',
      hint: 'Send one JSON object with Content-Type application/json.',
    })
  }
}
