export type { SendToPerson, ToPerson } from './deliver-messages.ts'
export { type AlertDeps, noRules } from './evaluate.ts'
export { requireWatched } from './require-watched.ts'
export { runAlerts } from './round.ts'
export { type AlertDefinition, alertDefinition } from './rule.ts'
export { sayRule } from './say-rule.ts'
export {
  type AlertRule,
  type AlertRuleNow,
  alertRule,
  alertRulePreconditions,
  alertRuleStale,
  newestAlertRule,
  setAlertRule,
} from './set-alert-rule.ts'
