import type { HeldOut } from './conformal.ts'
import { rowOf } from './life-run.ts'
import { fitRidge, type Ridge, sumRidge } from './ridge.ts'
import type { Samples } from './samples.ts'
import { boosting, leafOf, type Tree } from './tree.ts'
import { type Boosted, baseOf, boostedTrees, sumTrees } from './trees.ts'

export type LifeErrors = { rmse: number; mae: number }

/** A fold: rows of the machines that its model sees, and of those that it is measured on. */
export type Part = { fold: number; seen: Samples; unseen: Samples }
type Trying = { seed: number; cap: number; tell: (done: number, of: number) => void }
/** What a form comes to on held-out machines, and how to fit it on all rows. */
type Tried = { errors: LifeErrors; held: HeldOut; fit: (all: Samples) => Boosted | Ridge }

export const within = (value: number, cap: number): number => Math.min(cap, Math.max(0, value))

export function tryRidge(parts: readonly Part[], { cap, tell }: Trying): Tried {
  const held = heldOf(parts, ({ fold, seen }) => {
    const fit = fitRidge(seen.table, seen.targets)
    tell(fold + 1, parts.length)
    return (cells) => within(sumRidge(fit, cells), cap)
  })
  return { held, errors: errorsOf(held), fit: (all) => fitRidge(all.table, all.targets) }
}

/** Trees of all folds grow side by side, and end where those of no fold help the machines held out from them. */
export function tryTrees(parts: readonly Part[], { seed, cap, tell }: Trying): Tried {
  const folds = parts.map(({ seen, unseen }) => ({
    ...{ unseen, base: baseOf(seen.targets), trees: [] as Tree[] },
    more: boostedTrees(seen.table, seen.targets, seed),
    sums: unseen.targets.map(() => baseOf(seen.targets)),
  }))
  const best = { rounds: 0, squares: Number.POSITIVE_INFINITY }
  for (let round = 1; round <= boosting.rounds; round++) {
    const squares = folds.reduce((sum, fold) => sum + grown(fold, cap), 0)
    if (squares < best.squares) Object.assign(best, { rounds: round, squares })
    if (round % tellEvery === 0) tell(round, boosting.rounds)
    if (round >= best.rounds + boosting.patience) break
  }
  const held = heldOf(parts, ({ fold }) => {
    const { base = 0, trees = [] } = folds[fold] ?? {}
    const kept: Boosted = { kind: 'trees', base, trees: trees.slice(0, best.rounds) }
    return (cells) => within(sumTrees(kept, cells), cap)
  })
  const fit = ({ table, targets }: Samples): Boosted => {
    const more = boostedTrees(table, targets, seed)
    const trees = Array.from({ length: best.rounds }, () => more.next().value)
    return { kind: 'trees', base: baseOf(targets), trees }
  }
  return { held, errors: errorsOf(held), fit }
}

const tellEvery = 20

type Fold = { unseen: Samples; trees: Tree[]; more: Generator<Tree, never>; sums: Float64Array }

/** One more tree of a fold. @returns the squared errors on what it has not seen */
function grown({ unseen: { table, targets }, trees, more, sums }: Fold, cap: number): number {
  const { value: tree } = more.next()
  trees.push(tree)
  let squares = 0
  for (let row = 0; row < table.rows; row++) {
    const sum = (sums[row] ?? 0) + leafOf(tree, table.cells, row * table.width)
    sums[row] = sum
    squares += (within(sum, cap) - (targets[row] ?? 0)) ** 2
  }
  return squares
}

/** What models say of the rows that they have not seen. */
export function heldOf(
  parts: readonly Part[],
  modelOf: (part: Part) => (cells: Float64Array, age: number) => number,
): HeldOut {
  const all = parts.flatMap((part) => {
    const predict = modelOf(part)
    const { table, targets, runs, ages } = part.unseen
    return Array.from(targets, (target, row) => ({
      ...{ target, run: runs[row] ?? -1 },
      predicted: predict(rowOf(table, row), ages[row] ?? 0),
    }))
  })
  return {
    predicted: Float64Array.from(all, ({ predicted }) => predicted),
    targets: Float64Array.from(all, ({ target }) => target),
    runs: Int32Array.from(all, ({ run }) => run),
  }
}

export function errorsOf({ predicted, targets }: Omit<HeldOut, 'runs'>): LifeErrors {
  const off = Array.from(predicted, (value, row) => value - (targets[row] ?? 0))
  const mean = (of: (one: number) => number) =>
    off.reduce((sum, one) => sum + of(one), 0) / Math.max(1, off.length)
  return { rmse: Math.sqrt(mean((one) => one * one)), mae: mean(Math.abs) }
}
