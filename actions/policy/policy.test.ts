import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Clock } from '../../base/ports.ts'
import { schema } from '../../store/index.ts'
import { describeOnEachStore, describeOnSharedStore } from '../../store/test-db.ts'
import { decide } from '../decide.ts'
import { executeReady } from '../execute.ts'
import { escalateDue } from '../expire.ts'
import { propose } from '../propose.ts'
import { getProposal } from '../read.ts'
import {
  approval,
  by,
  gateClock,
  manager,
  operator,
  person,
  requestsOf,
  seedGate,
  setRule,
  supervisor,
  ticketDraft,
  ticketEffect,
} from '../test-gate.ts'
import type { ProposalView } from '../types.ts'
import {
  changePolicyEffect,
  policyChange,
  previewPolicyChange,
  proposePolicyChange,
} from './change.ts'
import { readPolicy } from './store-rule.ts'

const admin = person('admin@suzhou', 'admin')
const at =
  (iso: string): Clock =>
  () =>
    new Date(iso)
let serial = 0
const newId = (prefix: string) => `${prefix}_p${++serial}`

describeOnSharedStore('a policy rule', (store) => {
  beforeAll(async () => {
    await seedGate(store(), [admin])
    await store().tx('ingest', (tx) =>
      tx.orm.insert(schema.equipment).values(
        (['A', 'C'] as const).map((criticality) => ({
          ...{ siteId: 'suzhou', id: `M-${criticality}`, level: 'machine' as const, criticality },
          ...{ nameZh: criticality, nameEn: criticality, lineId: `L-${criticality}` },
        })),
      ),
    )
    const shared = { tool: 'buy', siteId: 'suzhou' }
    const amount = { amountPath: '$.cost', amountUnit: 'CNY' }
    await setRule(store(), { ...shared, rule: 'small', ...amount, amountBelow: 1000 })
    await setRule(store(), {
      ...{ ...shared, ...amount, rule: 'large', amountFrom: 1000, risk: 'high' as const },
      ...{ approvalsNeeded: 2, approverRoles: ['manager', 'admin'] },
    })
    await setRule(store(), {
      ...{ ...shared, tool: 'stop', rule: 'stop_any', assetPath: '$.machines[*]' },
      criticality: ['B', 'C'],
    })
    await setRule(store(), {
      ...{ ...shared, tool: 'stop', rule: 'stop_a', assetPath: '$.machines[*]' },
      ...{ criticality: ['A'], risk: 'medium' as const },
    })
    await setRule(store(), {
      ...{ ...shared, tool: 'set', rule: 'set_day', hoursFrom: '06:00', hoursTo: '22:00' },
      limits: [{ path: '$.rpm', unit: 'rpm', unitPath: '$.unit', min: 100, max: 5000 }],
      quietFrom: '21:00',
      quietTo: '06:30',
    })
    await setRule(store(), {
      ...{ ...shared, tool: 'set', rule: 'set_night', hoursFrom: '22:00', hoursTo: '06:00' },
      ...{ risk: 'medium' as const, approverRoles: ['manager'], proposerRoles: ['supervisor'] },
    })
    await setRule(store(), {
      ...{ ...shared, tool: 'wait', rule: 'wait', approverRoles: ['supervisor'] },
      escalation: [{ afterMinutes: 30, roles: ['manager'] }],
      delegable: false,
    })
  })

  const ask = (tool: string, args: unknown, clock = gateClock, who = operator) =>
    propose(
      { db: store(), clock, newId },
      { ...by(who), tainted: false, idempotencyKey: newId('key') },
      { ...ticketDraft('t'), tool, args },
    )

  test.each([
    [{ cost: 999 }, 'small', 'low'],
    [{ cost: 1000 }, 'large', 'high'],
    [{ cost: '1' }, 'large', 'high'],
    [{}, 'large', 'high'],
    [{ cost: -5000 }, 'large', 'high'],
  ])(
    'of an amount: %j is judged by %s; what is no number counts as the most',
    async (args, rule, risk) => {
      const filed = await ask('buy', args)
      expect(filed).toMatchObject({
        policyRule: rule,
        risk,
        policyVersion: 1,
        policySite: 'suzhou',
      })
    },
  )

  test.each([
    [['M-C'], 'stop_any'],
    [['M-C', 'M-A'], 'stop_a'],
    [['L-C'], 'stop_any'],
    [['L-A'], 'stop_a'],
    [['M-X'], 'stop_a'],
    [[], 'stop_a'],
  ])(
    'of equipment: %j is judged by %s; what is not known counts as critical',
    async (machines, rule) => {
      expect((await ask('stop', { machines })).policyRule).toBe(rule)
    },
  )

  test.each([
    [{ rpm: 5001, unit: 'rpm' }, '$.rpm', /at most 5000 rpm/],
    [{ rpm: 99, unit: 'rpm' }, '$.rpm', /at least 100 rpm/],
    [{ rpm: '400', unit: 'rpm' }, '$.rpm', /not a number/],
    [{ unit: 'rpm' }, '$.rpm', /missing/],
    [{ rpm: 400, unit: 'Hz' }, '$.unit', /unit of the limit is rpm/],
    [{ rpm: 400 }, '$.unit', /unit of the limit is rpm/],
  ])(
    'with limits refuses %j and names the argument, the limit and its unit',
    async (args, field, why) => {
      await expect(ask('set', args)).rejects.toMatchObject({
        code: 'invalid_input',
        field,
        message: expect.stringMatching(why),
      })
    },
  )

  const night = at('2026-11-03T15:00:00Z')

  test('holds at its hours of the plant, and other people may ask at night', async () => {
    const set = { rpm: 400, unit: 'rpm' }
    expect((await ask('set', set)).policyRule).toBe('set_day')
    await expect(ask('set', set, night)).rejects.toThrow(/takes one of the roles supervisor/)
    expect((await ask('set', set, night, supervisor)).policyRule).toBe('set_night')
  })

  test('that holds by the time of approval judges anew: another version, another look', async () => {
    const day = await ask('set', { rpm: 400, unit: 'rpm' }, at('2026-11-03T13:30:00Z'), admin)
    const deps = { db: store(), clock: at('2026-11-03T14:10:00Z') }
    const first = await decide(deps, by(supervisor), approval(day))
    expect([first.outcome, first.proposal?.version, first.proposal?.policyRule]).toEqual([
      'policy_changed',
      2,
      'set_night',
    ])
    const shown = first.proposal as ProposalView
    expect((await decide(deps, by(supervisor), approval(shown))).outcome).toBe('not_an_approver')
    expect((await decide(deps, by(manager), approval(day))).outcome).toBe('other_version')
    expect((await decide(deps, by(manager), approval(shown))).outcome).toBe('approved')
  })

  test('with quiet hours holds what is approved until they are over', async () => {
    const clock = at('2026-11-03T13:10:00Z')
    const late = await ask('set', { rpm: 400, unit: 'rpm' }, clock)
    await decide({ db: store(), clock }, by(supervisor), approval(late))
    const [row] = await store().tx('read', (tx) =>
      tx.rows<{ readyAt: Date }>(
        sql`select ready_at as "readyAt" from outbox where proposal_id = ${late.id}`,
      ),
    )
    expect(row?.readyAt.toISOString()).toBe('2026-11-03T22:30:00.000Z')
  })

  test('lets the next roles decide once it has waited long enough, and tells them once', async () => {
    const filed = await ask('wait', {})
    const after = (minutes: number) => ({
      db: store(),
      clock: () => new Date(gateClock().getTime() + minutes * 60_000),
    })
    expect((await decide(after(29), by(manager), approval(filed))).outcome).toBe('not_an_approver')
    expect(await escalateDue(after(29))).toBe(0)
    expect(await escalateDue(after(30))).toBe(1)
    expect(await escalateDue(after(31))).toBe(0)
    expect((await decide(after(31), by(manager), approval(filed))).outcome).toBe('approved')
  })

  test('that covers nothing of it means no, and says so', async () => {
    await setRule(store(), {
      ...{ siteId: 'suzhou', tool: 'tiny', rule: 'tiny', amountPath: '$.n' },
      ...{ amountUnit: 'pcs', amountBelow: 5 },
    })
    await expect(ask('tiny', { n: 5 })).rejects.toThrow(/no policy rule for tiny at suzhou covers/)
    await expect(ask('unheard', {})).rejects.toThrow(/no policy rule for unheard at suzhou/)
  })

  const nobodyAlone = { approvalsNeeded: 0 }
  test.each<[string, object, RegExp]>([
    ['no approval', nobodyAlone, /someone_approves/],
    ['no approver', { approverRoles: [] }, /someone_approves/],
    ['one approval of high risk', { risk: 'high' }, /high_risk_takes_two/],
    ['no expiry', { expiresMinutes: 0 }, /it_expires/],
    ['an hour that is none', { hoursFrom: '25:00', hoursTo: '06:00' }, /hours_are_times/],
    ['half a span', { quietFrom: '22:00' }, /hours_are_pairs/],
    ['an amount without unit', { amountPath: '$.n' }, /amount_has_unit/],
    [
      'a policy that one manager changes',
      { tool: 'change_policy', rule: 'x', approverRoles: ['manager'] },
      /policy_takes_two_managers/,
    ],
  ])('can never say: %s', async (_name, rule, constraint) => {
    await expect(setRule(store(), { rule: 'never', ...rule })).rejects.toMatchObject({
      cause: { message: expect.stringMatching(constraint) },
    })
  })
})

