import type { ProposalDraft } from '../../../actions/index.ts'
import {
  type AlertRule,
  type AlertRuleNow,
  alertRule,
  alertRulePreconditions,
  alertRuleStale,
  newestAlertRule,
  sayRule,
  setAlertRule,
} from '../../../factory/index.ts'
import { alertRuleInput, wantedRule } from './alert-rule-input.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'set_alert_rule'

export const alertRuleKind = defineChange({
  input: alertRuleInput,
  draft: async (tx, given, asked) => {
    const wanted = await wantedRule(tx, given, asked)
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

function ruleDraft(wanted: AlertRule, was: AlertRuleNow, reason: string): ProposalDraft {
  const { siteId, ruleId, scopeId, retired } = wanted
  const [now, before] = [sayRule(wanted), was === null ? null : sayRule(was)]
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `${retired ? '停用' : '设置'}报警规则 ${ruleId}：${scopeId} ${now.watched.zh} ${now.test.zh}`,
      en: `${retired ? 'Retire' : 'Set'} alert rule ${ruleId}: ${now.watched.en} of ${scopeId} ${now.test.en}`,
    },
    args: wanted,
    preconditions: { was },
    diff: {
      entries: changedEntries([
        ['监视', 'Watches', before?.watched.en ?? null, now.watched.en],
        ['范围', 'Scope', was?.scopeId ?? null, scopeId],
        ['条件', 'When', before?.test.en ?? null, now.test.en],
        ['持续', 'For', before?.lasts ?? null, now.lasts],
        ['无数据', 'Without data', before?.missing ?? null, now.missing],
        ['级别', 'Severity', was?.definition.severity ?? null, wanted.definition.severity],
        ['负责', 'For', was?.definition.role ?? null, wanted.definition.role],
        ['停用', 'Retired', String(was?.retired ?? false), String(retired)],
      ]),
    },
    evidence: [reasonGiven(reason)],
  }
}
