import { McpServer, type RequestStateCodec } from '@modelcontextprotocol/server'
import type { Language } from '../../base/language.ts'
import { type AnyTool, toMcp } from '../../tools/index.ts'
import type { Pictures } from '../render/index.ts'
import type { McpBackend } from './backend.ts'
import { callOf, type PendingCall } from './call.ts'
import { registerCard } from './card.ts'
import { completionsOf } from './completions.ts'
import { instructions } from './instructions.ts'
import { registerPrompts } from './prompts.ts'
import { registerResources } from './resources.ts'

export type McpServerOptions = {
  version: string
  language: Language
  /** Only what the caller may use: a token that may not propose sees no propose tool. */
  tools: readonly AnyTool[]
  backend: McpBackend
  /** Seals what a call must remember while its client is at the inbox. */
  states: RequestStateCodec<PendingCall>
  /** Draw the charts of results; null: the client asked for none. */
  pictures: Pictures | null
}

/** One MCP server for one request (HTTP) or one connection (stdio). */
export function buildMcpServer(options: McpServerOptions): McpServer {
  const { version, language, tools, backend, states, pictures } = options
  const server = new McpServer(
    { name: 'jidoka', title: 'Jidoka', version },
    {
      instructions,
      cacheHints: { 'tools/list': { ttlMs: 60_000, cacheScope: 'private' } },
      requestState: { verify: states.verify },
    },
  )
  for (const tool of tools) {
    toMcp(server, tool, {
      language,
      call: callOf(tool, { backend, states, language, pictures }),
    })
  }
  registerResources(server, backend)
  registerCard(server)
  registerPrompts(server, { spoken: language, complete: completionsOf(backend) })
  return server
}
