import { below, type Random, randomFrom } from '../../base/random.ts'
import type { GivenPlantProblem } from './problem.ts'

const kinds = [
  ...['alternatives', 'setups', 'breaks', 'maintenance', 'lags', 'noWait', 'blocking', 'lots'],
  ...[
    'material',
    'operators',
    'pool',
    'frozen',
    'release',
    'branches',
    'energy',
    'overtime',
    'stability',
  ],
] as const
export type Kind = (typeof kinds)[number]
type GivenOrder = GivenPlantProblem['orders'][number]
type GivenOperation = GivenOrder['operations'][number]

type Making = { random: Random; has: (kind: Kind) => boolean; machines: string[] }

/** A problem of a few operations with some kinds of constraints, by its seed. */
export function tinyProblem(seed: number): { problem: GivenPlantProblem; kinds: Kind[] } {
  const random = randomFrom(seed * 7919)
  const chosen = new Set([kinds[seed % kinds.length] ?? 'setups'])
  for (let more = below(random, 3); more > 0; more -= 1) {
    chosen.add(kinds[below(random, kinds.length)] ?? 'setups')
  }
  const has = (kind: Kind) => chosen.has(kind)
  const machines = ['A', 'B', 'C'].slice(0, 2 + below(random, 2))
  const making = { random, has, machines }
  const orders = Array.from({ length: 2 + below(random, 2) }, (_, index) => order(making, index))
  if (has('frozen')) freeze(making, orders[0])
  return { kinds: [...chosen], problem: { ...plant(making), orders, ...goalsOf(making, orders) } }
}

function plant({ random, has, machines }: Making): Omit<GivenPlantProblem, 'orders'> {
  const window = (kind: 'break' | 'maintenance' | 'overtime') => {
    const fromS = 1 + below(random, 8)
    return { fromS, toS: fromS + 1 + below(random, 4), kind }
  }
  return {
    machines: machines.map((id) => ({
      id,
      family: [null, 'f', 'g'][below(random, 3)] ?? null,
      windows: [
        ...(has('breaks') ? [window('break')] : []),
        ...(has('maintenance') && below(random, 2) === 0 ? [window('maintenance')] : []),
        ...(has('overtime') ? [window('overtime')] : []),
      ],
    })),
    resources: [
      { id: 'operator-1', skills: ['mill', 'turn'] },
      { id: 'operator-2', skills: ['mill'], absent: [{ fromS: 2, toS: 5 }] },
      { id: 'pool', capacity: 3, absent: [{ fromS: 3, toS: 6, amount: 1 }] },
    ],
    materials: [
      {
        id: 'steel',
        supplies: [
          { atS: 0, quantity: 2 },
          { atS: 4, quantity: 1 },
          { atS: 7, quantity: 9 },
        ],
      },
    ],
    setups: has('setups')
      ? [
          { from: 'f', to: 'g', setupS: 2 },
          { machineId: 'A', from: 'g', to: 'f', setupS: 1 },
          { machineId: 'A', from: 'f', to: 'f', setupS: 1 },
        ]
      : [],
  }
}

function order(making: Making, index: number): GivenOrder {
  const { random, has } = making
  const branches = has('branches') && index === 0
  const count = branches ? 3 : 1 + below(random, 2)
  return {
    id: `O${index}`,
    family: ['f', 'g'][below(random, 2)] ?? 'f',
    quantity: 4,
    releaseS: has('release') ? below(random, 5) : 0,
    dueS: 2 + below(random, 9),
    weight: 1 + below(random, 3),
    operations: Array.from(
      { length: count },
      (_, at): GivenOperation => ({
        ...operation(making, { at, last: at === count - 1 }),
        ...(branches ? { after: at < 2 ? [] : [{ seq: 10 }, { seq: 20 }] } : {}),
      }),
    ),
  }
}

function operation(making: Making, { at, last }: { at: number; last: boolean }): GivenOperation {
  const { random, has, machines } = making
  const run = () => 1 + below(random, 4)
  const first = below(random, machines.length)
  const chosen = has('alternatives') ? machines : [machines[first] ?? 'A']
  const link = { seq: 10 * at }
  const lag = has('lags') ? { lagS: below(random, 3), mostLagS: 2 + below(random, 2) } : {}
  const lot = has('lots') ? { lot: 1 + below(random, 3) } : {}
  const after =
    at === 0
      ? []
      : [has('noWait') ? { ...link, mostLagS: 0 } : { ...link, ...(has('lots') ? lot : lag) }]
  return {
    seq: 10 * (at + 1),
    alternatives: chosen.map((machineId) => ({
      machineId,
      runS: run(),
      powerKw: 1 + below(random, 3),
    })),
    setupS: below(random, 2),
    pausable: has('breaks') && below(random, 2) === 0,
    after,
    blocks: has('blocking') && !has('lots') && !last,
    needs: [
      ...(has('operators')
        ? [{ of: ['mill', 'turn', 'operator-1'][below(random, 3)] ?? 'mill' }]
        : []),
      ...(has('pool') ? [{ of: 'pool', amount: 1 + below(random, 2) }] : []),
    ],
    materials: has('material') ? [{ materialId: 'steel', quantity: 1 }] : [],
  }
}

function freeze({ random }: Making, order: GivenOrder | undefined): void {
  const operation = order?.operations[0]
  if (operation === undefined) return
  const startS = below(random, 4) - 1
  const machineId = operation.alternatives[0]?.machineId ?? 'A'
  operation.needs = []
  operation.frozen = { machineId, startS, endS: startS + 1 + below(random, 3) }
}

function goalsOf(
  { random, has, machines }: Making,
  orders: GivenOrder[],
): Partial<GivenPlantProblem> {
  const energy = { pricePerKwh: 3600, tariffs: [{ fromS: 3, toS: 7, pricePerKwh: 720 }] }
  if (has('energy')) return { energy, objective: [{ tardiness: 1, energy: 0.4 }, { makespan: 1 }] }
  if (has('overtime')) return { objective: [{ tardiness: 1, overtime: 2 }, { makespan: 1 }] }
  if (has('stability')) {
    const slots = orders.flatMap(({ id, operations }) =>
      operations.map(({ seq, alternatives }) => {
        const startS = below(random, 7)
        const machineId =
          alternatives[below(random, alternatives.length)]?.machineId ?? machines[0] ?? 'A'
        return { orderId: id, seq, machineId, startS, endS: startS + 1 }
      }),
    )
    const current = { slots, toleranceS: 1, freeMoves: 1 }
    const few = { current, objective: [{ tardiness: 1, moves: 3 }, { makespan: 1 }] }
    const budget = { current, objective: [{ excess: 1 }, { tardiness: 1, moves: 1 }] }
    const inSequence = { ...current, by: 'sequence' as const }
    return [few, { ...few, current: inSequence }, { ...budget, current: inSequence }][
      below(random, 3)
    ] as Partial<GivenPlantProblem>
  }
  const choices: GivenPlantProblem['objective'][] = [
    [{ tardiness: 1 }, { makespan: 1 }, { setup: 1 }],
    [{ makespan: 1 }, { tardiness: 1 }],
    [{ setup: 1 }, { tardiness: 1 }],
    [{ tardiness: 1, makespan: 0.5, setup: 0.25 }],
  ]
  return { objective: choices[below(random, choices.length)] }
}
