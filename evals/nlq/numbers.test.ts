import { expect, test } from 'vitest'
import { tells } from './numbers.ts'

test.each([
  ['OEE was 78.4%.', 78.4321, '%'],
  ['产量 12,345 件', 12_345, 'pieces'],
  ['停机 3.6 小时', 216.2, 'min'],
  ['down by −2.5 %', -2.51, '%'],
])('%s tells %d %s', (text, value, unit) => {
  expect(tells(text, value, unit)).toBe(true)
})

test.each([
  ['OEE was 78.5%.', 78.4321, '%'],
  ['产量 12,346 件', 12_345, 'pieces'],
  ['no figure', 0, 'pieces'],
])('%s does not tell %d %s', (text, value, unit) => {
  expect(tells(text, value, unit)).toBe(false)
})
