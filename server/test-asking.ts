/** Requests of people to a test server, one session for each: signing in is limited by the minute. */
import type { openTestServer } from './test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>

export function askingOf({ app, deps, signIn }: Server) {
  const cookies = new Map<string, Promise<string>>()
  const cookieOf = (userId: string): Promise<string> => {
    const cookie = cookies.get(userId) ?? signIn(userId)
    cookies.set(userId, cookie)
    return cookie
  }
  const post = async (userId: string, path: string, body: object = {}) => {
    const cookie = await cookieOf(userId)
    const reply = await app.request(path, {
      method: 'POST',
      headers: { cookie, origin: deps.baseUrl, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: reply.status, body: await reply.json() }
  }
  const get = async (userId: string, path: string) => {
    const reply = await app.request(path, { headers: { cookie: await cookieOf(userId) } })
    return reply.json()
  }
  return { post, get }
}
