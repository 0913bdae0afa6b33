import { expect, test } from 'vitest'
import type { AppError } from '../../base/app-error.ts'
import { compilePlant } from './compile.ts'
import type { GivenPlantProblem } from './problem.ts'
import { readPlantProblem } from './validate.ts'

type GivenOperation = GivenPlantProblem['orders'][number]['operations'][number]

const operation = (change: Partial<GivenOperation> = {}): GivenOperation => ({
  seq: 10,
  alternatives: [{ machineId: 'M1', runS: 60 }],
  ...change,
})
const order = (...operations: GivenOperation[]) => ({ id: 'O7', dueS: 600, operations })
const plant = (change: object): unknown => ({
  machines: [{ id: 'M1' }, { id: 'M2' }],
  resources: [{ id: 'operator-1', skills: ['mill'] }],
  orders: [order(operation())],
  ...change,
})
const frozen = (startS: number, endS: number) => ({ frozen: { machineId: 'M1', startS, endS } })

function refusal(given: unknown): AppError {
  try {
    compilePlant(readPlantProblem(given))
  } catch (error) {
    return error as AppError
  }
  throw new Error('it was taken')
}

test('families without end, whose table of set-ups no memory holds, are refused', () => {
  const setups = Array.from({ length: 20_000 }, (_, at) => ({
    from: `f${at}`,
    to: `g${at}`,
    setupS: 1,
  }))
  expect(refusal(plant({ setups }))).toMatchObject({ code: 'too_large', field: 'setups' })
})

test.each<[string, object, RegExp, RegExp]>([
  [
    'a set-up of a machine that is not there',
    { setups: [{ machineId: 'M9', from: 'a', to: 'b', setupS: 1 }] },
    /unknown machine "M9"/,
    /M1/,
  ],
  [
    'a circle',
    {
      orders: [
        order(operation({ after: [{ seq: 20 }] }), operation({ seq: 20, after: [{ seq: 10 }] })),
      ],
    },
    /Order O7 goes in a circle over operations 10, 20/,
    /take one away/,
  ],
  [
    'no machine',
    { orders: [order(operation({ alternatives: [] }))] },
    /O7 has no eligible machine for operation 10/,
    /at least one/,
  ],
  [
    'an unknown machine',
    { orders: [order(operation({ alternatives: [{ machineId: 'M3', runS: 1 }] }))] },
    /unknown machine "M3"/,
    /M1 or M2/,
  ],
  [
    'an unknown skill',
    { orders: [order(operation({ needs: [{ of: 'mil' }] }))] },
    /unknown "mil"/,
    /mill/,
  ],
  [
    'more than there is',
    { orders: [order(operation({ needs: [{ of: 'operator-1', amount: 2 }] }))] },
    /needs 2 of operator-1 for operation 10, of 1/,
    /capacity/,
  ],
  [
    'one person twice at once',
    {
      orders: [order(operation({ needs: [{ of: 'operator-1' }, { of: 'mill' }] }))],
      resources: [{ id: 'operator-1', skills: ['mill'] }],
    },
    /cannot be served at once: operator-1, mill/,
    /skills/,
  ],
  [
    'a time that is none',
    { orders: [{ ...order(operation()), dueS: 1.5 }] },
    /Order O7: orders\.0\.dueS is 1\.5/,
    /whole seconds/,
  ],
  [
    'a name that is not known',
    { orders: [{ ...order(operation()), due: 5 }] },
    /Order O7: orders\.0 is .*"due"/s,
    /docs\/scheduling/,
  ],
  ['nothing to do', { orders: [] }, /orders is \[\]/, /docs/],
  [
    'the same order twice',
    { orders: [order(operation()), order(operation())] },
    /O7 is given twice under orders/,
    /once/,
  ],
  [
    'work frozen twice on a machine',
    { orders: [order(operation(frozen(0, 9))), { ...order(operation(frozen(8, 12))), id: 'O8' }] },
    /Order O8 has operation 10 frozen on M1 at 8 s, where operation 10 of order O7 is frozen until 9 s/,
    /Free one/,
  ],
  [
    'frozen work behind waiting work',
    { orders: [order(operation(), operation({ seq: 20, ...frozen(0, 9) }))] },
    /operation 20 frozen while operation 10 still waits/,
    /Freeze operation 10/,
  ],
  [
    'frozen work without a person',
    { orders: [order(operation({ needs: [{ of: 'mill' }], ...frozen(0, 9) }))] },
    /without a resource that serves "mill"/,
    /frozen\.resources/,
  ],
  [
    'less waiting than it must',
    {
      orders: [
        order(operation(), operation({ seq: 20, after: [{ seq: 10, lagS: 9, mostLagS: 3 }] })),
      ],
    },
    /wait 9 s at least and 3 s at most/,
    /mostLagS/,
  ],
  [
    'a window that ends first',
    { machines: [{ id: 'M1', windows: [{ fromS: 9, toS: 9, kind: 'break' }] }] },
    /M1 has a window from 9 to 9 s/,
    /after its start/,
  ],
  [
    'too little material',
    {
      materials: [{ id: 'steel', supplies: [] }],
      orders: [order(operation({ materials: [{ materialId: 'steel', quantity: 2 }] }))],
    },
    /takes 2 of steel for operation 10, of which 0 are left/,
    /supply/,
  ],
])('%s is refused by its order, with what to do', (_, change, says, hint) => {
  const { code, message, hint: told } = refusal(plant(change))
  expect(code).toBe('invalid_input')
  expect(message).toMatch(says)
  expect(told).toMatch(hint)
})

test('a million operations are refused before they are read', () => {
  const operations = new Array(1_000_000).fill(operation())
  expect(refusal(plant({ orders: [{ ...order(), operations }] }))).toMatchObject({
    code: 'too_large',
    message: '1000000 operations are more than one search takes.',
    hint: expect.stringContaining('shorter horizon'),
  })
})
