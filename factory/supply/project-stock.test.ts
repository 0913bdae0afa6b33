import { describe, expect, test } from 'vitest'
import { firstDayOver, projectStock, type StockProblem } from './project-stock.ts'
import { reorderOf } from './reorder.ts'
import { always, quantileOf, weightedOf, wilsonInterval } from './weighted.ts'

const problem = (changes: Partial<StockProblem>): StockProblem => ({
  ...{ quantity: 100, takes: [], receipts: [], fenceDay: 30, usage: [] },
  dayEnds: Array.from({ length: 10 }, (_, day) => day + 1),
  ...{ runs: 400, seed: 7 },
  ...changes,
})
const take = (atDay: number, quantity: number) => ({ atDay, quantity, scrap: null })

describe('what is certain', () => {
  const { days } = projectStock(
    problem({
      takes: [take(0, 30), take(1.5, 60), take(3.5, 40), take(20, 1)],
      receipts: [{ quantity: 50, arrivals: always(4.25) }],
    }),
  )

  test('is told exactly: count, takes and receipts in order of time', () => {
    expect(days.map(({ p50 }) => p50)).toEqual([70, 10, 10, -30, 20, 20, 20, 20, 20, 20])
    expect(days.every(({ p10, p50, p90 }) => p10 === p50 && p50 === p90)).toBe(true)
    expect(days.map(({ risk }) => risk)).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
    expect(firstDayOver(days, 0.05)).toBe(3)
  })

  test('a lot that comes before it is needed is there, and an hour late it is not', () => {
    const riskAt = (day: number) =>
      projectStock(
        problem({
          takes: [take(2, 150)],
          receipts: [{ quantity: 50, arrivals: always(day) }],
        }),
      ).days.at(-1)?.risk
    expect([riskAt(1.9), riskAt(2.1)]).toEqual([0, 1])
  })

  test('a fifth of the pieces lost takes a quarter more', () => {
    const scrapped = projectStock(
      problem({ takes: [{ atDay: 1, quantity: 80, scrap: always(0.2) }] }),
    )
    expect(scrapped.days[0]?.p50).toBeCloseTo(0)
    expect(scrapped.days.at(-1)?.risk).toBe(0)
  })

  test('the order that is advised is what lacks, at the last day from which it still comes in time', () => {
    const told = projectStock(problem({ takes: [take(6.5, 130)] }))
    const asked = { level: 0.05, horizonDays: 10, seed: 1 }
    expect(reorderOf(told, { ...asked, leadDays: always(4) })).toEqual({
      ...{ quantity: 30, latestDay: 2, riskIfNow: 0 },
    })
    expect(reorderOf(told, { ...asked, leadDays: always(7) })).toMatchObject({
      ...{ quantity: 30, latestDay: null, riskIfNow: 1 },
    })
    expect(reorderOf(told, { ...asked, leadDays: null })).toEqual({
      ...{ quantity: 30, latestDay: null, riskIfNow: null },
    })
    const enough = projectStock(problem({ takes: [take(6.5, 100)] }))
    expect(reorderOf(enough, { ...asked, leadDays: always(4) })).toBeNull()
  })

  test('nothing is told of days that neither plan nor past use speak of', () => {
    expect(projectStock(problem({ takes: [take(2.5, 10)], fenceDay: 2.5 })).days).toHaveLength(3)
  })

  test('what is planned beyond the plan takes the place of past days, and does not add to them', () => {
    const { days: usual } = projectStock(
      problem({ fenceDay: 0, usage: [5], takes: [take(3.5, 12), take(8.5, 60)] }),
    )
    // Ten days of 5 come to 50; planned are 72, of which the last 60 on the ninth day.
    expect(usual.map(({ p50 }) => p50)).toEqual([95, 90, 85, 80, 75, 70, 65, 60, 28, 28])
  })
})

/** Φ by the error function of Abramowitz & Stegun 7.1.26, |ε| < 1.5e-7. */
function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const terms = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]
  const erf = 1 - terms.reduce((sum, term) => (sum + term) * t, 0) * Math.exp(-(x ** 2))
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}

