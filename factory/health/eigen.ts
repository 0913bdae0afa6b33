export type Matrix = number[][]

export type Eigen = {
  /** Largest first. */
  values: number[]
  /** `vectors[k]` belongs to `values[k]`; of length 1, its largest part above zero. */
  vectors: Matrix
}

const mostSweeps = 60
const negligible = 1e-22

/** Eigenvalues and vectors of a symmetric matrix by rotations (C. G. J. Jacobi, 1846). */
export function eigenOf(symmetric: Matrix): Eigen {
  const size = symmetric.length
  const a = symmetric.map((row) => [...row])
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(a) > negligible; sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, v, [p, q])
    }
  }
  const order = a.map((row, k) => ({ value: row[k] ?? 0, k })).sort((x, y) => y.value - x.value)
  return {
    values: order.map(({ value }) => Math.max(0, value)),
    vectors: order.map(({ k }) => upright(v.map((row) => row[k] ?? 0))),
  }
}

const offDiagonal = (a: Matrix): number =>
  a.reduce((sum, row, i) => sum + row.slice(0, i).reduce((own, value) => own + value ** 2, 0), 0)

function rotate(a: Matrix, v: Matrix, [p, q]: [number, number]): void {
  const [rowP = [], rowQ = []] = [a[p], a[q]]
  const apq = rowP[q] ?? 0
  if (apq === 0) return
  const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * apq)
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  for (const row of a) turn(row, [p, q], { c, s })
  for (let k = 0; k < rowP.length; k++) {
    const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0]
    rowP[k] = c * x - s * y
    rowQ[k] = s * x + c * y
  }
  for (const row of v) turn(row, [p, q], { c, s })
}

function turn(row: number[], [p, q]: [number, number], { c, s }: { c: number; s: number }): void {
  const [x, y] = [row[p] ?? 0, row[q] ?? 0]
  row[p] = c * x - s * y
  row[q] = s * x + c * y
}

function upright(vector: number[]): number[] {
  const largest = vector.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0)
  return largest < 0 ? vector.map((one) => -one) : vector
}
