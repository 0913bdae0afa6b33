import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const followUpMethods = ['difference_in_differences', 'before_after'] as const

/** What came of an executed action beside what it promised: written once, never changed. */
export const followUp = pgTable(
  'follow_up',
  {
    siteId: siteId(),
    proposalId: text('proposal_id').notNull(),
    tool: text('tool').notNull(),
    metric: text('metric').notNull(),
    unit: text('unit').notNull(),
    predictedDelta: doublePrecision('predicted_delta'),
    predictedLow: doublePrecision('predicted_low'),
    predictedHigh: doublePrecision('predicted_high'),
    dueAt: instant('due_at').notNull(),
    measuredAt: instant('measured_at').notNull(),
    /** Of the metric; null where nothing could be measured. */
    metricVersion: integer('metric_version'),
    before: doublePrecision('before'),
    after: doublePrecision('after'),
    delta: doublePrecision('delta'),
    low: doublePrecision('low'),
    high: doublePrecision('high'),
    method: text('method', { enum: followUpMethods }),
    /** [{machine, before, after}]: comparable machines without an action in the windows. */
    controls: jsonb('controls').notNull().default([]),
    hit: boolean('hit'),
    /** How far the data reached when it was measured. */
    dataUntil: instant('data_until'),
    /** Why there is no measured effect; null where there is one. */
    nullReason: text('null_reason'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.proposalId] })],
)
