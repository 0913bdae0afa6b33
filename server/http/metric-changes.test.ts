import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantClock, plantFacts, writePlant } from '../../factory/test-plant.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type { ErrorReply, MetricChangeReply, MetricDetail, ProposalView } from './contract.ts'

type Server = Awaited<ReturnType<typeof openTestServer>>
let server: Server

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
})
afterAll(() => server.close())

const unit = { metric: 'oee', scope: 'suzhou', definition: { unit: 'pcs' } }

const send = async (user: string, change: Record<string, unknown>, key = 'form-0001') =>
  server.app.request('/api/metrics/changes', {
    method: 'POST',
    headers: {
      cookie: await server.signIn(user),
      origin: baseUrl,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ language: 'en', key, change }),
  })

test('a definition is tried without filing anything', async () => {
  const reply = await send('supervisor@suzhou', { ...unit, draft: true })
  const { proposal, version, changes, values } = (await reply.json()) as MetricChangeReply
  expect({ proposal, version, changes }).toEqual({
    ...{ proposal: null, version: 1 },
    changes: [['Unit', '%', 'pcs']],
  })
  expect(values.map(([site]) => site)).toContain('suzhou')
})

test('the same form sent twice is one proposal, which the metric shows as in review', async () => {
  const file = async () =>
    (await (await send('supervisor@suzhou', unit)).json()) as MetricChangeReply
  const [{ proposal: first }, { proposal: second }] = [await file(), await file()]
  expect(first).toEqual({ siteId: 'suzhou', id: expect.any(String) })
  expect(second).toEqual(first)
  const reply = await server.app.request('/api/metrics/oee', {
    headers: { cookie: await server.signIn('supervisor@suzhou') },
  })
  const { standing } = (await reply.json()) as MetricDetail
  expect(standing[0]?.inReview).toEqual([{ siteId: 'suzhou', actionId: first?.id }])
})

test('somebody who owns no metric is refused, and told who does', async () => {
  const reply = await send('operator@suzhou', unit)
  expect(reply.status).toBe(403)
  const { error } = (await reply.json()) as ErrorReply
  expect(error).toMatchObject({ field: 'scope', hint: expect.stringContaining('manager') })
})

test('an unknown component is refused by name', async () => {
  const definition = { formula: { factors: [{ numerator: ['goood'] }] } }
  const reply = await send('supervisor@suzhou', { ...unit, definition, draft: true })
  expect(reply.status).toBe(400)
  const { error } = (await reply.json()) as ErrorReply
  expect(error.field).toBe('metric.formula.factors.0.numerator.0')
})

test('a target is proposed from the page, which shows it as waiting until somebody decides', async () => {
  const headers = {
    cookie: await server.signIn('supervisor@suzhou'),
    ...{ origin: baseUrl, 'content-type': 'application/json' },
  }
  const file = (given: object) =>
    server.app.request('/api/metrics/targets', {
      ...{ method: 'POST', headers },
      body: JSON.stringify({
        ...{ site: 'suzhou', metric: 'oee', line: 'SZ-L1', target: 80, fromDay: '2026-12-01' },
        ...{ reason: 'agreed for winter', requestKey: 'target-form-1', ...given },
      }),
    })
  const filed = (await (await file({})).json()) as ProposalView
  expect(filed).toMatchObject({ status: 'pending', tool: 'set_metric_target', risk: 'medium' })
  expect(((await (await file({})).json()) as ProposalView).id).toBe(filed.id)
  const wrong = await file({ target: 180, requestKey: 'target-form-2' })
  expect(wrong.status).toBe(400)
  expect(((await wrong.json()) as ErrorReply).error).toMatchObject({
    field: 'target',
    hint: 'Give 0 to 100 %.',
  })
  const reply = await server.app.request('/api/metrics/oee', { headers })
  const { targets, targetsInReview } = (await reply.json()) as MetricDetail
  expect({ targets, targetsInReview }).toEqual({
    targets: [],
    targetsInReview: [
      { siteId: 'suzhou', actionId: filed.id, scope: 'SZ-L1', target: 80, fromDay: '2026-12-01' },
    ],
  })
})
