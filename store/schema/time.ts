import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { names, siteId } from './columns.ts'

export const team = pgTable(
  'team',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    ...names(),
    aliases: text('aliases').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** A shift in local minutes of the day; `endMinute <= startMinute` crosses midnight. */
export const shift = pgTable(
  'shift',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    ...names(),
    startMinute: integer('start_minute').notNull(),
    endMinute: integer('end_minute').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** A rest within a shift, in local minutes of the day: machines stand, and work goes on after it. */
export const shiftBreak = pgTable(
  'shift_break',
  {
    siteId: siteId(),
    shiftId: text('shift_id').notNull(),
    startMinute: integer('start_minute').notNull(),
    endMinute: integer('end_minute').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.shiftId, t.startMinute] })],
)

/** Which team worked a shift; the date is the local day on which the shift began. */
export const shiftRoster = pgTable(
  'shift_roster',
  {
    siteId: siteId(),
    shiftDate: date('shift_date').notNull(),
    shiftId: text('shift_id').notNull(),
    teamId: text('team_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.shiftDate, t.shiftId] })],
)

export const downtimeReason = pgTable(
  'downtime_reason',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    parentId: text('parent_id'),
    ...names(),
    lossClass: text('loss_class', {
      enum: ['failure', 'setup', 'material', 'minor_stop', 'planned', 'other'],
    }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)
