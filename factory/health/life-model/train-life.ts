import { randomFrom, shuffled } from '../../../base/random.ts'
import { type Baselines, baselinesOf } from './baselines.ts'
import { type Band, bandOf, boundsOf, type HeldOut } from './conformal.ts'
import { type Ranges, rangesOf } from './drift.ts'
import { type LifeRun, rowOf } from './life-run.ts'
import { fitRidge, type Ridge, sumRidge } from './ridge.ts'
import { rowsWhere, type Samples, samplesOf } from './samples.ts'
import { boosting, leafOf } from './tree.ts'
import { type Boosted, fitTrees, sumTrees } from './trees.ts'

export const lifeForms = ['trees', 'ridge'] as const
export type LifeForm = (typeof lifeForms)[number]

/** Everything that a prediction needs; plain, so that it can be kept as JSON. */
export type LifeModel = {
  form: Boosted | Ridge
  /** Steps of a window, and the longest remaining life that is told, in the unit of ages. */
  window: number
  cap: number
  band: Band
  ranges: Ranges
}

export type LifeErrors = { rmse: number; mae: number }

/** On machines that the model in question had not seen, each in turn; nothing here is of training rows. */
export type HeldOutReport = LifeErrors & {
  /** Share of the time in which the interval held the truth, each run weighing the same. */
  coverage: number
  /** Beside it, on the same rows: the other form, Weibull by age (null: no fit), the mean. */
  forms: Partial<Record<LifeForm, LifeErrors>>
  weibull: LifeErrors | null
  mean: LifeErrors
  rows: number
  folds: number
}

export type Training = {
  window: number
  cap: number
  seed: number
  /** Of several the one with the least error on held-out machines is kept. */
  forms?: readonly LifeForm[]
  coverage?: number
  mostRows?: number
  onProgress?: (done: { form: LifeForm; fold: number; folds: number }) => void
}

export type Trained = { model: LifeModel; report: HeldOutReport }

const mostFolds = 5

/**
 * Remaining life from sensors: a model of all runs, and its error on machines that were held out. Runs are
 * split by machine into five folds. The number of trees is the one with the least held-out error over all
 * folds; the interval comes from held-out errors.
 *
 * @returns null where the runs are too few for an interval of that coverage or for two folds
 */
export function trainLife(runs: readonly LifeRun[], training: Training): Trained | null {
  const { window, cap, seed, forms = lifeForms, coverage = 0.9, mostRows = 10_000 } = training
  const samples = samplesOf(runs, { window, cap, mostRows })
  const foldOf = foldsOf(runs, seed)
  const folds = new Set(foldOf).size
  if (folds < 2 || samples.table.rows === 0) return null
  const parts = Array.from({ length: folds }, (_, fold) => ({
    fold,
    seen: rowsWhere(samples, (run) => foldOf[run] !== fold),
    unseen: rowsWhere(samples, (run) => foldOf[run] === fold),
  }))
  const tried = forms.map((form) => {
    const tell = (fold: number) => training.onProgress?.({ form, fold: fold + 1, folds })
    return { form, ...(form === 'trees' ? triedTrees : triedRidge)(parts, { seed, cap, tell }) }
  })
  const [best] = tried.toSorted((a, b) => a.errors.rmse - b.errors.rmse)
  const band = best && bandOf(best.held, { cap, coverage })
  if (best === undefined || band === null || band === undefined) return null
  const told = { cap, coverage, foldOf }
  const beside = blind(runs, { parts, foldOf, cap })
  const report: HeldOutReport = {
    ...best.errors,
    coverage: coveredShare(best.held, told),
    forms: Object.fromEntries(tried.map(({ form, errors }) => [form, errors])),
    ...beside,
    ...{ rows: samples.table.rows, folds },
  }
  const model: LifeModel = {
    form: best.fit(samples),
    ...{ window, cap, band, ranges: rangesOf(samples.table) },
  }
  return { model, report }
}

/** Of each run its fold; machines are dealt out in an order of chance. */
function foldsOf(runs: readonly LifeRun[], seed: number): number[] {
  const machines = shuffled([...new Set(runs.map(({ machine }) => machine))], randomFrom(seed))
  const folds = Math.min(mostFolds, machines.length)
  const of = new Map(machines.map((machine, at) => [machine, at % folds]))
  return runs.map(({ machine }) => of.get(machine) ?? 0)
}

