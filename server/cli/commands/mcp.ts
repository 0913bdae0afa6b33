import type { McpBackend } from '../../mcp/index.ts'
import { version } from '../../version.ts'
import { asOption, type Command } from '../command.ts'

export const mcp: Command = {
  name: 'mcp',
  args: '',
  summary: 'Serve MCP over stdin and stdout, as the local user.',
  options: {
    ...asOption,
    toolsets: { value: 'A,B', help: 'offer the tools of these toolsets alone' },
    'read-only': { value: null, help: 'offer no tool that proposes' },
    pictures: { value: null, help: 'send the chart of a result as a picture, too' },
  },
  run: async ({ io, text, given, connect }) => {
    const { catalog, offeredTools, toolsetsIn } = await import('../../../tools/index.ts')
    const sets = text('toolsets')
    const wish = {
      toolsets: sets === undefined ? null : toolsetsIn(sets, '--toolsets'),
      readOnly: given('read-only'),
    }
    const connection = await connect()
    const as = text('as')
    const options = { as, signal: io.signal }
    const backend: McpBackend = {
      call: (request, signal) => connection.perform('mcp-call', request, { as, signal }),
      documents: () => connection.perform('mcp-documents', {}, options),
      document: (at) => connection.perform('mcp-document', at, options),
    }
    const { language } = await connection.perform('whoami', {}, options)
    const fileable = new Set(await connection.perform('mcp-fileable', {}, options))
    const tools = offeredTools(catalog, { wish, fileable })
    const { serveMcpStdio } = await import('../../mcp/index.ts')
    const { openPictures } = await import('../../render/index.ts')
    const pictures = given('pictures') ? openPictures() : null
    await serveMcpStdio({
      stdin: io.stdin,
      stdout: io.stdout,
      signal: io.signal,
      version,
      language,
      tools,
      backend,
      pictures,
    }).finally(() => pictures?.close())
    return 0
  },
}
