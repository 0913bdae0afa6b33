import { type Eigen, eigenOf, type Matrix } from './eigen.ts'
import { deviationOf, meanOf } from './robust.ts'

export type PcaModel = {
  centre: number[]
  scale: number[]
  /** Of the correlation matrix. */
  eigen: Eigen
  /** Components that are kept. */
  kept: number
}

export type PcaScore = {
  /** Hotelling's T² of the kept components, and what each sensor adds to it. */
  t2: number
  t2Parts: number[]
  /** Squared prediction error, and what each sensor adds to it. */
  q: number
  qParts: number[]
}

const keptShare = 0.9

/**
 * Principal components of standardised sensors, as many as hold 90 % of the variance, and never all of
 * them: what is left is Q. (J. E. Jackson and G. S. Mudholkar, "Control Procedures for Residuals
 * Associated With Principal Component Analysis", Technometrics 21, 1979.)
 *
 * @param rows hours by sensors, at least two of each, no sensor constant
 */
export function fitPca(rows: Matrix): PcaModel {
  const columns = (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0))
  const centre = columns.map(meanOf)
  const scale = columns.map((column) => deviationOf(column) || 1)
  const standard = rows.map((row) => standardised(row, { centre, scale }))
  const correlations = columns.map((_, i) =>
    columns.map(
      (_, j) =>
        standard.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) / (rows.length - 1),
    ),
  )
  const eigen = eigenOf(correlations)
  const total = eigen.values.reduce((sum, value) => sum + value, 0)
  let [kept, held] = [0, 0]
  while (held < keptShare * total && kept < columns.length - 1) held += eigen.values[kept++] ?? 0
  return { centre, scale, eigen, kept: Math.max(1, kept) }
}

const standardised = (row: number[], { centre, scale }: Pick<PcaModel, 'centre' | 'scale'>) =>
  row.map((value, j) => (value - (centre[j] ?? 0)) / (scale[j] ?? 1))

/**
 * T² and Q of one row. A sensor's part of T² is z_j Σ_k p_jk t_k ÷ λ_k (P. Nomikos and J. F. MacGregor,
 * "Multivariate SPC Charts for Monitoring Batch Processes", Technometrics 37, 1995), of Q its squared
 * residual (S. J. Qin, "Statistical process monitoring: basics and beyond", J. Chemometrics 17, 2003);
 * the parts add up to the statistic.
 */
export function scorePca(model: PcaModel, row: number[]): PcaScore {
  const { eigen, kept } = model
  const z = standardised(row, model)
  const back = z.map(() => 0)
  const t2Parts = z.map(() => 0)
  for (let k = 0; k < kept; k++) {
    const [p = [], variance = 0] = [eigen.vectors[k], eigen.values[k]]
    const t = z.reduce((sum, value, j) => sum + value * (p[j] ?? 0), 0)
    p.forEach((loading, j) => {
      back[j] = (back[j] ?? 0) + t * loading
      if (variance > 0) t2Parts[j] = (t2Parts[j] ?? 0) + ((z[j] ?? 0) * loading * t) / variance
    })
  }
  const qParts = z.map((value, j) => (value - (back[j] ?? 0)) ** 2)
  return { t2: sumOf(t2Parts), t2Parts, q: sumOf(qParts), qParts }
}

const sumOf = (all: number[]): number => all.reduce((sum, one) => sum + one, 0)
