import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, names, siteId } from './columns.ts'

export const material = pgTable(
  'material',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    ...names(),
    unit: text('unit').notNull(),
    /** Of one unit, in the currency of the site. */
    unitCost: doublePrecision('unit_cost'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const supplier = pgTable(
  'supplier',
  { siteId: siteId(), id: text('id').notNull(), ...names() },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** Every count stays; the newest of a material is what is there now. */
export const stock = pgTable(
  'stock',
  {
    siteId: siteId(),
    materialId: text('material_id').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.materialId, t.countedAt] })],
)

export const purchaseLine = pgTable(
  'purchase_line',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    materialId: text('material_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    /** Null where nobody kept it: a dispatch from stock, an old system. */
    orderedAt: instant('ordered_at'),
    dueAt: instant('due_at').notNull(),
    receivedAt: instant('received_at'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)
