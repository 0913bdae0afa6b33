import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, names, siteId } from './columns.ts'

export const material = pgTable(
  'material',
  { siteId: siteId(), id: text('id').notNull(), ...names(), unit: text('unit').notNull() },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const supplier = pgTable(
  'supplier',
  { siteId: siteId(), id: text('id').notNull(), ...names() },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const stock = pgTable(
  'stock',
  {
    siteId: siteId(),
    materialId: text('material_id').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.materialId] })],
)

export const purchaseLine = pgTable(
  'purchase_line',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    materialId: text('material_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    orderedAt: instant('ordered_at').notNull(),
    dueAt: instant('due_at').notNull(),
    receivedAt: instant('received_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)
