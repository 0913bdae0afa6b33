import { expect, test } from 'vitest'
import { type MachineHistory, replay } from './replay.ts'
import { readPlantProblem } from './validate.ts'

const hour = 3600

/** Two orders after each other on one machine, ten hours each, the second one due two hours after its end. */
const problem = readPlantProblem({
  machines: [{ id: 'M' }],
  orders: [0, 1].map((nth) => ({
    ...{ id: `O${nth}`, dueS: (10 + 12 * nth) * hour },
    operations: [{ seq: 10, alternatives: [{ machineId: 'M', runS: 10 * hour }] }],
  })),
  current: {
    slots: [0, 1].map((nth) => ({
      ...{ orderId: `O${nth}`, seq: 10, machineId: 'M' },
      ...{ startS: 10 * nth * hour, endS: 10 * (nth + 1) * hour },
    })),
  },
})
const steady: MachineHistory = {
  ...{ machineId: 'M', pace: 1, spread: 0, betweenFailuresS: null, repairS: null },
}
const tried = (history: Partial<MachineHistory>, seed = 1) =>
  replay({
    ...{ problem, history: [{ ...steady, ...history }], runs: 400, seed, seconds: 60 },
    stop: new SharedArrayBuffer(4),
  })

test('machines that keep to the plan carry it out as it is', () => {
  const replayed = tried({})
  expect(replayed).toMatchObject({ runs: 400, lateOrders: { p10: 0, p50: 0, p90: 0 } })
  expect(replayed?.orders.map(({ onTime, endS }) => [onTime, endS.p50])).toEqual([
    [1, 10 * hour],
    [1, 20 * hour],
  ])
})

test('run times spread as they have spread: half of what has no room is late', () => {
  const [tight, roomy] = tried({ spread: 0.1 })?.orders ?? []
  expect(tight?.onTime).toBeGreaterThan(0.42)
  expect(tight?.onTime).toBeLessThan(0.6)
  // Two hours of room over a spread of 1.41 hours.
  expect(roomy?.onTime).toBeGreaterThan(0.87)
  expect(roomy?.onTime).toBeLessThan(0.96)
})

test('failures come as often and last as long as they did', () => {
  const replayed = tried({ betweenFailuresS: 10 * hour, repairS: hour })
  const [first] = replayed?.orders ?? []
  // None in the first ten hours with probability 1/e.
  expect(first?.onTime).toBeGreaterThan(0.3)
  expect(first?.onTime).toBeLessThan(0.44)
  expect(replayed?.orders[1]?.endS.p90).toBeGreaterThan(22 * hour)
})

test('a slower machine makes all late; the same seed gives the same', () => {
  expect(tried({ pace: 1.5 })?.lateOrders).toEqual({ p10: 2, p50: 2, p90: 2 })
  expect(tried({ spread: 0.2 }, 7)).toEqual(tried({ spread: 0.2 }, 7))
  expect(tried({ spread: 0.2 }, 7)).not.toEqual(tried({ spread: 0.2 }, 8))
})
