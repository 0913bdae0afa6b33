import { weightedMean } from './weighted-mean.ts'
import { type Adjusted, curveOf } from './window.ts'

/** Part of the range of a setting: the response there, were all else alike. */
export type CurvePoint = { from: number; to: number; value: number; hours: number }

const most = 8

/**
 * The response by the setting: means of component plus residual (W. A. Larsen and S. J. McCleary, "The Use of Partial
 * Residual Plots in Regression Analysis", Technometrics 14, 1972), in parts that hold as many hours each.
 */
export function curvePoints(of: Adjusted, usual: number): CurvePoint[] {
  const [straight, square] = curveOf(of, () => true)
  const rows = of.values
    .map((value, at) => {
      const curve = straight * (of.straight[at] ?? 0) + square * (of.square[at] ?? 0)
      const own = straight * (of.ownStraight[at] ?? 0) + square * (of.ownSquare[at] ?? 0)
      return { value, weight: of.weights[at] ?? 0, y: curve + (of.response[at] ?? 0) - own }
    })
    .sort((a, b) => a.value - b.value)
  const middle = meanOf(rows)
  return partsOf(rows).map((part) => ({
    ...{ from: part[0]?.value ?? 0, to: part.at(-1)?.value ?? 0, hours: part.length },
    value: usual + meanOf(part) - middle,
  }))
}

type Row = { value: number; weight: number; y: number }

/** The same value never stands in two parts. */
function partsOf(rows: Row[]): Row[][] {
  const parts: Row[][] = []
  for (let from = 0; from < rows.length; ) {
    let to = Math.min(rows.length, from + Math.ceil(rows.length / most))
    while (to < rows.length && rows[to]?.value === rows[to - 1]?.value) to++
    parts.push(rows.slice(from, to))
    from = to
  }
  return parts
}

const meanOf = (rows: Row[]): number =>
  weightedMean(
    rows.map(({ y }) => y),
    rows.map(({ weight }) => weight),
  )
