import { z } from 'zod'
import type { DayOfUse, ModelLimits } from '../../agent/index.ts'
import type { Language } from '../../base/language.ts'
import { defineOperation } from './operation.ts'

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

const day_ms = 86_400_000

export const modelsUsage = defineOperation({
  name: 'models-usage',
  input: z.strictObject({ days: z.int().min(1).max(366).default(7) }),
  run: async ({ db, clock, modelLimits: limits }, { principal }, { days }): Promise<ModelUsage> => {
    // With it comes all that a turn needs: a command that asks none starts without.
    const { dayOf, modelUse, sum } = await import('../../agent/index.ts')
    const now = clock()
    const to = dayOf(now)
    const from = dayOf(new Date(now.getTime() - (days - 1) * day_ms))
    const seesAll = principal.roles.some(({ role }) => role === 'admin')
    const lines = await modelUse(db, { from, to, ...(seesAll ? {} : { principal }) })
    return {
      ...{ from, to, limits, lines, language: principal.language },
      of: seesAll ? 'everybody' : 'self',
      total: sum(lines),
      today: sum(lines.filter(({ day }) => day === to)),
    }
  },
})
