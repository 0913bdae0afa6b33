import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type BaseMessage } from 'langchain'
import { readOutcome } from '../answer.ts'
import { untraced } from '../untraced.ts'

/**
 * Who answers where a model is configured: the built-in one alone, the built-in one where it is sure of
 * what is asked, or always the configured one.
 */
export type Route = 'built-in' | 'built-in-first' | 'model'

/** Reasons for which another model would know no more. */
const firm = new Set(['future'])

/** Whether the built-in model understood the question: it calls a tool for it, or knows what to say. */
export async function isSure(builtIn: BaseChatModel, messages: BaseMessage[]): Promise<boolean> {
  const reply = await builtIn.invoke(messages, { callbacks: [untraced] })
  if (!AIMessage.isInstance(reply)) return false
  if (reply.tool_calls?.length) return reply.additional_kwargs.hunch !== true
  const { ask_back, abstained, reason } = readOutcome(reply.text)
  return ask_back === null && (!abstained || firm.has(reason ?? ''))
}
