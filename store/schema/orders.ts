import { sql } from 'drizzle-orm'
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { instant, siteId } from './columns.ts'

export const productionOrder = pgTable(
  'production_order',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    quantity: integer('quantity').notNull(),
    producedQuantity: integer('produced_quantity').notNull().default(0),
    releaseAt: instant('release_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** 1 is most urgent. */
    priority: integer('priority').notNull().default(3),
    status: text('status', {
      enum: ['planned', 'released', 'running', 'completed', 'cancelled'],
    }).notNull(),
    /** When the first operation began. */
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    index('production_order_status').on(t.siteId, t.status, t.dueAt),
  ],
)

export const orderOperation = pgTable(
  'order_operation',
  {
    siteId: siteId(),
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    machineIds: text('machine_ids').array().notNull(),
    runSPerPiece: doublePrecision('run_s_per_piece').notNull(),
    setupS: doublePrecision('setup_s').notNull(),
    status: text('status', { enum: ['waiting', 'running', 'completed'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.orderId, t.seq] })],
)

/**
 * A published schedule. Imported by a planning system (`origin` import) or published by an
 * approved action; exactly one is current per site.
 */
export const scheduleVersion = pgTable(
  'schedule_version',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    status: text('status', { enum: ['current', 'superseded'] }).notNull(),
    origin: text('origin', { enum: ['import', 'action'] }).notNull(),
    actionId: text('action_id'),
    source: text('source'),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
    indicators: jsonb('indicators').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('schedule_version_current').on(t.siteId).where(sql`status = 'current'`),
    uniqueIndex('schedule_version_action').on(t.siteId, t.actionId),
  ],
)

export const scheduleSlot = pgTable(
  'schedule_slot',
  {
    siteId: siteId(),
    scheduleId: text('schedule_id').notNull(),
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    machineId: text('machine_id').notNull(),
    startAt: instant('start_at').notNull(),
    endAt: instant('end_at').notNull(),
    setupS: doublePrecision('setup_s').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.scheduleId, t.orderId, t.seq] })],
)
