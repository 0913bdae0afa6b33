import { expect, test } from 'vitest'
import { describeOnEachStore } from '../store/test-db.ts'
import { auditTimeline, verifyAudit } from './audit.ts'
import { decide } from './decide.ts'
import { executeReady } from './execute.ts'
import { expireDue } from './expire.ts'
import { propose } from './propose.ts'
import { getProposal, listProposals } from './read.ts'
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
  stranger,
  supervisor,
  ticketDraft,
  ticketEffect,
  ticketsOf,
} from './test-gate.ts'

const later = () => new Date('2026-11-04T00:00:00Z')

describeOnEachStore('the gate', (open) => {
  const start = async () => {
    const db = await open()
    await seedGate(db)
    const deps = { db, clock: gateClock, effects: [ticketEffect] }
    return { db, deps, request: requestsOf(db) }
  }

  test('nothing happens until a person approves, then exactly what was shown, once', async () => {
    const { db, deps, request } = await start()
    const filed = await request('spindle noise')
    expect(filed).toMatchObject({ status: 'pending', risk: 'low', requestedBy: 'operator@suzhou' })
    expect(await executeReady(deps)).toBe(0)
    expect((await decide(deps, by(supervisor), approval(filed))).outcome).toBe('approved')
    expect(await executeReady(deps)).toBe(1)
    expect(await executeReady(deps)).toBe(0)
    expect(await ticketsOf(db)).toEqual([{ id: `MT-${filed.id}`, actionId: filed.id }])
    const done = await getProposal(db, operator, 'suzhou', filed.id)
    expect(done).toMatchObject({ status: 'done', result: { ticket: `MT-${filed.id}` } })
    const events = await auditTimeline(db, operator, 'suzhou', filed.id)
    expect(events.map(({ event, actor }) => [event, actor])).toEqual([
      ['proposed', 'operator@suzhou'],
      ['approved', 'supervisor@suzhou'],
      ['done', 'system'],
    ])
  })

  test('refuses who may not decide, and says why', async () => {
    const { db, deps, request } = await start()
    const filed = await request('a')
    const own = await request('b', supervisor)
    const outcomeOf = async (who: typeof operator, input: object) =>
      (await decide(deps, by(who), { ...approval(filed), ...input })).outcome
    expect(await outcomeOf(operator, {})).toBe('not_an_approver')
    expect(await outcomeOf(stranger, {})).toBe('not_found')
    expect(await outcomeOf(person('supervisor@suzhou2', 'supervisor'), {})).toBe('not_an_approver')
    expect((await decide(deps, by(supervisor), approval(own))).outcome).toBe('self_approval')
    expect(await outcomeOf(supervisor, { version: 2 })).toBe('other_version')
    expect(await outcomeOf(supervisor, { argsSha256: '0'.repeat(64) })).toBe('other_version')
    expect(await outcomeOf(supervisor, { verdict: 'reject' })).toBe('reason_missing')
    expect(await outcomeOf(supervisor, { id: 'act_x' })).toBe('not_found')
    const late = await decide({ db, clock: later }, by(supervisor), approval(filed))
    expect(late.outcome).toBe('expired')
    expect(await executeReady(deps)).toBe(0)
    const refusals = await auditTimeline(db, supervisor, 'suzhou', filed.id)
    expect(refusals.filter(({ event }) => event === 'decision_refused').length).toBeGreaterThan(4)
  })

  test('a decision that is sent again changes nothing', async () => {
    const { db, deps, request } = await start()
    const filed = await request('a')
    await decide(deps, by(supervisor), approval(filed))
    expect((await decide(deps, by(supervisor), approval(filed))).outcome).toBe('already_decided')
    expect((await decide(deps, by(manager), approval(filed))).outcome).toBe('already_decided')
    await executeReady(deps)
    expect((await decide(deps, by(manager), approval(filed))).outcome).toBe('already_decided')
    expect(await ticketsOf(db)).toHaveLength(1)
  })

  test('a rejection keeps its reason and never executes', async () => {
    const { db, deps, request } = await start()
    const filed = await request('a')
    const { outcome, proposal } = await decide(deps, by(supervisor), {
      ...approval(filed),
      verdict: 'reject',
      reasonCode: 'wrong_time',
      reasonText: 'after the shift',
    })
    expect(outcome).toBe('rejected')
    expect(proposal?.decisions[0]).toMatchObject({ reasonText: 'after the shift' })
    expect(await executeReady(deps)).toBe(0)
    expect(await ticketsOf(db)).toEqual([])
  })

  test('high risk needs two different people', async () => {
    const { db, deps, request } = await start()
    await setRule(db, { risk: 'high', approvalsNeeded: 2 })
    const filed = await request('a')
    expect((await decide(deps, by(supervisor), approval(filed))).outcome).toBe('waiting_for_second')
    expect((await decide(deps, by(supervisor), approval(filed))).outcome).toBe('already_decided')
    expect(await executeReady(deps)).toBe(0)
    expect((await decide(deps, by(manager), approval(filed))).outcome).toBe('approved')
    expect(await executeReady(deps)).toBe(1)
  })

  test('expiry ends a proposal and never approves it', async () => {
    const { db, deps, request } = await start()
    const filed = await request('a')
    expect(await expireDue({ db, clock: gateClock })).toBe(0)
    expect(await expireDue({ db, clock: later })).toBe(1)
    expect((await getProposal(db, operator, 'suzhou', filed.id))?.status).toBe('expired')
    expect((await decide(deps, by(supervisor), approval(filed))).outcome).toBe('already_decided')
  })

  test('an effect that breaks leaves nothing behind but its failure', async () => {
    const { db, deps, request } = await start()
    const filed = await request('breaks!')
    await decide(deps, by(supervisor), approval(filed))
    expect(await executeReady(deps)).toBe(1)
    expect(await ticketsOf(db)).toEqual([])
    expect((await getProposal(db, operator, 'suzhou', filed.id))?.status).toBe('failed')
    expect(await executeReady(deps)).toBe(0)
  })

  test('the same request is the same proposal, another request under its key is refused', async () => {
    const { db, request } = await start()
    const first = await request('a')
    expect((await request('a')).id).toBe(first.id)
    const requester = { principal: operator, channel: 'test', tainted: false, idempotencyKey: 'a' }
    const deps = { db, clock: gateClock, newId: () => 'act_other' }
    await expect(propose(deps, requester, ticketDraft('b'))).rejects.toThrow('already filed')
    const denied = propose(
      deps,
      { ...requester, idempotencyKey: 'c' },
      {
        ...ticketDraft('c'),
        tool: 'delete_plant',
      },
    )
    await expect(denied).rejects.toThrow('no policy rule for delete_plant')
    await expect(
      propose(deps, { ...requester, principal: stranger }, ticketDraft('d')),
    ).rejects.toThrow('no role at site suzhou')
  })

  test('shows each person the proposals of their own sites', async () => {
    const { db, request } = await start()
    await request('a')
    expect((await listProposals(db, operator, { status: 'pending' })).total).toBe(1)
    expect(await listProposals(db, stranger, { status: 'pending' })).toEqual({
      items: [],
      total: 0,
      next: null,
    })
  })

  test('one changed byte, a lost entry and a cut tail of the audit all show', async () => {
    const { db, deps, request } = await start()
    for (const title of ['a', 'b', 'c'])
      await decide(deps, by(supervisor), approval(await request(title)))
    expect(await verifyAudit(db)).toMatchObject({ ok: true, checked: 6 })
    const underneath = (statement: string) =>
      db.tx('owner', (tx) =>
        tx.exec(`alter table audit_entry disable trigger audit_append_only; ${statement};
          alter table audit_entry enable trigger audit_append_only`),
      )
    const entry = `site_id = 'suzhou' and seq`
    const broken = async (statement: string, mend: string) => {
      await underneath(statement)
      const verdict = await verifyAudit(db)
      await underneath(mend)
      return verdict.firstBad?.seq
    }
    const swap = (from: string, to: string) =>
      `update audit_entry set record = replace(record, '${from}', '${to}') where ${entry} = 2`
    expect(await broken(swap('approved', 'Approved'), swap('Approved', 'approved'))).toBe(2)
    await underneath(`create table kept as select * from audit_entry`)
    const restore = `insert into audit_entry select * from kept k where not exists
      (select from audit_entry a where a.seq = k.seq)`
    expect(await broken(`delete from audit_entry where ${entry} = 3`, restore)).toBe(4)
    expect(await broken(`delete from audit_entry where ${entry} = 6`, restore)).toBe(5)
    expect((await verifyAudit(db)).ok).toBe(true)
  })
})
