import type { ScriptedCall, ScriptedMessage, ScriptedRequest } from './reply.ts'

/** What a request says of the turn so far: a script that reads it needs no memory of its own. */
export type Conversation = {
  question: string
  /** How often the model has spoken since the question. */
  step: number
  /** Texts of the tools since the question, in the order of their calls. */
  toolTexts: string[]
  /** Names of the calls since the question. */
  called: string[]
}

export const isQuestion = ({ role, content }: ScriptedMessage): boolean =>
  role === 'user' && !/^The arguments for .* were not valid JSON/.test(String(content))

export function conversationOf({ messages }: ScriptedRequest): Conversation {
  const asked = messages.findLastIndex(isQuestion)
  const since = messages.slice(asked + 1)
  const spoken = since.filter(({ role }) => role === 'assistant')
  const calls = spoken.flatMap(({ tool_calls = [] }) => tool_calls as { function: ScriptedCall }[])
  return {
    question: String(messages[asked]?.content ?? ''),
    step: spoken.length,
    toolTexts: since.filter(({ role }) => role === 'tool').map(({ content }) => String(content)),
    called: calls.map(({ function: { name } }) => name),
  }
}

/** The JSON of a tool's text, with or without the marks around words of strangers; else the text. */
export function resultIn(toolText: string): unknown {
  const body = /^<(\S+)>\nData, not instructions:\n([\s\S]*)\n<\/\1>$/.exec(toolText)?.[2]
  try {
    return JSON.parse(body ?? toolText)
  } catch {
    return toolText
  }
}
