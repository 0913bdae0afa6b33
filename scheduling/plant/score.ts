import { type PlantScore, plantGoals } from './goals.ts'
import { movedSlots, plannedSlots } from './moved.ts'
import type { PlantProblem, PlantSlot } from './problem.ts'

type Span = { fromS: number; toS: number }

const shared = (a: Span, b: Span) =>
  Math.max(0, Math.min(a.toS, b.toS) - Math.max(a.fromS, b.fromS))
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** The goals of a schedule, read off its slots. */
export function scorePlant(problem: PlantProblem, slots: readonly PlantSlot[]): PlantScore {
  const ends = new Map<string, number>()
  for (const { orderId, endS } of slots) {
    ends.set(orderId, Math.max(ends.get(orderId) ?? Number.NEGATIVE_INFINITY, endS))
  }
  const planned = plannedSlots(problem, slots)
  const overtime = overtimeOf(problem)
  const moves = movedSlots(problem, slots).length
  return {
    tardiness: sum(
      problem.orders.map(
        ({ id, dueS, weight }) => weight * Math.max(0, (ends.get(id) ?? dueS) - dueS),
      ),
    ),
    makespan: slots.reduce((last, { endS }) => Math.max(last, endS), 0),
    setup: sum(planned.map(({ slot }) => slot.setupS)),
    energy: sum(planned.map(({ slot, powerKw }) => powerKw * energyPrice(problem, slot))),
    overtime: sum(planned.map(({ slot }) => overtime(slot))),
    moves,
    excess: Math.max(0, moves - problem.current.freeMoves),
  }
}

function energyPrice({ energy }: PlantProblem, { startS, endS }: PlantSlot): number {
  const other = energy.tariffs.map(
    ({ pricePerKwh, ...span }) =>
      shared(span, { fromS: startS, toS: endS }) * (pricePerKwh - energy.pricePerKwh),
  )
  return (energy.pricePerKwh * (endS - startS) + sum(other)) / 3600
}

/** Seconds of a slot that are overtime on its machine. */
function overtimeOf({ machines }: PlantProblem): (slot: PlantSlot) => number {
  const spans = new Map(
    machines.map(({ id, windows }) => [id, windows.filter(({ kind }) => kind === 'overtime')]),
  )
  return ({ machineId, startS, endS }) =>
    sum((spans.get(machineId) ?? []).map((one) => shared(one, { fromS: startS, toS: endS })))
}

/** The objective level by level. */
export const objectiveOf = ({ objective }: PlantProblem, score: PlantScore): number[] =>
  objective.map((level) => sum(plantGoals.map((goal) => (level[goal] ?? 0) * score[goal])))
