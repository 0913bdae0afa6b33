import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type Script,
  type ScriptedReply,
  type ScriptedRequest,
  speakerOf,
} from './scripted-model/reply.ts'
import { completion, streamed } from './scripted-model/wire.ts'

export type { Script, ScriptedReply, ScriptedRequest } from './scripted-model/reply.ts'

export type ScriptedModel = {
  /** Up to and including `/v1`. */
  baseUrl: string
  requests: ScriptedRequest[]
  close: () => Promise<void>
}

/** A model endpoint on loopback that says what a test wrote down; 0 is any free port. */
export async function scriptedModel(script: Script, port = 0): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = []
  const speak = speakerOf(script)
  const stop = new AbortController()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const asked = JSON.parse(body || '{}') as ScriptedRequest
    const reply = speak(asked)
    requests.push(asked)
    await answer(response, { reply, asked, signal: stop.signal })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    close: () => {
      stop.abort()
      server.closeAllConnections()
      return new Promise((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      )
    },
  }
}

type Answering = { reply: ScriptedReply; asked: ScriptedRequest; signal: AbortSignal }

async function answer(response: ServerResponse, { reply, asked, signal }: Answering) {
  if ('hang' in reply) return
  if (reply.delayMs) await wait(reply.delayMs, null, { signal }).catch(() => {})
  if ('status' in reply && reply.status !== 200) return refuse(response, reply)
  const type = asked.stream ? 'text/event-stream' : 'application/json'
  const parts = asked.stream ? streamed(reply, asked) : [JSON.stringify(completion(reply, asked))]
  const body = parts.join('')
  response.writeHead(200, {
    'content-type': type,
    ...(asked.stream ? {} : { 'content-length': Buffer.byteLength(body) }),
  })
  if (!reply.cut) return void response.end(body)
  response.write(body.slice(0, body.length / 2), () => response.destroy())
}

function refuse(
  response: ServerResponse,
  { status, retryAfterS }: { status: number; retryAfterS?: number },
): void {
  const after = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }
  response.writeHead(status, { 'content-type': 'application/json', ...after })
  response.end(JSON.stringify({ error: { message: 'no' } }))
}
