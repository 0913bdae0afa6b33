import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

/** Somebody who runs machines (ISA-95 person), by the number that the plant has for them: no names. */
export const worker = pgTable(
  'worker',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    teamId: text('team_id').notNull(),
    skills: text('skills').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const workerAbsence = pgTable(
  'worker_absence',
  {
    siteId: siteId(),
    workerId: text('worker_id').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.workerId, t.fromAt] }),
    index('worker_absence_until').on(t.siteId, t.untilAt),
  ],
)

/** People with a skill that an operation of a product holds while it runs. */
export const skillNeed = pgTable(
  'skill_need',
  {
    siteId: siteId(),
    productId: text('product_id').notNull(),
    seq: integer('seq').notNull(),
    skill: text('skill').notNull(),
    people: integer('people').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.productId, t.seq, t.skill] })],
)
