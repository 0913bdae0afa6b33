import { describe, expect, test } from 'vitest'
import type { Me, ProposalView } from '../../server/http/contract.ts'
import { approvalOf, faultsOf, isFirstOfSeveral, mayDecide, rejectionOf } from './decision-rules.ts'
import { proposalWith } from './test-proposal.ts'

const me = (userId: string, role: string, siteId = 'suzhou'): Me => ({
  userId,
  name: userId,
  language: 'zh',
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

describe('the decision is offered', () => {
  const supervisor = me('supervisor@suzhou', 'supervisor')

  test('to whoever holds the role at the very site', () => {
    expect(mayDecide(proposalWith(), supervisor)).toBe('may')
    expect(mayDecide(proposalWith(), me('o', 'operator'))).toBe('role')
    expect(mayDecide(proposalWith(), me('s', 'supervisor', 'chengdu'))).toBe('role')
  })

  test('not to whoever asked, nor twice, nor once it is closed', () => {
    expect(
      mayDecide(proposalWith({ authors: ['operator@suzhou', 'supervisor@suzhou'] }), supervisor),
    ).toBe('self')
    const given = proposalWith({ decisions: [approvedBy('supervisor@suzhou')] })
    expect(mayDecide(given, supervisor)).toBe('given')
    expect(mayDecide(proposalWith({ status: 'expired' }), supervisor)).toBe('closed')
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
