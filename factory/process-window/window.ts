/** A setting with all that may stand behind it taken away, in the hours that are looked at. */
export type Adjusted = {
  values: readonly number[]
  weights: readonly number[]
  /** Of the setting, straight and squared. */
  straight: readonly number[]
  square: readonly number[]
  /** The same two and the response, less what the confounders explain. */
  ownStraight: readonly number[]
  ownSquare: readonly number[]
  response: readonly number[]
}

export type Window = { from: number; to: number }

/** Effects of the setting on the response, straight and squared, by least squares over the rows that are `used`. */
export function curveOf(of: Adjusted, used: (at: number) => boolean): [number, number] {
  let [ss, sq, qq, sy, qy] = [0, 0, 0, 0, 0]
  of.weights.forEach((weight, at) => {
    if (!used(at)) return
    const [s, q] = [of.ownStraight[at] ?? 0, of.ownSquare[at] ?? 0]
    const y = of.response[at] ?? 0
    ss += weight * s * s
    sq += weight * s * q
    qq += weight * q * q
    sy += weight * s * y
    qy += weight * q * y
  })
  const determinant = ss * qq - sq * sq
  if (determinant <= 1e-9 * ss * qq) return [ss === 0 ? 0 : sy / ss, 0]
  return [(sy * qq - qy * sq) / determinant, (qy * ss - sy * sq) / determinant]
}

/**
 * The range of the setting that holds a share of the weight and has the best mean by the curve: a window that
 * was run at, never beyond it.
 *
 * @param isLess less of the response is better
 */
export function bestWindow(
  of: Adjusted,
  { used, share, isLess }: { used: (at: number) => boolean; share: number; isLess: boolean },
): Window {
  const [straight, square] = curveOf(of, used)
  const order = of.values
    .map((value, at) => ({
      ...{ value, weight: of.weights[at] ?? 0, at },
      worth:
        (isLess ? 1 : -1) * (straight * (of.straight[at] ?? 0) + square * (of.square[at] ?? 0)),
    }))
    .filter(({ at }) => used(at))
    .sort((a, b) => a.value - b.value)
  const wanted = share * order.reduce((sum, { weight }) => sum + weight, 0)
  let best = { worth: Number.POSITIVE_INFINITY, from: 0, to: 0 }
  let [first, held, sum] = [0, 0, 0]
  for (const { value, weight, worth } of order) {
    held += weight
    sum += weight * worth
    for (let low = order[first]; low !== undefined && held - low.weight >= wanted; ) {
      held -= low.weight
      sum -= low.weight * low.worth
      low = order[++first]
    }
    if (held < wanted) continue
    const mean = sum / held
    if (mean < best.worth) best = { worth: mean, from: order[first]?.value ?? value, to: value }
  }
  return { from: best.from, to: best.to }
}

export const isIn = ({ from, to }: Window, value: number): boolean => value >= from && value <= to
