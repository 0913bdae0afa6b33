import { expect, test } from 'vitest'
import { seeded } from '../../base/random.ts'
import { studentBelow, studentQuantile } from './student.ts'
import { detectable, factorOf, planTrial, type Trial } from './trial.ts'
import { deviationWithinShift } from './within-shift.ts'

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t.
test.each([
  [0.95, 1, 6.314],
  [0.95, 10, 1.812],
  [0.975, 5, 2.571],
  [0.975, 9, 2.262],
  [0.99, 30, 2.457],
])('the t that is exceeded beyond %d with %d degrees of freedom is %d', (p, df, t) => {
  expect(studentQuantile(p, df)).toBeCloseTo(t, 3)
  expect(studentBelow(-t, df)).toBeCloseTo(1 - p, 3)
})

const needs = {
  ...{ factors: [factorOf('temperature', 80, 120), factorOf('speed', 1, 2)], shiftsOfDay: 3 },
  ...{ hourDeviation: 0.01, effect: 0.004, shiftHours: 8 },
}
const planned = (): Trial => {
  const trial = planTrial(needs)
  if (trial === null) throw new Error('no trial')
  return trial
}

test('each shift runs every combination and the centre once, in random order, within the limits', () => {
  const { order, factors, shifts, runs, runsOfShift, runHours } = planned()
  expect(factors).toEqual([
    { id: 'temperature', low: 90, centre: 100, high: 110 },
    { id: 'speed', low: 1.25, centre: 1.5, high: 1.75 },
  ])
  expect([runsOfShift, runHours, shifts % 3, runs]).toEqual([5, 1.6, 0, 5 * shifts])
  const blocks = [...Map.groupBy(order, ({ block }) => block).values()]
  const said = blocks.map((block) => block.map(({ settings }) => Object.values(settings).join('/')))
  for (const runs of said) {
    expect(runs.toSorted()).toEqual(['100/1.5', '110/1.25', '110/1.75', '90/1.25', '90/1.75'])
  }
  expect(new Set(said.map((runs) => runs.join())).size).toBeGreaterThan(shifts / 3)
  expect(planned().order).toEqual(order)
})

test('the planned runs find an effect of the asked size in about 80 of 100 trials, and nothing in 5', () => {
  const { order, shifts, runHours } = planned()
  const next = seeded(3)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const finds = (effect: number): boolean => {
    const blocks = Array.from({ length: shifts + 1 }, () => 0.02 * normal())
    const rows = order
      .filter(({ settings }) => settings.speed !== 1.5)
      .map(({ block, settings }) => {
        const sign = settings.temperature === 110 ? 1 : -1
        const noise = (needs.hourDeviation / Math.sqrt(runHours)) * normal()
        return { block, sign, y: (blocks[block] ?? 0) + (sign * effect) / 2 + noise }
      })
    const ofBlock = Map.groupBy(rows, ({ block }) => block)
    const mean = (block: number) =>
      (ofBlock.get(block) ?? []).reduce((sum, { y }) => sum + y / 4, 0)
    const estimate = (2 * rows.reduce((sum, { sign, y }) => sum + sign * y, 0)) / rows.length
    const rest = rows.map(({ block, sign, y }) => y - mean(block) - (sign * estimate) / 2)
    const freedom = rows.length - shifts - 1
    const deviation = Math.sqrt(rest.reduce((sum, one) => sum + one ** 2, 0) / freedom)
    const error = (2 * deviation) / Math.sqrt(rows.length)
    return Math.abs(estimate / error) > studentQuantile(0.975, freedom)
  }
  const share = (effect: number) => Array.from({ length: 400 }, () => finds(effect)).filter(Boolean)
  expect(share(planned().detects).length / 400).toBeGreaterThan(0.74)
  expect(share(planned().detects).length / 400).toBeLessThan(0.86)
  expect(share(0).length / 400).toBeLessThan(0.075)
})

test('more is found with more shifts, and one that would take too long says what three weeks find', () => {
  const at = (shifts: number) => detectable({ shifts, factors: 1, deviation: 1 })
  expect(at(12)).toBeLessThan(at(6))
  // Two means of 17 each find one deviation with 80 % (Cohen 1988, table 2.4.1).
  expect(at(17)).toBeCloseTo(1, 1)
  expect(planTrial({ ...needs, effect: 1e-5 })).toMatchObject({ shifts: 63, shiftsNeeded: null })
  const long = planTrial({ ...needs, effect: 0.001 })
  expect(long).toMatchObject({ shifts: 63, runs: 315 })
  expect(long?.shiftsNeeded).toBeGreaterThan(63)
  expect(long?.detects).toBeGreaterThan(0.001)
  expect(planTrial({ ...needs, factors: [] })).toBeNull()
})

test('an hour varies by what it differs from its shift, not by what shifts differ among themselves', () => {
  const next = seeded(5)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const hours = Array.from({ length: 800 }, (_, at) => ({
    ...{ at, day: `${Math.floor(at / 8)}`, product: 'P', team: 'A', shift: 'day', settings: {} },
    ...{ value: Math.floor(at / 8) + 0.1 * normal(), weight: 1 },
  }))
  expect(deviationWithinShift(hours)).toBeCloseTo(0.1, 2)
  expect(deviationWithinShift(hours.slice(0, 1))).toBeNull()
})
