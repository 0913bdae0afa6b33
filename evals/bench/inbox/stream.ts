import type { openTestServer } from '../../../server/test-server.ts'

type Server = Pick<Awaited<ReturnType<typeof openTestServer>>, 'app' | 'signIn'>

/** The live stream of a page, open and heard. */
export async function openStream(server: Server) {
  const cookie = await server.signIn('supervisor@suzhou')
  const reply = await server.app.request('/api/events', { headers: { cookie } })
  const reader = (reply.body ?? new ReadableStream<Uint8Array>()).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const until = async (part: string): Promise<void> => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended before ${part}`)
      text += decoder.decode(value, { stream: true })
    }
    text = text.slice(text.indexOf(part))
  }
  await until('event: hello')
  return { until, close: () => reader.cancel() }
}
