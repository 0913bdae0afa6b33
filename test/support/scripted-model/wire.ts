import type { ScriptedReply, ScriptedRequest } from './reply.ts'

type Message = { role: 'assistant'; content: string | null; tool_calls?: ToolCall[] }
type ToolCall = { id: string; type: 'function'; function: { name: string; arguments: string } }

const model = 'scripted'

/** The body of a completion, as chat completions write it. */
export function completion(reply: ScriptedReply, request: ScriptedRequest) {
  const message = messageOf(reply)
  const choice = { index: 0, message, finish_reason: finishOf(message) }
  const head = { id: 'scripted', object: 'chat.completion', created: 0, model }
  return { ...head, choices: [choice], usage: usageOf(request, message) }
}

/** The same as server-sent events: role, words or arguments in pieces, end, usage. */
export function streamed(reply: ScriptedReply, request: ScriptedRequest): string[] {
  const message = messageOf(reply)
  const head = { id: 'scripted', object: 'chat.completion.chunk', created: 0, model }
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason }],
  })
  const words = (message.content ?? '').match(/\S+\s*|\s+/g) ?? []
  const calls = (message.tool_calls ?? []).flatMap(
    ({ function: { arguments: args, name }, ...call }, index) => [
      chunk({ tool_calls: [{ index, ...call, function: { name, arguments: '' } }] }),
      ...(args.match(/[\s\S]{1,20}/g) ?? []).map((piece) =>
        chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
      ),
    ],
  )
  const chunks = [
    chunk({ role: 'assistant', content: '' }),
    ...words.map((content) => chunk({ content })),
    ...calls,
    chunk({}, finishOf(message)),
    { ...head, choices: [], usage: usageOf(request, message) },
  ]
  return [...chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`), 'data: [DONE]\n\n']
}

const finishOf = ({ tool_calls }: Message): string =>
  tool_calls === undefined ? 'stop' : 'tool_calls'

/** Four characters are a token here, so that ledgers have something to count. */
function usageOf({ messages, tools }: ScriptedRequest, said: Message) {
  const tokens = (value: unknown) => Math.ceil(JSON.stringify(value ?? '').length / 4)
  const [prompt_tokens, completion_tokens] = [tokens([messages, tools]), tokens(said)]
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}

function messageOf(reply: ScriptedReply): Message {
  const calls =
    'calls' in reply
      ? reply.calls.map(({ id, name, args }) => toolCall(id, name, JSON.stringify(args)))
      : 'rawCall' in reply
        ? [toolCall(reply.rawCall.id, reply.rawCall.name, reply.rawCall.arguments)]
        : []
  if (calls.length > 0) return { role: 'assistant', content: null, tool_calls: calls }
  return { role: 'assistant', content: 'text' in reply ? reply.text : '' }
}

const toolCall = (id: string, name: string, args: string): ToolCall => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
