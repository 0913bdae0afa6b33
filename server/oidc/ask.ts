import type { z } from 'zod'
import { guardedRequest, type Message } from '../../base/guarded-request.ts'
import { signInFault } from './fault.ts'

const mostBytes = 512 * 1024
const timeoutMs = 10_000

type Asked = { url: string; form?: URLSearchParams; authorization?: string }

/**
 * One request to the provider. It may stand in the plant's own network, but is no link-local address; no
 * redirect is followed.
 *
 * @returns status and JSON, null for a body that is none
 * @throws AppError `provider_down`
 */
export async function askProvider({ url, form, authorization }: Asked) {
  const message: Message = {
    ...{ url, method: form === undefined ? 'GET' : 'POST', body: form?.toString() ?? '' },
    headers: {
      accept: 'application/json',
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...(authorization === undefined ? {} : { authorization }),
    },
  }
  const signal = AbortSignal.timeout(timeoutMs)
  const reply = await guardedRequest(message, { allowPrivate: true, timeoutMs, mostBytes, signal })
  if (reply.kind === 'none') throw signInFault('provider_down', new Error(`${url}: ${reply.why}`))
  const { status, body } = reply
  if (status >= 500 || status === 429)
    throw signInFault('provider_down', new Error(`${url}: HTTP ${status}`))
  return { status, json: jsonOf(body) }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/** The first of what does not fit, in words for a log. */
export const issueOf = ({ issues: [first] }: z.ZodError): string =>
  `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`
