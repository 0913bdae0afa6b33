import type { PlantLink, PlantOrder } from './problem.ts'

/** What an operation follows, in so many words. */
export const linksOf = ({ operations }: PlantOrder, index: number): PlantLink[] => {
  const before = operations[index - 1]
  const after = operations[index]?.after
  if (after !== undefined || before === undefined) return after ?? []
  return [{ seq: before.seq, lagS: 0, mostLagS: null, lot: null }]
}
