import { read, utils } from '@e965/xlsx'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShare } from '../../factory/index.ts'
import { plantClock, plantFacts, plantNow, writePlant } from '../../factory/test-plant.ts'
import { type Db, schema } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { catalog } from '../../tools/index.ts'
import { tellReports } from '../tell-reports.ts'
import { addPerson, baseUrl, openTestServer } from '../test-server.ts'
import type {
  ErrorReply,
  MessagePage,
  ReportList,
  SharedReport,
  ShareList,
  SiteReport,
} from './contract.ts'

let db: Db
let server: Awaited<ReturnType<typeof openTestServer>>
let operator: string

const hour = 3_600_000
/** The night shift of 2026-11-24 ended at 08:00 in Shanghai. */
const nightEnd = new Date('2026-11-24T00:00:00Z')
const before = (hours: number) => new Date(nightEnd.getTime() - hours * hour)

const ticket = (id: string, openedAt: Date, more: object = {}) => ({
  ...{ siteId: 'suzhou', id, equipmentId: 'SZ-CNC-01', kind: 'corrective' as const, title: id },
  ...{ status: 'open' as const, priority: 'high' as const, openedAt, origin: 'import' as const },
  ...more,
})
const alert = (id: string, raisedAt: Date, more: object = {}) => ({
  ...{ siteId: 'suzhou', id, ruleId: id, version: 1, subject: id, scopeId: 'SZ-CNC-01' },
  ...{
    severity: 'warning' as const,
    role: 'maintenance' as const,
    titleZh: '过热',
    titleEn: 'hot',
  },
  ...{ state: 'open' as const, raisedAt, lastRaisedAt: raisedAt, recordedAt: raisedAt, unit: '°C' },
  ...{ reason: 'over' as const, level: 1, routedLevel: 1, evidence: {}, repeats: 0, ...more },
})

beforeAll(async () => {
  db = await openTestDb()
  await writePlant(db, plantFacts())
  await db.tx('ingest', async ({ orm }) => {
    const closed = { status: 'closed' as const, closedAt: before(-1) }
    await orm
      .insert(schema.ticket)
      .values([
        ticket('old', before(100)),
        ticket('closed after the shift', before(4), closed),
        ticket('opened after the shift', before(-1)),
        ticket('elsewhere', before(4), { siteId: 'dongguan' }),
      ])
    await orm
      .insert(schema.alertEvent)
      .values([
        alert('in', before(2)),
        alert('folded', before(2), { causeId: 'in' }),
        alert('over by then', before(30), { state: 'closed', closedAt: before(20) }),
        alert('later', before(-1)),
      ])
  })
  server = await openTestServer({ db, tools: catalog, clock: plantClock })
  operator = await server.signIn('operator@suzhou')
})
afterAll(() => server.close())

const ask = (path: string) =>
  server.app.request(`/api/reports${path}`, { headers: { cookie: operator, origin: baseUrl } })

async function reportOf(path: string): Promise<SiteReport> {
  const reply = await ask(`/suzhou/${path}?language=en`)
  expect(reply.status).toBe(200)
  return (await reply.json()) as SiteReport
}

const figure = ({ sections }: SiteReport, metric: string) =>
  sections
    .flatMap(({ reply }) => reply?.figures ?? [])
    .filter((one) => one.metric === metric && Object.keys(one.dimensions).join() === 'site')

test('the shifts, days and weeks that are over are listed, newest first', async () => {
  const keys = async (kind: string) => {
    const { items } = (await (await ask(`?site=suzhou&kind=${kind}`)).json()) as ReportList
    return items.map(({ key }) => key)
  }
  expect((await keys('shift')).slice(0, 3)).toEqual([
    ...['2026-11-24-night', '2026-11-23-evening', '2026-11-23-day'],
  ])
  expect((await keys('day'))[0]).toBe('2026-11-23')
  expect((await keys('week'))[0]).toBe('2026-11-16')
})

