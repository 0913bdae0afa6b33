import {
  acceptedContent,
  completable,
  inputRequired,
  type PromptCallback,
  ResourceTemplate,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { type Fixtures, redDot } from './fixture.ts'

export function registerTestResources({ server }: Fixtures): void {
  const text = { title: 'Text', mimeType: 'text/plain' }
  server.registerResource('static-text', 'test://static-text', text, (uri) => ({
    contents: [
      {
        uri: uri.href,
        mimeType: 'text/plain',
        text: 'This is the content of the static text resource.',
      },
    ],
  }))
  const picture = { title: 'Picture', mimeType: 'image/png' }
  server.registerResource('static-binary', 'test://static-binary', picture, (uri) => ({
    contents: [{ uri: uri.href, mimeType: 'image/png', blob: redDot }],
  }))
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { title: 'Template', mimeType: 'application/json' },
    (uri, { id }) => ({
      contents: [
        {
          uri: uri.href,
          mimeType: 'application/json',
          text: JSON.stringify({
            id,
            templateTest: true,
            data: `Data for ID: ${id}`,
          }),
        },
      ],
    }),
  )
}

const user = 'user' as const
const words = (text: string) => ({
  role: user,
  content: { type: 'text' as const, text },
})
const contextForm = z.object({ context: z.string() })
const suggested = (typed: string) => ['alpha', 'beta'].filter((word) => word.startsWith(typed))

export function registerTestPrompts({ server }: Fixtures): void {
  server.registerPrompt('test_simple_prompt', { title: 'Simple', description: 'Simple.' }, () => ({
    messages: [words('This is a simple prompt for testing.')],
  }))
  server.registerPrompt(
    'test_prompt_with_arguments',
    {
      title: 'Arguments',
      description: 'Arguments.',
      argsSchema: z.object({
        arg1: completable(z.string(), suggested),
        arg2: z.string(),
      }),
    },
    ({ arg1, arg2 }) => ({
      messages: [words(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
    }),
  )
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    {
      title: 'Resource',
      description: 'Resource.',
      argsSchema: z.object({ resourceUri: z.string() }),
    },
    ({ resourceUri: uri }) => {
      const resource = {
        uri,
        mimeType: 'text/plain',
        text: 'Embedded resource content for testing.',
      }
      return {
        messages: [
          { role: user, content: { type: 'resource', resource } },
          words('Please process the embedded resource above.'),
        ],
      }
    },
  )
  server.registerPrompt(
    'test_prompt_with_image',
    { title: 'Picture', description: 'Picture.' },
    () => ({
      messages: [
        {
          role: user,
          content: { type: 'image', data: redDot, mimeType: 'image/png' },
        },
        words('Please analyze the image above.'),
      ],
    }),
  )
  const asking: PromptCallback = ({ mcpReq }) => {
    const given = acceptedContent(mcpReq.inputResponses, 'user_context', contextForm)
    if (given !== undefined)
      return {
        messages: [words(`Use the following context: ${given.context}`)],
      }
    const message = 'What context should the prompt use?'
    const user_context = inputRequired.elicit({
      message,
      requestedSchema: contextForm,
    })
    return inputRequired({ inputRequests: { user_context } })
  }
  server.registerPrompt(
    'test_input_required_result_prompt',
    { title: 'Asks first', description: 'Asks first.' },
    asking,
  )
}
