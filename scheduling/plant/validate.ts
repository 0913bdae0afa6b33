import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import { refuseFrozen } from './frozen.ts'
import { linksOf } from './links.ts'
import { type PlantOrder, type PlantProblem, plantProblemSchema } from './problem.ts'
import { refuseOrder } from './refuse-order.ts'
import { refuseSetups } from './refuse-setups.ts'
import { sortedOperations } from './sorted-operations.ts'

/** Above these, one search is no longer the tool. */
const most = { operations: 20_000, modes: 400_000 }

/** @throws AppError `invalid_input` or `too_large` that names the order, field, value and the fix. */
export function readPlantProblem(given: unknown): PlantProblem {
  refuseSize(given)
  const parsed = plantProblemSchema.safeParse(given)
  if (parsed.success) {
    validatePlant(parsed.data)
    return parsed.data
  }
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new AppError('invalid_input', `${whereOf(given, issue?.path ?? [])}${issue?.message}.`, {
    field,
    hint: 'Times are whole seconds after the origin; docs/scheduling.md names every field.',
  })
}

/** Before anything else is read, so that a million operations cost nothing. */
function refuseSize(given: unknown): void {
  const orders = Object(given).orders
  if (!Array.isArray(orders)) return
  const operations = orders.reduce<number>((sum, order) => {
    const own = Object(order).operations
    return sum + (Array.isArray(own) ? own.length : 0)
  }, 0)
  if (operations <= most.operations) return
  throw new AppError('too_large', `${operations} operations are more than one search takes.`, {
    field: 'orders',
    hint: `At most ${most.operations}: plan a shorter horizon, or each line by itself.`,
  })
}

/** The order that an issue lies in, by its id, and the field with its value. */
function whereOf(given: unknown, path: PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => Object(at)[key], given)
  const [list, index] = path
  const id =
    list === 'orders' && index !== undefined ? Object(Object(given).orders)[index]?.id : null
  const shown = JSON.stringify(value)?.slice(0, 80) ?? 'missing'
  return `${id ? `Order ${id}: ` : ''}${path.join('.') || 'the problem'} is ${shown}: `
}

/** What the schema cannot see: names, circles, and what cannot be had together. */
function validatePlant(problem: PlantProblem): void {
  for (const list of ['machines', 'resources', 'materials', 'orders'] as const) {
    refuseTwice(problem, list)
  }
  refuseWindows(problem)
  refuseSetups(problem)
  const names = namesOf(problem)
  let modes = 0
  for (const order of problem.orders) {
    refuseSequence(order)
    for (const operation of order.operations) modes += refuseNames(order, operation, names)
  }
  if (modes > most.modes) {
    throw new AppError('too_large', `${modes} ways to do all operations are too many.`, {
      field: 'orders',
      hint: `At most ${most.modes}: name fewer alternatives, or pools in place of single people.`,
    })
  }
  refuseShortage(problem)
  refuseFrozen(problem)
}

function refuseTwice(
  problem: PlantProblem,
  list: 'machines' | 'resources' | 'materials' | 'orders',
): void {
  const seen = new Set<string>()
  for (const { id } of problem[list]) {
    if (seen.has(id)) {
      const hint = 'Give each of them once.'
      throw new AppError('invalid_input', `${id} is given twice under ${list}.`, {
        field: list,
        hint,
      })
    }
    seen.add(id)
  }
}

function refuseWindows({ machines, resources }: PlantProblem): void {
  const all = [
    ...machines.map(({ id, windows }) => ({ id, field: 'machines', spans: windows })),
    ...resources.map(({ id, absent }) => ({ id, field: 'resources', spans: absent })),
  ]
  for (const { id, field, spans } of all) {
    const wrong = spans.find(({ fromS, toS }) => toS <= fromS)
    if (wrong === undefined) continue
    const what = `${id} has a window from ${wrong.fromS} to ${wrong.toS} s.`
    throw new AppError('invalid_input', what, { field, hint: 'Its end must lie after its start.' })
  }
}

