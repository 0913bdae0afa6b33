import { below, type Random, randomFrom, shuffled } from '../../../base/random.ts'
import { binned } from './bins.ts'
import { growTree } from './grow-tree.ts'
import type { Table } from './life-run.ts'
import { boosting, leafOf, type Tree } from './tree.ts'

export type Boosted = { kind: 'trees'; base: number; trees: Tree[] }

/**
 * Gradient-boosted regression trees on squared error, one after the other (J. H. Friedman, "Greedy Function
 * Approximation: A Gradient Boosting Machine", Annals of Statistics 29, 2001; rows and features drawn for each
 * tree: "Stochastic Gradient Boosting", 2002), splits by histograms of 63 quantile bins. The same seed gives
 * the same trees. They add to `baseOf` the targets.
 *
 * @param targets one a row
 */
export function* boostedTrees(
  table: Table,
  targets: Float64Array,
  seed: number,
): Generator<Tree, never> {
  const data = binned(table)
  const random = randomFrom(seed)
  const base = baseOf(targets)
  const residuals = targets.map((one) => one - base)
  const features = Array.from({ length: table.width }, (_, feature) => feature)
  const ofTree = Math.max(1, Math.round(boosting.featureShare * table.width))
  for (;;) {
    const rows = drawn(table.rows, random)
    const seen = shuffled(features, random)
      .slice(0, ofTree)
      .sort((a, b) => a - b)
    const tree = growTree({ data, residuals, rows, features: seen })
    for (let row = 0; row < table.rows; row++) {
      residuals[row] = (residuals[row] ?? 0) - leafOf(tree, table.cells, row * table.width)
    }
    yield tree
  }
}

export const baseOf = (targets: Float64Array): number =>
  targets.reduce((sum, one) => sum + one, 0) / Math.max(1, targets.length)

/** Half of the rows, without repeats, in the order of their numbers. */
function drawn(rows: number, random: Random): Int32Array {
  const wanted = Math.max(1, Math.round(boosting.rowShare * rows))
  const chosen = new Int32Array(wanted)
  let taken = 0
  for (let row = 0; row < rows && taken < wanted; row++) {
    if (below(random, rows - row) < wanted - taken) chosen[taken++] = row
  }
  return chosen
}

export const sumTrees = ({ base, trees }: Boosted, cells: ArrayLike<number>): number =>
  trees.reduce((sum, tree) => sum + leafOf(tree, cells), base)
