import { expect, test } from 'vitest'
import { below, randomFrom } from '../../base/random.ts'
import { compilePlant } from './compile.ts'
import { forgetRank, keepRank, makeKeptSequence } from './kept-sequence.ts'
import { movedSlots } from './moved.ts'
import type { PlantSlot } from './problem.ts'
import { readPlantProblem } from './validate.ts'

const slot = (id: number, startS: number, machineId = 'M'): PlantSlot => ({
  ...{ orderId: `O${id}`, seq: 10, machineId, startS, endS: startS + 1, setupS: 0, resources: [] },
})

/** Orders of one second each, today one after the other by their number. */
const lineOf = (count: number, by: 'start' | 'sequence' = 'sequence') =>
  readPlantProblem({
    machines: [{ id: 'M' }, { id: 'N' }],
    orders: Array.from({ length: count }, (_, id) => ({
      ...{ id: `O${id}`, dueS: 100 },
      operations: [
        {
          seq: 10,
          alternatives: [
            { machineId: 'M', runS: 1 },
            { machineId: 'N', runS: 1 },
          ],
        },
      ],
    })),
    current: { slots: Array.from({ length: count }, (_, id) => slot(id, id)), by, toleranceS: 0 },
  })

const names = (slots: PlantSlot[]) => slots.map(({ orderId }) => orderId).sort()

test('what begins later in the same sequence is no move by sequence, and one by start', () => {
  const later = [0, 1, 2].map((id) => slot(id, id + 8))
  expect(movedSlots(lineOf(3), later)).toEqual([])
  expect(names(movedSlots(lineOf(3, 'start'), later))).toEqual(['O0', 'O1', 'O2'])
})

test('who overtakes moves, not whom it overtakes; another machine is a move', () => {
  const rush = [slot(3, 0), slot(0, 1), slot(1, 2), slot(2, 3)]
  expect(names(movedSlots(lineOf(4), rush))).toEqual(['O3'])
  const delayed = [slot(1, 0), slot(2, 1), slot(3, 2), slot(0, 3)]
  expect(names(movedSlots(lineOf(4), delayed))).toEqual(['O0'])
  expect(names(movedSlots(lineOf(2), [slot(0, 0), slot(1, 0, 'N')]))).toEqual(['O1'])
})

test('as tasks are placed and taken back, as many count as of the finished schedule', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const random = randomFrom(seed)
    const count = 2 + below(random, 9)
    const problem = lineOf(count)
    const shop = compilePlant(problem)
    const kept = makeKeptSequence(shop)
    const order = Array.from({ length: count }, (_, id) => id)
    const shuffled = order.toSorted(() => below(random, 3) - 1)
    let moved = 0
    for (const [placed, rank] of shuffled.entries()) {
      const at = { machine: 0, rank, placed }
      // Another comes and goes first: nothing of it may stay.
      keepRank(shop, kept, { ...at, rank: below(random, count) })
      forgetRank(kept, 0, placed)
      if (!keepRank(shop, kept, at)) moved += 1
    }
    const slots = shuffled.map((id, startS) => slot(id, startS))
    expect(moved, `seed ${seed}`).toBe(movedSlots(problem, slots).length)
  }
})
