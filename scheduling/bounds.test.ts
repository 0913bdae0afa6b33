import { expect, test } from 'vitest'
import { lowerBound } from './bounds.ts'
import { parseInstance } from './parse.ts'
import { bruteForce, randomInstance } from './test-instances.ts'

const bound = (text: string) => lowerBound(parseInstance(text, { name: 'x' }))

test('no schedule is shorter than the longest job', () => {
  expect(bound('1 2\n0 3 1 4\n')).toBe(7)
})

test('a machine waits for heads and leaves tails', () => {
  // Machine 1 has 5 + 5 between at least 2 before and 3 after.
  expect(bound('2 3\n0 2 1 5 2 3\n0 2 1 5 2 3\n')).toBe(15)
})

test('work that may go to two machines is spread over both', () => {
  expect(bound('3 2 2\n1 2 1 4 2 4\n1 2 1 4 2 4\n1 2 1 4 2 4\n')).toBe(6)
})

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'seed %i: never above the best',
  (seed) => {
    const instance = randomInstance(seed, { jobs: 3, machines: 2, most: 2, alternatives: 2 })
    expect(lowerBound(instance)).toBeLessThanOrEqual(bruteForce(instance))
  },
)