test('a shift report has the figures of that shift and of the same shift the day before', async () => {
  const report = await reportOf('shift/2026-11-23-day')
  expect(report.sections.map(({ id, problem }) => [id, problem])).toEqual([
    ...['production', 'plan', 'lines', 'downtime', 'scrap'].map((id) => [id, null]),
  ])
  const [output, earlier] = figure(report, 'output')
  const made = (date: string) =>
    plantFacts()
      .hours.filter((one) => one.siteId === 'suzhou' && one.shiftId === 'day')
      .filter(({ shiftDate }) => shiftDate === date)
      .reduce((sum, { good = 0 }) => sum + good, 0)
  expect([output?.value, earlier?.value]).toEqual([made('2026-11-23'), made('2026-11-22')])
  expect(output).toMatchObject({
    version: 1,
    window: { from: '2026-11-23T00:00:00.000Z', to: '2026-11-23T08:00:00.000Z' },
    freshness: '2026-11-23T08:00:00.000Z',
  })
  const [oee, ...factors] = ['oee', 'availability', 'effectiveness', 'quality_ratio'].map(
    (metric) => (figure(report, metric)[0]?.value ?? Number.NaN) / 100,
  )
  expect(factors.reduce((product, one) => product * one, 1)).toBeCloseTo(oee ?? 0, 9)
})

test('days and weeks are whole local days', async () => {
  const day = figure(await reportOf('day/2026-11-23'), 'output')
  expect(day.map(({ window }) => window.from)).toEqual([
    ...['2026-11-22T16:00:00.000Z', '2026-11-21T16:00:00.000Z'],
  ])
  const [week] = figure(await reportOf('week/2026-11-16'), 'output')
  expect(week?.window).toMatchObject({
    from: '2026-11-15T16:00:00.000Z',
    to: '2026-11-22T16:00:00.000Z',
  })
})

test('tickets and alerts are told as they stood at the end, whatever came later', async () => {
  const { tickets, alerts } = await reportOf('shift/2026-11-24-night')
  expect(tickets).toMatchObject({ open: 2, opened: 1, closed: 0 })
  expect(tickets.items.map(({ id }) => id)).toEqual(['old', 'closed after the shift'])
  expect(alerts).toMatchObject({ raised: 2, folded: 1, standing: 1 })
  expect(alerts.items.map(({ id }) => id)).toEqual(['in'])
})

test('another site, a shift that runs and a key that is none are refused with the way out', async () => {
  const refusal = async (path: string) => {
    const reply = await ask(path)
    const { error } = (await reply.json()) as ErrorReply
    return [reply.status, error.field, error.hint]
  }
  expect(await refusal('/dongguan/day/2026-11-23')).toEqual([404, 'siteId', 'Yours: suzhou.'])
  expect(await refusal('/suzhou/shift/2026-11-24-day')).toEqual([
    ...[400, 'key', expect.stringContaining('2026-11-24T08:00:00.000Z')],
  ])
  for (const key of ['2026-11-24-none', 'x', '2026-02-30-day', '0000-00-00']) {
    expect(await refusal(`/suzhou/shift/${key}`)).toEqual([
      ...[400, 'key', 'The newest one is 2026-11-24-night.'],
    ])
  }
  expect(await refusal('/suzhou/week/2026-11-17')).toEqual([
    ...[400, 'key', 'The newest one is 2026-11-16.'],
  ])
  expect(plantNow > nightEnd).toBe(true)
})

test('as a file it has a sheet a section, and every figure with what traces it', async () => {
  const reply = await ask('/suzhou/shift/2026-11-24-night/xlsx?language=en')
  const book = read(Buffer.from(await reply.arrayBuffer()))
  expect(book.SheetNames.slice(0, 5)).toEqual([
    ...['Production', 'Plan', 'Lines', 'Downtime', 'Scrap'],
  ])
  const [columns = []] = utils.sheet_to_json<string[]>(book.Sheets.Production ?? {}, { header: 1 })
  expect(columns).toEqual(expect.arrayContaining(['metric', 'version', 'value', 'data until']))
})