describe('random demand and deliveries', () => {
  const runs = 20_000
  const within = (share: number) => 3.5 * Math.sqrt((share * (1 - share)) / runs)

  test('normal demand over a lead time runs out as often as the reorder point formula says', () => {
    // Equally likely values at the quantiles of N(20, 5): its mean, and nearly its variance.
    const grid = Array.from({ length: 999 }, (_, at) => (at + 1) / 1000)
    const usage = grid.map((share) => 20 + 5 * inverse(share))
    const sd = Math.sqrt(usage.reduce((sum, one) => sum + (one - 20) ** 2, 0) / usage.length)
    for (const stock of [170, 180, 190, 200]) {
      const { days } = projectStock(
        problem({ ...{ quantity: stock, usage, runs }, fenceDay: 0, dayEnds: nine }),
      )
      const expected = 1 - normal((stock - 9 * 20) / (sd * 3))
      expect(Math.abs((days.at(-1)?.risk ?? 0) - expected)).toBeLessThan(within(expected) + 0.002)
    }
  })
  const nine = Array.from({ length: 9 }, (_, day) => day + 1)
  const inverse = (share: number): number => {
    let [low, high] = [-6, 6]
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2
      if (normal(middle) < share) low = middle
      else high = middle
    }
    return low
  }

  test('stock runs out in the share of courses in which the delivery is later than the need', () => {
    const arrivals = weightedOf(
      [1, 2, 3, 4, 5].map((value) => ({ value, weight: value === 5 ? 3 : 1 })),
    )
    if (arrivals === null) throw new RangeError('no arrivals')
    const { days } = projectStock(
      problem({ takes: [take(3.5, 120)], receipts: [{ quantity: 40, arrivals }], runs }),
    )
    expect(Math.abs((days.at(-1)?.risk ?? 0) - 4 / 7)).toBeLessThan(within(4 / 7))
  })

  test('an order at the last advised day leaves the accepted risk, and a day later more', () => {
    const usage = [8, 10, 12]
    const leadDays = weightedOf([2, 3, 4].map((value) => ({ value, weight: 1 })))
    const base = problem({ quantity: 60, fenceDay: 0, usage, runs })
    const advice = reorderOf(projectStock(base), {
      ...{ level: 0.1, leadDays, horizonDays: 10, seed: 3 },
    })
    const riskOf = (day: number) =>
      projectStock({
        ...base,
        seed: 99,
        receipts: [
          {
            quantity: advice?.quantity ?? 0,
            arrivals: {
              values: [2, 3, 4].map((lead) => lead + day),
              shares: leadDays?.shares ?? [],
            },
          },
        ],
      }).days.at(-1)?.risk ?? 1
    const day = advice?.latestDay ?? Number.NaN
    expect(riskOf(day)).toBeLessThan(0.1 + 2 * within(0.1))
    expect(riskOf(day + 1)).toBeGreaterThan(0.1)
  })

  test('the same problem has the same answer', () => {
    const asked = problem({ fenceDay: 0, usage: [5, 9, 14] })
    expect(projectStock(asked)).toEqual(projectStock(asked))
    expect(projectStock({ ...asked, seed: 8 })).not.toEqual(projectStock(asked))
  })
})

test('weights decide where the quantiles of the past lie', () => {
  const of = weightedOf([
    { value: 9, weight: 3 },
    { value: 1, weight: 1 },
  ])
  expect(of && [0, 0.24, 0.26, 0.99].map((share) => quantileOf(of, share))).toEqual([1, 1, 9, 9])
  expect(weightedOf([])).toBeNull()
})

test('the interval of a share is that of Wilson, and reaches neither below 0 nor above 1', () => {
  // Newcombe (1998), table I: 81 of 263, and 0 of 20.
  expect(wilsonInterval(81, 263)?.low).toBeCloseTo(0.2553, 4)
  expect(wilsonInterval(81, 263)?.high).toBeCloseTo(0.3662, 4)
  expect(wilsonInterval(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) })
  expect(wilsonInterval(0, 0)).toBeNull()
})
