/** Metrics and traces: who may read them, and that nothing which somebody wrote comes into them. */
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TurnEvent } from '../../agent/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { secret } from '../secret.ts'
import { openTelemetry } from '../telemetry/index.ts'
import { openTraces } from '../telemetry/traces.ts'
import { baseUrl, openTestServer, tokenFor } from '../test-server.ts'
import { turnEvents } from '../turns.ts'

const token = 'a-token-of-the-metrics-of-more-than-32'
let server: Awaited<ReturnType<typeof openTestServer>>
let off: typeof server

beforeAll(async () => {
  const db = await openTestDb()
  const deps = { db, clock: () => new Date(), version: '0.0.0-test' }
  const telemetry = await openTelemetry({ metricsToken: secret(token), traces: null }, deps)
  server = await openTestServer({ db, telemetry })
  off = await openTestServer()
})
afterAll(async () => {
  await server.deps.telemetry.close()
  await server.close()
  await off.close()
})

const scrape = (headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  server.app.request('/metrics', { headers })

/** The value of a line of the text; undefined where there is none. */
async function figure(name: string, labels: string[] = []): Promise<number | undefined> {
  const lines = (await (await scrape()).text()).split('\n')
  const found = lines.find(
    (line) =>
      line.startsWith(labels.length === 0 ? `${name} ` : `${name}{`) &&
      labels.every((label) => line.includes(label)),
  )
  return found === undefined ? undefined : Number(found.split(' ').at(-1))
}

async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of given) found.push(one)
  return found
}

describe('/metrics', () => {
  test('is for whoever shows its token, under any name of the server', async () => {
    const mine = await tokenFor(server.deps, { userId: 'operator@suzhou', scopes: ['read'] })
    const cookie = await server.signIn('supervisor@suzhou')
    for (const headers of [
      {},
      { cookie },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${mine}` },
      { authorization: `Bearer ${token}x` },
      { authorization: `Bearer ${token}x`, accept: 'text/html' },
    ])
      expect((await scrape(headers)).status).toBe(401)
    const reply = await scrape({ authorization: `Bearer ${token}`, host: '10.1.2.3:3000' })
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(reply.headers.get('content-type')).toContain('text/plain; version=0.0.4')
  })

  test('stays the page of metrics for a browser, and is nothing else where no token is set', async () => {
    // The test server has no built pages: what is there is what any unknown address gets.
    const page = await scrape({ accept: 'text/html' })
    const none = await off.app.request('/metrics', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect([page.status, none.status]).toEqual([404, 404])
  })

  test('counts requests by route template, never by what was asked', async () => {
    const cookie = await server.signIn('supervisor@suzhou')
    const before = (await (await scrape()).text()).split('\n').length
    for (let at = 0; at < 30; at += 1) {
      const headers = { cookie, origin: baseUrl }
      await server.app.request(`/api/proposals/suzhou/secret-${at}`, { headers })
      await server.app.request(`/nowhere/secret-${at}`, { headers })
      await server.app.request(`/api/nowhere/secret-${at}?q=secret`, { method: `X${at}`, headers })
    }
    const text = await (await scrape()).text()
    expect(text).toContain(
      'jidoka_http_seconds_count{method="GET",route="/api/proposals/:siteId/:id",status="404"} 30',
    )
    expect(text).not.toContain('secret')
    expect(text).toMatch(
      /jidoka_http_seconds_count\{method="other",route="\/\*",status="40\d"\} 30/,
    )
    expect(text.split('\n').length - before).toBeLessThan(100)
  })

  test('counts calls of tools by AI clients, by tool and outcome', async () => {
    const bearer = await tokenFor(server.deps, { userId: 'operator@suzhou', scopes: ['read'] })
    const call = (name: string, args: object) =>
      server.app.request('/mcp', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          ...{ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } },
        }),
      })
    await (await call('read_echo', { word: 'output' })).text()
    await (await call('read_echo', { word: 'nonsense-word' })).text()
    expect(await figure('jidoka_mcp_seconds_count', ['tool="read_echo"', 'outcome="done"'])).toBe(1)
    expect(await (await scrape()).text()).not.toContain('nonsense-word')
  })

  test('says what waits in the store, 0 where nothing does, and that the process lives', async () => {
    expect(await figure('jidoka_store_up')).toBe(1)
    expect(await figure('jidoka_proposals', ['status="pending"'])).toBe(0)
    expect(await figure('jidoka_alert_messages', ['status="dead"'])).toBe(0)
    expect(await figure('jidoka_outbox_ready')).toBe(0)
    expect(await figure('jidoka_outbox_oldest_seconds')).toBe(0)
    expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(await figure('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0)
  })
})

test('turns are told by model and outcome, a tool that a model made up as unknown', async () => {
  const events: TurnEvent[] = [
    { type: 'started', threadId: 't', seq: 1, model: 'test' },
    { type: 'tool_finished', id: '1', tool: 'read_echo', ms: 20, error: null },
    { type: 'tool_finished', id: '2', tool: 'made up', ms: 20, error: 'no such tool' },
    { type: 'failed', code: 'timeout', message: 'too slow' },
  ]
  const ask = async function* () {
    yield* events
  }
  const turn = {
    ...{ principal: { userId: 'x', roles: [], language: 'en' as const }, threadId: 't' },
    ...{ question: 'who?', channel: 'web', signal: new AbortController().signal },
  }
  expect(await all(turnEvents({ ...server.deps, ask }, turn))).toEqual(events)
  const first = turnEvents({ ...server.deps, ask }, turn)
  await first.next()
  await first.return(undefined)
  for (const outcome of ['failed', 'left'])
    expect(
      await figure('jidoka_turn_seconds_count', ['model="test"', `outcome="${outcome}"`]),
    ).toBe(1)
  const tool = (name: string) => figure('jidoka_turn_tool_seconds_count', [`tool="${name}"`])
  expect([await tool('read_echo'), await tool('unknown'), await tool('made up')]).toEqual([
    ...[1, 1, undefined],
  ])
})

test('spans nest as the work ran, begin here, and hold the labels alone', async () => {
  const exporter = new InMemorySpanExporter()
  const config = { endpoint: 'http://localhost:4318/v1/traces', authorization: null, share: 1 }
  const sink = openTraces(config, {
    version: 'test',
    processor: new SimpleSpanProcessor({ exporter }),
  })
  const http = sink.begin('http')
  http.within(() => {
    const mcp = sink.begin('mcp')
    mcp.within(() => sink.note('turn_tool', 0.5, { tool: 'query_kpi', outcome: 'done' }))
    mcp.ended(1, { tool: 'query_kpi', outcome: 'failed' })
    sink.begin('job').ended(1, { job: 'execute', outcome: 'done' })
  })
  http.ended(1, { method: 'POST', route: '/mcp', status: '200' })
  const [note, mcp, request, ...more] = exporter.getFinishedSpans()
  expect(more).toEqual([])
  expect([note?.name, mcp?.name, request?.name]).toEqual([
    ...['turn_tool query_kpi', 'mcp query_kpi', 'http POST /mcp'],
  ])
  expect(note?.parentSpanContext?.spanId).toBe(mcp?.spanContext().spanId)
  expect(mcp?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId)
  expect(request?.parentSpanContext).toBeUndefined()
  expect(request?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/mcp',
    'http.response.status_code': '200',
  })
  await sink.close()
})