test('a subscriber is told the newest report once, with figures, in both languages', async () => {
  const put = (path: string) =>
    server.app.request(`/api/reports/subscriptions/${path}`, {
      method: 'PUT',
      headers: { cookie: operator, origin: baseUrl },
    })
  expect(await (await put('suzhou/day')).json()).toEqual({
    items: [{ siteId: 'suzhou', kind: 'day', viewId: null, mailTo: null }],
    mail: false,
  })
  expect((await put('dongguan/day')).status).toBe(404)
  expect((await put('suzhou/month')).status).toBe(400)
  const { signal } = new AbortController()
  const nextDay = { ...server.deps, clock: () => new Date('2026-11-24T17:00:00Z') }
  expect(await tellReports(server.deps, signal)).toEqual({ told: 0, broken: [] })
  expect(await tellReports(nextDay, signal)).toEqual({ told: 1, broken: [] })
  expect(await tellReports(nextDay, signal)).toEqual({ told: 0, broken: [] })
  const reply = await server.app.request('/api/alerts/messages', { headers: { cookie: operator } })
  const { items } = (await reply.json()) as MessagePage
  expect(items).toMatchObject([
    { kind: 'report', page: '/reports/suzhou/day/2026-11-24', titleZh: '苏州：日报 2026-11-24' },
  ])
  expect(items[0]?.bodyEn).toMatch(
    /^Overall equipment effectiveness \d.* \(before: \d.*\)\n(.*\n)*Open tickets 2, alerts 3,/,
  )
})

