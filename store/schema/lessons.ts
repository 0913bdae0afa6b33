import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const lessonStatuses = ['active', 'retired'] as const

/**
 * What people taught the tools: a version is never rewritten, the newest of a lesson counts. Only
 * the structured part constrains; `note` is what somebody said, shown and never followed.
 */
export const lesson = pgTable(
  'lesson',
  {
    siteId: siteId(),
    /** Counts up within the site: "lesson 12". */
    lesson: integer('lesson').notNull(),
    version: integer('version').notNull(),
    status: text('status', { enum: lessonStatuses }).notNull(),
    tool: text('tool').notNull(),
    /** A machine, line, area or class; null: everything at the site. */
    equipmentId: text('equipment_id'),
    /** When it holds, HH:MM in the zone of the plant; null: at any time. */
    hoursFrom: text('hours_from'),
    hoursTo: text('hours_to'),
    until: instant('until'),
    /** {kind, …} of actions/lessons/lesson.ts. */
    rule: jsonb('rule').notNull(),
    reasonCode: text('reason_code'),
    note: text('note').notNull(),
    /** Ids of the proposals that it was learned from. */
    sources: text('sources').array().notNull(),
    /** `repeated`: the same reason was given three times. */
    origin: text('origin', { enum: ['person', 'repeated'] }).notNull(),
    author: text('author').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.lesson, t.version] })],
)
