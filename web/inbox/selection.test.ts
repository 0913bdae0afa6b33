import { expect, test } from 'vitest'
import { mayChoose, shownOf, toggled } from './selection.ts'
import { proposalWith } from './test-proposal.ts'

const asked = {
  me: { userId: 's', roles: [{ siteId: 'suzhou', role: 'supervisor' }] },
  standing: { nowMs: Date.parse('2026-03-02T09:00:00.000Z'), lent: [] },
}
const none = new Map()

test('only low risk that one may decide can be chosen, and of one kind', () => {
  expect(mayChoose(proposalWith(), none, asked)).toBe(true)
  for (const risk of ['medium', 'high'] as const)
    expect(mayChoose(proposalWith({ risk }), none, asked)).toBe(false)
  expect(mayChoose(proposalWith({ authors: ['s'] }), none, asked)).toBe(false)
  const chosen = toggled(none, proposalWith())
  expect(mayChoose(proposalWith({ id: 'act_2' }), chosen, asked)).toBe(true)
  expect(mayChoose(proposalWith({ id: 'act_2', tool: 'other' }), chosen, asked)).toBe(false)
})

test('what is sent is what was seen; choosing twice takes it away', () => {
  const chosen = toggled(none, proposalWith({ version: 3 }))
  expect(shownOf(chosen)).toEqual([
    { siteId: 'suzhou', id: 'act_1', version: 3, argsSha256: 'a'.repeat(64) },
  ])
  expect(toggled(chosen, proposalWith({ version: 4 })).size).toBe(0)
})

test('no more than the server takes', () => {
  let chosen: ReadonlyMap<string, ReturnType<typeof proposalWith>> = none
  for (let at = 0; at < 100; at++) chosen = toggled(chosen, proposalWith({ id: `act_${at}` }))
  expect(mayChoose(proposalWith({ id: 'more' }), chosen, asked)).toBe(false)
  expect(mayChoose(proposalWith({ id: 'act_5' }), chosen, asked)).toBe(true)
})
