import { expect, test } from 'vitest'
import { instantOf, wallOf } from './wall-time.ts'

test.each([
  ['2026-03-02T08:30', 'Asia/Shanghai', '2026-03-02T00:30:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29T00:30', 'Europe/Berlin', '2026-03-28T23:30:00.000Z'],
  ['2026-03-02T08:30', 'America/St_Johns', '2026-03-02T12:00:00.000Z'],
])('%s in %s is %s, and back', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toBe(instant)
  expect(wallOf(Date.parse(instant), zone)).toBe(wall)
})

test('what is no time is none', () => {
  expect(instantOf('', 'Asia/Shanghai')).toBeNull()
})
