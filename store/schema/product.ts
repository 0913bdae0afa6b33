import { doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { names, siteId } from './columns.ts'

export const product = pgTable(
  'product',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    revision: text('revision').notNull().default('A'),
    ...names(),
    /** Sequence-dependent set-ups are between families. */
    family: text('family').notNull(),
    /** Of one piece, in the currency of the site. */
    standardCost: doublePrecision('standard_cost'),
    aliases: text('aliases').array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const routingOperation = pgTable(
  'routing_operation',
  {
    siteId: siteId(),
    productId: text('product_id').notNull(),
    seq: integer('seq').notNull(),
    ...names(),
    /** Machines that can do it. */
    machineIds: text('machine_ids').array().notNull(),
    runSPerPiece: doublePrecision('run_s_per_piece').notNull(),
    setupS: doublePrecision('setup_s').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.productId, t.seq] })],
)

export const bomLine = pgTable(
  'bom_line',
  {
    siteId: siteId(),
    productId: text('product_id').notNull(),
    materialId: text('material_id').notNull(),
    quantity: doublePrecision('quantity').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.productId, t.materialId] })],
)
