import { flatten, type Numbering } from './numbers.ts'
import type { PlantProblem } from './problem.ts'
import { type Profile, unknownFamily } from './shop.ts'

type Span = { from: number; to: number; kind: 'break' | 'maintenance' | 'overtime' }

/** Windows, set-ups and what frozen work holds, machine by machine; and what there is of each resource. */
export function compileCalendars(problem: PlantProblem, family: Numbering) {
  const spans = problem.machines.map(({ windows }) =>
    disjoint(windows.map(({ fromS, toS, kind }) => ({ from: fromS, to: toS, kind }))),
  )
  const closed = flatten(spans.map((all) => all.filter(({ kind }) => kind !== 'overtime')))
  const overtime = flatten(spans.map((all) => all.filter(({ kind }) => kind === 'overtime')))
  const held = flatten(heldOn(problem, family))
  const machineFamily = Int32Array.from(problem.machines, ({ family: name }) =>
    name === null ? unknownFamily : family.of(name),
  )
  return {
    machines: problem.machines.length,
    windowFirst: closed.first,
    windowFrom: Float64Array.from(closed.all, ({ from }) => from),
    windowTo: Float64Array.from(closed.all, ({ to }) => to),
    windowPauses: Int32Array.from(closed.all, ({ kind }) => (kind === 'break' ? 1 : 0)),
    overtimeFirst: overtime.first,
    overtimeFrom: Float64Array.from(overtime.all, ({ from }) => from),
    overtimeTo: Float64Array.from(overtime.all, ({ to }) => to),
    heldFirst: held.first,
    heldFrom: Float64Array.from(held.all, ({ from }) => from),
    heldTo: Float64Array.from(held.all, ({ to }) => to),
    heldFamily: Int32Array.from(held.all, (one) => one.family),
    machineFamily,
    ...setupTable(problem, family),
    profiles: problem.resources.map((_, index) => profileOf(problem, index)),
  }
}

/** Where windows overlap, maintenance holds before a break, and both before overtime. */
function disjoint(windows: Span[]): Span[] {
  const cuts = [...new Set(windows.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const sorted = windows.toSorted((a, b) => a.from - b.from)
  const spans: Span[] = []
  let open: Span[] = []
  let next = 0
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1]
    open = open.filter((window) => window.to > from)
    for (let window = sorted[next]; window && window.from <= from; window = sorted[next]) {
      open.push(window)
      next += 1
    }
    const kinds = open.map(({ kind }) => kind)
    const kind = (['maintenance', 'break', 'overtime'] as const).find((one) => kinds.includes(one))
    if (to === undefined || kind === undefined) continue
    const last = spans.at(-1)
    if (last && last.to === from && last.kind === kind) last.to = to
    else spans.push({ from, to, kind })
  }
  return spans
}

function heldOn({ orders, machines }: PlantProblem, family: Numbering) {
  const all = orders.flatMap((order) =>
    order.operations.flatMap((operation) =>
      operation.frozen
        ? [{ ...operation.frozen, family: family.of(operation.family ?? order.family) }]
        : [],
    ),
  )
  const byMachine = Map.groupBy(all, ({ machineId }) => machineId)
  return machines.map(({ id }) =>
    (byMachine.get(id) ?? [])
      .map((one) => ({ from: one.startS, to: one.endS, family: one.family }))
      .sort((a, b) => a.from - b.from || a.to - b.to),
  )
}

function setupTable({ setups, machines }: PlantProblem, family: Numbering) {
  const pairs = setups.map((one) => ({ ...one, from: family.of(one.from), to: family.of(one.to) }))
  const families = family.size() + 1
  const setupPerMachine = setups.some(({ machineId }) => machineId !== undefined)
  const own = machines.map(({ id }, index) => ({ id, index }))
  const tables = setupPerMachine ? own : own.slice(0, 1)
  const table = new Int32Array(tables.length * families * families).fill(-1)
  const at = (machine: number, from: number, to: number) =>
    (machine * families + from) * families + to
  for (const { index } of tables) {
    for (let one = 1; one < families; one += 1) table[at(index, one, one)] = 0
    for (const { machineId, from, to, setupS } of pairs) {
      if (machineId === undefined) table[at(index, from, to)] = setupS
    }
  }
  const indexOf = new Map(own.map(({ id, index }) => [id, index]))
  for (const { machineId, from, to, setupS } of pairs) {
    if (machineId !== undefined) table[at(indexOf.get(machineId) ?? 0, from, to)] = setupS
  }
  return { setups: table, families, setupPerMachine }
}

/** Capacity less absences and frozen work, as steps in time. */
function profileOf({ resources, orders }: PlantProblem, index: number): Profile {
  const resource = resources[index]
  const { capacity = 0, absent = [], id = '' } = resource ?? {}
  const lost = absent.map(({ fromS, toS, amount = capacity }) => ({ fromS, toS, amount }))
  for (const { operations } of orders) {
    for (const { frozen, needs } of operations) {
      if (frozen === null) continue
      for (const [need, { of, amount }] of needs.entries()) {
        if ((frozen.resources[need] ?? of) !== id) continue
        lost.push({ fromS: frozen.startS, toS: frozen.endS, amount })
      }
    }
  }
  const steps = lost
    .flatMap(({ fromS, toS, amount }) => [
      { at: fromS, by: -amount },
      { at: toS, by: amount },
    ])
    .sort((a, b) => a.at - b.at)
  const instants = [...new Set(steps.map(({ at }) => at))]
  const at = Float64Array.from([Number.NEGATIVE_INFINITY, ...instants])
  const free = new Int32Array(at.length).fill(capacity)
  let level = capacity
  let next = 0
  for (let step = 1; step < at.length; step += 1) {
    for (; steps[next]?.at === at[step]; next += 1) level += steps[next]?.by ?? 0
    free[step] = level
  }
  return { at, free, count: at.length }
}
