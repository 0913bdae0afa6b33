/** One stretch of a machine from a restore on: up to its failure, or still running. */
export type LifeRun = {
  /** Runs of one machine never stand on both sides of a split. */
  machine: string
  /** Age at each step since the restore, rising; days in a plant, cycles in an engine. */
  ages: readonly number[]
  /** [sensor][step]; NaN where nothing was sent. */
  values: readonly ArrayLike<number>[]
  /** Age at its failure, in the same unit; null: it still ran at its last step (right-censored). */
  failedAge: number | null
}

/** Rows of features, one after the other: row r begins at r × width. */
export type Table = { width: number; rows: number; cells: Float64Array }

export const rowOf = ({ cells, width }: Table, row: number): Float64Array =>
  cells.subarray(row * width, (row + 1) * width)
