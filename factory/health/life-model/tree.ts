/** Nodes in a row; a node without a feature is a leaf, children stand side by side. */
export type Tree = {
  feature: number[]
  threshold: number[]
  /** Of the child for cells that do not exceed the threshold; the other stands after it. */
  left: number[]
  value: number[]
}

export const boosting = {
  /** Trees at most; it ends after so many that made no held-out row better. */
  rounds: 300,
  patience: 40,
  shrinkage: 0.05,
  depth: 5,
  /** Rows that a leaf needs at least, and how much a leaf is drawn to 0, in rows. */
  leastRows: 20,
  ridge: 5,
  /** Shares of rows and of features that each tree sees. */
  rowShare: 0.5,
  featureShare: 0.4,
} as const

/** What a tree adds for the row whose cells begin at `from`. What is missing goes right. */
export function leafOf(tree: Tree, cells: ArrayLike<number>, from = 0): number {
  let node = 0
  for (;;) {
    const feature = tree.feature[node] ?? -1
    if (feature < 0) return tree.value[node] ?? 0
    const cell = cells[from + feature] ?? Number.NaN
    const left = tree.left[node] ?? 0
    node = cell <= (tree.threshold[node] ?? 0) ? left : left + 1
  }
}
