import { afterAll, beforeAll, expect, test } from 'vitest'
import { oeeByLine } from '../../charts/test-specs.ts'
import { schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { openTestServer, trustingAuth } from '../test-server.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  const db = await openTestDb()
  server = await openTestServer({ db, auth: trustingAuth(db) })
  await server.deps.db.tx('owner', async ({ orm }) => {
    const startedAt = new Date('2026-11-24T02:00:00Z')
    await orm
      .insert(schema.thread)
      .values({ id: 'thr_chart', userId, title: 'OEE', channel: 'web', createdAt: startedAt })
    const turn = {
      userId,
      threadId: 'thr_chart',
      question: 'OEE?',
      status: 'done' as const,
      startedAt,
    }
    const answer = { answer: '', language: 'zh', chart: oeeByLine }
    await orm.insert(schema.turn).values([
      { ...turn, seq: 1, answer },
      { ...turn, seq: 2, answer: { ...answer, chart: null } },
    ])
  })
})
afterAll(() => server.close())

const userId = 'supervisor@suzhou'
const ask = (path: string, person: string) =>
  server.app.request(path, { headers: { 'x-person': person } })
const at = (seq: number, query = '') => `/api/threads/thr_chart/turns/${seq}/chart.png${query}`

test('the chart of an answer is a picture for its person, and for nobody else', async () => {
  const reply = await ask(at(1, '?scheme=dark&width=390'), userId)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await reply.arrayBuffer()).readUInt32BE(16)).toBe(780)
  expect((await ask(at(1), 'operator@suzhou')).status).toBe(404)
  expect((await server.app.request(at(1))).status).toBe(401)
})

test('says what is missing or wrong', async () => {
  expect((await ask(at(2), userId)).status).toBe(404)
  expect((await ask(at(9), userId)).status).toBe(404)
  const reply = await ask(at(1, '?width=9999'), userId)
  expect(reply.status).toBe(400)
  expect(await reply.json()).toMatchObject({ error: { field: 'width' } })
})
