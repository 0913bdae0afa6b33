import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import type { PlantProblem } from './problem.ts'

/** Of the table that says each set-up from each family to each other: 4 bytes a cell. */
const mostCells = 64_000_000

/** @throws AppError that names a machine that is not there, or says that there are too many families */
export function refuseSetups({ machines, setups, orders }: PlantProblem): void {
  const ids = machines.map(({ id }) => id)
  const known = new Set(ids)
  const lost = setups.find(({ machineId }) => machineId !== undefined && !known.has(machineId))
  if (lost?.machineId !== undefined) {
    throw new AppError('invalid_input', `A set-up is of the unknown machine "${lost.machineId}".`, {
      field: 'setups',
      hint: nearHint(lost.machineId, ids),
    })
  }
  const families = new Set([
    ...machines.map(({ family }) => family),
    ...setups.flatMap(({ from, to }) => [from, to]),
    ...orders.flatMap(({ family, operations }) => operations.map((one) => one.family ?? family)),
  ])
  const tables = setups.some(({ machineId }) => machineId !== undefined) ? machines.length : 1
  if (tables * (families.size + 1) ** 2 <= mostCells) return
  const what = `${families.size} families are more than set-ups between them can be told of`
  throw new AppError('too_large', `${what}.`, {
    field: 'setups',
    hint: `At most ${Math.floor(Math.sqrt(mostCells / tables)) - 1}: put alike ones into one family.`,
  })
}
