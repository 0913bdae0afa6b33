import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantFacts, writePlant } from '../../factory/test-plant.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { ErrorReply, KpiMembers, KpiReply, MetricCatalogue, MetricDetail } from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server
let cookie: string

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  cookie = await server.signIn('operator@suzhou')
})
afterAll(() => server.close())

const read = async <T>(path: string): Promise<T> =>
  (await server.app.request(path, { headers: { cookie } })).json() as Promise<T>

const ask = (query: unknown, language = 'en') =>
  server.app.request('/api/kpi', {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ language, query }),
  })

test('the catalogue has what stands and what lacks a fact, all 34 of the standard', async () => {
  const { metrics, missing } = await read<MetricCatalogue>('/api/metrics')
  const numbers = [
    ...metrics.flatMap(({ isoNumber }) => isoNumber ?? []),
    ...missing.map(({ number }) => number),
  ]
  expect(new Set(numbers).size).toBe(34)
  expect(metrics.find(({ id }) => id === 'oee')).toMatchObject({
    ...{ siteId: 'group', version: 1, unit: '%', isoNumber: 6, owner: 'supervisor' },
    names: { zh: '设备综合效率', en: 'Overall equipment effectiveness' },
    inReview: [],
  })
})

test('a metric comes with its formula in named parts, its versions and what it is a factor of', async () => {
  const { versions, factorOf, standing } = await read<MetricDetail>('/api/metrics/quality_ratio')
  expect(standing).toHaveLength(1)
  expect(factorOf).toEqual(['oee'])
  expect(versions).toMatchObject([
    {
      ...{ siteId: 'group', version: 1, status: 'approved', actionId: null, answers: 0 },
      formula: {
        scale: 100,
        sources: ['hour'],
        factors: [{ numerator: [{ id: 'good', names: { zh: '良品', en: 'good pieces' } }] }],
      },
    },
  ])
})

test('a metric that nobody defined is not found', async () => {
  const reply = await server.app.request('/api/metrics/nothing', { headers: { cookie } })
  expect(reply.status).toBe(404)
})

test('figures come row by row with the keys that tell them apart, of own sites only', async () => {
  const query = {
    ...{ metrics: ['oee', 'output'], dimensions: ['line'], compare: 'previous_period' },
    window: { period: 'yesterday' },
  }
  const reply = (await (await ask(query)).json()) as KpiReply
  expect(reply).toMatchObject({ keys: ['line'], compared: true, total: 2, truncated: false })
  expect(reply.figures).toHaveLength(2 * 2 * 2)
  expect(reply.figures.map(({ metric }) => metric).slice(0, 4)).toEqual([
    ...['oee', 'oee', 'output', 'output'],
  ])
  expect(Object.keys(reply.names.line ?? {}).sort()).toEqual(['SZ-L1', 'SZ-L2'])
  expect(reply.chart).toMatchObject({ kind: 'bar', unit: '%' })
})

test('a wrong name is refused as the tool refuses it, with the nearest known', async () => {
  const reply = await ask({ metrics: ['oeee'], window: { period: 'today' } })
  expect(reply.status).toBe(400)
  const { error } = (await reply.json()) as ErrorReply
  expect(error).toMatchObject({ field: 'metrics', hint: expect.stringMatching(/Did you mean/) })
})

test('an argument that the tool does not know is refused by name', async () => {
  const { error } = (await (await ask({ metrics: ['oee'], windows: {} })).json()) as ErrorReply
  expect(error).toMatchObject({ field: 'windows', hint: expect.stringContaining('window') })
})

test('the same figures come as a spreadsheet', async () => {
  const reply = await server.app.request('/api/kpi/xlsx', {
    method: 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    body: JSON.stringify({
      language: 'zh',
      query: { metrics: ['oee'], dimensions: ['line'], window: { period: 'yesterday' } },
    }),
  })
  expect(reply.headers.get('content-type')).toContain('spreadsheetml')
  const bytes = new Uint8Array(await reply.arrayBuffer())
  expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK')
})

test('members are those of own sites', async () => {
  const { items } = await read<KpiMembers>('/api/kpi/members/line')
  expect(items.map(({ siteId, id }) => `${siteId} ${id}`)).toEqual(['suzhou SZ-L1', 'suzhou SZ-L2'])
})

test('is for people who are signed in', async () => {
  for (const path of ['/api/metrics', '/api/metrics/oee', '/api/kpi/members/line']) {
    expect((await server.app.request(path)).status).toBe(401)
  }
})
