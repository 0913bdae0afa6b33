export type ScriptedCall = { id: string; name: string; args: unknown }

/** One reply of an OpenAI-compatible chat completion endpoint. */
export type ScriptedReply = (
  | { text: string }
  | { calls: ScriptedCall[] }
  /** Arguments as they are, valid JSON or not. */
  | { rawCall: { id: string; name: string; arguments: string } }
  | { status: number; retryAfterS?: number }
  /** Never answers. */
  | { hang: true }
) & {
  /** Time before the first byte. */
  delayMs?: number
  /** The connection breaks in the middle of the body. */
  cut?: boolean
}

export type ScriptedMessage = {
  role: string
  content: unknown
  tool_call_id?: string
  tool_calls?: unknown
}

export type ScriptedRequest = {
  messages: ScriptedMessage[]
  tools: { function: { name: string; parameters: Record<string, unknown> } }[]
  stream?: boolean
}

/** What to say: in the order of the requests, or by what a request holds. */
export type Script = ScriptedReply[] | Speaker
export type Speaker = (request: ScriptedRequest) => ScriptedReply

/** A list says each reply once. */
export function speakerOf(script: Script): Speaker {
  if (typeof script === 'function') return script
  let said = 0
  return () => script[said++] ?? { text: 'The script is over.' }
}
