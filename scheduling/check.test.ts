import { expect, test } from 'vitest'
import { type Assignment, checkSchedule } from './check.ts'
import { parseInstance } from './parse.ts'

// Job 0: machine 1 or 2, then machine 2. Job 1: machine 1.
const instance = parseInstance('2 2 1.5\n2 2 1 3 2 4 1 2 5\n1 1 1 2\n', { name: 'hand' })
const right: Assignment[] = [
  { job: 0, op: 0, machine: 1, start: 0, end: 3 },
  { job: 0, op: 1, machine: 2, start: 3, end: 8 },
  { job: 1, op: 0, machine: 1, start: 3, end: 5 },
]
const changed = (index: number, change: Partial<Assignment>): Assignment[] =>
  right.map((one, at) => (at === index ? { ...one, ...change } : one))

test('a right schedule has no faults, in whatever order it is given', () => {
  expect(checkSchedule(instance, right)).toEqual({ faults: [], makespan: 8 })
  expect(checkSchedule(instance, right.toReversed()).faults).toEqual([])
})

test.each<[string, Assignment[], RegExp]>([
  ['nothing', [], /job 0, operation 0 is missing/],
  ['one left out', right.slice(1), /job 0, operation 0 is missing/],
  ['one twice', [...right, ...right.slice(2)], /job 1, operation 0 is planned 2 times/],
  ['a job that is not there', changed(2, { job: 2 }), /job 2, operation 0 is not part/],
  ['an operation that is not there', changed(2, { op: 1 }), /job 1, operation 1 is not part/],
  ['a machine that cannot do it', changed(2, { machine: 2 }), /machine 2, which cannot do it/],
  ['a machine counted from 0', changed(0, { machine: 0 }), /machine 0, which cannot do it/],
  ['the time of another machine', changed(0, { machine: 2 }), /takes 3 on machine 2 where 4/],
  ['a time cut short', changed(1, { end: 7 }), /takes 4 on machine 2 where 5/],
  ['two at once on a machine', changed(2, { start: 2, end: 4 }), /overlaps job 0, operation 0/],
  ['a job out of order', changed(1, { start: 2, end: 7 }), /starts at 2, before operation 0 ends/],
  ['a start before zero', changed(0, { start: -1, end: 2 }), /no usable times/],
  ['times that are no numbers', changed(0, { start: Number.NaN }), /no usable times/],
  ['fractions', changed(0, { start: 0.5, end: 3.5 }), /no usable times/],
])('%s is found', (_, schedule, says) => {
  expect(checkSchedule(instance, schedule).faults.join('\n')).toMatch(says)
})
