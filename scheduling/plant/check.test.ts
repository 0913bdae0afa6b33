import { expect, test } from 'vitest'
import { checkPlant } from './check.ts'
import type { GivenPlantProblem, PlantSlot } from './problem.ts'
import { readPlantProblem } from './validate.ts'

type GivenOperation = GivenPlantProblem['orders'][number]['operations'][number]

const on = (machineId: string, runS: number) => [{ machineId, runS }]

/** Two orders of two operations on A and B, all constraints at their plainest. */
function plant(change: {
  first?: Partial<GivenOperation>
  second?: Partial<GivenOperation>
  other?: Partial<GivenOperation>
  problem?: Partial<GivenPlantProblem>
}) {
  return readPlantProblem({
    machines: [{ id: 'A', family: 'f' }, { id: 'B' }],
    orders: [
      {
        ...{ id: 'O1', family: 'f', dueS: 99, releaseS: 2, quantity: 4 },
        operations: [
          { seq: 10, alternatives: on('A', 4), ...change.first },
          { seq: 20, alternatives: on('B', 4), ...change.second },
        ],
      },
      {
        ...{ id: 'O2', family: 'g', dueS: 99 },
        operations: [{ seq: 10, alternatives: on('A', 3), setupS: 1, ...change.other }],
      },
    ],
    ...change.problem,
  })
}

/** O1 on A from 2 to 6 and on B from 6 to 10, O2 on A from 6 to 10, the first second set-up. */
function slots(changes: Record<string, Partial<PlantSlot>> = {}): PlantSlot[] {
  const right = [
    { orderId: 'O1', seq: 10, machineId: 'A', startS: 2, endS: 6, setupS: 0, resources: [] },
    { orderId: 'O1', seq: 20, machineId: 'B', startS: 6, endS: 10, setupS: 0, resources: [] },
    { orderId: 'O2', seq: 10, machineId: 'A', startS: 6, endS: 10, setupS: 1, resources: [] },
  ]
  return right.map((slot) => ({ ...slot, ...changes[`${slot.orderId}/${slot.seq}`] }))
}

const later = (seconds: number) => ({ startS: 6 + seconds, endS: 10 + seconds })
const windows = (kind: 'break' | 'maintenance', machineId: string) => ({
  machines: ['A', 'B'].map((id) => ({
    ...{ id, family: 'f' },
    windows: id === machineId ? [{ fromS: 7, toS: 9, kind }] : [],
  })),
})
const people = (absent: { fromS: number; toS: number }[]) => ({
  resources: [{ id: 'operator-1', skills: ['mill'], absent }],
})
const steel = {
  materials: [
    {
      id: 'steel',
      supplies: [
        { atS: 0, quantity: 1 },
        { atS: 8, quantity: 1 },
      ],
    },
  ],
}
const takes = { materials: [{ materialId: 'steel', quantity: 1 }] }
const needs = { needs: [{ of: 'mill' }] }
const served = { resources: ['operator-1'] }

test('a right schedule has no faults', () => {
  expect(checkPlant(plant({}), slots())).toEqual([])
})

test.each<[string, Parameters<typeof plant>[0], PlantSlot[], RegExp]>([
  ['leaves work out', {}, slots().slice(1), /O1\/10 is not planned/],
  ['plans twice', {}, [...slots(), ...slots().slice(2)], /O2\/10 is planned twice/],
  ['has more', {}, [...slots(), ...slots({ 'O2/10': { seq: 30 } }).slice(2)], /O2\/30 is not part/],
  ['takes a machine that cannot', {}, slots({ 'O1/20': { machineId: 'A' } }), /cannot do it/],
  ['starts in the past', {}, slots({ 'O2/10': { startS: -4, endS: 0 } }), /starts in the past/],
  ['starts before release', {}, slots({ 'O1/10': { startS: 1, endS: 5 } }), /is released/],
  ['is too short', {}, slots({ 'O1/20': { endS: 9 } }), /O1\/20 does not last/],
  ['goes ahead in its order', {}, slots({ 'O1/20': later(-1) }), /starts before O1\/10 lets it/],
  [
    'keeps no lag',
    { second: { after: [{ seq: 10, lagS: 2 }] } },
    slots({ 'O1/20': later(1) }),
    /lets it/,
  ],
  [
    'waits longer than it may',
    { second: { after: [{ seq: 10, mostLagS: 0 }] } },
    slots({ 'O1/20': later(1) }),
    /O1\/20 waits too long/,
  ],
  [
    'is ahead of the first lot',
    { second: { after: [{ seq: 10, lot: 2 }] } },
    slots({ 'O1/20': { startS: 3, endS: 7 } }),
    /ahead of the lots/,
  ],
  [
    'ends before the last lot can',
    {
      first: { alternatives: on('A', 4) },
      second: { alternatives: on('B', 2), after: [{ seq: 10, lot: 2 }] },
    },
    slots({ 'O1/20': { startS: 4, endS: 6 } }),
    /ahead of the lots/,
  ],
  ['overlaps on a machine', {}, slots({ 'O2/10': later(-1) }), /O2\/10 overlaps others on A/],
  ['pays no set-up', {}, slots({ 'O2/10': { endS: 9, setupS: 0 } }), /has 0 s of set-up where 1 s/],
  [
    'pays the set-up of another machine',
    { problem: { setups: [{ from: 'f', to: 'g', setupS: 3, machineId: 'A' }] } },
    slots(),
    /has 1 s of set-up where 3 s/,
  ],
  [
    'runs into a break',
    { problem: windows('break', 'B') },
    slots(),
    /O1\/20 runs while B is closed/,
  ],
  [
    'pauses for maintenance',
    { second: { pausable: true }, problem: windows('maintenance', 'B') },
    slots({ 'O1/20': { endS: 12 } }),
    /runs while B is closed/,
  ],
  [
    'does not count the break that it rests in',
    { second: { pausable: true }, problem: windows('break', 'B') },
    slots(),
    /O1\/20 does not last/,
  ],
  [
    'begins inside a break',
    { second: { pausable: true }, problem: windows('break', 'B') },
    slots({ 'O1/20': { startS: 8, endS: 13 } }),
    /runs while B is closed/,
  ],
  [
    'takes the machine of work that cannot be put down',
    { first: { blocks: true } },
    slots({ 'O1/20': later(1) }),
    /O2\/10 overlaps others on A/,
  ],
  [
    'has nobody with the skill',
    { other: needs, problem: people([]) },
    slots(),
    /O2\/10 has nobody who serves mill/,
  ],
  [
    'has one person do two things',
    { second: needs, other: needs, problem: people([]) },
    slots({ 'O1/20': served, 'O2/10': served }),
    /needs more of operator-1 than there is/,
  ],
  [
    'has somebody work who is away',
    { other: needs, problem: people([{ fromS: 9, toS: 20 }]) },
    slots({ 'O2/10': served }),
    /needs more of operator-1/,
  ],
  [
    'takes material that has not come',
    { first: takes, other: takes, problem: steel },
    slots(),
    /O2\/10 starts without enough of steel/,
  ],
  [
    'moves frozen work',
    { other: { frozen: { machineId: 'A', startS: 7, endS: 11 } } },
    slots(),
    /O2\/10 is frozen and was moved/,
  ],
])('a schedule that %s is refused', (_, change, given, says) => {
  const faults = checkPlant(plant(change), given)
  expect(faults.join('\n')).toMatch(says)
})
