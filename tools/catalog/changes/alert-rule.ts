import { z } from 'zod'
import type { ProposalDraft } from '../../../actions/index.ts'
import { AppError } from '../../../base/app-error.ts'
import {
  type AlertRule,
  type AlertRuleNow,
  alertRule,
  alertRulePreconditions,
  alertRuleStale,
  findAsset,
  findMetric,
  findSite,
  loadMetrics,
  newestAlertRule,
  setAlertRule,
} from '../../../factory/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'set_alert_rule'

export const alertRuleKind = defineChange({
  input: z.strictObject({
    kind: z.literal('alert_rule'),
    rule: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
    metric: z.string(),
    equipment: z.string().optional().describe('Else the site.'),
    comparison: z.enum(['above', 'below']),
    threshold: z.number(),
    retired: z.boolean().default(false),
  }),
  draft: async (tx, given, asked) => {
    const { siteId, scopeId } = await scopeOf(tx, given.equipment, asked.siteId)
    const metric = findMetric(await loadMetrics(tx, siteId), given.metric)
    const { rule: ruleId, comparison, threshold, retired } = given
    const { id: metricId, unit } = metric
    const wanted = { siteId, ruleId, metricId, scopeId, comparison, threshold, unit, retired }
    return ruleDraft(wanted, await newestAlertRule(tx, wanted), asked.reason)
  },
  effect: {
    tool,
    reach: 'internal',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一个版本：恢复上一版，没有上一版则停用。',
        en: 'Another version restores the one before, or retires the rule where there was none.',
      },
      draft: async (tx, { id, args, preconditions }) => {
        const done = alertRule.parse(args)
        const { was } = alertRulePreconditions.parse(preconditions)
        const { version: _, ...before } = was ?? { ...done, retired: true, version: 0 }
        return ruleDraft({ ...done, ...before }, await newestAlertRule(tx, done), `undo ${id}`)
      },
    },
    stale: (tx, args, given) =>
      alertRuleStale(tx, alertRule.parse(args), alertRulePreconditions.parse(given).was),
    apply: (tx, args, execution) => setAlertRule(tx, alertRule.parse(args), execution),
  },
})

type Tx = Parameters<typeof findAsset>[0]

async function scopeOf(
  tx: Tx,
  typed: string | undefined,
  siteId: string | null,
): Promise<{ siteId: string; scopeId: string }> {
  if (typed !== undefined) {
    const asset = await findAsset(tx, { siteId, field: 'equipment', typed })
    return { siteId: asset.siteId, scopeId: asset.id }
  }
  if (siteId !== null) return { siteId, scopeId: (await findSite(tx, siteId)).siteId }
  throw new AppError('invalid_input', 'site: an alert rule of a whole site must name it.', {
    field: 'site',
    hint: 'Give site, or equipment.',
  })
}

function ruleDraft(wanted: AlertRule, was: AlertRuleNow, reason: string): ProposalDraft {
  const { siteId, ruleId, metricId, scopeId, comparison, threshold, unit, retired } = wanted
  const [zh, en] = comparison === 'above' ? ['高于', 'above'] : ['低于', 'below']
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `${retired ? '停用' : '设置'}报警规则 ${ruleId}：${scopeId} ${metricId} ${zh} ${threshold} ${unit}`,
      en: `${retired ? 'Retire' : 'Set'} alert rule ${ruleId}: ${metricId} of ${scopeId} ${en} ${threshold} ${unit}`,
    },
    args: wanted,
    preconditions: { was },
    diff: {
      entries: changedEntries([
        ['指标', 'Metric', was?.metricId ?? null, metricId],
        ['范围', 'Scope', was?.scopeId ?? null, scopeId],
        ['比较', 'Comparison', was?.comparison ?? null, comparison],
        ['阈值', 'Threshold', was?.threshold ?? null, threshold, unit],
        ['停用', 'Retired', String(was?.retired ?? false), String(retired)],
      ]),
    },
    evidence: [reasonGiven(reason)],
  }
}
