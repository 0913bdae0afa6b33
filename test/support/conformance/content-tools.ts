import { type Fixtures, nothing, redDot, says, silence } from './fixture.ts'

/** Tools of every kind of content, progress, logging and errors; the suite knows them by name. */
export function registerContentTools({ server, notify }: Fixtures): void {
  server.registerTool('test_simple_text', { description: 'Says one sentence.' }, () =>
    says('This is a simple text response for testing.'),
  )
  server.registerTool('test_image_content', { description: 'Gives a picture.' }, () => ({
    content: [{ type: 'image', data: redDot, mimeType: 'image/png' }],
  }))
  server.registerTool('test_audio_content', { description: 'Gives a sound.' }, () => ({
    content: [{ type: 'audio', data: silence, mimeType: 'audio/wav' }],
  }))
  server.registerTool('test_embedded_resource', { description: 'Gives a resource.' }, () => ({
    content: [
      {
        type: 'resource',
        resource: { uri: 'test://embedded-resource', ...page },
      },
    ],
  }))
  server.registerTool('test_multiple_content_types', { description: 'Gives three kinds.' }, () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      { type: 'image', data: redDot, mimeType: 'image/png' },
      {
        type: 'resource',
        resource: { uri: 'test://mixed-content-resource', ...page },
      },
    ],
  }))
  server.registerTool('test_error_handling', { description: 'Fails.' }, () => {
    throw new Error('This tool intentionally returns an error for testing')
  })
  registerNotifyingTools({ server, notify })
}

const page = {
  mimeType: 'text/plain',
  text: 'This is an embedded resource content.',
}

function registerNotifyingTools({ server, notify }: Pick<Fixtures, 'server' | 'notify'>): void {
  server.registerTool(
    'test_tool_with_progress',
    { description: 'Reports progress.', inputSchema: nothing },
    async (_args, { mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken
      if (progressToken === undefined) return says('no progress was asked for')
      for (const progress of [0, 50, 100]) {
        const params = {
          progressToken,
          progress,
          total: 100,
          message: `${progress} %`,
        }
        await mcpReq.notify({ method: 'notifications/progress', params })
      }
      return says(String(progressToken))
    },
  )
  for (const name of ['test_tool_with_logging', 'test_logging_tool']) {
    server.registerTool(
      name,
      { description: 'Logs.', inputSchema: nothing },
      async (_args, ctx) => {
        await ctx.mcpReq.log('info', 'Tool execution')
        return says('logged')
      },
    )
  }
  server.registerTool(
    'test_streaming_elicitation',
    { description: 'Answers without asking.', inputSchema: nothing },
    () => says('result frames only'),
  )
  server.registerTool('test_trigger_tool_change', { description: 'Tools changed.' }, () => {
    notify().toolsChanged()
    return says('published')
  })
  server.registerTool('test_trigger_prompt_change', { description: 'Prompts changed.' }, () => {
    notify().promptsChanged()
    return says('published')
  })
}