function refuseSequence(order: PlantOrder): void {
  const seqs = order.operations.map(({ seq }) => seq)
  const known = new Map(order.operations.map((operation) => [operation.seq, operation]))
  const twice = seqs.find((seq, index) => known.get(seq) !== order.operations[index])
  if (twice !== undefined)
    refuseOrder(order, `has operation ${twice} twice`, 'Number them 10, 20 …')
  for (const [index, { seq }] of order.operations.entries()) {
    for (const link of linksOf(order, index)) {
      const before = known.get(link.seq)
      if (before === undefined) {
        const hint = nearHint(String(link.seq), seqs.map(String))
        refuseOrder(order, `has operation ${seq} after ${link.seq}, which it does not have`, hint)
      }
      if (link.mostLagS !== null && link.mostLagS < link.lagS) {
        const what = `lets operation ${seq} wait ${link.lagS} s at least and ${link.mostLagS} s at most`
        refuseOrder(order, what, 'Raise mostLagS, or lower lagS.')
      }
      if (link.lot !== null && (link.mostLagS !== null || before.blocks)) {
        const what = `has lots go from operation ${link.seq} to ${seq} without room to wait`
        refuseOrder(order, what, 'Take away lot, or mostLagS and blocks.')
      }
    }
  }
  sortedOperations(order)
}

type Names = {
  machines: string[]
  has: Set<string>
  served: Map<string, number[]>
  known: string[]
}

function namesOf({ machines, resources }: PlantProblem): Names {
  const served = new Map<string, number[]>()
  for (const { id, skills, capacity } of resources) {
    for (const one of new Set([id, ...skills])) {
      served.set(one, [...(served.get(one) ?? []), capacity])
    }
  }
  const ids = machines.map(({ id }) => id)
  return { machines: ids, has: new Set(ids), served, known: [...served.keys()] }
}

/** @returns in how many ways the operation can be done */
function refuseNames(
  order: PlantOrder,
  { seq, alternatives, needs, frozen }: PlantOrder['operations'][number],
  { machines, has, served, known }: Names,
): number {
  if (alternatives.length === 0 && frozen === null) {
    refuseOrder(order, `has no eligible machine for operation ${seq}`, 'Name at least one machine.')
  }
  const ids = alternatives.map(({ machineId }) => machineId)
  for (const id of frozen ? [...ids, frozen.machineId] : ids) {
    if (has.has(id)) continue
    const what = `names the unknown machine "${id}" for operation ${seq}`
    refuseOrder(order, what, nearHint(id, machines))
  }
  let ways = Math.max(1, alternatives.length)
  for (const { of, amount } of needs) {
    const capacities = served.get(of)
    if (capacities === undefined) {
      refuseOrder(order, `needs the unknown "${of}" for operation ${seq}`, nearHint(of, known))
    }
    const enough = capacities.filter((capacity) => capacity >= amount)
    if (enough.length === 0) {
      const what = `needs ${amount} of ${of} for operation ${seq}, of ${Math.max(...capacities)}`
      refuseOrder(order, what, 'Ask for no more than the capacity.')
    }
    ways *= enough.length
  }
  return ways
}

function refuseShortage({ materials, orders }: PlantProblem): void {
  const ids = materials.map(({ id }) => id)
  const left = new Map(
    materials.map(({ id, supplies }) => [id, supplies.reduce((sum, one) => sum + one.quantity, 0)]),
  )
  for (const order of orders) {
    for (const { seq, materials: taken } of order.operations) {
      for (const { materialId, quantity } of taken) {
        const rest = left.get(materialId)
        if (rest === undefined) {
          const what = `takes the unknown material "${materialId}" for operation ${seq}`
          refuseOrder(order, what, nearHint(materialId, ids))
        }
        // Sums of fractions are not exact.
        if (rest + 1e-6 < quantity) {
          const what = `takes ${quantity} of ${materialId} for operation ${seq}, of which ${rest} are left`
          refuseOrder(order, what, 'Add a supply, or leave the order out.')
        }
        left.set(materialId, rest - quantity)
      }
    }
  }
}
