import { boundsOf } from './conformal.ts'
import { type Drift, driftOf } from './drift.ts'
import { featuresAt, leastSteps } from './features.ts'
import type { LifeRun } from './life-run.ts'
import { sumRidge } from './ridge.ts'
import type { LifeModel } from './train-life.ts'
import { sumTrees } from './trees.ts'
import { within } from './try-forms.ts'

export type LifeAhead = {
  /** In the unit of ages; equal to the cap: that much or more. */
  remaining: number
  low: number
  /** Null: the interval reaches the cap, beyond which nothing is told. */
  high: number | null
  drift: Drift
}

/** Fewer features than this share leave nothing to go by. */
const leastHeard = 0.5

/** Remaining life of a run at a step, its newest if none is named, or why nothing can be said. */
export function predictLife(
  { form, window, cap, band, ranges }: LifeModel,
  run: LifeRun,
  step = run.ages.length - 1,
): LifeAhead | 'too_few_steps' | 'sensors_missing' {
  if (step + 1 < leastSteps(window)) return 'too_few_steps'
  const features = featuresAt(run, step, window)
  const heard = features.filter((one) => !Number.isNaN(one)).length
  if (heard < leastHeard * features.length) return 'sensors_missing'
  const sum = form.kind === 'trees' ? sumTrees(form, features) : sumRidge(form, features)
  const remaining = within(sum, cap)
  const { low, high } = boundsOf(band, remaining, cap)
  return { remaining, low, high: high >= cap ? null : high, drift: driftOf(ranges, features) }
}
