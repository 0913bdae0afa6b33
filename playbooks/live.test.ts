import { beforeAll, expect, test } from 'vitest'
import { decide, executeReady, getProposal, listProposals } from '../actions/index.ts'
import {
  approval,
  by,
  gateClock,
  manager,
  operator,
  person,
  seedGate,
  supervisor,
} from '../actions/test-gate.ts'
import { minuteMs } from '../base/milliseconds.ts'
import { type Db, schema } from '../store/index.ts'
import { describeOnSharedStore } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { armPlaybookEffect, proposeArming } from './arm.ts'
import { disarm, listPlaybooks } from './armed.ts'
import { runArmed } from './live.ts'
import { parsePlaybook } from './parse.ts'
import { eventsOf as triggeredBy } from './triggers/index.ts'

const from = gateClock().getTime()
const at = (minutes: number) => new Date(from + minutes * minuteMs)
const clockAt = (minutes: number) => () => at(minutes)
const signal = new AbortController().signal

const source = (name: string) => `name: ${name}
site: suzhou
title: { zh: 停机, en: Stop }
owner: maintenance
trigger:
  kind: state
  categories: [down]
  unqualified: true
  lastsMinutes: 20
  equipment: [M1, M2, M3, M4]
guards:
  - name: by day
    kind: hours
    from: '08:00'
    to: '22:00'
proposals:
  - tool: open_maintenance_ticket
    args:
      equipment: \${subject}
      title: Stopped for \${minutes} min
cooldownHours: 4
mostPerHour: 2
`

