import type { Matrix } from './eigen.ts'
import { lambda } from './ewma.ts'
import { fitPca, type PcaModel, scorePca } from './pca.ts'
import { limitOf } from './robust.ts'

export type Monitor = {
  model: PcaModel
  /** Half of `rate` each: so much of normal running is beyond at least one of them, at most. */
  t2Limit: number
  qLimit: number
}

/** Stretches of the reference that are left out in turn. */
const folds = 7

/**
 * Each row averaged with those before it, the newest by λ: small shifts that stay add up, single odd hours
 * do not (C. A. Lowry, W. H. Woodall, C. W. Champ and S. E. Rigdon, "A Multivariate Exponentially Weighted
 * Moving Average Control Chart", Technometrics 34, 1992).
 */
export function averaged(rows: Matrix): Matrix {
  let average = rows[0] ?? []
  return rows.map((row) => {
    average = row.map((value, j) => lambda * value + (1 - lambda) * (average[j] ?? value))
    return average
  })
}

/**
 * Principal components of normal running, with limits for a stated rate of false alarms. Formulas for the
 * limits take rows for independent and the model for known: neighbouring hours are alike, and a model fits
 * the rows that it was made of better than new ones. So the limits are quantiles of rows that the model had
 * not seen: each seventh of the reference, in one stretch, is scored by a model of the other six.
 *
 * @param rows normal running in the order of time
 * @returns null where there are too few rows for so small a rate
 */
export function fitMonitor(rows: Matrix, rate: number): Monitor | null {
  const scores = Array.from({ length: folds }, (_, fold) => {
    const [from, to] = [fold, fold + 1].map((part) => Math.floor((part * rows.length) / folds))
    const rest = [...rows.slice(0, from), ...rows.slice(to)]
    if (rest.length < 3) return []
    const model = fitPca(rest)
    return rows.slice(from, to).map((row) => scorePca(model, row))
  }).flat()
  const limit = (of: number[]) => limitOf(of, rate / 2)
  const t2Limit = limit(scores.map(({ t2 }) => t2))
  const qLimit = limit(scores.map(({ q }) => q))
  return t2Limit === null || qLimit === null ? null : { model: fitPca(rows), t2Limit, qLimit }
}
