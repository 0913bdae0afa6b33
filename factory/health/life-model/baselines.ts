import { fitWeibull, type Weibull } from '../weibull.ts'
import type { LifeRun } from './life-run.ts'

const parts = 64

/** What is told without sensors: the mean of the targets, and Weibull by age; each a remaining life. */
export type Baselines = { mean: () => number; weibull: ((age: number) => number) | null }

/** Of the runs of a fold alone, so that they are as blind as the model beside them. */
export function baselinesOf(
  runs: readonly LifeRun[],
  { targets, cap }: { targets: Float64Array; cap: number },
): Baselines {
  const mean = targets.reduce((sum, one) => sum + one, 0) / Math.max(1, targets.length)
  const lifetimes = runs.map(({ failedAge, ages }) => ({
    time: failedAge ?? ages.at(-1) ?? 0,
    failed: failedAge !== null,
  }))
  const fit = fitWeibull(lifetimes.filter(({ time }) => time > 0))
  return { mean: () => mean, weibull: fit && ((age) => meanLeft(fit, age, cap)) }
}

/** Expected remaining life of one that is `age` old, cut at the cap: the survival after it, summed up. */
function meanLeft({ shape, scale }: Weibull, age: number, cap: number): number {
  const hazard = (time: number) => (time / scale) ** shape
  const survival = (more: number) => Math.exp(hazard(age) - hazard(age + more))
  const step = cap / parts
  let sum = (1 + survival(cap)) / 2
  for (let part = 1; part < parts; part++) sum += survival(part * step)
  return sum * step
}
