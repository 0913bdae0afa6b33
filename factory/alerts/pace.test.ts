import { expect, test } from 'vitest'
import { isDue } from './pace.ts'

const minute = 60_000
const usual = { critical: false }

test('the first message goes at once, the next one waits until ten minutes are over', () => {
  expect(isDue({ now: 0, sent: [], waiting: [] })).toBe(false)
  expect(isDue({ now: 0, sent: [], waiting: [usual] })).toBe(true)
  expect(isDue({ now: 9 * minute, sent: [0], waiting: [usual] })).toBe(false)
  expect(isDue({ now: 10 * minute, sent: [0], waiting: [usual] })).toBe(true)
})

test('what is critical may break the pace twice, and then waits as well', () => {
  const waiting = [usual, { critical: true }]
  expect(isDue({ now: minute, sent: [0], waiting })).toBe(true)
  expect(isDue({ now: minute, sent: [0, 1], waiting })).toBe(true)
  expect(isDue({ now: minute, sent: [0, 1, 2], waiting })).toBe(false)
})
