import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import type { TurnEvent } from '../../server/http/contract.ts'
import { meKey } from '../app/session.ts'
import { ask, askedQuery, newThreadId, stopAsking } from './conversation.ts'

const started: TurnEvent = { type: 'started', threadId: 't', seq: 1, model: 'test' }
const over: TurnEvent = { type: 'failed', code: 'timeout', message: 'Too long.' }

afterEach(() => vi.unstubAllGlobals())

/** A server that sends these events, then closes; or, given none, waits to be cancelled. */
function serve(...events: TurnEvent[]): void {
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    const body = new ReadableStream({
      start(controller) {
        signal?.addEventListener('abort', () =>
          controller.error(new DOMException('', 'AbortError')),
        )
        for (const event of events) {
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`))
        }
        if (events.length > 0) controller.close()
      },
    })
    return Promise.resolve(new Response(body))
  })
}

const begin = (client: QueryClient, question = 'OEE?') =>
  ask(client, { threadId: 't', question, fresh: true })
const turnsOf = (client: QueryClient) =>
  client.getQueryData(askedQuery('t').queryKey)?.turns.map(({ phase, failure, question }) => ({
    ...{ phase, question },
    code: failure?.code,
  }))

test('a turn follows its stream to the end; asking again replaces a failed try', async () => {
  const client = new QueryClient()
  serve(started, over)
  await begin(client)
  expect(turnsOf(client)).toEqual([{ phase: 'failed', question: 'OEE?', code: 'timeout' }])
  serve(started)
  await begin(client)
  expect(turnsOf(client)).toEqual([{ phase: 'failed', question: 'OEE?', code: 'cut_off' }])
  await begin(client, 'Output?')
  expect(turnsOf(client)).toHaveLength(2)
})

test('stopping cancels the request', async () => {
  const client = new QueryClient()
  serve()
  const turn = begin(client)
  await Promise.resolve()
  stopAsking('t')
  await turn
  expect(turnsOf(client)).toMatchObject([{ phase: 'cancelled' }])
})

test('no network, and a session that ended', async () => {
  const client = new QueryClient()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await begin(client)
  expect(turnsOf(client)).toMatchObject([{ phase: 'failed', code: 'offline' }])
  const refusal = { error: { code: 'unauthenticated', message: 'Nobody is signed in.' } }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refusal, { status: 401 })))
  await begin(client)
  expect(client.getQueryData(meKey)).toBeNull()
})

test('nothing of a turn comes back after its person signed out', async () => {
  const client = new QueryClient()
  serve()
  const turn = begin(client)
  await Promise.resolve()
  client.clear()
  stopAsking('t')
  await turn
  expect(turnsOf(client)).toBeUndefined()
})

test('the ids of new conversations are ones that the server takes', () => {
  expect(newThreadId()).toMatch(/^[\w-]{1,80}$/)
  expect(newThreadId()).not.toBe(newThreadId())
})
