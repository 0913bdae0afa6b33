export {
  type AlertAct,
  type AlertActOutcome,
  actOnAlert,
  alertActs,
  type EndOutcome,
  endWatch,
  type NewDuty,
  type NewSilence,
  putOnCall,
  readMessages,
  setSilence,
  type WatchOutcome,
} from './act.ts'
export { type AlertReport, alertReport } from './alert-report.ts'
export { type DutyView, readCalendar, type SilenceView } from './calendar.ts'
export type { SendToPerson, ToPerson } from './deliver-messages.ts'
export { type AlertDeps, noRules } from './evaluate.ts'
export type { AlertSeverity } from './event.ts'
export { type AlertFilter, type AlertView, alertsRaised, listAlerts } from './list-alerts.ts'
export { listRules, type RuleView } from './list-rules.ts'
export { type AlertDetail, type AlertStep, readAlert } from './read-alert.ts'
export { listMessages, type MessageView } from './read-messages.ts'
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
