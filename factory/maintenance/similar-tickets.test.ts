import { expect, test } from 'vitest'
import { titleSimilarity } from './similar-tickets.ts'

test.each<[string, string, boolean]>([
  ['主轴轴承异响', '主轴轴承有异响', true],
  ['Spindle bearing noise', 'Noise from spindle bearing', true],
  ['Spindle bearing noise', 'Coolant pump leaks', false],
  ['Ａ１ 泵漏水', 'a1泵漏水', true],
  ['漏', '漏', true],
])('%s and %s are similar: %s', (a, b, similar) => {
  expect(titleSimilarity(a, b) >= 0.5).toBe(similar)
})
