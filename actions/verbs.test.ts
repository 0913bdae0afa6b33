import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { NewId } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import { describeOnSharedStore } from '../store/test-db.ts'
import { auditTimeline, verifyAudit } from './audit.ts'
import { claim } from './claim.ts'
import { decide, decideBulk } from './decide.ts'
import { delegate, listDelegations, revokeDelegation } from './delegate.ts'
import { edit } from './edit.ts'
import { executeReady } from './execute.ts'
import { handOver, listHandovers, takeOver } from './hand-over.ts'
import { getProposal, getVersions } from './read.ts'
import {
  approval,
  by,
  gateClock,
  manager,
  operator,
  person,
  requestsOf,
  seedGate,
  stranger,
  supervisor,
  ticketDraft,
  ticketEffect,
  ticketsOf,
} from './test-gate.ts'
import type { ProposalView } from './types.ts'
import { withdraw } from './withdraw.ts'

const later = (minutes: number) => () => new Date(gateClock().getTime() + minutes * 60_000)
const planner = person('planner@suzhou', 'planner')
const outsider = person('outsider@suzhou', 'viewer')

describeOnSharedStore('the verbs of the gate', (store) => {
  const deps = () => ({ db: store(), clock: gateClock, effects: [ticketEffect] })
  let request: ReturnType<typeof requestsOf>
  let newId: NewId
  beforeAll(async () => {
    await seedGate(store(), [planner, outsider])
    request = requestsOf(store())
    let last = 0
    newId = (prefix) => `${prefix}_${++last}`
  })
  const approve = async (who: Principal, shown: ProposalView, clock = gateClock) =>
    (await decide({ ...deps(), clock }, by(who), approval(shown))).outcome
  const editAs = (
    who: Principal,
    shown: ProposalView,
    title: string,
    reason: string | null = null,
  ) => edit(deps(), by(who), { ...shown, reason }, ticketDraft(title))
  const lend = (who: Principal, to: Principal, over: object = {}) =>
    delegate({ ...deps(), newId }, by(who), {
      siteId: 'suzhou',
      role: 'supervisor',
      toUser: to.userId,
      fromAt: gateClock(),
      untilAt: later(60)(),
      reason: 'on leave',
      ...over,
    })

  test('an edit makes a new version without approvals; a click on the old one is refused', async () => {
    const first = await request('edited')
    const { outcome, proposal } = await editAs(operator, first, 'edited well')
    expect(outcome).toBe('edited')
    expect(proposal).toMatchObject({
      version: 2,
      args: { title: 'edited well' },
      authors: [operator.userId],
      decisions: [],
    })
    expect(await approve(supervisor, first)).toBe('other_version')
    expect(await approve(supervisor, { ...first, version: 2 })).toBe('other_version')
    expect(await approve(supervisor, proposal as ProposalView)).toBe('approved')
    await executeReady(deps())
    const versions = await getVersions(store(), operator, first)
    expect(versions.map(({ version, args, editedBy }) => [version, args, editedBy])).toEqual([
      [1, { title: 'edited' }, null],
      [2, { title: 'edited well' }, operator.userId],
    ])
    expect((await ticketsOf(store())).filter(({ actionId }) => actionId === first.id)).toHaveLength(
      1,
    )
  })

  test('whoever edits may not approve what they wrote; another person may', async () => {
    const first = await request('by the approver')
    expect((await editAs(supervisor, first, 'mine now')).outcome).toBe('reason_missing')
    const { outcome, proposal } = await editAs(supervisor, first, 'mine now', 'wrong spindle')
    expect(outcome).toBe('edited')
    expect(proposal).toMatchObject({ editedBy: supervisor.userId, editReason: 'wrong spindle' })
    const second = proposal as ProposalView
    expect(second.authors).toEqual([operator.userId, supervisor.userId])
    expect(await approve(supervisor, second)).toBe('self_approval')
    expect(await approve(manager, second)).toBe('approved')
  })

  test('an edit is refused to others, to what is decided, to another version, and when it says the same', async () => {
    const shown = await request('refused edits')
    const outcomeOf = async (who: Principal, over: object = {}, title = 'x') =>
      (await editAs(who, { ...shown, ...over }, title)).outcome
    expect(await outcomeOf(outsider)).toBe('not_an_approver')
    expect(await outcomeOf(stranger)).toBe('not_found')
    expect(await outcomeOf(operator, { version: 2 })).toBe('other_version')
    expect(await outcomeOf(operator, {}, 'refused edits')).toBe('unchanged')
    await approve(supervisor, shown)
    expect(await outcomeOf(operator)).toBe('already_decided')
  })

  test('only whoever asked withdraws, also what is approved and not yet executed', async () => {
    const shown = await request('withdrawn')
    const at = { ...shown, reason: 'not needed any more' }
    expect((await withdraw(deps(), by(supervisor), at)).outcome).toBe('not_the_requester')
    expect(await approve(supervisor, shown)).toBe('approved')
    expect((await withdraw(deps(), by(operator), at)).proposal?.status).toBe('withdrawn')
    expect((await withdraw(deps(), by(operator), at)).outcome).toBe('already_decided')
    expect(await approve(manager, shown)).toBe('already_decided')
    await executeReady(deps())
    expect((await getProposal(store(), operator, 'suzhou', shown.id))?.status).toBe('withdrawn')
  })

  test('a claim says who looks, keeps nobody from deciding and ends by itself', async () => {
    const shown = await request('claimed')
    const claimAs = async (who: Principal, minutes = 10, clock = gateClock) =>
      (await claim({ ...deps(), clock }, by(who), { ...shown, minutes })).outcome
    expect(await claimAs(operator)).toBe('not_an_approver')
    expect(await claimAs(supervisor)).toBe('claimed')
    expect(await claimAs(manager)).toBe('claimed_by_other')
    expect(await claimAs(manager, 10, later(11))).toBe('claimed')
    expect(await claimAs(manager, 0, later(12))).toBe('released')
    await claimAs(supervisor)
    expect(await approve(manager, shown)).toBe('approved')
    expect(await claimAs(supervisor)).toBe('already_decided')
  })

  test('a delegate decides for the lender while the delegation runs, and the record says so', async () => {
    const shown = await request('for another')
    expect(await approve(planner, shown)).toBe('not_an_approver')
    const lent = await lend(supervisor, planner)
    expect(lent.outcome).toBe('delegated')
    expect(await approve(planner, shown)).toBe('approved')
    const view = await getProposal(store(), operator, 'suzhou', shown.id)
    expect(view?.decisions).toMatchObject([
      { decidedBy: planner.userId, authority: supervisor.userId },
    ])
    const timeline = await auditTimeline(store(), operator, 'suzhou', shown.id)
    expect(timeline.at(-1)?.detail).toMatchObject({ for: supervisor.userId })
    const next = await request('for another, too late')
    expect(await approve(planner, next, later(60))).toBe('delegation_ended')
    const open = await listDelegations(deps(), operator)
    expect(open.map(({ id }) => id)).toContain(lent.id)
    expect(await revokeDelegation(deps(), by(stranger), { siteId: 'suzhou', id: lent.id })).toBe(
      'not_found',
    )
    expect(await revokeDelegation(deps(), by(supervisor), { siteId: 'suzhou', id: lent.id })).toBe(
      'revoked',
    )
    expect(await approve(planner, next)).toBe('delegation_ended')
  })

  test('nobody lends what they do not hold, to themselves, for ever or onwards', async () => {
    const outcomeOf = async (who: Principal, to: Principal, over = {}) =>
      (await lend(who, to, over)).outcome
    expect(await outcomeOf(operator, planner)).toBe('role_not_held')
    expect(await outcomeOf(stranger, planner)).toBe('role_not_held')
    expect(await outcomeOf(supervisor, supervisor)).toBe('same_person')
    expect(await outcomeOf(supervisor, stranger)).toBe('unknown_person')
    expect(await outcomeOf(supervisor, planner, { untilAt: gateClock() })).toBe('bad_dates')
    expect(await outcomeOf(supervisor, planner, { untilAt: later(32 * 1440)() })).toBe('bad_dates')
    expect(await outcomeOf(supervisor, planner, { reason: ' ' })).toBe('reason_missing')
    const lent = await lend(supervisor, planner)
    expect(await outcomeOf(planner, outsider)).toBe('role_not_held')
    await revokeDelegation(deps(), by(planner), { siteId: 'suzhou', id: lent.id })
  })

  test('a right is never lent over what the lender asked for, nor used twice', async () => {
    const lent = await lend(supervisor, planner)
    const own = await request('the lender asks', supervisor)
    expect(await approve(planner, own)).toBe('self_approval')
    await revokeDelegation(deps(), by(supervisor), { siteId: 'suzhou', id: lent.id })
  })

  test('bulk decides low risk of one kind, each on its own, and says what became of each', async () => {
    const [a, b, own] = [
      await request('bulk a'),
      await request('bulk b'),
      await request('bulk own', supervisor),
    ]
    await approve(manager, b)
    const gone = { ...a, id: 'act_none' }
    const outcomes = await decideBulk(deps(), by(supervisor), {
      shown: [a, b, own, gone],
      verdict: 'approve',
    })
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'approved',
      'already_decided',
      'self_approval',
      'not_found',
    ])
  })

  test('a shift is handed over with what waits, once, to somebody who leads', async () => {
    const shown = await request('left for the next shift')
    await claim(deps(), by(supervisor), { ...shown, minutes: 30 })
    const over = { siteId: 'suzhou', toUser: manager.userId, note: 'spindle 3 is loud' }
    const wrong = await handOver({ ...deps(), newId }, by(operator), over)
    expect(wrong.outcome).toBe('not_a_shift_leader')
    const { outcome, id } = await handOver({ ...deps(), newId }, by(supervisor), over)
    expect(outcome).toBe('handed_over')
    expect((await getProposal(store(), operator, 'suzhou', shown.id))?.claimedBy).toBe(
      manager.userId,
    )
    const at = { siteId: 'suzhou', id }
    expect(await takeOver(deps(), by(supervisor), at)).toBe('not_found')
    expect(await takeOver(deps(), by(manager), at)).toBe('taken_over')
    expect(await takeOver(deps(), by(manager), at)).toBe('not_found')
    const [latest] = await listHandovers(store(), operator, 'suzhou')
    expect(latest?.proposalIds).toContain(shown.id)
  })

  test('whatever was done or refused is in an unbroken record, and nobody rewrites a version', async () => {
    expect((await verifyAudit(store())).ok).toBe(true)
    for (const table of ['proposal_version', 'delegation', 'shift_handover', 'proposal']) {
      const gone = store().tx('owner', (tx) => tx.rows(sql`delete from ${sql.identifier(table)}`))
      await expect(gone, table).rejects.toThrow('append-only')
    }
  })
})
