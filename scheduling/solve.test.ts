import { afterAll, expect, test } from 'vitest'
import { checkSchedule } from './check.ts'
import { parseInstance } from './parse.ts'
import { solve } from './solve.ts'
import { openTeam } from './team.ts'
import { classicInstance } from './test-instances.ts'

const instance = classicInstance(5, { jobs: 10, machines: 10 })
const teams = { one: openTeam(1), two: openTeam(2) }
afterAll(async () => {
  await teams.one.close()
  await teams.two.close()
})

test('the same seed and moves of one thread give the same schedule', async () => {
  const options = { seconds: 600, moves: 4000, seed: 9, threads: teams.one }
  const [first, second] = [await solve(instance, options), await solve(instance, options)]
  expect(first.schedule).toEqual(second.schedule)
  expect(first.iterations).toBe(second.iterations)
})

test('two threads find a schedule that the checker accepts, and an honest gap', async () => {
  const found = await solve(instance, { seconds: 600, moves: 3000, threads: teams.two })
  const { faults, makespan } = checkSchedule(instance, found.schedule)
  expect({ faults, makespan }).toEqual({ faults: [], makespan: found.makespan })
  expect(found.gap).toBeCloseTo((makespan - found.lowerBound) / found.lowerBound)
  expect(found.curve.at(-1)?.makespan).toBe(makespan)
  const told = found.curve.map((step) => step.makespan)
  expect(told).toEqual(told.toSorted((a, b) => b - a))
})

test('a search ends by itself when its schedule is proven best', async () => {
  const chain = parseInstance('2 2\n0 3 1 4\n1 1 0 1\n', { name: 'chain' })
  const found = await solve(chain, { seconds: 600, threads: teams.two })
  expect(found).toMatchObject({ makespan: 7, lowerBound: 7, gap: 0 })
})

test('a search that is aborted gives the best it has', async () => {
  const stopping = new AbortController()
  const found = await solve(instance, {
    seconds: 600,
    threads: teams.one,
    signal: stopping.signal,
    onBetter: () => stopping.abort(),
  })
  expect(checkSchedule(instance, found.schedule).faults).toEqual([])
})
