/**
 * GET  /api/life-models?site=S                                    → LifeModelPage, its classes with their models
 * POST /api/life-models/deploy {id, reason, requestKey}            → ProposalView, which waits
 * POST /api/life-models/roll-back {siteId, classId, reason, requestKey}  → ProposalView, which waits
 */
import type { LifeEvaluation, LifeModelView } from '../../factory/index.ts'

type Iso<View> = {
  [Key in keyof View]: View[Key] extends Date
    ? string
    : View[Key] extends Date | null
      ? string | null
      : View[Key]
}

/** A trained model; instants in ISO 8601, times in days. */
export type LifeModelCard = Omit<Iso<LifeModelView>, 'sensors'> & {
  sensors: number
  /** What is told without it, on the same held-out machines. */
  baseline: { name: 'weibull' | 'mean'; rmse: number; isBetter: boolean }
  /** Of the deployed one: machines of today outside of what it learnt. Null for the others. */
  drift: LifeEvaluation['drift'] | null
}
export type LifeModelPage = { items: LifeModelCard[] }
