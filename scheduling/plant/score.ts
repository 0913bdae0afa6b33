import { type PlantScore, plantGoals } from './goals.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'

type Span = { fromS: number; toS: number }

const shared = (a: Span, b: Span) =>
  Math.max(0, Math.min(a.toS, b.toS) - Math.max(a.fromS, b.fromS))
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** The six goals of a schedule, read off its slots. */
export function scorePlant(problem: PlantProblem, slots: readonly PlantSlot[]): PlantScore {
  const ends = new Map<string, number>()
  for (const { orderId, endS } of slots) {
    ends.set(orderId, Math.max(ends.get(orderId) ?? Number.NEGATIVE_INFINITY, endS))
  }
  const planned = plannedSlots(problem, slots)
  return {
    tardiness: sum(
      problem.orders.map(
        ({ id, dueS, weight }) => weight * Math.max(0, (ends.get(id) ?? dueS) - dueS),
      ),
    ),
    makespan: slots.reduce((last, { endS }) => Math.max(last, endS), 0),
    setup: sum(planned.map(({ slot }) => slot.setupS)),
    energy: sum(planned.map(({ slot, powerKw }) => powerKw * energyPrice(problem, slot))),
    overtime: sum(planned.map(({ slot }) => overtimeS(problem, slot))),
    moves: movedSlots(problem, slots).length,
  }
}

function plannedSlots({ orders }: PlantProblem, slots: readonly PlantSlot[]) {
  const operations = new Map(
    orders.flatMap((order) =>
      order.operations.map((operation) => [`${order.id} ${operation.seq}`, operation]),
    ),
  )
  return slots.flatMap((slot) => {
    const operation = operations.get(`${slot.orderId} ${slot.seq}`)
    if (operation === undefined || operation.frozen) return []
    const way = operation.alternatives.find(({ machineId }) => machineId === slot.machineId)
    return [{ slot, powerKw: way?.powerKw ?? 0 }]
  })
}

function energyPrice({ energy }: PlantProblem, { startS, endS }: PlantSlot): number {
  const other = energy.tariffs.map(
    ({ pricePerKwh, ...span }) =>
      shared(span, { fromS: startS, toS: endS }) * (pricePerKwh - energy.pricePerKwh),
  )
  return (energy.pricePerKwh * (endS - startS) + sum(other)) / 3600
}

const overtimeS = ({ machines }: PlantProblem, { machineId, startS, endS }: PlantSlot): number =>
  sum(
    (machines.find(({ id }) => id === machineId)?.windows ?? [])
      .filter(({ kind }) => kind === 'overtime')
      .map((window) => shared(window, { fromS: startS, toS: endS })),
  )

/** Slots of planned work that stand elsewhere than in the plan that holds. */
function movedSlots(problem: PlantProblem, slots: readonly PlantSlot[]): PlantSlot[] {
  const { current } = problem
  const held = new Map(current.slots.map((slot) => [`${slot.orderId} ${slot.seq}`, slot]))
  return plannedSlots(problem, slots).flatMap(({ slot }) => {
    const before = held.get(`${slot.orderId} ${slot.seq}`)
    if (before === undefined) return []
    const shift = Math.abs(before.startS - slot.startS)
    return before.machineId !== slot.machineId || shift > current.toleranceS ? [slot] : []
  })
}

/** The objective level by level; what may be moved for nothing is taken off. */
export function objectiveOf({ objective, current }: PlantProblem, score: PlantScore): number[] {
  const counted = { ...score, moves: Math.max(0, score.moves - current.freeMoves) }
  return objective.map((level) => sum(plantGoals.map((goal) => (level[goal] ?? 0) * counted[goal])))
}
