import { linksOf } from './links.ts'
import type { PlantOrder } from './problem.ts'
import { refuseOrder } from './refuse-order.ts'

/**
 * Indices of an order's operations, each after all that come before it, else as they are listed.
 *
 * @throws AppError `invalid_input` that names the operations of a circle
 */
export function sortedOperations(order: PlantOrder): number[] {
  const indexOf = new Map(order.operations.map(({ seq }, index) => [seq, index]))
  const before = order.operations.map((_, index) =>
    linksOf(order, index).map(({ seq }) => indexOf.get(seq) ?? 0),
  )
  const followers = before.map((): number[] => [])
  for (const [index, all] of before.entries()) for (const one of all) followers[one]?.push(index)
  const waits = before.map((all) => all.length)
  const sorted = waits.flatMap((count, index) => (count === 0 ? [index] : []))
  // The list grows while it is read: each operation frees those that only waited for it.
  for (const index of sorted) {
    for (const follower of followers[index] ?? []) {
      waits[follower] = (waits[follower] ?? 0) - 1
      if (waits[follower] === 0) sorted.push(follower)
    }
  }
  if (sorted.length === before.length) return sorted
  const circle = order.operations.filter((_, index) => (waits[index] ?? 0) > 0)
  const what = `goes in a circle over operations ${circle.map(({ seq }) => seq).join(', ')}`
  return refuseOrder(order, what, 'Each "after" must name what comes earlier: take one away.')
}