type Part = { fold: number; seen: Samples; unseen: Samples }
type Trying = { seed: number; cap: number; tell: (fold: number) => void }
type Tried = { errors: LifeErrors; held: HeldOut; fit: (all: Samples) => Boosted | Ridge }

export const within = (value: number, cap: number): number => Math.min(cap, Math.max(0, value))

function triedRidge(parts: readonly Part[], { cap, tell }: Trying): Tried {
  const held = heldOf(parts, ({ fold, seen }) => {
    const fit = fitRidge(seen.table, seen.targets)
    tell(fold)
    return (cells) => within(sumRidge(fit, cells), cap)
  })
  return { held, errors: errorsOf(held), fit: (all) => fitRidge(all.table, all.targets) }
}

function triedTrees(parts: readonly Part[], { seed, cap, tell }: Trying): Tried {
  const squares = new Float64Array(boosting.rounds)
  const fits = parts.map(({ fold, seen, unseen }) => {
    const { table, targets } = unseen
    const sums = new Float64Array(table.rows)
    const fit = fitTrees(seen.table, seen.targets, {
      ...{ seed, rounds: boosting.rounds },
      onRound: ({ tree, round, base }) => {
        sums.forEach((sum, row) => {
          const next = (round === 0 ? base : sum) + leafOf(tree, table.cells, row * table.width)
          sums[row] = next
          const off = within(next, cap) - (targets[row] ?? 0)
          squares[round] = (squares[round] ?? 0) + off * off
        })
      },
    })
    tell(fold)
    return fit
  })
  const rounds = squares.indexOf(Math.min(...squares)) + 1
  const held = heldOf(parts, ({ fold }) => {
    const { base = 0, trees = [] } = fits[fold] ?? {}
    const kept: Boosted = { kind: 'trees', base, trees: trees.slice(0, rounds) }
    return (cells) => within(sumTrees(kept, cells), cap)
  })
  const fit = (all: Samples) => fitTrees(all.table, all.targets, { seed, rounds })
  return { held, errors: errorsOf(held), fit }
}

/** What models say of the rows that they have not seen. */
function heldOf(
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

type Blind = { parts: readonly Part[]; foldOf: number[]; cap: number }

function blind(runs: readonly LifeRun[], { parts, foldOf, cap }: Blind) {
  const known = new Map<number, Baselines>()
  const of = ({ fold, seen: { targets } }: Part) => {
    const seen = runs.filter((_, run) => foldOf[run] !== fold)
    const found = known.get(fold) ?? baselinesOf(seen, { targets, cap })
    known.set(fold, found)
    return found
  }
  const mean = errorsOf(heldOf(parts, (part) => of(part).mean))
  const hasFits = parts.every((part) => of(part).weibull !== null)
  const weibull = heldOf(parts, (part) => (_, age) => of(part).weibull?.(age) ?? 0)
  return { mean, weibull: hasFits ? errorsOf(weibull) : null }
}

type Covering = { cap: number; coverage: number; foldOf: number[] }

/** Each fold by the interval that the other folds give; a fold without one counts as not held. */
function coveredShare(held: HeldOut, { cap, coverage, foldOf }: Covering): number {
  const shares = new Map<number, { held: number; rows: number }>()
  for (const fold of new Set(foldOf)) {
    const band = bandOf(
      pick(held, (run) => foldOf[run] !== fold),
      { cap, coverage },
    )
    const own = pick(held, (run) => foldOf[run] === fold)
    own.predicted.forEach((value, row) => {
      const target = own.targets[row] ?? 0
      const bounds = band && boundsOf(band, value, cap)
      const isHeld = bounds !== null && target >= bounds.low && target <= bounds.high
      const share = shares.get(own.runs[row] ?? -1) ?? { held: 0, rows: 0 }
      shares.set(own.runs[row] ?? -1, {
        held: share.held + (isHeld ? 1 : 0),
        rows: share.rows + 1,
      })
    })
  }
  const all = [...shares.values()]
  return all.reduce((sum, one) => sum + one.held / one.rows, 0) / Math.max(1, all.length)
}

function pick(held: HeldOut, isKept: (run: number) => boolean): HeldOut {
  const rows = Array.from(held.runs.keys()).filter((row) => isKept(held.runs[row] ?? -1))
  return {
    predicted: Float64Array.from(rows, (row) => held.predicted[row] ?? 0),
    targets: Float64Array.from(rows, (row) => held.targets[row] ?? 0),
    runs: Int32Array.from(rows, (row) => held.runs[row] ?? -1),
  }
}
