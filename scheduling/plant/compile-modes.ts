import { flatten, type Task } from './numbers.ts'
import type { PlantOperation, PlantProblem } from './problem.ts'
import { refuseOrder } from './refuse-order.ts'

type Need = { resource: number; amount: number }
type Mode = { machine: number; run: number; power: number; needs: Need[]; serves: number[] }

/** Each way to do a task: its machines, times who can serve each need. */
export function compileModes(problem: PlantProblem, tasks: Task[]) {
  const machineIndex = new Map(problem.machines.map(({ id }, index) => [id, index]))
  const servers = new Map<string, number[]>()
  for (const [index, { id, skills }] of problem.resources.entries()) {
    for (const name of new Set([id, ...skills])) {
      servers.set(name, [...(servers.get(name) ?? []), index])
    }
  }
  const waysOf = (operation: PlantOperation): Need[][] =>
    operation.needs.reduce<Need[][]>(
      (ways, { of, amount }) => {
        const able = (servers.get(of) ?? []).filter(
          (resource) => (problem.resources[resource]?.capacity ?? 0) >= amount,
        )
        return ways.flatMap((way) => able.map((resource) => [...way, { resource, amount }]))
      },
      [[]],
    )
  const modes = flatten(
    tasks.map(({ order, index }): Mode[] => {
      const operation = problem.orders[order]?.operations[index]
      if (operation === undefined) return []
      const ways = waysOf(operation).flatMap((way) => merged(problem, way) ?? [])
      if (ways.length === 0)
        refuseOrder(problem.orders[order] ?? { id: '' }, ...cannotServe(operation))
      return operation.alternatives.flatMap(({ machineId, runS, powerKw }) =>
        ways.map((way) => ({
          ...{ machine: machineIndex.get(machineId) ?? 0, run: runS, power: powerKw },
          ...way,
        })),
      )
    }),
  )
  const binding = bindingResources(problem, modes.all)
  const needs = flatten(
    modes.all.map((mode) => mode.needs.filter(({ resource }) => binding.has(resource))),
  )
  return {
    modeFirst: modes.first,
    modeMachine: Int32Array.from(modes.all, ({ machine }) => machine),
    modeRun: Float64Array.from(modes.all, ({ run }) => run),
    modePower: Float64Array.from(modes.all, ({ power }) => power),
    needFirst: needs.first,
    needResource: Int32Array.from(needs.all, ({ resource }) => resource),
    needAmount: Int32Array.from(needs.all, ({ amount }) => amount),
    serves: modes.all.map((mode) => mode.serves),
  }
}

/**
 * Resources that may run short: a machine does one thing at a time, so no more is ever held than the most
 * that each machine may ask for. The others need no looking after.
 */
function bindingResources(
  { machines, resources, orders }: PlantProblem,
  modes: Mode[],
): Set<number> {
  const machineIndex = new Map(machines.map(({ id }, index) => [id, index]))
  const resourceIndex = new Map(resources.map(({ id }, index) => [id, index]))
  const most = resources.map(() => new Map<number, number>())
  const ask = (resource: number, machine: number, amount: number) =>
    most[resource]?.set(machine, Math.max(amount, most[resource]?.get(machine) ?? 0))
  for (const { machine, needs } of modes) {
    for (const { resource, amount } of needs) ask(resource, machine, amount)
  }
  for (const { frozen, needs } of orders.flatMap(({ operations }) => operations)) {
    if (frozen === null) continue
    for (const [index, { of, amount }] of needs.entries()) {
      const resource = resourceIndex.get(frozen.resources[index] ?? of)
      if (resource !== undefined) ask(resource, machineIndex.get(frozen.machineId) ?? 0, amount)
    }
  }
  const binding = resources.map(({ capacity, absent }, resource) => {
    const asked = [...(most[resource]?.values() ?? [])].reduce((sum, amount) => sum + amount, 0)
    return asked > capacity - mostAbsent(absent, capacity) ? [resource] : []
  })
  return new Set(binding.flat())
}

function mostAbsent(absent: PlantProblem['resources'][number]['absent'], capacity: number): number {
  return absent.reduce((most, { fromS }) => {
    const then = absent.filter((one) => one.fromS <= fromS && fromS < one.toS)
    return Math.max(
      most,
      then.reduce((sum, { amount = capacity }) => sum + amount, 0),
    )
  }, 0)
}

/** Each resource once; null where one alone cannot serve all that falls on it. */
function merged({ resources }: PlantProblem, way: Need[]): Pick<Mode, 'needs' | 'serves'> | null {
  const amounts = new Map<number, number>()
  for (const { resource, amount } of way) {
    amounts.set(resource, (amounts.get(resource) ?? 0) + amount)
  }
  const needs = [...amounts].map(([resource, amount]) => ({ resource, amount }))
  const fits = needs.every(({ resource, amount }) => amount <= (resources[resource]?.capacity ?? 0))
  return fits ? { needs, serves: way.map(({ resource }) => resource) } : null
}

const cannotServe = ({ seq, needs }: PlantOperation): [string, string] => [
  `has needs for operation ${seq} that cannot be served at once: ${needs.map(({ of }) => of).join(', ')}`,
  'Raise the capacity, or give another resource one of the skills.',
]
