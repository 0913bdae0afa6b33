import { expect, test } from 'vitest'
import { readAlike } from './similar-tickets.ts'

test.each<[string, string, boolean]>([
  ['主轴轴承异响', '主轴轴承有异响', true],
  ['Spindle bearing noise', 'Noise from spindle bearing', true],
  ['Spindle bearing noise', 'Coolant pump leaks', false],
  ['Ａ１ 泵漏水', 'a1泵漏水', true],
  ['漏', '漏', true],
  ['链条润滑到期', '链条润滑到期 / Chain lubrication due', true],
  ['Chain lubrication is due', '链条润滑到期 / Chain lubrication due', true],
  ['链条断裂', '链条润滑到期 / Chain lubrication due', false],
])('%s and %s are similar: %s', (a, b, similar) => {
  expect(readAlike(a, b)).toBe(similar)
})
