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
  const needs = flatten(modes.all.map((mode) => mode.needs))
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
