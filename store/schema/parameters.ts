import { doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, names, siteId } from './columns.ts'

/** What can be set at a machine: what it is now, and the limits that engineering gives it. */
export const machineParameter = pgTable(
  'machine_parameter',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    id: text('id').notNull(),
    ...names(),
    unit: text('unit').notNull(),
    lowerLimit: doublePrecision('lower_limit'),
    upperLimit: doublePrecision('upper_limit'),
    value: doublePrecision('value').notNull(),
    /** The tag that reports what it was run at; null: only the values that it was set to are known. */
    tagId: text('tag_id'),
    /** Of the last change by an approved action; null: as the plant reported it. */
    actionId: text('action_id'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.machineId, t.id] })],
)

/** Every value that it had, kept by a trigger whoever writes. */
export const machineParameterVersion = pgTable(
  'machine_parameter_version',
  {
    siteId: siteId(),
    machineId: text('machine_id').notNull(),
    parameterId: text('parameter_id').notNull(),
    version: integer('version').notNull(),
    value: doublePrecision('value').notNull(),
    actionId: text('action_id'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.machineId, t.parameterId, t.version] })],
)
