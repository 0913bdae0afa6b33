import { type Basis, partialOut } from './partial-out.ts'
import { rules } from './rules.ts'
import { studentBelow, studentQuantile } from './student.ts'
import { type Adjusted, bestWindow, isIn } from './window.ts'

/** The response inside of the window less that outside; 95 % lie between low and high. */
export type Difference = { value: number; low: number; high: number }

export type HeldOut = {
  difference: Difference
  /** One-sided: how likely so good a window is where the setting does nothing. */
  p: number
  /** Stretches that told something, and those of them in which inside was better. */
  stretches: number
  better: number
}

type Asked = { stretches: readonly number[]; basis: Basis; isLess: boolean }

/**
 * What the best window is worth, told by hours that it was not chosen by: for each stretch of days the window is
 * chosen by the other stretches, and inside less outside is taken in this one, adjusted. The mean of stretches has
 * a t interval, whatever the autocorrelation within them (R. Ibragimov and U. K. Müller, "t-Statistic Based
 * Correlation and Heterogeneity Robust Inference", JBES 28, 2010); choosing and judging by the same hours would
 * promise too much (the winner's curse). Windows that share most of the hours they were chosen by are no independent
 * ones: the variance is that of C. Nadeau and Y. Bengio, "Inference for the Generalization Error", Machine Learning
 * 52, 2003.
 *
 * @returns null where the setting moved in too few stretches
 */
export function heldOut(of: Adjusted, { stretches, basis, isLess }: Asked): HeldOut | null {
  const found: number[] = []
  for (const stretch of new Set(stretches)) {
    const used = (at: number) => stretches[at] !== stretch
    const window = bestWindow(of, { used, share: rules.windowShare, isLess })
    const inside = of.values.map((value) => (isIn(window, value) ? 1 : 0))
    const own = (at: number) => stretches[at] === stretch
    if (!hasBoth(inside, own)) continue
    const difference = slopeOf(of, partialOut(basis, inside), own)
    if (difference !== null) found.push(difference)
  }
  if (found.length < rules.leastStretches) return null
  return tOf(found, isLess)
}

function hasBoth(inside: number[], own: (at: number) => boolean): boolean {
  const here = inside.filter((_, at) => own(at))
  const within = here.filter((one) => one === 1).length
  return Math.min(within, here.length - within) >= rules.leastHoursOfSide
}

/** Of the adjusted response on the adjusted membership; null where nothing of it is its own. */
function slopeOf(of: Adjusted, inside: number[], own: (at: number) => boolean): number | null {
  let [squares, products, all] = [0, 0, 0]
  inside.forEach((one, at) => {
    if (!own(at)) return
    const weight = of.weights[at] ?? 0
    all += weight
    squares += weight * one * one
    products += weight * one * (of.response[at] ?? 0)
  })
  return squares <= leastOwn * all ? null : products / squares
}
const leastOwn = 0.02

/** @param found one a stretch, at least two */
function tOf(found: readonly number[], isLess: boolean): HeldOut {
  const n = found.length
  const mean = found.reduce((sum, value) => sum + value, 0) / n
  const variance = found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const error = Math.sqrt(variance * (1 / n + 1 / (n - 1)))
  const t = error === 0 ? Math.sign(mean) * 1e3 : mean / error
  const half = studentQuantile(0.975, n - 1) * error
  return {
    difference: { value: mean, low: mean - half, high: mean + half },
    p: isLess ? studentBelow(t, n - 1) : 1 - studentBelow(t, n - 1),
    stretches: n,
    better: found.filter((value) => (isLess ? value < 0 : value > 0)).length,
  }
}