describeOnSharedStore('playbooks', (store) => {
  let ids = 0
  const newId = (prefix: string) => `${prefix}_${++ids}`
  const live = (minutes: number, db: Db = store()) => ({
    ...{ db, clock: clockAt(minutes), newId, baseUrl: 'http://plant.test', tools: catalog, signal },
    looked: new Map<string, number>(),
  })
  beforeAll(async () => {
    await seedGate(store(), [person('manager2@suzhou', 'manager')])
    await store().tx('ingest', (tx) =>
      tx.orm.insert(schema.equipment).values(
        ['M1', 'M2', 'M3', 'M4'].map((id) => ({
          ...{ siteId: 'suzhou', id, nameZh: id, nameEn: id, level: 'machine' as const },
        })),
      ),
    )
  })
  const stop = (machineId: string, minutes: number, reasonId: string | null = null) =>
    store().tx('ingest', (tx) =>
      tx.orm.insert(schema.machineState).values({
        ...{
          siteId: 'suzhou',
          machineId,
          startAt: at(minutes),
          state: 'aborted',
          category: 'down',
        },
        ...{ reasonId, source: 'test', sourceKey: `${machineId} ${minutes}` },
      }),
    )
  const askToArm = (name: string) => {
    const asking = {
      ...live(0),
      principal: supervisor,
      channel: 'test',
      idempotencyKey: newId('k'),
    }
    return proposeArming(asking, { source: source(name), fileName: `${name}.yaml` })
  }
  const armed = async (name: string) => {
    const shown = await askToArm(name)
    const deps = { db: store(), clock: gateClock, effects: [armPlaybookEffect] }
    expect((await decide(deps, by(manager), approval(shown))).outcome).toBe('approved')
    await executeReady(deps)
    return getProposal(store(), manager, 'suzhou', shown.id)
  }
  const filedBy = async (name: string) => {
    const { items } = await listProposals(store(), manager, { status: 'pending' })
    return items.filter(({ requestedBy }) => requestedBy === `playbook:${name}`)
  }
  const eventsOf = async (name: string) =>
    (await listPlaybooks(store(), manager)).find((one) => one.name === name)?.events

  test('is armed by an approval only, with its rehearsal on the card; nobody arms his own', async () => {
    const shown = await askToArm('alone')
    expect(shown).toMatchObject({
      tool: 'arm_playbook',
      risk: 'medium',
      approverRoles: ['manager', 'admin'],
    })
    expect(shown.args).toMatchObject({ rehearsal: { events: 0, proposed: 0 } })
    expect(shown.evidence[0]?.label.en).toContain('Rehearsed over 30 days')
    const deps = { db: store(), clock: gateClock }
    expect((await decide(deps, by(supervisor), approval(shown))).outcome).not.toBe('approved')
    expect((await listPlaybooks(store(), manager)).map(({ name }) => name)).not.toContain('alone')
    const forced = store().tx('execute', (tx) =>
      tx.orm.insert(schema.playbook).values({
        ...{ siteId: 'suzhou', name: 'forced', version: 1, source: source('forced') },
        ...{ actionId: shown.id, armedBy: 'x', armedAt: at(0) },
      }),
    )
    await expect(forced).rejects.toThrow()
  })

  test('proposes once for an event, however often it looks and wherever it was killed', async () => {
    expect((await armed('stops'))?.status).toBe('done')
    await stop('M1', 10)
    expect(await runArmed(live(29))).toEqual({ events: 0, broken: [] })
    let killed = false
    const dying: Db = {
      ...store(),
      tx: (role, work, options) => {
        if (role !== 'execute' || killed) return store().tx(role, work, options)
        killed = true
        return Promise.reject(new Error('killed before it was noted'))
      },
    }
    expect((await runArmed(live(31, dying))).broken).toHaveLength(1)
    expect(await filedBy('stops')).toHaveLength(1)
    expect(await eventsOf('stops')).toEqual({})
    expect((await runArmed(live(32))).events).toBe(1)
    await Promise.all([runArmed(live(33)), runArmed(live(33))])
    const [card, ...others] = await filedBy('stops')
    expect(others).toEqual([])
    expect(await eventsOf('stops')).toEqual({ proposed: 1 })
    expect(card).toMatchObject({ channel: 'playbook', authors: ['playbook:stops'] })
    expect(card?.evidence[0]).toMatchObject({
      label: { en: 'Playbook stops (Stop, owner: maintenance)' },
      value: { en: expect.stringMatching(/^M1, minutes 20/) },
    })
  })

  test('sees an alert of its rules when it is raised, and nothing that folds under another', async () => {
    const raised = (id: string, more: object) => ({
      ...{ siteId: 'suzhou', id, ruleId: 'hot', version: 1, subject: 'M1.t', scopeId: 'M1' },
      ...{ severity: 'warning' as const, role: 'maintenance' as const, titleZh: '', titleEn: '' },
      ...{ state: 'open' as const, raisedAt: at(500), lastRaisedAt: at(500), recordedAt: at(500) },
      ...{ value: 82, unit: '°C', reason: 'over' as const, evidence: {}, level: 1, routedLevel: 1 },
      ...{ repeats: 0, ...more },
    })
    await store().tx('ingest', (tx) =>
      tx.orm
        .insert(schema.alertEvent)
        .values([
          raised('al_1', {}),
          raised('al_2', { causeId: 'al_1', subject: 'M2.t' }),
          raised('al_3', { severity: 'info', subject: 'M3.t' }),
          raised('al_4', { ruleId: 'cold' }),
        ]),
    )
    const text = source('on-alert')
      .replace(/trigger:[\s\S]*?guards:/, 'trigger:\n  kind: alert\n  rules: [hot]\nguards:')
      .replace(`\${minutes} min`, `\${rule} at \${value}`)
    const playbook = parsePlaybook({ text, fileName: 'on-alert.yaml', tools: catalog })
    const window = { from: at(499), to: at(501) }
    const seen = await triggeredBy({ ...live(501), principal: supervisor }, playbook, window)
    expect(seen).toEqual([
      {
        ...{ key: 'alert|al_1', at: at(500), subject: 'M1' },
        fields: { rule: 'hot', severity: 'warning', value: 82 },
      },
    ])
  })

  test('leaves a subject alone in its cool-down, keeps its budget and says which guard stopped it', async () => {
    await armed('paced')
    for (const [machine, minutes] of [
      ['M1', 100],
      ['M2', 101],
      ['M3', 102],
      ['M4', 103],
      ['M1', 130],
    ] as const) {
      await stop(machine, minutes)
    }
    await stop('M2', 900)
    await stop('M3', 160, 'tool-change')
    await runArmed(live(940))
    expect(await eventsOf('paced')).toEqual({
      ...{ proposed: 3, over_budget: 1, cooling: 2, guarded: 1 },
    })
  })

  test('asks and never decides, whatever role it is given', async () => {
    const [card] = await filedBy('stops')
    if (card === undefined) throw new Error('nothing was filed')
    const own = person('playbook:paced', 'playbook')
    const deps = { db: store(), clock: clockAt(40) }
    expect((await decide(deps, by(own), approval(card))).outcome).toBe('not_an_approver')
    await store().tx('app', (tx) =>
      tx.orm
        .insert(schema.userRole)
        .values({ siteId: 'suzhou', userId: 'playbook:paced', role: 'supervisor' }),
    )
    await expect(
      decide(deps, by(person('playbook:paced', 'supervisor')), approval(card)),
    ).rejects.toThrow()
    expect((await getProposal(store(), manager, 'suzhou', card.id))?.status).toBe('pending')
  })

  test('stops at once when a supervisor disarms it, and arming again takes another approval', async () => {
    await armed('brief')
    const deps = { db: store(), clock: clockAt(50) }
    const named = { siteId: 'suzhou', name: 'brief', reason: 'too many' }
    expect(await disarm(deps, by(operator), named)).toBe('not_allowed')
    expect(await disarm(deps, by(supervisor), { ...named, name: 'none' })).toBe('not_found')
    expect(await disarm(deps, by(supervisor), named)).toBe('disarmed')
    expect(await disarm(deps, by(supervisor), named)).toBe('already_disarmed')
    await stop('M1', 400)
    await runArmed(live(430))
    expect(await eventsOf('brief')).toEqual({})
    const first = await askToArm('brief')
    const second = await askToArm('brief')
    for (const shown of [first, second]) {
      await decide(deps, by(manager), approval(shown))
      await executeReady({ ...deps, effects: [armPlaybookEffect] })
    }
    const status = async (id: string) => (await getProposal(store(), manager, 'suzhou', id))?.status
    expect([await status(first.id), await status(second.id)]).toEqual(['done', 'stale'])
  })
})
