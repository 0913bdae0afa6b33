import {
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/** A metric is data: `definition` is the schema of `factory/metrics/definition.ts`. */
export const metricVersion = pgTable(
  'metric_version',
  {
    /** `group` for metrics of the whole group. */
    siteId: siteId(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    /** What is drafted or in review stands in the gate: see `propose_metric_change`. */
    status: text('status', { enum: ['approved', 'retired'] }).notNull(),
    definition: jsonb('definition').notNull(),
    approvedAt: instant('approved_at'),
    origin: text('origin', { enum: ['seed', 'action'] })
      .notNull()
      .default('seed'),
    actionId: text('action_id'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id, t.version] })],
)

/** Imported, for all time; an approved one comes before it from its day on. */
export const metricTarget = pgTable(
  'metric_target',
  {
    siteId: siteId(),
    metricId: text('metric_id').notNull(),
    /** Equipment id, or the site's own id. */
    scopeId: text('scope_id').notNull(),
    target: doublePrecision('target').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.metricId, t.scopeId] })],
)

/** Targets that the gate let in. A row is written once: another target is another row from another day. */
export const metricTargetVersion = pgTable(
  'metric_target_version',
  {
    siteId: siteId(),
    metricId: text('metric_id').notNull(),
    /** A line, or the site's own id. */
    scopeId: text('scope_id').notNull(),
    seq: integer('seq').notNull(),
    /** Null: none from that day on. */
    target: doublePrecision('target'),
    /** Of the site's calendar. */
    fromDay: date('from_day').notNull(),
    /** Who asked and who approved stands there. */
    actionId: text('action_id').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.metricId, t.scopeId, t.seq] })],
)
