import { describe, expect, test } from 'vitest'
import { lowerBound } from '../bounds.ts'
import type { Instance } from '../instance.ts'
import { bruteForce, classicInstance, randomInstance } from '../test-instances.ts'
import { evolve } from './evolve.ts'
import { makePool, openPool } from './pool.ts'

/** The makespans that a search of so many moves meets, best last. */
function search(instance: Instance, { moves, seed = 1 }: { moves: number; seed?: number }) {
  const found: number[] = []
  let made = 0
  evolve(instance, openPool(makePool(instance), instance), {
    seed,
    bound: lowerBound(instance),
    isOver: (since) => {
      made += since
      return made >= moves
    },
    improved: (makespan) => void found.push(makespan),
  })
  return found
}

describe('tiny problems', () => {
  const seeds = Array.from({ length: 150 }, (_, seed) => seed)
  const shapes = [
    { jobs: 3, machines: 2, most: 3, alternatives: 1 },
    { jobs: 3, machines: 2, most: 2, alternatives: 2 },
    { jobs: 2, machines: 3, most: 3, alternatives: 3 },
  ]

  test.each(shapes)('are solved to the best of all schedules: %o', (shape) => {
    for (const seed of seeds) {
      const instance = randomInstance(seed, shape)
      const best = search(instance, { moves: 600 }).at(-1)
      expect({ seed, best }).toEqual({ seed, best: bruteForce(instance) })
    }
  })
})

describe('a search', () => {
  const instance = classicInstance(5, { jobs: 10, machines: 10 })

  test('only ever gets better', () => {
    const found = search(instance, { moves: 3000 })
    expect(found.length).toBeGreaterThan(1)
    expect(found).toEqual([...new Set(found)].sort((a, b) => b - a))
  })

  test('is repeated by its seed and moves', () => {
    expect(search(instance, { moves: 3000, seed: 7 })).toEqual(
      search(instance, { moves: 3000, seed: 7 }),
    )
  })

  test('is another with another seed', () => {
    const all = [1, 2, 3, 4].map((seed) => search(instance, { moves: 2000, seed }).join())
    expect(new Set(all).size).toBeGreaterThan(1)
  })

  test('of one job ends, though there is nothing to move', () => {
    const one = randomInstance(1, { jobs: 1, machines: 3, most: 5, alternatives: 1 })
    expect(search(one, { moves: 100 })).toEqual([lowerBound(one)])
  })
})
