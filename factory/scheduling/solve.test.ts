import { describe, expect, test } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { mergeWindows } from './calendar.ts'
import { checkSchedule } from './check.ts'
import { dispatch, keepSequence } from './dispatch.ts'
import { indicatorsOf } from './indicators.ts'
import type { Machine, Operation, Order, Problem, Slot } from './problem.ts'
import { rules } from './rules.ts'
import { objectives, solve } from './solve.ts'

const machine = (id: string, windows: Machine['unavailable'] = []): Machine => ({
  id,
  unavailable: mergeWindows(windows),
  family: null,
})
const operation = (seq: number, machineIds: string[], runS: number): Operation => ({
  seq,
  machineIds,
  runS,
  setupS: 0,
  fixed: null,
})
const order = (id: string, dueS: number, operations: Operation[]): Order => ({
  id,
  family: 'f',
  releaseS: 0,
  dueS,
  weight: 1,
  operations,
})
const startOf = (slots: Slot[], id: string) => slots.find((slot) => slot.orderId === id)?.startS

describe('solve', () => {
  test('puts the order that is due first ahead, so that neither is late', () => {
    const problem: Problem = {
      machines: [machine('M1')],
      orders: [
        order('later', 300, [operation(10, ['M1'], 100)]),
        order('sooner', 100, [operation(10, ['M1'], 100)]),
      ],
    }
    const { best } = solve(problem, { current: [], objective: 'due_dates' })
    expect(startOf(best.slots, 'sooner')).toBe(0)
    expect(best.indicators).toMatchObject({ onTimeShare: 1, tardinessH: 0, lateOrders: 0 })
  })

  test('uses an alternative machine when the first one is down', () => {
    const problem: Problem = {
      machines: [machine('M1', [{ fromS: 0, toS: 5000 }]), machine('M2')],
      orders: [order('A', 200, [operation(10, ['M1', 'M2'], 100)])],
    }
    const current = [{ orderId: 'A', seq: 10, machineId: 'M1', startS: 0, endS: 100, setupS: 0 }]
    const { kept, best } = solve(problem, { current, objective: 'due_dates' })
    expect(kept.indicators).toMatchObject({ onTimeShare: 0, makespanH: 5100 / 3600 })
    expect(best.slots).toMatchObject([{ machineId: 'M2', startS: 0 }])
  })

  test('groups families when set-ups are what counts', () => {
    const families = ['red', 'blue', 'red', 'blue']
    const problem: Problem = {
      machines: [machine('M1')],
      orders: families.map((family, index) => ({
        ...order(`O${index}`, 1000 + index, [{ ...operation(10, ['M1'], 100), setupS: 50 }]),
        family,
      })),
    }
    const { best } = solve(problem, { current: [], objective: 'setups' })
    expect(best.indicators.setupH * 3600).toBeCloseTo(100)
  })

  test('keeps the current sequence when no rule does better', () => {
    const problem: Problem = {
      machines: [machine('M1')],
      orders: [order('A', 500, [operation(10, ['M1'], 100)])],
    }
    expect(solve(problem, { current: [], objective: 'due_dates' }).best.method).toBe('kept')
  })

  test('plans nothing for no orders', () => {
    const { best } = solve({ machines: [], orders: [] }, { current: [], objective: 'setups' })
    expect(best.slots).toEqual([])
    expect(best.indicators.onTimeShare).toBeNull()
  })

  test.each<[string, Order[], RegExp]>([
    [
      'a sequence twice',
      [order('A', 9, [operation(10, ['M1'], 1), operation(10, ['M1'], 1)])],
      /A .*10 twice/,
    ],
    [
      'a circle',
      [order('A', 9, [operation(20, ['M1'], 1), operation(10, ['M1'], 1)])],
      /A goes back/,
    ],
    ['no eligible machine', [order('A', 9, [operation(10, [], 1)])], /A has no eligible machine/],
    [
      'an unknown machine',
      [order('A', 9, [operation(10, ['M11'], 1)])],
      /A names the unknown machine "M11"/,
    ],
    [
      'a negative run time',
      [order('A', 9, [operation(10, ['M1'], -1)])],
      /A has a run time of -1 s/,
    ],
    [
      'no due time',
      [order('A', Number.NaN, [operation(10, ['M1'], 1)])],
      /A has no usable due time/,
    ],
    ['an order twice', [order('A', 9, []), order('A', 9, [])], /A is given twice/],
  ])('refuses %s, naming the order', (_, orders, says) => {
    const attempt = () =>
      solve({ machines: [machine('M1')], orders }, { current: [], objective: 'due_dates' })
    expect(attempt).toThrow(says)
    expect(attempt).toThrow(AppError)
  })

  test('refuses running work behind waiting work', () => {
    const fixed = { orderId: 'A', seq: 20, machineId: 'M1', startS: -1, endS: 9, setupS: 0 }
    const second = { ...operation(20, ['M1'], 10), fixed }
    const orders = [order('A', 9, [operation(10, ['M1'], 1), second])]
    expect(() =>
      solve({ machines: [machine('M1')], orders }, { current: [], objective: 'due_dates' }),
    ).toThrow(/A runs operation 20 while operation 10 still waits/)
  })
})

