import { randomFrom, shuffled } from '../../../base/random.ts'
import { type Baselines, baselinesOf } from './baselines.ts'
import { type Band, bandOf, boundsOf, type HeldOut } from './conformal.ts'
import { type Ranges, rangesOf } from './drift.ts'
import type { LifeRun } from './life-run.ts'
import type { Ridge } from './ridge.ts'
import { rowsWhere, samplesOf } from './samples.ts'
import type { Boosted } from './trees.ts'
import { errorsOf, heldOf, type LifeErrors, type Part, tryRidge, tryTrees } from './try-forms.ts'

const lifeForms = ['trees', 'ridge'] as const
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
  onProgress?: (step: { form: LifeForm; done: number; of: number }) => void
}

export type Trained = { model: LifeModel; report: HeldOutReport }

const mostFolds = 5

/**
 * Remaining life from sensors: a model of all runs, and its error on machines that were held out. Runs are
 * split by machine into five folds. The number of trees is the one with the least held-out error over all
 * folds (early stopping); the interval comes from held-out errors.
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
    const tell = (done: number, of: number) => training.onProgress?.({ form, done, of })
    return { form, ...(form === 'trees' ? tryTrees : tryRidge)(parts, { seed, cap, tell }) }
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
