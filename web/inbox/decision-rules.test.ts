import { describe, expect, test } from 'vitest'
import type { Me, ProposalView } from '../../server/http/contract.ts'
import {
  approvalOf,
  claimOf,
  faultsOf,
  isFirstOfSeveral,
  mayDecide,
  mayHandle,
  rejectionOf,
} from './decision-rules.ts'
import { proposalWith } from './test-proposal.ts'

const me = (userId: string, role: string, siteId = 'suzhou'): Me => ({
  userId,
  name: userId,
  language: 'zh',
  byProvider: false,
  roles: [{ siteId, role }],
  sites: [],
})

const approvedBy = (decidedBy: string): ProposalView['decisions'][number] => ({
  decidedBy,
  authority: decidedBy,
  verdict: 'approve',
  reasonCode: null,
  reasonText: null,
  channel: 'web',
  at: '2026-03-02T09:00:00.000Z',
})

const now = { nowMs: Date.parse('2026-03-02T09:00:00.000Z'), lent: [] }

describe('the decision is offered', () => {
  const supervisor = me('supervisor@suzhou', 'supervisor')

  test('to whoever holds the role at the very site', () => {
    expect(mayDecide(proposalWith(), supervisor, now)).toBe('may')
    expect(mayDecide(proposalWith(), me('o', 'operator'), now)).toBe('role')
    expect(mayDecide(proposalWith(), me('s', 'supervisor', 'chengdu'), now)).toBe('role')
  })

  test('not to whoever asked, nor twice, nor once it is closed', () => {
    expect(
      mayDecide(
        proposalWith({ authors: ['operator@suzhou', 'supervisor@suzhou'] }),
        supervisor,
        now,
      ),
    ).toBe('self')
    const given = proposalWith({ decisions: [approvedBy('supervisor@suzhou')] })
    expect(mayDecide(given, supervisor, now)).toBe('given')
    expect(mayDecide(proposalWith({ status: 'expired' }), supervisor, now)).toBe('closed')
  })

  test('as the first of two while another approval is missing', () => {
    expect(isFirstOfSeveral(proposalWith({ approvalsNeeded: 2 }))).toBe(true)
    const half = proposalWith({ approvalsNeeded: 2, decisions: [approvedBy('manager@group')] })
    expect(isFirstOfSeveral(half)).toBe(false)
    expect(isFirstOfSeveral(proposalWith())).toBe(false)
  })
})

describe('a reason', () => {
  test('needs a code, and words where the code says nothing', () => {
    expect(faultsOf({ code: null, text: 'no' })).toEqual({ code: 'reasonMissing' })
    expect(faultsOf({ code: 'other', text: '  ' })).toEqual({ text: 'textMissing' })
    expect(faultsOf({ code: 'other', text: 'the line is being moved' })).toEqual({})
    expect(faultsOf({ code: 'wrong_time', text: '' })).toEqual({})
  })

  test('may not be longer than the server takes', () => {
    expect(faultsOf({ code: 'unsafe', text: 'x'.repeat(2001) })).toEqual({ text: 'textLong' })
  })
})

describe('a decision', () => {
  test('names exactly the version and the content that were shown', () => {
    const shown = proposalWith({ version: 3 })
    expect(approvalOf(shown)).toEqual({
      version: 3,
      argsSha256: shown.argsSha256,
      verdict: 'approve',
    })
    expect(rejectionOf(shown, { code: 'unsafe', text: ' guard is open ' })).toMatchObject({
      version: 3,
      verdict: 'reject',
      reasonCode: 'unsafe',
      reasonText: 'guard is open',
    })
  })
})

describe('a right that is not one’s own', () => {
  const operator = me('o@suzhou', 'operator')
  const lent = {
    ...{ siteId: 'suzhou', role: 'supervisor', fromUser: 's@suzhou', toUser: 'o@suzhou' },
    ...{ fromAt: '2026-03-02T08:30:00.000Z', untilAt: '2026-03-02T10:00:00.000Z' },
  }
  const may = (over: Partial<ProposalView>, nowMs = now.nowMs) =>
    mayDecide(proposalWith(over), operator, { nowMs, lent: [lent] })

  test('counts from its beginning to its end, unless the rule or the lender stands against it', () => {
    expect(may({})).toBe('may')
    expect(may({}, Date.parse(lent.untilAt))).toBe('role')
    expect(may({}, Date.parse(lent.fromAt) - 1)).toBe('role')
    expect(may({ delegable: false })).toBe('role')
    expect(may({ authors: ['s@suzhou'] })).toBe('role')
    expect(may({ siteId: 'chengdu' })).toBe('role')
  })

  test('comes by the clock, where the rule escalates', () => {
    const escalation = [{ afterMinutes: 60, roles: ['manager'] }]
    const of = (versionAt: string) =>
      mayDecide(proposalWith({ escalation, versionAt }), me('m', 'manager'), now)
    expect(of('2026-03-02T08:00:00.000Z')).toBe('may')
    expect(of('2026-03-02T08:00:01.000Z')).toBe('role')
  })
})

describe('beside deciding', () => {
  test('whoever asked may edit and withdraw, and others who may decide edit and claim', () => {
    const own = mayHandle(proposalWith(), me('operator@suzhou', 'operator'), now)
    expect(own).toEqual({ edit: true, withdraw: true, claim: false })
    const other = mayHandle(proposalWith(), me('s', 'supervisor'), now)
    expect(other).toEqual({ edit: true, withdraw: false, claim: true })
    const nobody = mayHandle(proposalWith(), me('v', 'viewer'), now)
    expect(nobody).toEqual({ edit: false, withdraw: false, claim: false })
    const closed = mayHandle(proposalWith({ status: 'done' }), me('s', 'supervisor'), now)
    expect(closed).toEqual({ edit: false, withdraw: false, claim: false })
  })

  test('a claim is over when its time is', () => {
    const claimedUntil = '2026-03-02T09:10:00.000Z'
    const claimed = proposalWith({ claimedBy: 's', claimedUntil })
    expect(claimOf(claimed, now.nowMs)).toEqual({ by: 's', until: claimedUntil })
    expect(claimOf(claimed, Date.parse(claimedUntil))).toBeNull()
  })
})
