import { catalog, offeredTools, toolsets, toolsetsIn } from '../../../tools/index.ts'
import type { McpBackend } from '../../mcp/index.ts'
import { mcpCall, mcpDocument, mcpDocuments, mcpFileable, whoami } from '../../operations/index.ts'
import { version } from '../../version.ts'
import { asOption, type Call, type Command } from '../command.ts'

export const mcp: Command = {
  name: 'mcp',
  args: '',
  summary: 'Serve MCP over stdin and stdout, as the local user.',
  options: {
    ...asOption,
    toolsets: { value: 'A,B', help: `offer these alone, of ${toolsets.join(', ')}` },
    'read-only': { value: null, help: 'offer no tool that proposes' },
  },
  run: async (call) => {
    const { io, text, connect } = call
    const wish = wishOf(call)
    const connection = await connect()
    const as = text('as')
    const options = { as, signal: io.signal }
    const backend: McpBackend = {
      call: (request, signal) => connection.perform(mcpCall, request, { as, signal }),
      documents: () => connection.perform(mcpDocuments, {}, options),
      document: (at) => connection.perform(mcpDocument, at, options),
    }
    const { language } = await connection.perform(whoami, {}, options)
    const fileable = new Set(await connection.perform(mcpFileable, {}, options))
    const tools = offeredTools(catalog, { wish, fileable })
    const { serveMcpStdio } = await import('../../mcp/index.ts')
    await serveMcpStdio({
      stdin: io.stdin,
      stdout: io.stdout,
      signal: io.signal,
      version,
      language,
      tools,
      backend,
    })
    return 0
  },
}

function wishOf({ text, given }: Call) {
  const sets = text('toolsets')
  return {
    toolsets: sets === undefined ? null : toolsetsIn(sets, '--toolsets'),
    readOnly: given('read-only'),
  }
}
