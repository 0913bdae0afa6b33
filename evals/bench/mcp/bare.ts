import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { createAgent, HumanMessage, tool } from 'langchain'
import { z } from 'zod'
import type { openAiCompatible } from '../../../agent/index.ts'
import { type AnyTool, runTool, type ToolContext } from '../../../tools/index.ts'

/** The SDK's own handler with one trivial tool: no token, no rights, no store. */
export function bareServer() {
  return createMcpHandler(() => {
    const server = new McpServer({ name: 'bare', version: '1' })
    server.registerTool(
      'read_echo',
      { inputSchema: z.object({ word: z.string() }) },
      ({ word }) => ({
        content: [{ type: 'text', text: word }],
      }),
    )
    return server
  })
}

type Bare = { model: ReturnType<typeof openAiCompatible>; tools: AnyTool[]; context: ToolContext }

/** LangChain's loop with the same tools and model: no thread, no guards, no events. */
export function bareAgent({ model, tools, context }: Bare) {
  const agent = createAgent({
    model: model.first,
    tools: tools.map((one) =>
      tool(async (args) => JSON.stringify((await runTool(one, context, args)).data), {
        name: one.name,
        description: one.description,
        schema: z.toJSONSchema(one.input, { io: 'input' }),
      }),
    ),
  })
  return (question: string) => agent.invoke({ messages: [new HumanMessage(question)] })
}
