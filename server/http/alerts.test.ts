import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../actions/index.ts'
import { plantClock, plantFacts, plantNow, writePlant } from '../../factory/test-plant.ts'
import { schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { baseUrl, openTestServer } from '../test-server.ts'
import type {
  ActReply,
  AlertCalendar,
  AlertPage,
  AlertPageDetail,
  AlertReport,
  ErrorReply,
  MessagePage,
  RuleReply,
  WatchReply,
} from './contract.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
let operator: string
let supervisor: string
const minute = 60_000
const ago = (minutes: number) => new Date(plantNow.getTime() - minutes * minute)

const raised = (id: string, more: object = {}) => ({
  ...{ siteId: 'suzhou', id, ruleId: 'hot', version: 1, subject: `${id}.t`, scopeId: 'SZ-CNC-01' },
  ...{
    severity: 'warning' as const,
    role: 'maintenance' as const,
    titleZh: '过热',
    titleEn: 'hot',
  },
  ...{ state: 'open' as const, raisedAt: ago(30), lastRaisedAt: ago(30), recordedAt: ago(30) },
  ...{ value: 82, limitValue: 80, unit: '°C', reason: 'over' as const, level: 1, routedLevel: 1 },
  evidence: { feed: 'tag', points: [{ at: 1, value: 82 }], forS: 0, escalateMin: 15 },
  ...{ repeats: 0, ...more },
})

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('ingest', async (tx) => {
    await tx.orm
      .insert(schema.alertEvent)
      .values([
        raised('al_1'),
        raised('al_2', { causeId: 'al_1' }),
        raised('al_3', { severity: 'critical', raisedAt: ago(3000), repeats: 4 }),
        raised('al_4', { siteId: 'dongguan' }),
      ])
    const message = (id: string, forUser: string) => ({
      ...{ siteId: 'suzhou', id, forUser, kind: 'alert' as const, titleZh: '过热', titleEn: 'hot' },
      ...{ bodyZh: '', bodyEn: '', eventIds: ['al_1'], createdAt: ago(29), nextAt: ago(29) },
      ...{ status: 'sent' as const, attempts: 1 },
    })
    const people = ['operator@suzhou', 'supervisor@suzhou']
    await tx.orm.insert(schema.alertMessage).values(people.map((one) => message(`m ${one}`, one)))
  })
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  operator = await server.signIn('operator@suzhou')
  supervisor = await server.signIn('supervisor@suzhou')
})
afterAll(() => server.close())

