import { compileCalendars } from './compile-calendars.ts'
import { compileModes } from './compile-modes.ts'
import { compileTasks } from './compile-tasks.ts'
import { plantGoals } from './goals.ts'
import { flatten, makeNumbering, type Task } from './numbers.ts'
import type { PlantProblem } from './problem.ts'
import type { FrozenBlocker, Shop } from './shop.ts'
import { sortedOperations } from './sorted-operations.ts'

/** For a problem that `readPlantProblem` let pass. */
export function compilePlant(problem: PlantProblem): Shop {
  const tasks = problem.orders.flatMap((order, number) =>
    sortedOperations(order)
      .filter((index) => order.operations[index]?.frozen === null)
      .map((index): Task => ({ order: number, index })),
  )
  const family = makeNumbering()
  const modes = compileModes(problem, tasks)
  const { frozenBlockers, ...told } = compileTasks(problem, tasks, { family, modes })
  const calendars = compileCalendars(problem, family)
  const heldAt = ({ machine, start, end }: Omit<FrozenBlocker, 'held'>) => {
    let held = calendars.heldFirst[machine] ?? 0
    while (calendars.heldFrom[held] !== start || calendars.heldTo[held] !== end) held += 1
    return held
  }
  return {
    ...told,
    ...modes,
    ...calendars,
    frozenBlockers: frozenBlockers.map((one) => ({ ...one, held: heldAt(one) })),
    ...compileMaterials(problem),
    ...compileEnergy(problem),
    ...compileCurrent(problem, tasks),
    levels: problem.objective.map((level) =>
      Float64Array.from(plantGoals, (goal) => level[goal] ?? 0),
    ),
  }
}

function compileMaterials({ materials }: PlantProblem) {
  const supplies = flatten(
    materials.map(({ supplies: all }) => {
      let sum = 0
      return all
        .toSorted((a, b) => a.atS - b.atS)
        .map(({ atS, quantity }) => {
          sum += quantity
          return { atS, sum }
        })
    }),
  )
  return {
    supplyFirst: supplies.first,
    supplyAt: Float64Array.from(supplies.all, ({ atS }) => atS),
    supplySum: Float64Array.from(supplies.all, ({ sum }) => sum),
  }
}

/** Nothing where no level of the objective weighs it, as it would be summed up for each task placed. */
function compileEnergy({ energy, objective }: PlantProblem) {
  const counts = objective.some((level) => (level.energy ?? 0) > 0)
  const tariffs = counts ? energy.tariffs.toSorted((a, b) => a.fromS - b.fromS) : []
  return {
    price: counts ? energy.pricePerKwh : 0,
    tariffFrom: Float64Array.from(tariffs, ({ fromS }) => fromS),
    tariffTo: Float64Array.from(tariffs, ({ toS }) => toS),
    tariffPrice: Float64Array.from(tariffs, ({ pricePerKwh }) => pricePerKwh),
  }
}

function compileCurrent({ current, machines, orders }: PlantProblem, tasks: Task[]) {
  const machineIndex = new Map(machines.map(({ id }, index) => [id, index]))
  const slots = new Map(current.slots.map((slot) => [`${slot.orderId} ${slot.seq}`, slot]))
  const own = tasks.map(({ order, index }) => {
    const { id, operations } = orders[order] ?? { id: '', operations: [] }
    return slots.get(`${id} ${operations[index]?.seq}`)
  })
  const currentMachine = Int32Array.from(
    own,
    (slot) => machineIndex.get(slot?.machineId ?? '') ?? -1,
  )
  const currentStart = Float64Array.from(own, (slot) => slot?.startS ?? 0)
  const onMachine = Map.groupBy(currentMachine.keys(), (task) => currentMachine[task])
  const sequences = machines.map((_, machine) =>
    (onMachine.get(machine) ?? []).sort(
      (a, b) => (currentStart[a] ?? 0) - (currentStart[b] ?? 0) || a - b,
    ),
  )
  const currentRank = new Int32Array(tasks.length)
  const currentBefore = new Int32Array(tasks.length).fill(-1)
  for (const sequence of sequences) {
    let rank = 0
    for (const [index, task] of sequence.entries()) {
      // Two that begin at once may stand either way.
      if (currentStart[task] !== currentStart[sequence[index - 1] ?? task]) rank = index
      currentRank[task] = rank
      currentBefore[task] = sequence[index - 1] ?? -1
    }
  }
  return {
    ...{ currentMachine, currentStart, currentBefore, ranked: flatten(sequences).first },
    currentRank: current.by === 'sequence' ? currentRank : null,
    tolerance: current.toleranceS,
    freeMoves: current.freeMoves,
  }
}
