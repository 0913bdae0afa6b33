import type { PlantProblem, PlantSlot } from './problem.ts'

type Planned = { slot: PlantSlot; powerKw: number }

/** What is not frozen of a schedule, with the power that its machine takes for it. */
export function plannedSlots({ orders }: PlantProblem, slots: readonly PlantSlot[]): Planned[] {
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

type Kept = { slot: PlantSlot; before: PlantSlot }

/** Slots of planned work that are moved from the plan that holds, by what a move is in the problem. */
export function movedSlots(problem: PlantProblem, slots: readonly PlantSlot[]): PlantSlot[] {
  const { by, toleranceS, slots: current } = problem.current
  if (current.length === 0) return []
  const known = new Set(problem.machines.map(({ id }) => id))
  const held = new Map(
    current
      .filter(({ machineId }) => known.has(machineId))
      .map((slot) => [`${slot.orderId} ${slot.seq}`, slot]),
  )
  const kept = plannedSlots(problem, slots).flatMap(({ slot }): Kept[] => {
    const before = held.get(`${slot.orderId} ${slot.seq}`)
    return before ? [{ slot, before }] : []
  })
  const elsewhere = kept.filter(({ slot, before }) => slot.machineId !== before.machineId)
  const stayed = kept.filter(({ slot, before }) => slot.machineId === before.machineId)
  const others =
    by === 'start'
      ? stayed.filter(({ slot, before }) => Math.abs(before.startS - slot.startS) > toleranceS)
      : [...Map.groupBy(stayed, ({ slot }) => slot.machineId).values()].flatMap(outOfSequence)
  return [...elsewhere, ...others].map(({ slot }) => slot)
}

/** Of one machine: the fewest without which the rest stands in the order in which it stood. */
function outOfSequence(own: Kept[]): Kept[] {
  const now = own.toSorted(({ slot: a }, { slot: b }) => a.startS - b.startS || a.endS - b.endS)
  /** The longest run that ends with each, and what stands before its last one. */
  const runs: { length: number; last: number }[] = []
  for (const { before } of now) {
    let run = { length: 1, last: -1 }
    for (const [index, { length }] of runs.entries()) {
      const follows = (now[index]?.before.startS ?? 0) <= before.startS
      if (follows && length >= run.length) run = { length: length + 1, last: index }
    }
    runs.push(run)
  }
  const kept = new Set<Kept | undefined>()
  let at = runs.reduce(
    (best, run, index) => (run.length > (runs[best]?.length ?? 0) ? index : best),
    0,
  )
  for (; at !== -1 && at < now.length; at = runs[at]?.last ?? -1) kept.add(now[at])
  return own.filter((one) => !kept.has(one))
}
