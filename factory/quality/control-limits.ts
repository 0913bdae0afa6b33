/** Breaks of a rule, at the point that completes the pattern. */
export type ControlBreak = { at: number; rules: ControlRule[] }

/** By the numbers of Nelson (1984). */
export type ControlRule = 1 | 2 | 3 | 5 | 6

export type ControlLimits = {
  centre: number
  /** Null where it would lie below zero and no value does. */
  lower: number | null
  upper: number
  /** Of neighbouring points. */
  meanMovingRange: number
  /** Points with a value. */
  points: number
  breaks: ControlBreak[]
}

/** Fewer points say nothing about how much a process varies by itself. */
const leastPoints = 8
/** Expected range of two values of a normal distribution with deviation 1 (d2 for n = 2). */
const d2 = 1.128

/**
 * Chart of individual values and moving ranges: centre line x̄, limits x̄ ± 3 R̄ ÷ 1.128 (ISO
 * 7870-2:2023, individuals), and which points break a rule for special causes (L. S. Nelson, "The
 * Shewhart Control Chart: Tests for Special Causes", Journal of Quality Technology 16, 1984): rules
 * 1, 2, 3, 5 and 6. Over a gap there is neither a range nor a run.
 *
 * @param values in the order of time; null where there is none
 * @returns null where there are fewer than eight values, or all of them are the same
 */
export function controlLimits(values: readonly (number | null)[]): ControlLimits | null {
  const known = values.filter((value) => value !== null)
  const ranges = values.flatMap((value, at) => {
    const last = values[at - 1] ?? null
    return value === null || last === null ? [] : [Math.abs(value - last)]
  })
  if (known.length < leastPoints || ranges.length === 0) return null
  const centre = meanOf(known)
  const meanMovingRange = meanOf(ranges)
  const sigma = meanMovingRange / d2
  if (sigma === 0) return null
  const lower = centre - 3 * sigma
  return {
    centre,
    lower: lower < 0 && known.every((value) => value >= 0) ? null : lower,
    upper: centre + 3 * sigma,
    meanMovingRange,
    points: known.length,
    breaks: breaksOf(values.map((value) => (value === null ? null : (value - centre) / sigma))),
  }
}

const meanOf = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** How many points in a row a rule looks at, and when they break it; in deviations from the centre. */
const rules: { rule: ControlRule; points: number; isBroken: (run: number[]) => boolean }[] = [
  { rule: 1, points: 1, isBroken: (run) => run.some((z) => Math.abs(z) > 3) },
  { rule: 2, points: 9, isBroken: (run) => oneSide((side) => run.every((z) => side * z > 0)) },
  { rule: 3, points: 6, isBroken: isMonotonic },
  { rule: 5, points: 3, isBroken: (run) => farther(run, { than: 2, least: 2 }) },
  { rule: 6, points: 5, isBroken: (run) => farther(run, { than: 1, least: 4 }) },
]

const oneSide = (test: (side: 1 | -1) => boolean): boolean => test(1) || test(-1)

const farther = (run: number[], { than, least }: { than: number; least: number }): boolean =>
  oneSide((side) => {
    const out = run.filter((z) => side * z > than).length
    // The last one completes the pattern: a point within the bounds is no sign of anything.
    return out >= least && side * (run.at(-1) ?? 0) > than
  })

function isMonotonic(run: number[]): boolean {
  const steps = run.slice(1).map((z, at) => z - (run[at] ?? z))
  return steps.every((step) => step > 0) || steps.every((step) => step < 0)
}

function breaksOf(deviations: (number | null)[]): ControlBreak[] {
  return deviations.flatMap((_, at) => {
    const broken = rules.flatMap(({ rule, points, isBroken }) => {
      const run = deviations.slice(Math.max(0, at + 1 - points), at + 1)
      const known = run.filter((z) => z !== null)
      return known.length === points && isBroken(known) ? [rule] : []
    })
    return broken.length === 0 ? [] : [{ at, rules: broken }]
  })
}
