import { boolean, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/** When somebody is to be told; a version is never rewritten, the newest counts. */
export const alertRule = pgTable(
  'alert_rule',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    metricId: text('metric_id').notNull(),
    /** Equipment id, or the site's own id. */
    scopeId: text('scope_id').notNull(),
    comparison: text('comparison', { enum: ['above', 'below'] }).notNull(),
    threshold: doublePrecision('threshold').notNull(),
    unit: text('unit').notNull(),
    retired: boolean('retired').notNull(),
    origin: text('origin', { enum: ['action'] }).notNull(),
    actionId: text('action_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id, t.version] })],
)
