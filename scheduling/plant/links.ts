import type { PlantLink, PlantOrder } from './problem.ts'

/** What an operation follows, in so many words. */
export const linksOf = ({ operations }: PlantOrder, index: number): PlantLink[] => {
  const before = operations[index - 1]
  const after = operations[index]?.after
  if (after !== undefined || before === undefined) return after ?? []
  return [{ seq: before.seq, lagS: 0, mostLagS: null, lot: null }]
}

/** The operations that follow one. */
export const followersOf = (order: PlantOrder, of: number): PlantOrder['operations'] =>
  order.operations.filter((_, index) => linksOf(order, index).some(({ seq }) => seq === of))
