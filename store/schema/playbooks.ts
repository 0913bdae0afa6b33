import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/**
 * Playbooks as they were armed, by an approved action each. The newest version of a name runs until
 * it is disarmed; its text is kept, so that a file changed later changes nothing.
 */
export const playbook = pgTable(
  'playbook',
  {
    siteId: siteId(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    /** YAML, exactly as it was approved. */
    source: text('source').notNull(),
    actionId: text('action_id').notNull(),
    armedBy: text('armed_by').notNull(),
    armedAt: instant('armed_at').notNull(),
    disarmedAt: instant('disarmed_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.name, t.version] })],
)

export const playbookOutcomes = [
  'proposed',
  'guarded',
  'cooling',
  'over_budget',
  'refused',
] as const

/** What a playbook did on each event of its trigger: one row an event, for good. */
export const playbookEvent = pgTable(
  'playbook_event',
  {
    siteId: siteId(),
    name: text('name').notNull(),
    eventKey: text('event_key').notNull(),
    version: integer('version').notNull(),
    /** When what it was triggered by happened. */
    at: instant('at').notNull(),
    seenAt: instant('seen_at').notNull(),
    outcome: text('outcome', { enum: playbookOutcomes }).notNull(),
    actionIds: text('action_ids').array().notNull(),
    detail: jsonb('detail').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.name, t.eventKey] }),
    index('playbook_event_seen').on(t.siteId, t.name, t.seenAt),
  ],
)
