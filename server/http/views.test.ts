import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../actions/index.ts'
import { plantClock, plantFacts, writePlant } from '../../factory/test-plant.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type {
  ErrorReply,
  MetricDetail,
  PageReply,
  TeamPage,
  ViewDetail,
  ViewItem,
  ViewPage,
  ViewReply,
} from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let operator: string
let supervisor: string

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  operator = await server.signIn('operator@suzhou')
  supervisor = await server.signIn('supervisor@suzhou')
})
afterAll(() => server.close())

type Sent = { cookie?: string; body?: unknown }

/** Status and body of a request. */
async function ask<T = ErrorReply>(method: string, path: string, { cookie, body }: Sent = {}) {
  const reply = await server.app.request(path, {
    method,
    headers: { cookie: cookie ?? operator, origin: baseUrl, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: (await reply.json()) as T }
}

const question = { metrics: ['oee'], dimensions: ['line'], window: { period: 'yesterday' } }
const content = { siteId: 'suzhou', query: question, form: 'chart', readers: [] as string[] }

const save = async (name: string, readers: string[] = []): Promise<ViewItem> =>
  (await ask<ViewItem>('POST', '/api/views', { body: { ...content, name, readers } })).body

test('a view is saved, shown to its owner, shared, changed and deleted', async () => {
  const saved = await ask<ViewItem>('POST', '/api/views', {
    body: { ...content, name: '产线 OEE' },
  })
  expect(saved).toMatchObject({ status: 201, body: { mine: true, version: 1, lost: [] } })
  const path = `/api/views/suzhou/${saved.body.id}`
  expect(await ask<ViewDetail>('GET', path)).toMatchObject({
    body: { name: '产线 OEE', query: question, pages: [] },
  })
  const theirs = () => ask<ViewPage>('GET', '/api/views', { cookie: supervisor })
  expect((await theirs()).body.items).toEqual([])
  expect((await ask('GET', path, { cookie: supervisor })).status).toBe(404)
  const share = { version: 1, readers: ['supervisor'] }
  expect(await ask<ViewReply>('PUT', path, { body: share })).toMatchObject({
    ...{ status: 200, body: { outcome: 'changed', view: { version: 2 } } },
  })
  expect((await theirs()).body.items).toMatchObject([{ name: '产线 OEE', mine: false }])
  expect(await ask<ViewReply>('PUT', path, { body: { ...share, name: 'late' } })).toMatchObject({
    ...{ status: 409, body: { outcome: 'other_version', view: { name: '产线 OEE' } } },
  })
  const takeOver = { cookie: supervisor, body: { version: 2, name: 'mine now' } }
  expect((await ask('PUT', path, takeOver)).status).toBe(403)
  expect((await ask('DELETE', `${path}?version=2`, { cookie: supervisor })).status).toBe(403)
  expect((await ask('DELETE', `${path}?version=1`)).status).toBe(409)
  expect((await ask('DELETE', `${path}?version=2`)).status).toBe(200)
  expect((await ask('GET', path)).status).toBe(404)
})

test('bad input is refused by field, value and fix', async () => {
  const refusalOf = async (change: object) => {
    const body = { ...content, name: 'x', ...change }
    const reply = await ask('POST', '/api/views', { body })
    return { status: reply.status, ...reply.body.error }
  }
  expect(await refusalOf({ query: { ...question, metrics: ['oeee'] } })).toMatchObject({
    ...{ status: 400, field: 'metrics', hint: expect.stringMatching(/Did you mean oee/) },
  })
  expect(await refusalOf({ query: { ...question, windows: {} } })).toMatchObject({
    ...{ status: 400, field: 'windows', hint: expect.stringContaining('window') },
  })
  expect(await refusalOf({ name: ' ' })).toMatchObject({ status: 400, field: 'name' })
  expect(await refusalOf({ readers: ['boss'] })).toMatchObject({ status: 400, field: 'readers' })
  expect(await refusalOf({ siteId: 'group' })).toMatchObject({ status: 404, field: 'siteId' })
  expect(await refusalOf({ owner: 'supervisor@suzhou' })).toMatchObject({ field: 'owner' })
})

test('a view is published by a supervisor, and read by everybody of the site', async () => {
  const { id } = await save('published', ['*'])
  const path = `/api/team-pages/suzhou/views/${id}`
  const body = { teamId: 'A', version: 1 }
  expect((await ask('PUT', path, { body })).status).toBe(403)
  expect(await ask<PageReply>('PUT', path, { cookie: supervisor, body })).toMatchObject({
    ...{ status: 200, body: { outcome: 'published', page: { entries: [{ viewVersion: 1 }] } } },
  })
  const page = await ask<TeamPage>('GET', '/api/team-pages/suzhou?team=A')
  expect(page.body).toMatchObject({
    ...{ teamId: 'A', mayPublish: false },
    entries: [{ name: 'published', query: question, publishedBy: 'supervisor@suzhou' }],
  })
  expect(page.body.teams.map((team) => team.id)).toEqual(['', 'A', 'B', 'C', 'D'])
  const metric = await ask<MetricDetail>('GET', '/api/metrics/oee')
  expect(metric.body.views).toMatchObject([
    { name: 'published', teamId: null },
    { name: 'published', teamId: 'A' },
  ])
  const order = { cookie: supervisor, body: { teamId: 'A', viewIds: [id, 'view_else'] } }
  expect((await ask('PUT', '/api/team-pages/suzhou/order', order)).status).toBe(409)
  expect((await ask('GET', '/api/team-pages/suzhou?team=Z')).status).toBe(404)
  expect((await ask('GET', '/api/team-pages/dongguan')).status).toBe(404)
  const off = await ask<PageReply>('DELETE', `${path}?team=A`, { cookie: supervisor })
  expect(off.body).toMatchObject({ outcome: 'unpublished', page: { entries: [] } })
  expect(await verifyAudit(server.deps.db)).toMatchObject({ ok: true, checked: 2 })
})

test('is for people who are signed in', async () => {
  for (const path of ['/api/views', '/api/team-pages/suzhou', '/api/plant-board/suzhou']) {
    expect((await ask('GET', path, { cookie: '' })).status).toBe(401)
  }
})
