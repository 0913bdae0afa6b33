import { seeded } from '../../../base/random.ts'
import type { LifeRun } from './life-run.ts'

/** Machines whose first sensor rises as they wear and whose second tells nothing; each fails at its own age. */
export function wornRuns(machines: number, seed = 7): LifeRun[] {
  const next = seeded(seed)
  return Array.from({ length: machines }, (_, at) => {
    const life = Math.round(60 + 80 * next())
    const level = 10 * next()
    const steps = Array.from({ length: life }, (_, step) => step + 1)
    const noise = () => next() + next() - 1
    return {
      machine: `M${at % Math.ceil(machines / 2)}`,
      ages: steps,
      values: [
        Float64Array.from(steps, (age) => level + 4 * Math.exp((age - life) / 25) + 0.1 * noise()),
        Float64Array.from(steps, () => noise()),
      ],
      failedAge: life,
    }
  })
}
