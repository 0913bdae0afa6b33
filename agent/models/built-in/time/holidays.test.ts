import { expect, it } from 'vitest'
import { readWindow } from './time.ts'

const today = { year: 2026, month: 11, day: 24, minute: 600 }

it.each([
  ['国庆期间', '2026-10-01', '2026-10-08'],
  ['去年国庆长假', '2025-10-01', '2025-10-08'],
  ['during the National Day holiday', '2026-10-01', '2026-10-08'],
  ['五一假期', '2026-05-01', '2026-05-06'],
  ['May Day last year', '2025-05-01', '2025-05-06'],
  ['2025年春节', '2025-01-28', '2025-02-05'],
  ['over Spring Festival', '2026-02-16', '2026-02-24'],
])('a holiday is a span of days: %s', (said, from, to) => {
  expect(readWindow(said, today)).toEqual({ kind: 'range', from, to })
})

it('one that is still to come this year was meant of last year', () => {
  expect(readWindow('国庆期间', { ...today, month: 3 })).toMatchObject({ from: '2025-10-01' })
})
