import { expect, test } from 'vitest'
import { differences, missed } from './report.ts'

test('a target that is missed is told with what was wanted, and so is one that was not measured', () => {
  const targets = {
    ratio: { op: '<=' as const, value: 1.3 },
    found: { op: '>=' as const, value: 0.9 },
    lost: { op: '==' as const, value: 0 },
  }
  expect(missed({ ratio: 1.3, found: 0.9, lost: 0 }, targets)).toEqual([])
  expect(missed({ ratio: 1.31, found: 0.9 }, targets)).toEqual([
    'ratio is 1.31, wanted <= 1.3',
    'lost is NaN, wanted == 0',
  ])
})

test('what the baseline holds is compared, and nothing else', () => {
  const lines = differences({ ratio: 1.2, share: 0.9, ms: 40 }, { ratio: 1.5, share: 0.9 })
  expect(lines.map((line) => line.trim().split(/\s+/))).toEqual([
    ['against', 'the', 'baseline', 'was', 'is'],
    ['ratio', '1.5', '1.2', '−0.300'],
    ['share', '0.9', '0.9', '='],
  ])
  expect(differences({ ms: 40 }, {})).toEqual([])
})
