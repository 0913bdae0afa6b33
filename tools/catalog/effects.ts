import { z } from 'zod'
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
import { cancelDraft, changeKinds } from './changes/index.ts'
import { deployLifeModelEffect } from './life-deployment.ts'
import { setTargetEffect } from './metric-target.ts'

const publishScheduleEffect: EffectDefinition = {
  tool: 'propose_schedule',
  reach: 'connectable',
  compensation: {
    kind: 'irreversible',
    says: {
      zh: '排程一经发布，现场即照做；请提议另一个排程。',
      en: 'A published schedule is worked by from then on; propose another one.',
    },
  },
  stale: (tx, args, preconditions) =>
    scheduleStale(tx, schedulePublication.parse(args), schedulePreconditions.parse(preconditions)),
  apply: (tx, args, execution) => publishSchedule(tx, schedulePublication.parse(args), execution),
}

const opened = z.object({ ticketId: z.string() })

const openTicketEffect: EffectDefinition = {
  tool: 'open_maintenance_ticket',
  reach: 'connectable',
  compensation: {
    kind: 'inverse',
    says: { zh: '再提议取消该工单。', en: 'Another proposal cancels the ticket.' },
    draft: (tx, { siteId, id, result }) =>
      cancelDraft(tx, { siteId, typed: opened.parse(result).ticketId }, `undo ${id}`),
  },
  stale: (tx, args, preconditions) =>
    ticketStale(tx, ticketOpening.parse(args), ticketPreconditions.parse(preconditions)),
  apply: (tx, args, execution) => openTicket(tx, ticketOpening.parse(args), execution),
}

const changeMetricEffect: EffectDefinition = {
  tool: 'propose_metric_change',
  reach: 'internal',
  compensation: {
    kind: 'irreversible',
    says: {
      zh: '指标的版本从不改写；要恢复，请把旧定义作为新版本提出。',
      en: 'A version of a metric is never rewritten; propose the former definition as a new one.',
    },
  },
  stale: (tx, args, preconditions) =>
    metricStale(tx, metricChange.parse(args), metricPreconditions.parse(preconditions)),
  apply: (tx, args, execution) => changeMetric(tx, metricChange.parse(args), execution),
}

/** Everything that an approved action can do to the factory, and to the policy. */
export const effects: EffectDefinition[] = [
  publishScheduleEffect,
  openTicketEffect,
  changeMetricEffect,
  setTargetEffect,
  changePolicyEffect,
  deployLifeModelEffect,
  ...Object.values(changeKinds).map(({ effect }) => effect),
]
