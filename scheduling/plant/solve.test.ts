import { expect, test } from 'vitest'
import { checkPlant } from './check.ts'
import type { GivenPlantProblem } from './problem.ts'
import { solvePlant, solvePlants } from './solve.ts'
import { readPlantProblem } from './validate.ts'

/** Forty orders of three operations on eight machines, with breaks, families and one operator pool. */
function workshop(change: Partial<GivenPlantProblem> = {}) {
  return readPlantProblem({
    machines: Array.from({ length: 8 }, (_, machine) => ({
      id: `M${machine}`,
      windows: Array.from({ length: 9 }, (_, day) => ({
        ...{ fromS: 86_400 * day + 57_600, toS: 86_400 * (day + 1), kind: 'break' as const },
      })),
    })),
    resources: [{ id: 'setters', capacity: 5 }],
    orders: Array.from({ length: 40 }, (_, index) => ({
      ...{ id: `O${index}`, family: `F${index % 5}`, dueS: 20_000 + 3100 * ((index * 7) % 40) },
      weight: 1 + (index % 3),
      operations: [0, 1, 2].map((at) => ({
        ...{ seq: 10 * (at + 1), setupS: 900, pausable: true, needs: [{ of: 'setters' }] },
        alternatives: [0, 1].map((choice) => ({
          machineId: `M${(index * 3 + at * 5 + choice) % 8}`,
          runS: 3600 + 400 * ((index * 11 + at * 3 + choice) % 13),
        })),
      })),
    })),
    ...change,
  })
}

test('the same seed and steps give the same schedule, better ones come one after the other', async () => {
  const problem = workshop()
  const curve: number[] = []
  const given = { seconds: 60, steps: 1500, seed: 3 }
  const one = await solvePlant(problem, {
    ...given,
    onBetter: ({ objective }) => curve.push(objective[0] ?? 0),
  })
  const other = await solvePlant(problem, given)
  expect(other.slots).toEqual(one.slots)
  expect(checkPlant(problem, one.slots)).toEqual([])
  expect(one.objective[0]).toBeLessThanOrEqual(curve.at(-1) ?? 0)
  expect(curve).toEqual(curve.toSorted((a, b) => b - a))
  expect(one.objective[0]).toBeGreaterThanOrEqual(one.lowerBound[0] ?? 0)
})

test('several problems at once have the plans that each has alone', async () => {
  const problems = [[{ tardiness: 1 }], [{ makespan: 1 }], [{ setup: 1 }]].map((objective) =>
    workshop({ objective }),
  )
  const given = { seconds: 60, steps: 300, seed: 3 }
  const together = await solvePlants(problems, given)
  const alone = await Promise.all(problems.map((problem) => solvePlant(problem, given)))
  expect(together.map(({ slots }) => slots)).toEqual(alone.map(({ slots }) => slots))
})

test('who gives up keeps the best so far', async () => {
  const leaving = new AbortController()
  const found = await solvePlant(workshop(), {
    ...{ seconds: 600, signal: leaving.signal },
    onBetter: () => leaving.abort(),
  })
  expect(found.slots).toHaveLength(120)
  expect(found.seconds).toBeLessThan(600)
})

/** What is made of steel must not wait after it, and the steel comes later. */
const impossible = () =>
  workshop({
    resources: [],
    orders: [
      {
        ...{ id: 'O1', dueS: 9 },
        operations: [
          {
            ...{ seq: 10, alternatives: [{ machineId: 'M0', runS: 9 }] },
            frozen: { machineId: 'M0', startS: -9, endS: 0 },
          },
          {
            ...{ seq: 20, alternatives: [{ machineId: 'M1', runS: 9 }] },
            ...{
              after: [{ seq: 10, mostLagS: 5 }],
              materials: [{ materialId: 'steel', quantity: 1 }],
            },
          },
        ],
      },
    ],
    materials: [{ id: 'steel', supplies: [{ atS: 60, quantity: 1 }] }],
  })

test.each([1, 3])('what cannot be is told by its order, of %d problems', async (count) => {
  const problems = [impossible(), workshop(), workshop()].slice(0, count)
  await expect(solvePlants(problems, { seconds: 600 })).rejects.toMatchObject({
    code: 'invalid_input',
    message: 'Order O1: no place was found for operation 20 in any schedule.',
    hint: expect.stringContaining('mostLagS'),
  })
})
