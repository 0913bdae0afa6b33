import type { CallToolResult } from '@modelcontextprotocol/server'
import { canonicalJson, sha256 } from '../../base/canonical-json.ts'
import type { Principal } from '../../base/principal.ts'
import { listLibrary, type ReadPassage, readDocument } from '../../knowledge/index.ts'
import { type AnyTool, mcpError, mcpResult, parseInput, runTool } from '../../tools/index.ts'
import type { Deps } from '../deps.ts'

export type McpCallRequest = {
  tool: string
  args: unknown
  key: string | null
}
export type DocumentAddress = { siteId: string; id: string; revision: number }
export type ListedDocument = DocumentAddress & { title: string; language: string }
export type DocumentText = { title: string; passages: ReadPassage[] }

/** What an MCP server stands on: the store itself, or a running server (stdio). */
export type McpBackend = {
  call: (request: McpCallRequest, signal: AbortSignal) => Promise<CallToolResult>
  /** Those in force. */
  documents: () => Promise<ListedDocument[]>
  /** @throws AppError `not_found` when there is none that the person may read. */
  document: (at: DocumentAddress) => Promise<DocumentText>
}

const mostDocumentCharacters = 2_000_000

/** Without a key of its own, a client that repeats a call within this time means the same proposal. */
const sameCallMs = 10 * 60 * 1000

export function storeBackend(deps: Deps, principal: Principal): McpBackend {
  return {
    call: async (request, signal) => {
      const tool = deps.tools.find(({ name }) => name === request.tool)
      const begun = deps.telemetry.begin('mcp')
      const result = await begun.within(async () =>
        tool === undefined
          ? mcpError(new Error(`no tool ${request.tool}`))
          : callTool({ deps, principal, tool, request, signal }),
      )
      const outcome = result.isError === true ? 'failed' : 'done'
      begun.end({ tool: tool?.name ?? 'unknown', outcome })
      return result
    },
    documents: async () =>
      (await listLibrary(deps, principal))
        .filter(({ state }) => state === 'effective')
        .map(({ siteId, id, revision, title, language }) => ({
          siteId,
          id,
          revision,
          title,
          language,
        })),
    document: async ({ siteId, id, revision }) => {
      const most = { mostCharacters: mostDocumentCharacters }
      const whole = { document: id, siteId, revision, at: deps.clock(), ...most }
      const { title, passages } = await readDocument({ db: deps.db, principal }, whole)
      return { title, passages }
    },
  }
}

type Call = {
  deps: Deps
  principal: Principal
  tool: AnyTool
  request: McpCallRequest
  signal: AbortSignal
}

async function callTool({ deps, principal, tool, request, signal }: Call): Promise<CallToolResult> {
  const { db, clock, newId, baseUrl, routeOf, providers } = deps
  try {
    // Judged before a key is made of them: what nests without end, or is no number, has none.
    parseInput(tool, request.args)
    const context = {
      db,
      principal,
      language: principal.language,
      clock,
      newId,
      signal,
      baseUrl,
      routeOf,
      providers,
      channel: 'mcp',
      idempotencyKey: keyOf(request, clock()),
      // What else the client has read is not known, and unknown counts as untrusted.
      tainted: true,
    }
    return mcpResult(tool, await runTool(tool, context, request.args), newId('data'))
  } catch (error) {
    const shown = mcpError(error)
    if (!(error instanceof Error && error.name === 'AppError')) {
      deps.log.error({ err: error, tool: tool.name }, 'a tool failed')
    }
    return shown
  }
}

function keyOf({ tool, args, key }: McpCallRequest, now: Date): string {
  if (key !== null) return `mcp:${sha256(key)}`
  const period = Math.floor(now.getTime() / sameCallMs)
  return `mcp:${sha256(canonicalJson([tool, args ?? {}, period]))}`
}
