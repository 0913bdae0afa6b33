import type { DayOfUse, ModelLimits } from '../../agent/index.ts'
import type { Language } from '../../base/language.ts'

/** What language models were used for, by UTC day, person and model. */
export type ModelUsage = {
  from: string
  to: string
  /** Of everybody, or of the person alone who asks: only an administrator sees all. */
  of: 'everybody' | 'self'
  language: Language
  limits: ModelLimits
  lines: DayOfUse[]
  total: { tokens: number; cost: number }
  today: { tokens: number; cost: number }
}