describe('random problems', () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1)

  test.each(seeds)('seed %i: the checker accepts every rule in every mode', (seed) => {
    const problem = randomProblem(seed)
    for (const rule of Object.values(rules)) {
      for (const mode of ['active', 'non_delay'] as const) {
        expect(checkSchedule(problem, dispatch(problem, rule, mode))).toEqual([])
      }
    }
  })

  test.each(seeds.slice(0, 20))('seed %i: the best plan is no worse than the kept one', (seed) => {
    const problem = randomProblem(seed)
    const current = dispatch(problem, (candidate) => candidate.order.id.length, 'non_delay')
    for (const objective of objectives) {
      const { kept, best } = solve(problem, { current, objective })
      const better = {
        due_dates: best.indicators.weightedTardinessH <= kept.indicators.weightedTardinessH,
        throughput: best.indicators.makespanH <= kept.indicators.makespanH,
        setups: best.indicators.setupH <= kept.indicators.setupH,
      }
      expect(better[objective]).toBe(true)
    }
  })

  test('the same problem gives the same plan', () => {
    const plans = [1, 2].map(() => solve(randomProblem(7), { current: [], objective: 'due_dates' }))
    expect(plans[0]).toEqual(plans[1])
  })

  test('a schedule without gaps keeps its times when its sequence is kept', () => {
    const problem = randomProblem(3)
    const slots = keepSequence(problem, [])
    const again = keepSequence(problem, slots)
    expect(indicatorsOf(problem, again)).toEqual(indicatorsOf(problem, slots))
  })
})

/** Mulberry32: small, seeded, good enough to shuffle test problems. */
function randomSource(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

function randomProblem(seed: number): Problem {
  const below = randomSource(seed)
  const machines = Array.from(
    { length: 1 + below(5) },
    (_, index): Machine => ({
      id: `M${index}`,
      family: below(2) === 0 ? null : `f${below(3)}`,
      unavailable: mergeWindows(
        Array.from({ length: below(3) }, () => {
          const fromS = below(2000)
          return { fromS, toS: fromS + below(800) }
        }),
      ),
    }),
  )
  const busy = new Set<string>()
  const orders = Array.from({ length: 1 + below(12) }, (_, index): Order => {
    const id = `O${index}`
    const operations = Array.from(
      { length: 1 + below(4) },
      (_, position): Operation => ({
        seq: 10 * (position + 1),
        machineIds: machines
          .filter((_, m) => m === position % machines.length || below(2) === 0)
          .map(({ id }) => id),
        runS: below(400),
        setupS: below(120),
        fixed: null,
      }),
    )
    const free = operations[0]?.machineIds.find((machineId) => !busy.has(machineId))
    if (operations[0] && free && below(4) === 0) {
      busy.add(free)
      const endS = below(500)
      operations[0].fixed = {
        orderId: id,
        seq: 10,
        machineId: free,
        startS: -below(99),
        endS,
        setupS: 0,
      }
    }
    return {
      id,
      family: `f${below(3)}`,
      releaseS: below(600),
      dueS: below(4000),
      weight: 1 + below(5),
      operations,
    }
  })
  return { machines, orders }
}
