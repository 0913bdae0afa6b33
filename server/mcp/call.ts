import { randomBytes, randomUUID } from 'node:crypto'
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  type InputRequiredResult,
  inputRequired,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import type { AnyTool, McpCall } from '../../tools/index.ts'
import type { Pictures } from '../render/index.ts'
import type { McpBackend } from './backend.ts'
import { withPicture } from './picture.ts'

/** The idempotency key under which a call filed its proposal. */
export type PendingCall = { key: string }

/** States of one token are of no use with another, nor after a restart. */
export function callStates(): RequestStateCodec<PendingCall> {
  return createRequestStateCodec<PendingCall>({
    key: randomBytes(32),
    bind: ({ http, mcpReq }) => `${mcpReq.method} ${http?.authInfo?.clientId ?? 'local'}`,
  })
}

type Calling = {
  backend: McpBackend
  states: RequestStateCodec<PendingCall>
  language: Language
  /** Draw the charts of results; null: the client asked for none. */
  pictures: Pictures | null
}

/**
 * How a tool is called. A newer client that can open pages is sent to the inbox after a proposal
 * was filed; what it answers decides nothing, it only makes the call report the status again.
 */
export function callOf(tool: AnyTool, { backend, states, language, pictures }: Calling): McpCall {
  return async (args, context) => {
    const { mcpReq } = context
    const returning = mcpReq.requestState<PendingCall>()
    const sendToInbox = tool.effect === 'propose' && opensPages(context) && returning === undefined
    const key = returning?.key ?? keyOf(context) ?? (sendToInbox ? randomUUID() : null)
    const answered = await backend.call({ tool: tool.name, args, key }, mcpReq.signal)
    const result = await withPicture(answered, { pictures, language })
    const url = filed.safeParse(result.structuredContent).data?.proposal.inbox_url
    if (!sendToInbox || key === null || url === undefined) return result
    return inboxRequest(url, await states.mint({ key }, context), language)
  }
}

/** A client that repeats a call after a lost answer says so with the same key. */
function keyOf({ mcpReq }: ServerContext): string | null {
  const key: unknown = mcpReq._meta?.['jidoka/idempotency-key']
  return typeof key === 'string' && key !== '' ? key : null
}

const filed = z.object({ proposal: z.object({ inbox_url: z.url() }) })
const pageOpener = z.object({ elicitation: z.object({ url: z.object({}) }) })

function opensPages({ mcpReq }: ServerContext): boolean {
  const envelope: Record<string, unknown> = mcpReq.envelope ?? {}
  return pageOpener.safeParse(envelope[CLIENT_CAPABILITIES_META_KEY]).success
}

const invitation: Record<Language, string> = {
  zh: '建议已提交，请登录收件箱审批。',
  en: 'The proposal is filed. Sign in to the inbox to decide it.',
}

function inboxRequest(url: string, state: string, language: Language): InputRequiredResult {
  return inputRequired({
    inputRequests: {
      inbox: inputRequired.elicitUrl({ message: invitation[language], url }),
    },
    requestState: state,
  })
}
