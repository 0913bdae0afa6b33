import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { crowdGuard, sessionOf } from './crowd.ts'

function crowded() {
  const begun: string[] = []
  const running: (() => void)[] = []
  const app = new Hono()
    .use(crowdGuard(sessionOf, { atOnce: 2, waiting: 3 }))
    .get('/:name', async (c) => {
      begun.push(c.req.param('name'))
      await new Promise<void>((end) => running.push(end))
      return c.text('done')
    })
  const ask = async (name: string, cookie: string) =>
    app.request(`/${name}`, { headers: { cookie } })
  const end = async (replies: Promise<Response>[]) => {
    let over = false
    const all = Promise.all(replies).finally(() => {
      over = true
    })
    while (!over) {
      running.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return (await all).map(({ status }) => status)
  }
  return { ask, begun, end }
}

test('one sign-in waits for itself, in order, and is told to come back beyond that', async () => {
  const { ask, begun, end } = crowded()
  const mine = ['1', '2', '3', '4', '5', '6'].map((name) => ask(name, 'jidoka.session_token=a.x'))
  const other = ask('other', 'jidoka.session_token=b.x')
  expect((await mine[5])?.status).toBe(429)
  expect(begun).toEqual(['1', '2', 'other'])
  expect(await end([...mine, other])).toEqual([200, 200, 200, 200, 200, 429, 200])
  expect(begun).toEqual(['1', '2', 'other', '3', '4', '5'])
})

test('another signature, cookie or order of cookies is the same sign-in', async () => {
  const { ask, begun, end } = crowded()
  const ways = [
    'jidoka.session_token=a.x',
    'jidoka.session_token=a.y; other=1',
    'other=2;jidoka.session_token=a.x',
    '__Secure-jidoka.session_token=a.x',
  ]
  const replies = ways.map((cookie, at) => ask(String(at), cookie))
  await new Promise(setImmediate)
  expect(begun).toEqual(['0', '1'])
  await end(replies)
})
