import { readFile } from 'node:fs/promises'
import type { McpServer } from '@modelcontextprotocol/server'
import { cardUri } from '../../tools/index.ts'

/** Of the extension MCP Apps (`io.modelcontextprotocol/ui`). */
const pageType = 'text/html;profile=mcp-app'
const page = new URL('./card.html', import.meta.url)

/**
 * The page on which hosts with MCP Apps show a chart or a proposal. It loads nothing, calls no tool
 * and cannot approve: its one button asks the host to open the inbox. Other clients read the text.
 */
export function registerCard(server: McpServer): void {
  server.registerResource(
    'card',
    cardUri,
    {
      title: 'Card 卡片',
      description: 'Shows a chart or a proposal; a person decides in the inbox.',
      mimeType: pageType,
      _meta: { ui: { prefersBorder: true } },
    },
    async (uri) => ({
      contents: [{ uri: uri.href, mimeType: pageType, text: await readFile(page, 'utf8') }],
    }),
  )
}