describeOnEachStore('a change of policy', (open) => {
  const start = async () => {
    const db = await open()
    await seedGate(db, [admin])
    return { db, clock: gateClock, newId, effects: [ticketEffect, changePolicyEffect] }
  }
  const stricter = policyChange.parse({
    siteId: 'suzhou',
    rule: 'tickets',
    definition: {
      tool: 'open_maintenance_ticket',
      risk: 'medium',
      approverRoles: ['manager'],
      approvalsNeeded: 1,
      expiresMinutes: 60,
    },
  })
  const asker = { ...by(supervisor), idempotencyKey: 'change' }

  test('takes two who manage, shows what it touches, and rules what waits from then on', async () => {
    const deps = await start()
    const waiting = await requestsOf(deps.db)('waits')
    const { affected } = await previewPolicyChange(deps, by(supervisor), stricter)
    expect(affected).toMatchObject([
      { id: waiting.id, from: 'group/open_maintenance_ticket v1', to: 'suzhou/tickets v1' },
    ])
    const filed = await proposePolicyChange(deps, asker, stricter)
    expect(filed).toMatchObject({ risk: 'high', approvalsNeeded: 2 })
    const outcomes = []
    for (const who of [supervisor, operator, manager, manager, admin])
      outcomes.push((await decide(deps, by(who), approval(filed))).outcome)
    expect(outcomes).toEqual([
      'not_an_approver',
      'not_an_approver',
      'waiting_for_second',
      'already_decided',
      'approved',
    ])
    expect(await executeReady(deps)).toBe(1)
    const click = await decide(deps, by(supervisor), approval(waiting))
    expect(click.outcome).toBe('policy_changed')
    expect((await decide(deps, by(supervisor), approval(waiting))).outcome).toBe('not_an_approver')
    const rules = await readPolicy(deps.db, operator)
    expect(rules.find(({ rule }) => rule === 'tickets')).toMatchObject({
      version: 1,
      createdBy: 'supervisor@suzhou',
      approverRoles: ['manager'],
    })
  })

  test('is stale once the rule has another version', async () => {
    const deps = await start()
    const filed = await proposePolicyChange(deps, asker, stricter)
    await setRule(deps.db)
    for (const who of [manager, admin]) await decide(deps, by(who), approval(filed))
    await executeReady(deps)
    expect(await getProposal(deps.db, operator, 'suzhou', filed.id)).toMatchObject({
      status: 'stale',
      result: { precondition: 'policy_newest', before: null, after: 'v1' },
    })
  })

  test('that a manager asks for is not approved by that manager', async () => {
    const deps = await start()
    const filed = await proposePolicyChange(deps, { ...asker, ...by(manager) }, stricter)
    expect((await decide(deps, by(manager), approval(filed))).outcome).toBe('self_approval')
    expect((await decide(deps, by(admin), approval(filed))).outcome).toBe('waiting_for_second')
    expect(await executeReady(deps)).toBe(0)
  })

  test('outside of an approved action is refused to everybody', async () => {
    const { db } = await start()
    const insert = `insert into policy_rule (site_id, rule, version, tool, risk, approver_roles,
      approvals_needed, expires_minutes, origin, action_id) values ('suzhou', 'mine', 1,
      'open_maintenance_ticket', 'low', '{operator}', 1, 60, 'action', 'act_x')`
    for (const role of ['owner', 'execute', 'ingest', 'decide', 'propose', 'read'] as const) {
      await expect(
        db.tx(role, (tx) => tx.exec(insert)),
        role,
      ).rejects.toThrow(/permission denied|needs an approved action/)
    }
    for (const change of [
      `update policy_rule set approvals_needed = 1`,
      'delete from policy_rule',
    ]) {
      await expect(db.tx('owner', (tx) => tx.exec(change))).rejects.toThrow('append-only')
    }
  })
})

describe('a rule as people write it', () => {
  test('names the field that is wrong', () => {
    const definition = { tool: 't', risk: 'high', approverRoles: ['boss'], approvalsNeeded: 1 }
    const { error } = policyChange.safeParse({ siteId: 's', rule: 'r', definition })
    const fields = error?.issues.map(({ path }) => path.join('.'))
    expect(fields).toContain('definition.approverRoles.0')
    expect(fields).toContain('definition.expiresMinutes')
  })
})
