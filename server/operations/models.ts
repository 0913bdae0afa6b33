import { z } from 'zod'
import type { Principal } from '../../base/principal.ts'
import type { Deps } from '../deps.ts'
import type { ModelUsage } from './model-usage.ts'
import { defineOperation } from './operation.ts'

const day_ms = 86_400_000

export const modelsUsage = defineOperation({
  name: 'models-usage',
  input: z.strictObject({ days: z.int().min(1).max(366).default(7) }),
  run: (deps, { principal }, { days }) => usageOf(deps, { principal, days }),
})

/** One's own; everybody's for an administrator. */
export async function usageOf(
  { db, clock, modelLimits: limits }: Pick<Deps, 'db' | 'clock' | 'modelLimits'>,
  { principal, days }: { principal: Principal; days: number },
): Promise<ModelUsage> {
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
}
