/** What people and playbooks teach the gate, and what came of what it let through, over HTTP. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  decide,
  executeReady,
  followUpDue,
  type ProposalView,
  propose,
} from '../../actions/index.ts'
import { approval, by, manager, operator, supervisor } from '../../actions/test-gate.ts'
import { dayMs } from '../../base/milliseconds.ts'
import { schema } from '../../store/index.ts'
import { catalog } from '../../tools/index.ts'
import type { PlaybookFile } from '../playbook-files.ts'
import { askingOf } from '../test-asking.ts'
import { addPerson, openTestServer } from '../test-server.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
let post: ReturnType<typeof askingOf>['post']
let get: ReturnType<typeof askingOf>['get']
let serial = 0
let files: PlaybookFile[] = []

beforeAll(async () => {
  const playbookFiles = async () => files
  server = await openTestServer({ tools: catalog, playbookFiles })
  ;({ post, get } = askingOf(server))
  await addPerson(server.deps, {
    userId: 'manager@suzhou',
    roles: [{ siteId: 'suzhou', role: 'manager' }],
  })
  await addPerson(server.deps, {
    userId: 'supervisor@dongguan',
    roles: [{ siteId: 'dongguan', role: 'supervisor' }],
  })
  await server.deps.db.tx('ingest', (tx) =>
    tx.orm.insert(schema.equipment).values({
      ...{ siteId: 'suzhou', id: 'CNC-1', level: 'machine' as const },
      ...{ nameZh: '机床', nameEn: 'Lathe' },
    }),
  )
})
afterAll(() => server.close())

describe('a lesson', () => {
  const lesson = {
    ...{ siteId: 'suzhou', tool: 'open_maintenance_ticket', equipmentId: 'CNC-1' },
    ...{ hours: { from: '06:00', to: '22:00' }, rule: { kind: 'forbid' }, note: 'only at night' },
  }

  test('is taught, changed and retired by whoever leads; its reply says what came of it', async () => {
    const taught = await post('supervisor@suzhou', '/api/lessons', lesson)
    expect(taught).toMatchObject({ status: 201, body: { outcome: 'taught', version: 1 } })
    const number = taught.body.lesson
    const again = { ...lesson, lesson: number, hours: { from: '06:00', to: '20:00' } }
    const changed = await post('supervisor@suzhou', '/api/lessons', again)
    expect(changed.body).toMatchObject({ outcome: 'taught', lesson: number, version: 2 })
    const { items } = await get('operator@suzhou', '/api/lessons')
    expect(items).toMatchObject([
      { lesson: number, version: 2, status: 'active', hours: again.hours, note: 'only at night' },
    ])
    const path = `/api/lessons/suzhou/${number}/retire`
    const refused = await post('operator@suzhou', path)
    expect([refused.status, refused.body.outcome]).toEqual([409, 'not_allowed'])
    const retired = await post('supervisor@suzhou', path, { reason: 'mended' })
    expect([retired.status, retired.body.outcome]).toEqual([200, 'retired'])
    expect((await post('supervisor@suzhou', path)).body.outcome).toBe('already_retired')
  })

  test('that is wrong is refused at its field, of an operator or another site not at all taught', async () => {
    const wrong = { ...lesson, hours: { from: '6:00', to: '22:00' } }
    const refused = await post('supervisor@suzhou', '/api/lessons', wrong)
    expect([refused.status, refused.body.error.field]).toEqual([400, 'hours.from'])
    const unknown = await post('supervisor@suzhou', '/api/lessons', { ...lesson, equipmentId: 'X' })
    expect([unknown.status, unknown.body.outcome]).toEqual([409, 'unknown_equipment'])
    const mine = await post('operator@suzhou', '/api/lessons', { ...lesson, equipmentId: null })
    expect([mine.status, mine.body.outcome]).toEqual([409, 'not_allowed'])
    const whole = { ...lesson, equipmentId: null }
    const far = await post('supervisor@dongguan', '/api/lessons', whole)
    expect([far.status, far.body.outcome]).toEqual([409, 'not_found'])
    expect(await get('supervisor@dongguan', '/api/lessons')).toEqual({ items: [] })
    const none = await post('supervisor@suzhou', '/api/lessons/suzhou/0/retire')
    expect([none.status, none.body.error.field]).toEqual([400, 'lesson'])
  })
})

describe('what came of actions', () => {
  const prediction = {
    ...{ metric: 'downtime', version: 1, filters: { machine: ['CNC-1'] }, unit: 'min' },
    ...{
      label: { zh: '停机', en: 'Downtime' },
      horizonHours: 24,
      interval: { low: -60, high: -20, share: 0.8 },
    },
    ...{ before: 100, after: 60 },
    baseline: { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
  }

  async function executed(): Promise<ProposalView> {
    const key = `measured ${++serial}`
    const requester = { principal: operator, channel: 'web', tainted: false, idempotencyKey: key }
    const args = {
      ...{ siteId: 'suzhou', equipmentId: 'CNC-1', kind: 'corrective', priority: 'medium' },
      ...{ title: key, description: '', failureCode: null },
    }
    const filed = await propose(server.deps, requester, {
      ...{ siteId: 'suzhou', tool: 'open_maintenance_ticket', title: { zh: key, en: key }, args },
      ...{ preconditions: { sameTitleTicketIds: [] }, diff: { entries: [] }, prediction },
      evidence: [],
    })
    await decide(server.deps, by(supervisor), approval(filed))
    await executeReady(server.deps)
    return filed
  }

  test('is told by tool, with rates, bias and how many lay in the interval, to its own site only', async () => {
    expect(await get('operator@suzhou', '/api/outcomes')).toEqual({
      ...{ tracks: [], outcomes: [], total: 0 },
    })
    const filed = await executed()
    const later = () => new Date(Date.now() + 48 * 3_600_000)
    const measure = async () => ({
      ...{ before: 100, after: 70, dataUntil: later().toISOString() },
      ...{ controls: [], earlier: [] },
    })
    await followUpDue({ ...server.deps, clock: later, measure })
    const { tracks, outcomes, total } = await get('operator@suzhou', '/api/outcomes?site=suzhou')
    expect(total).toBe(1)
    expect(tracks).toMatchObject([
      {
        ...{ tool: 'open_maintenance_ticket', metric: 'downtime', measured: 1, hitRate: 1 },
        ...{ signAgreement: 1, bias: -0.25, coverage: 1 },
      },
    ])
    expect(outcomes).toMatchObject([{ proposalId: filed.id, measured: { delta: -30 }, hit: true }])
    expect((await get('operator@suzhou', '/api/outcomes?site=dongguan')).total).toBe(0)
    expect((await get('supervisor@dongguan', '/api/outcomes')).total).toBe(0)
    const wrong = await get('operator@suzhou', '/api/outcomes?sites=suzhou')
    expect(wrong.error).toMatchObject({ field: 'sites' })
  })
})

describe('a playbook', () => {
  const source = `name: stops
site: suzhou
title: { zh: 停机, en: Stop }
owner: maintenance
trigger: { kind: state, categories: [down], lastsMinutes: 20 }
proposals:
  - tool: open_maintenance_ticket
    args: { equipment: "\${subject}", title: "Stopped for \${minutes} min" }
`
  const arm = (userId: string, text: string, requestKey = `arm-stops-${++serial}`) =>
    post(userId, '/api/playbooks', { source: text, requestKey })

  test('is armed by an approval and stopped at once by whoever leads', async () => {
    const filed = await arm('supervisor@suzhou', source, 'arm-stops')
    expect([filed.status, filed.body.tool]).toEqual([201, 'arm_playbook'])
    const twice = await arm('supervisor@suzhou', source, 'arm-stops')
    expect(twice.body.id).toBe(filed.body.id)
    const other = await arm('supervisor@suzhou', source.replace('20', '30'), 'arm-stops')
    expect(other.status).toBe(409)
    expect(await get('operator@suzhou', '/api/playbooks')).toEqual({ items: [], unreadable: [] })
    await decide(server.deps, by(manager), approval(filed.body))
    await executeReady(server.deps)
    const { items } = await get('operator@suzhou', '/api/playbooks')
    expect(items).toMatchObject([
      { siteId: 'suzhou', name: 'stops', armed: { version: 1, state: 'armed' }, changed: false },
    ])
    expect((await get('supervisor@dongguan', '/api/playbooks')).items).toEqual([])
    const path = '/api/playbooks/suzhou/stops/disarm'
    const refused = await post('operator@suzhou', path)
    expect([refused.status, refused.body.outcome]).toEqual([409, 'not_allowed'])
    const far = await post('supervisor@dongguan', path)
    expect([far.status, far.body.outcome]).toEqual([409, 'not_found'])
    const stopped = await post('supervisor@suzhou', path, { reason: 'too many' })
    expect([stopped.status, stopped.body.outcome]).toEqual([200, 'disarmed'])
    expect((await post('supervisor@suzhou', path)).body.outcome).toBe('already_disarmed')
  })

  test('that lies beside the data is shown with what it waits for, armed or not, to its own site', async () => {
    const other = source.replace('name: stops', 'name: waits').replace('[down]', '[delay]')
    const texts = { stops: source.replace('20', '30'), waits: other, broken: 'name: broken' }
    files = Object.entries(texts).map(([name, text]) => ({
      fileName: `${name}.yaml`,
      source: text,
    }))
    const { items, unreadable } = await get('operator@suzhou', '/api/playbooks')
    expect(items).toMatchObject([
      {
        ...{ name: 'stops', armed: { state: 'disarmed' }, changed: true, source: texts.stops },
        definition: { trigger: { lastsMinutes: 30 } },
      },
      {
        ...{ name: 'waits', armed: null, changed: false },
        definition: {
          ...{ title: { en: 'Stop' }, owner: 'maintenance', tools: ['open_maintenance_ticket'] },
          trigger: { kind: 'state', categories: ['delay'] },
        },
      },
    ])
    expect(unreadable).toEqual(['broken.yaml'])
    expect((await get('supervisor@dongguan', '/api/playbooks')).items).toEqual([])
    files = []
  })

  test('is rehearsed over the days before now, and files nothing', async () => {
    await server.deps.db.tx('ingest', (tx) =>
      tx.orm.insert(schema.machineState).values(
        [3, 12].map((days) => ({
          ...{ siteId: 'suzhou', machineId: 'CNC-1', state: 'aborted', category: 'down' as const },
          ...{ startAt: new Date(Date.now() - days * dayMs), source: 'test', sourceKey: `${days}` },
          endAt: new Date(Date.now() - days * dayMs + 40 * 60_000),
        })),
      ),
    )
    const over = (given: object) =>
      post('operator@suzhou', '/api/playbooks/rehearse', { source, ...given })
    expect((await over({})).body).toMatchObject({
      ...{ playbook: 'stops', site: 'suzhou', events: 2, proposed: 2 },
      items: [{}, { subject: 'CNC-1', outcome: 'proposed', calls: [{}] }],
    })
    expect((await over({ days: 7 })).body.events).toBe(1)
    const wrong = await over({ days: 400 })
    expect([wrong.status, wrong.body.error.field]).toEqual([400, 'days'])
    const far = await post('supervisor@dongguan', '/api/playbooks/rehearse', { source })
    expect([far.status, far.body.error.field]).toEqual([400, 'site'])
  })

  test('that is wrong is refused with its line, its field and the fix', async () => {
    const wrong = await arm('supervisor@suzhou', source.replace('lastsMinutes', 'lastMinutes'))
    expect(wrong.status).toBe(400)
    expect(wrong.body.error).toMatchObject({ field: 'trigger.lastMinutes' })
    expect(wrong.body.error.message).toContain('the playbook:5')
    const far = await arm('supervisor@dongguan', source)
    expect([far.status, far.body.error.field]).toEqual([400, 'site'])
  })
})

describe('a word that was corrected in the chat', () => {
  const offer = (key: string, more: object = {}) => ({
    ...{ key: `term-${key}`, language: 'zh', siteId: 'suzhou', words: ['综效', '可用率'] },
    ...{ reason: '提问时更正', ...more },
  })

  test('is proposed by whoever asks, once for one offer, and put by nobody yet', async () => {
    const [first, again] = [
      await post('operator@suzhou', '/api/glossary/taught', offer('offer-1')),
      await post('operator@suzhou', '/api/glossary/taught', offer('offer-1')),
    ]
    expect(first).toMatchObject({ status: 201, body: { proposal: { status: 'pending' } } })
    expect(again.body.proposal.action_id).toBe(first.body.proposal.action_id)
    expect((await get('operator@suzhou', '/api/glossary')).items).toEqual([])
  })

  test('is refused at its field, and for a site where one has no role', async () => {
    const one = await post(
      'operator@suzhou',
      '/api/glossary/taught',
      offer('offer-2', { words: ['综效'] }),
    )
    expect([one.status, one.body.error.field]).toEqual([400, 'change.words'])
    const elsewhere = offer('offer-3', { siteId: 'dongguan' })
    const refused = await post('operator@suzhou', '/api/glossary/taught', elsewhere)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.body.proposal).toBeUndefined()
  })
})
