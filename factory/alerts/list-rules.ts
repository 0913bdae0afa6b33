import type { Localized } from '../../base/language.ts'
import type { Tx } from '../../store/index.ts'
import { standingRules } from './read-rules.ts'
import { sayRule } from './say-rule.ts'

export type RuleView = {
  siteId: string
  ruleId: string
  version: number
  scopeId: string
  watched: Localized
  test: Localized
  severity: string
  role: string
  actionId: string
  createdAt: string
}

/** The rules that hold, in words. */
export async function listRules(tx: Tx): Promise<RuleView[]> {
  const rules = await standingRules(tx)
  return rules.map((rule) => {
    const { siteId, ruleId, version, scopeId, severity, role, actionId, unit, createdAt } = rule
    const { watched, test } = rule
    const { missing, missingS, forS, escalateMin } = rule
    const definition = { watched, test, forS, missing, missingS, severity, role, escalateMin }
    const said = sayRule({ metricId: null, comparison: null, threshold: null, unit, definition })
    return {
      ...{ siteId, ruleId, version, scopeId, severity, role, actionId },
      ...{ watched: said.watched, test: said.test, createdAt: createdAt.toISOString() },
    }
  })
}
