import { expect, test } from 'vitest'
import { explainLate, explainOrder } from './explain.ts'
import { readPlantProblem } from './validate.ts'

const on = (machineId: string, runS: number) => [{ machineId, runS }]

test('a late order is explained by what it waited for, back to what waited for nothing', () => {
  const problem = readPlantProblem({
    machines: [
      { id: 'saw', windows: [{ fromS: 0, toS: 100, kind: 'maintenance' }] },
      { id: 'mill' },
    ],
    orders: [
      { id: 'first', dueS: 900, operations: [{ seq: 10, alternatives: on('saw', 50) }] },
      {
        ...{ id: 'late', dueS: 150 },
        operations: [
          { seq: 10, alternatives: on('saw', 30) },
          { seq: 20, alternatives: on('mill', 40) },
        ],
      },
    ],
  })
  const [late, ...others] = explainLate(problem, [
    {
      orderId: 'first',
      seq: 10,
      machineId: 'saw',
      startS: 100,
      endS: 150,
      setupS: 0,
      resources: [],
    },
    {
      orderId: 'late',
      seq: 10,
      machineId: 'saw',
      startS: 150,
      endS: 180,
      setupS: 0,
      resources: [],
    },
    {
      orderId: 'late',
      seq: 20,
      machineId: 'mill',
      startS: 180,
      endS: 220,
      setupS: 0,
      resources: [],
    },
  ])
  expect(others).toEqual([])
  expect(late).toMatchObject({ orderId: 'late', lateS: 70, bottleneck: 'saw' })
  expect(late?.chain.map(({ orderId, seq, cause }) => [`${orderId}/${seq}`, cause])).toEqual([
    ['late/20', { kind: 'order', orderId: 'late', seq: 10 }],
    ['late/10', { kind: 'machine', orderId: 'first', seq: 10 }],
    ['first/10', { kind: 'calendar', machineId: 'saw' }],
  ])
})

test('what a published schedule leaves free is told as planned, whole minutes apart from waiting', () => {
  const slot = (orderId: string, machineId: string, [startS, endS]: [number, number]) => ({
    ...{ orderId, seq: 10, machineId, startS, endS, setupS: 0, resources: [] },
  })
  const order = (id: string, dueS: number) => ({
    ...{ id, dueS, operations: [{ seq: 10, alternatives: on('mill', 330) }] },
  })
  const problem = readPlantProblem({
    machines: [{ id: 'mill' }],
    orders: [order('first', 900), order('second', 900), order('late', 900)],
  })
  const [late] = explainLate(problem, [
    slot('first', 'mill', [0, 330]),
    slot('second', 'mill', [360, 690]),
    slot('late', 'mill', [4290, 4620]),
  ])
  expect(late?.chain.map(({ cause }) => cause)).toEqual([
    { kind: 'planned', orderId: 'second', seq: 10, gapS: 3600 },
    { kind: 'machine', orderId: 'first', seq: 10 },
    { kind: 'start' },
  ])
})

test('of several that ended within a minute, the last to end is what it waited for', () => {
  const problem = readPlantProblem({
    machines: [{ id: 'saw' }, { id: 'mill' }],
    orders: [
      { id: 'other', dueS: 900, operations: [{ seq: 10, alternatives: on('mill', 400) }] },
      {
        ...{ id: 'late', dueS: 300 },
        operations: [
          { seq: 10, alternatives: on('saw', 370) },
          { seq: 20, alternatives: on('mill', 100) },
        ],
      },
    ],
  })
  const slot = { setupS: 0, resources: [] }
  const late = explainOrder(
    problem,
    [
      { ...slot, orderId: 'other', seq: 10, machineId: 'mill', startS: 0, endS: 400 },
      { ...slot, orderId: 'late', seq: 10, machineId: 'saw', startS: 0, endS: 370 },
      { ...slot, orderId: 'late', seq: 20, machineId: 'mill', startS: 400, endS: 500 },
    ],
    'late',
  )
  expect(late?.chain[0]?.cause).toEqual({ kind: 'machine', orderId: 'other', seq: 10 })
  expect(explainOrder(problem, [], 'other')).toBeNull()
})
