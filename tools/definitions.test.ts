import type { McpServer } from '@modelcontextprotocol/server'
import { expect, test } from 'vitest'
import { catalog } from './catalog/index.ts'
import { toMcp } from './surfaces.ts'

/** What a client is told of all tools, as `tools/list` would send it. */
function listed(): { name: string; text: string }[] {
  const registered: { name: string; text: string }[] = []
  const server = {
    registerTool: (name: string, config: Record<string, unknown>) => {
      const json = (key: 'inputSchema' | 'outputSchema', side: 'input' | 'output') => {
        const schema = config[key] as {
          '~standard': { jsonSchema: Record<string, (options: object) => unknown> }
        }
        return schema['~standard'].jsonSchema[side]?.({ target: 'draft-2020-12' })
      }
      const { title, description, annotations } = config
      const schemas = {
        inputSchema: json('inputSchema', 'input'),
        outputSchema: json('outputSchema', 'output'),
      }
      registered.push({
        name,
        text: JSON.stringify({ name, title, description, annotations, ...schemas }),
      })
    },
  } as unknown as McpServer
  for (const tool of catalog) {
    toMcp(server, tool, { language: 'en', call: async () => ({ content: [] }) })
  }
  return registered
}

/** Four characters a token, as is usual for JSON in English. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4)

test('all tool definitions together cost at most 8,000 tokens, one at most 1,200', () => {
  const costs = listed().map(({ name, text }) => [name, tokensOf(text)] as const)
  expect(costs).toHaveLength(catalog.length)
  const total = costs.reduce((sum, [, tokens]) => sum + tokens, 0)
  expect(total, JSON.stringify(costs)).toBeLessThanOrEqual(8_000)
  for (const [name, tokens] of costs) expect(tokens, name).toBeLessThanOrEqual(1_200)
})
