import { expect, test } from 'vitest'
import { checkSchedule } from './check.ts'
import type { Problem, Slot } from './problem.ts'

const running: Slot = {
  orderId: 'A',
  seq: 10,
  machineId: 'M1',
  startS: -50,
  endS: 100,
  setupS: 0,
}
const problem: Problem = {
  machines: [
    { id: 'M1', unavailable: [{ fromS: 1000, toS: 2000 }], family: null },
    { id: 'M2', unavailable: [], family: 'red' },
  ],
  orders: [
    {
      id: 'A',
      family: 'red',
      releaseS: 0,
      dueS: 900,
      weight: 1,
      operations: [
        { seq: 10, machineIds: ['M1'], runS: 150, setupS: 0, fixed: running },
        { seq: 20, machineIds: ['M2'], runS: 100, setupS: 30, fixed: null },
      ],
    },
    {
      id: 'B',
      family: 'blue',
      releaseS: 60,
      dueS: 900,
      weight: 1,
      operations: [{ seq: 10, machineIds: ['M1'], runS: 200, setupS: 40, fixed: null }],
    },
  ],
}
const a20: Slot = { orderId: 'A', seq: 20, machineId: 'M2', startS: 100, endS: 200, setupS: 0 }
const b10: Slot = { orderId: 'B', seq: 10, machineId: 'M1', startS: 100, endS: 340, setupS: 40 }

test('a right schedule has nothing wrong', () => {
  expect(checkSchedule(problem, [running, a20, b10])).toEqual([])
})

test.each<[string, Slot[], RegExp]>([
  ['an operation left out', [running, a20], /B\/10 is not planned/],
  ['an operation planned twice', [running, a20, b10, b10], /B\/10 is planned twice/],
  ['an operation of no order', [running, a20, b10, { ...b10, orderId: 'X' }], /X\/10 is not part/],
  ['a machine that cannot do it', [running, a20, { ...b10, machineId: 'M2' }], /which cannot/],
  ['a machine that does not exist', [running, a20, { ...b10, machineId: 'M9' }], /unknown M9/],
  ['two at once on a machine', [running, a20, shift(b10, -10)], /B\/10 overlaps/],
  ['an operation before its predecessor', [running, shift(a20, -1), b10], /before the operation/],
  ['a start before release', [running, a20, shift(b10, -50)], /before its order is released/],
  ['a start in the past', [running, shift(a20, -120), b10], /in the past/],
  ['work inside a maintenance window', [running, a20, shift(b10, 800)], /is unavailable/],
  ['a run time cut short', [running, a20, { ...b10, endS: 300 }], /does not last/],
  ['a set-up left out', [running, a20, { ...b10, endS: 300, setupS: 0 }], /set-up where 40 s/],
  [
    'a set-up that is not needed',
    [running, { ...a20, endS: 230, setupS: 30 }, b10],
    /30 s of set-up where 0 s/,
  ],
  ['running work moved', [shift(running, 1), a20, b10], /running and was moved/],
  ['times that are no numbers', [running, a20, { ...b10, startS: Number.NaN }], /no usable times/],
])('%s is refused', (_, slots, says) => {
  expect(checkSchedule(problem, slots).join('\n')).toMatch(says)
})

function shift(slot: Slot, byS: number): Slot {
  return { ...slot, startS: slot.startS + byS, endS: slot.endS + byS }
}
