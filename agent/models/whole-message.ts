import { AIMessage, AIMessageChunk } from 'langchain'

/**
 * A streamed reply as one message. LangChain completes arguments that were cut off; a call must say all
 * that it wants, so arguments that are no whole JSON are invalid here.
 */
export function wholeMessage(reply: AIMessage): AIMessage {
  if (!AIMessageChunk.isInstance(reply)) return reply
  const broken = (reply.tool_call_chunks ?? []).filter(({ args }) => !isJson(args ?? ''))
  const brokenIds = new Set(broken.map(({ id }) => id))
  return new AIMessage({
    content: reply.content,
    tool_calls: (reply.tool_calls ?? []).filter(({ id }) => !brokenIds.has(id)),
    invalid_tool_calls: broken.map(({ id = '', name = '', args = '' }) => ({
      ...{ id, name, args, type: 'invalid_tool_call' as const },
    })),
    ...(reply.usage_metadata ? { usage_metadata: reply.usage_metadata } : {}),
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
