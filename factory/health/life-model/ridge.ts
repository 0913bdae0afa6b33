import { rowOf, type Table } from './life-run.ts'

/** Linear in standardised features; what is missing counts as its mean. */
export type Ridge = {
  kind: 'ridge'
  base: number
  means: number[]
  scales: number[]
  weights: number[]
}

/** How much the weights are drawn to 0, as a share of the rows. */
const penaltyShare = 0.002

/**
 * Ridge regression (A. E. Hoerl and R. W. Kennard, Technometrics 12, 1970) on features standardised by the
 * rows that it is fitted on; normal equations by Cholesky.
 *
 * @param targets one a row
 */
export function fitRidge(table: Table, targets: Float64Array): Ridge {
  const { width, rows } = table
  const { means, scales } = standardsOf(table)
  const base = targets.reduce((sum, one) => sum + one, 0) / Math.max(1, rows)
  const squares = Array.from({ length: width }, () => new Float64Array(width))
  const products = new Float64Array(width)
  for (let row = 0; row < rows; row++) {
    const own = standardised(rowOf(table, row), { means, scales })
    const target = (targets[row] ?? 0) - base
    for (let i = 0; i < width; i++) {
      const [line, value] = [squares[i] as Float64Array, own[i] as number]
      products[i] = (products[i] as number) + value * target
      for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + value * (own[j] as number)
    }
  }
  squares.forEach((line, i) => {
    line[i] = (line[i] as number) + penaltyShare * rows + 1e-9
  })
  return { kind: 'ridge', base, means, scales, weights: solved(squares, products) }
}

export const sumRidge = (model: Ridge, cells: ArrayLike<number>): number =>
  standardised(cells, model).reduce(
    (sum, value, feature) => sum + value * (model.weights[feature] ?? 0),
    model.base,
  )

function standardsOf(table: Table) {
  const columns = Array.from({ length: table.width }, (_, feature) => {
    let [n, mean, squares] = [0, 0, 0]
    for (let row = 0; row < table.rows; row++) {
      const cell = table.cells[row * table.width + feature] ?? Number.NaN
      if (Number.isNaN(cell)) continue
      n++
      const off = cell - mean
      mean += off / n
      squares += off * (cell - mean)
    }
    const scale = Math.sqrt(squares / Math.max(1, n))
    return { mean, scale: scale > 1e-9 * Math.max(1, Math.abs(mean)) ? scale : 0 }
  })
  return { means: columns.map(({ mean }) => mean), scales: columns.map(({ scale }) => scale) }
}

/** A feature that never varied says nothing, whatever it is later. */
function standardised(
  cells: ArrayLike<number>,
  { means, scales }: Pick<Ridge, 'means' | 'scales'>,
) {
  return scales.map((scale, feature) => {
    const cell = cells[feature] ?? Number.NaN
    return scale === 0 || Number.isNaN(cell) ? 0 : (cell - (means[feature] ?? 0)) / scale
  })
}

/** Solves lower-triangle `squares` · x = `products`; the penalty keeps it positive definite. */
function solved(squares: Float64Array[], products: Float64Array): number[] {
  const width = products.length
  const at = (i: number, j: number) => squares[i]?.[j] ?? 0
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      const line = squares[i] as Float64Array
      line[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j)
    }
  }
  const x = Array.from(products)
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(i, k) * (x[k] as number)
    x[i] = (x[i] as number) / at(i, i)
  }
  for (let i = width - 1; i >= 0; i--) {
    for (let k = i + 1; k < width; k++) x[i] = (x[i] as number) - at(k, i) * (x[k] as number)
    x[i] = (x[i] as number) / at(i, i)
  }
  return x
}
