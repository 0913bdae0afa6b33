import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One reply of an OpenAI-compatible chat completion endpoint, in the order of the requests. */
export type ScriptedReply =
  | { text: string }
  | { calls: { id: string; name: string; args: unknown }[] }
  /** Arguments as they are, valid JSON or not. */
  | { rawCall: { id: string; name: string; arguments: string } }
  | { status: number }
  /** Never answers. */
  | { hang: true }

export type ScriptedRequest = {
  messages: { role: string; content: unknown; tool_call_id?: string; tool_calls?: unknown }[]
  tools: { function: { name: string; parameters: Record<string, unknown> } }[]
}

export type ScriptedModel = {
  /** Up to and including `/v1`. */
  baseUrl: string
  requests: ScriptedRequest[]
  close: () => Promise<void>
}

/** What to say: in the order of the requests, or by what a request holds. */
export type Script = ScriptedReply[] | ((request: ScriptedRequest) => ScriptedReply)

/** A model endpoint on loopback that says what a test wrote down. */
export async function scriptedModel(script: Script): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const asked = JSON.parse(body || '{}') as ScriptedRequest
    const next = Array.isArray(script) ? script[requests.length] : script(asked)
    const reply = next ?? { text: 'The script is over.' }
    requests.push(asked)
    if ('hang' in reply) return
    const status = 'status' in reply ? reply.status : 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 200 ? completion(reply) : { error: { message: 'no' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      )
    },
  }
}

function completion(reply: ScriptedReply) {
  const message = messageOf(reply)
  const finish_reason = message.tool_calls === undefined ? 'stop' : 'tool_calls'
  return {
    id: 'scripted',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, message, finish_reason }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }
}

type Message = { role: 'assistant'; content: string | null; tool_calls?: unknown[] }

function messageOf(reply: ScriptedReply): Message {
  if ('calls' in reply) {
    const tool_calls = reply.calls.map(({ id, name, args }) =>
      toolCall(id, name, JSON.stringify(args)),
    )
    return { role: 'assistant', content: null, tool_calls }
  }
  if ('rawCall' in reply) {
    const { id, name, arguments: text } = reply.rawCall
    return { role: 'assistant', content: null, tool_calls: [toolCall(id, name, text)] }
  }
  return { role: 'assistant', content: 'text' in reply ? reply.text : '' }
}

const toolCall = (id: string, name: string, args: string) => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
