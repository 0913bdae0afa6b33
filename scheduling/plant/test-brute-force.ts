import { checkPlant } from './check.ts'
import { linksOf } from './links.ts'
import type { PlantOperation, PlantOrder, PlantProblem, PlantSlot } from './problem.ts'
import { objectiveOf, scorePlant } from './score.ts'

type Todo = { order: PlantOrder; operation: PlantOperation; index: number }

const horizonS = 24

/**
 * The objective of a schedule that is better than `best`, by trying all starts up to a horizon one after
 * the other; null when there is none, and `too_large` where that would take too long.
 */
export function betterThan(
  problem: PlantProblem,
  best: number[],
  most: number,
): number[] | null | 'too_large' {
  const todo = problem.orders.flatMap((order) =>
    order.operations.map((operation, index): Todo => ({ order, operation, index })),
  )
  const frozen = todo.flatMap(({ order, operation }): PlantSlot[] =>
    operation.frozen
      ? [
          {
            ...{ orderId: order.id, seq: operation.seq, machineId: operation.frozen.machineId },
            ...{ startS: operation.frozen.startS, endS: operation.frozen.endS, setupS: 0 },
            resources: operation.needs.map(({ of }, at) => operation.frozen?.resources[at] ?? of),
          },
        ]
      : [],
  )
  const open = todo.filter(({ operation }) => operation.frozen === null)
  const hunt: Hunt = { problem, best, left: most }
  const found = deepen(hunt, { placed: frozen, open, atS: 0 })
  return hunt.left <= 0 ? 'too_large' : found
}

type Hunt = { problem: PlantProblem; best: number[]; left: number }
type Node = { placed: PlantSlot[]; open: Todo[]; atS: number }

function deepen(hunt: Hunt, { placed, open, atS }: Node): number[] | null {
  const { problem, best } = hunt
  const least = objectiveOf(problem, scorePlant(problem, [...placed, ...leastSlots(open, atS)]))
  if (!isLess(open.length === 0 ? objectiveOf(problem, scorePlant(problem, placed)) : least, best))
    return null
  if (open.length === 0) {
    return checkPlant(problem, placed).length === 0
      ? objectiveOf(problem, scorePlant(problem, placed))
      : null
  }
  for (const one of open) {
    const rest = open.filter((other) => other !== one)
    if (
      linksOf(one.order, one.index).some(({ seq }) =>
        rest.some((o) => o.order === one.order && o.operation.seq === seq),
      )
    )
      continue
    for (let startS = atS; startS <= horizonS; startS += 1) {
      for (const slot of slotsAt(problem, one, { placed, startS })) {
        const next = [...placed, slot]
        hunt.left -= 1
        if (hunt.left <= 0) return null
        if (isWrong(problem, next, slot)) continue
        const found = deepen(hunt, { placed: next, open: rest, atS: startS })
        if (found) return found
      }
      if (tooLate(hunt, { placed, open, atS: startS + 1 })) break
    }
  }
  return null
}

/** Slots that stand for the least that orders and machines still have to do, on no machine. */
function leastSlots(open: Todo[], atS: number): PlantSlot[] {
  const runOf = ({ operation }: Todo) => Math.min(...operation.alternatives.map(({ runS }) => runS))
  const chain = (one: Todo): number => {
    const links = linksOf(one.order, one.index)
    const before = open.filter(
      (other) => other.order === one.order && links.some(({ seq }) => seq === other.operation.seq),
    )
    const free = links.some(({ lot }) => lot !== null)
    return runOf(one) + (free ? 0 : Math.max(0, ...before.map(chain)))
  }
  const until = (orderId: string, workS: number): PlantSlot => ({
    ...{ orderId, seq: -1, machineId: '', startS: atS, endS: atS + workS },
    ...{ setupS: 0, resources: [] },
  })
  const single = open.filter(({ operation }) => operation.alternatives.length === 1)
  const loads = Map.groupBy(single, ({ operation }) => operation.alternatives[0]?.machineId)
  const works = [...loads.values()].map((all) => all.reduce((sum, one) => sum + runOf(one), 0))
  return [...open.map((one) => until(one.order.id, chain(one))), until('', Math.max(0, ...works))]
}

const tooLate = ({ problem, best }: Hunt, { placed, open, atS }: Node): boolean =>
  !isLess(objectiveOf(problem, scorePlant(problem, [...placed, ...leastSlots(open, atS)])), best)

function isLess(a: number[], b: number[]): boolean {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0)
    if (Math.abs(difference) > 1e-6) return difference < 0
  }
  return false
}

/** All ways to do an operation at an instant, as long as its calendar lets it be. */
function slotsAt(
  problem: PlantProblem,
  { order, operation }: Todo,
  at: { placed: PlantSlot[]; startS: number },
): PlantSlot[] {
  const { placed, startS } = at
  const servers = operation.needs.reduce<string[][]>(
    (ways, { of }) =>
      ways.flatMap((way) =>
        problem.resources
          .filter(({ id, skills }) => id === of || skills.includes(of))
          .map(({ id }) => [...way, id]),
      ),
    [[]],
  )
  return operation.alternatives.flatMap(({ machineId, runS }) => {
    const setupS = neededSetup(problem, { order, operation, machineId }, { placed, startS })
    const windows = problem.machines.find(({ id }) => id === machineId)?.windows ?? []
    const rests = operation.pausable ? windows.filter(({ kind }) => kind === 'break') : []
    let endS = startS
    for (let left = setupS + runS; left > 0; endS += 1) {
      if (!rests.some(({ fromS, toS }) => fromS <= endS && endS < toS)) left -= 1
    }
    return servers.map((resources) => ({
      ...{ orderId: order.id, seq: operation.seq, machineId, startS, endS, setupS, resources },
    }))
  })
}

type Doing = { order: PlantOrder; operation: PlantOperation; machineId: string }

function neededSetup(
  problem: PlantProblem,
  { order, operation, machineId }: Doing,
  at: { placed: PlantSlot[]; startS: number },
): number {
  const last = at.placed
    .filter((slot) => slot.machineId === machineId && slot.startS <= at.startS)
    .toSorted((a, b) => a.startS - b.startS || a.endS - b.endS)
    .at(-1)
  const before = problem.orders.find(({ id }) => id === last?.orderId)
  const from = before
    ? (before.operations.find(({ seq }) => seq === last?.seq)?.family ?? before.family)
    : (problem.machines.find(({ id }) => id === machineId)?.family ?? null)
  const to = operation.family ?? order.family
  const own = problem.setups.findLast(
    (one) => one.from === from && one.to === to && one.machineId === machineId,
  )
  const any = problem.setups.findLast(
    (one) => one.from === from && one.to === to && one.machineId === undefined,
  )
  return (own ?? any)?.setupS ?? (from === to ? 0 : operation.setupS)
}

/** What the checker says of the slots so far, but for what is only missing. */
function isWrong(problem: PlantProblem, placed: PlantSlot[], { orderId, seq }: PlantSlot): boolean {
  return checkPlant(problem, placed).some(
    (fault) =>
      !fault.endsWith('is not planned') &&
      (fault.startsWith(`${orderId}/${seq} `) || fault.includes('overlaps')),
  )
}
