export { comparableMachines } from './comparable.ts'
export { type Control, type Effect, halfWidth, intervalShare } from './effect.ts'
export {
  followUpDue,
  type Measure,
  type Measurement,
  type MeasureRequest,
  type Window,
} from './follow-up.ts'
export {
  type FollowUpReport,
  followUpReport,
  getOutcome,
  type OutcomeView,
  type Track,
} from './report.ts'
