import { changePolicyEffect, type EffectDefinition } from '../../actions/index.ts'
import {
  changeMetric,
  metricChange,
  metricPreconditions,
  metricStale,
  openTicket,
  publishSchedule,
  schedulePreconditions,
  schedulePublication,
  scheduleStale,
  ticketOpening,
  ticketPreconditions,
  ticketStale,
} from '../../factory/index.ts'

const publishScheduleEffect: EffectDefinition = {
  tool: 'propose_schedule',
  stale: (tx, args, preconditions) =>
    scheduleStale(tx, schedulePublication.parse(args), schedulePreconditions.parse(preconditions)),
  apply: (tx, args, execution) => publishSchedule(tx, schedulePublication.parse(args), execution),
}

const openTicketEffect: EffectDefinition = {
  tool: 'open_maintenance_ticket',
  stale: (tx, args, preconditions) =>
    ticketStale(tx, ticketOpening.parse(args), ticketPreconditions.parse(preconditions)),
  apply: (tx, args, execution) => openTicket(tx, ticketOpening.parse(args), execution),
}

const changeMetricEffect: EffectDefinition = {
  tool: 'propose_metric_change',
  stale: (tx, args, preconditions) =>
    metricStale(tx, metricChange.parse(args), metricPreconditions.parse(preconditions)),
  apply: (tx, args, execution) => changeMetric(tx, metricChange.parse(args), execution),
}

/** Everything that an approved action can do to the factory, and to the policy. */
export const effects: EffectDefinition[] = [
  publishScheduleEffect,
  openTicketEffect,
  changeMetricEffect,
  changePolicyEffect,
]