async function ask<T = ErrorReply>(path: string, cookie = operator, body?: unknown) {
  const reply = await server.app.request(`/api/alerts${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: (await reply.json()) as T }
}

test('what stands at one’s sites is listed, the gravest first, each with what follows from it', async () => {
  const { body } = await ask<AlertPage>('')
  expect(body.items.map(({ id, followers }) => [id, followers])).toEqual([
    ['al_3', 0],
    ['al_1', 1],
  ])
  expect((await ask('/dongguan/al_4')).status).toBe(404)
  const { body: one } = await ask<AlertPageDetail>('/suzhou/al_1')
  expect(one).toMatchObject({ event: { id: 'al_1' }, followers: [{ id: 'al_2' }], checks: [] })
})

test('one tap takes it, with what follows from it, and stands in the audit chain', async () => {
  const act = (given: object) => ask<ActReply>('/suzhou/al_1/act', operator, given)
  expect(await act({ act: 'dance' })).toMatchObject({ status: 400 })
  expect(await act({ act: 'snooze', until: 'soon' })).toMatchObject({ status: 400 })
  expect(await act({ act: 'snooze' })).toEqual({ status: 409, body: { outcome: 'bad_time' } })
  expect(await act({ act: 'close' })).toEqual({ status: 409, body: { outcome: 'reason_missing' } })
  expect(await act({ act: 'acknowledge' })).toEqual({ status: 200, body: { outcome: 'done' } })
  const { body } = await ask<AlertPageDetail>('/suzhou/al_2')
  expect(body).toMatchObject({
    event: { state: 'acknowledged', acknowledgedBy: 'operator@suzhou' },
    steps: [{ act: 'acknowledge', doneBy: 'operator@suzhou' }],
  })
  expect(await act({ act: 'close', note: 'sensor broken' })).toMatchObject({ status: 200 })
  expect((await verifyAudit(server.deps.db)).ok).toBe(true)
})

test('a rule is asked for by the tool itself: nothing holds before it is approved', async () => {
  const change = { rule: 'low', metric: 'oee', comparison: 'below', threshold: 60 }
  const asking = {
    key: 'a-key-of-the-form',
    language: 'en',
    siteId: 'suzhou',
    reason: 'to be told',
  }
  const sent = () => ask<RuleReply>('/rules', supervisor, { ...asking, change })
  const first = await sent()
  expect(first).toMatchObject({ status: 201, body: { proposal: { tool: 'set_alert_rule' } } })
  expect((await sent()).body).toEqual(first.body)
  expect(await ask('/rules')).toMatchObject({ body: { items: [] } })
  const wrong = await ask('/rules', supervisor, {
    ...{ ...asking, key: 'another-key', change: { ...change, metric: 'oe' } },
  })
  expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'metrics' } } })
})

test('one reads one’s own messages and nobody else’s', async () => {
  const { body } = await ask<MessagePage>('/messages')
  expect(body).toMatchObject({ unread: 1, items: [{ id: 'm operator@suzhou' }] })
  const ids = ['m operator@suzhou', 'm supervisor@suzhou']
  expect(await ask('/messages/read', operator, { siteId: 'suzhou', ids })).toMatchObject({
    body: { read: 1 },
  })
  expect((await ask<MessagePage>('/messages', supervisor)).body.unread).toBe(1)
})

test('who leads puts people on call, and places under maintenance are kept silent', async () => {
  const times = { fromAt: ago(10).toISOString(), untilAt: ago(-600).toISOString() }
  const duty = { siteId: 'suzhou', userId: 'operator@suzhou', role: 'maintenance', level: 1 }
  const put = { ...duty, ...times, scopeId: 'SZ-L1', shiftId: null }
  expect(await ask<WatchReply>('/calendar', operator, put)).toMatchObject({
    ...{ status: 409, body: { outcome: 'not_allowed' } },
  })
  expect(await ask<WatchReply>('/calendar', supervisor, put)).toMatchObject({ status: 201 })
  const silence = { siteId: 'suzhou', ...times, scopeId: 'SZ-L1', reason: 'belt' }
  expect(await ask<WatchReply>('/silences', supervisor, silence)).toMatchObject({ status: 201 })
  const { body } = await ask<AlertCalendar>('/calendar')
  expect(body).toMatchObject({
    duties: [{ userId: 'operator@suzhou', scopeId: 'SZ-L1' }],
    silences: [{ reason: 'belt' }],
  })
  const end = `/silences/suzhou/${body.silences[0]?.id ?? ''}/end`
  expect(await ask(end, operator, {})).toMatchObject({ status: 409 })
  expect(await ask(end, supervisor, {})).toMatchObject({ status: 200 })
})

test('the load is counted in the terms of EEMUA 191', async () => {
  const { body } = await ask<AlertReport>('/report?site=suzhou&days=7')
  expect(body).toMatchObject({
    ...{ raised: 3, folded: 1, acknowledged: 2, medianAcknowledgeS: 1800 },
    people: [{ userId: 'operator@suzhou', messages: 1, mostInTenMinutes: 1 }],
    topTen: [{ subject: 'al_3.t', raised: 5 }, {}, {}],
    chattering: [{ subject: 'al_3.t', repeats: 4 }],
    stale: [{ id: 'al_3', hours: 50 }],
  })
})
