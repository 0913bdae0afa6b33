import { featuresAt, leastSteps, widthOf } from './features.ts'
import type { LifeRun, Table } from './life-run.ts'

/** Rows of features with the remaining life that each had. */
export type Samples = {
  table: Table
  /** Remaining life, at most the cap. */
  targets: Float64Array
  /** Ages of the rows, and which run each belongs to. */
  ages: Float64Array
  runs: Int32Array
}

export type Sampling = { window: number; cap: number; mostRows: number }

/**
 * Rows of all runs, evenly spaced so that there are about `mostRows`. The target is the remaining life cut at
 * `cap`: far from its end a machine shows nothing of it, so the model is not asked to tell 200 from 300
 * (F. O. Heimes, "Recurrent Neural Networks for Remaining Useful Life Estimation", PHM 2008). A run without a
 * failure gives the rows of which that much is known: those at least `cap` before its last step.
 */
export function samplesOf(runs: readonly LifeRun[], { window, cap, mostRows }: Sampling): Samples {
  const steps = runs.reduce((sum, { ages }) => sum + ages.length, 0)
  const stride = Math.max(1, Math.ceil(steps / mostRows))
  const rows = runs.flatMap((run, at) => {
    const until = run.failedAge ?? run.ages.at(-1) ?? 0
    const own: { run: number; step: number; age: number; target: number }[] = []
    for (let step = leastSteps(window); step < run.ages.length; step += stride) {
      const age = run.ages[step] ?? 0
      const left = until - age
      if (run.failedAge === null && left < cap) break
      own.push({ run: at, step, age, target: Math.min(cap, Math.max(0, left)) })
    }
    return own
  })
  const width = widthOf(runs[0]?.values.length ?? 0)
  const cells = new Float64Array(rows.length * width)
  rows.forEach(({ run, step }, row) => {
    const of = runs[run]
    if (of !== undefined) cells.set(featuresAt(of, step, window), row * width)
  })
  return {
    table: { width, rows: rows.length, cells },
    targets: Float64Array.from(rows, ({ target }) => target),
    ages: Float64Array.from(rows, ({ age }) => age),
    runs: Int32Array.from(rows, ({ run }) => run),
  }
}

/** Those rows whose run is kept. */
export function rowsWhere(all: Samples, isKept: (run: number) => boolean): Samples {
  const rows = Array.from(all.runs.keys()).filter((row) => isKept(all.runs[row] ?? -1))
  const { width } = all.table
  const cells = new Float64Array(rows.length * width)
  rows.forEach((row, at) => {
    cells.set(all.table.cells.subarray(row * width, (row + 1) * width), at * width)
  })
  const take = (of: Float64Array) => Float64Array.from(rows, (row) => of[row] ?? 0)
  return {
    table: { width, rows: rows.length, cells },
    ...{ targets: take(all.targets), ages: take(all.ages) },
    runs: Int32Array.from(rows, (row) => all.runs[row] ?? -1),
  }
}
