import { weightedMean } from './weighted-mean.ts'

/** Columns that span what is to be adjusted for, orthonormal under the weights. */
export type Basis = { columns: Float64Array[]; weights: readonly number[] }

/** A column that keeps less than this share of itself says nothing that the others do not. */
const leastLeft = 1e-9

/**
 * Orthonormal columns of what confounds (modified Gram–Schmidt, twice), columns that depend on others left out.
 *
 * @param weights positive, one a row
 */
export function basisOf(columns: readonly number[][], weights: readonly number[]): Basis {
  const basis: Basis = { columns: [], weights }
  for (const column of columns) {
    const size = lengthOf(column, weights)
    const rest = partialOut(basis, partialOut(basis, column))
    const left = lengthOf(rest, weights)
    if (left <= leastLeft * size || left === 0) continue
    basis.columns.push(Float64Array.from(rest, (value) => value / left))
  }
  return basis
}

/** What is left of values when all that the basis explains of them is taken away (Frisch and Waugh 1933; Lovell 1963). */
export function partialOut({ columns, weights }: Basis, values: readonly number[]): number[] {
  const rest = [...values]
  for (const column of columns) {
    let share = 0
    for (let at = 0; at < rest.length; at++)
      share += (weights[at] ?? 0) * (column[at] ?? 0) * (rest[at] ?? 0)
    for (let at = 0; at < rest.length; at++) rest[at] = (rest[at] ?? 0) - share * (column[at] ?? 0)
  }
  return rest
}

const lengthOf = (values: ArrayLike<number>, weights: readonly number[]): number =>
  Math.sqrt(weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0) ** 2, 0))

/** Share of the weighted variance of values that the basis leaves, 0 to 1; a basis holds the constant. */
export function shareLeft(basis: Basis, values: readonly number[]): number {
  const { weights } = basis
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = weightedMean(values, weights)
  const all = lengthOf(
    values.map((value) => value - mean),
    weights,
  )
  const isConstant = all <= 1e-12 * Math.abs(mean) * Math.sqrt(total)
  return isConstant ? 0 : (lengthOf(partialOut(basis, values), weights) / all) ** 2
}

/** One column per level but the first. */
export function levelsOf(values: readonly string[]): number[][] {
  const [, ...others] = [...new Set(values)].sort()
  return others.map((level) => values.map((value) => (value === level ? 1 : 0)))
}