const as = (cookie: string, method: string, path: string, body?: object) =>
  server.app.request(`/api${path}`, {
    method,
    headers: { cookie, origin: baseUrl, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

test('a saved question is told after each period, as long as its reader sees it', async () => {
  const query = {
    metrics: ['output'],
    dimensions: ['line'],
    window: { period: 'last_n_days', n: 1 },
  }
  const view = { siteId: 'suzhou', name: '产线产量', query, form: 'table', readers: ['*'] }
  const supervisor = await server.signIn('supervisor@suzhou')
  const saved = (await (await as(supervisor, 'POST', '/views', view)).json()) as { id: string }
  const path = `/reports/subscriptions/suzhou/day?view=${saved.id}`
  expect((await as(operator, 'PUT', '/reports/subscriptions/suzhou/day?view=no', {})).status).toBe(
    400,
  )
  expect((await as(operator, 'PUT', path, {})).status).toBe(200)
  const { signal } = new AbortController()
  const nextDay = { ...server.deps, clock: () => new Date('2026-11-25T17:00:00Z') }
  expect(await tellReports(nextDay, signal)).toEqual({ told: 2, broken: [] })
  const { items } = (await (await as(operator, 'GET', '/alerts/messages')).json()) as MessagePage
  const told = items.find(({ titleZh }) => titleZh.startsWith('产线产量：日报'))
  expect(told).toMatchObject({ page: `/metrics/explore?view=suzhou%2F${saved.id}` })
  const own = { readers: [], version: 1 }
  await as(supervisor, 'PUT', `/views/suzhou/${saved.id}`, own)
  const later = { ...server.deps, clock: () => new Date('2026-11-26T17:00:00Z') }
  expect(await tellReports(later, signal)).toEqual({ told: 1, broken: [] })
})

test('an address is taken of the domains that the server names, and of no other', async () => {
  const to = (mailTo: string) =>
    as(operator, 'PUT', '/reports/subscriptions/suzhou/week', { mailTo })
  expect(await (await to('one@plant.example')).json()).toMatchObject({
    error: { field: 'mailTo', hint: expect.stringContaining('reports.mail') },
  })
  server.deps.reports.mail = {
    ...{ host: 'localhost', port: 1, tls: 'none', login: null, from: 'jidoka@plant.example' },
    domains: ['plant.example'],
  }
  expect((await to('one@elsewhere.example')).status).toBe(400)
  expect((await to('no address')).status).toBe(400)
  expect(await (await to('One@Plant.example')).json()).toMatchObject({
    items: expect.arrayContaining([
      { siteId: 'suzhou', kind: 'week', viewId: null, mailTo: 'One@Plant.example' },
    ]),
    mail: true,
  })
  server.deps.reports.mail = null
})

test('a link shows one report to whoever may have it, until its end, and nothing else', async () => {
  const supervisor = await server.signIn('supervisor@suzhou')
  const report = '/reports/suzhou/shift/2026-11-24-night'
  const made = { readers: 'signed_in', days: 7 }
  const refusedTo = await as(operator, 'POST', `${report}/shares`, made)
  expect(await refusedTo.json()).toEqual({ outcome: 'not_allowed' })
  expect((await as(supervisor, 'POST', `${report}/shares`, { ...made, days: 32 })).status).toBe(400)
  const anyone = { ...made, readers: 'anyone' }
  expect((await as(supervisor, 'POST', `${report}/shares`, anyone)).status).toBe(403)
  const shared = (await (await as(supervisor, 'POST', `${report}/shares`, made)).json()) as {
    address: string
  }
  const look = (cookie: string) =>
    server.app.request(`/api${shared.address}`, { headers: { cookie } })
  expect((await look('')).status).toBe(404)
  await addPerson(server.deps, {
    userId: 'guest@dongguan',
    roles: [{ siteId: 'dongguan', role: 'viewer' }],
  })
  const guest = await server.signIn('guest@dongguan')
  const opened = (await (await look(guest)).json()) as SharedReport
  expect(opened.report.period).toMatchObject({ siteId: 'suzhou', key: '2026-11-24-night' })
  expect((await as(guest, 'GET', report)).status).toBe(404)
  const { items } = (await (await as(supervisor, 'GET', `${report}/shares`)).json()) as ShareList
  expect(items).toMatchObject([{ readers: 'signed_in', opened: 1, createdBy: 'supervisor@suzhou' }])
  expect(JSON.stringify(items)).not.toContain(shared.address.split('/').at(-1))
  expect((await as(guest, 'DELETE', `/reports/shares/suzhou/${items[0]?.id}`)).status).toBe(200)
  expect((await look(guest)).status).toBe(200)
  await as(supervisor, 'DELETE', `/reports/shares/suzhou/${items[0]?.id}`)
  expect((await look(guest)).status).toBe(404)
})

test('a link for anybody opens without an account where the server allows it, and ends by itself', async () => {
  server.deps.reports.shareOutside = true
  const supervisor = await server.signIn('supervisor@suzhou')
  const report = '/reports/suzhou/day/2026-11-23'
  const made = await as(supervisor, 'POST', `${report}/shares`, { readers: 'anyone', days: 1 })
  const { address } = (await made.json()) as { address: string }
  const nobody = await server.app.request(`/api${address}`)
  expect(nobody.status).toBe(200)
  expect(nobody.headers.get('referrer-policy')).toBe('no-referrer')
  expect((await server.app.request(`/api${address}x`)).status).toBe(404)
  const events = await db.tx('owner', (tx) =>
    tx.rows<{ event: string }>(sql`select record::jsonb->>'event' as event from audit_entry
      where record::jsonb->>'event' like 'report_share%' order by seq`),
  )
  expect(events.map(({ event }) => event)).toEqual([
    ...['report_shared', 'report_share_opened', 'report_share_ended'],
    ...['report_shared', 'report_share_opened'],
  ])
  const tomorrow = { db, clock: () => new Date(plantNow.getTime() + 25 * hour) }
  const token = address.split('/').at(-1) ?? ''
  expect(await openShare({ db, clock: plantClock }, token, null)).not.toBeNull()
  expect(await openShare(tomorrow, token, null)).toBeNull()
  server.deps.reports.shareOutside = false
  expect((await server.app.request(`/api${address}`)).status).toBe(404)
})
