import { doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { names, siteId } from './columns.ts'

export const site = pgTable('site', {
  siteId: siteId().primaryKey(),
  ...names(),
  /** IANA zone; windows and shifts of the plant are cut in it. */
  zone: text('zone').notNull(),
  /** ISO 4217; all costs of the site are in it. */
  currency: text('currency').notNull().default('CNY'),
  aliases: text('aliases').array().notNull().default([]),
})

export const equipmentClass = pgTable(
  'equipment_class',
  { siteId: siteId(), id: text('id').notNull(), ...names() },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** ISA-95 equipment hierarchy below the site: area, line (work centre), machine (work unit). */
export const equipment = pgTable(
  'equipment',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    parentId: text('parent_id'),
    level: text('level', { enum: ['area', 'line', 'cell', 'machine'] }).notNull(),
    ...names(),
    classId: text('class_id'),
    criticality: text('criticality', { enum: ['A', 'B', 'C'] })
      .notNull()
      .default('B'),
    /** What people on the floor call it: "3号机", "CNC-07". */
    aliases: text('aliases').array().notNull().default([]),
    /** The line above a machine, kept beside it so that a fact needs no walk up the tree. */
    lineId: text('line_id'),
    areaId: text('area_id'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('equipment_parent').on(t.siteId, t.parentId),
  ],
)

export const tag = pgTable(
  'tag',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    equipmentId: text('equipment_id').notNull(),
    ...names(),
    unit: text('unit').notNull(),
    lowLimit: doublePrecision('low_limit'),
    highLimit: doublePrecision('high_limit'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('tag_equipment').on(t.siteId, t.equipmentId),
  ],
)
