import {
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
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

/** A batch of a material as it came: what the supplier calls by one number. */
export const materialLot = pgTable(
  'material_lot',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    materialId: text('material_id').notNull(),
    supplierId: text('supplier_id'),
    purchaseLineId: text('purchase_line_id'),
    /** In the unit of the material. */
    quantity: doublePrecision('quantity').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/** What an approved action asks purchasing for; nobody else writes it. */
export const purchaseRequest = pgTable(
  'purchase_request',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    materialId: text('material_id').notNull(),
    supplierId: text('supplier_id'),
    quantity: doublePrecision('quantity').notNull(),
    unit: text('unit').notNull(),
    /** Quantity by unit cost, in the currency of the site; null: the cost is not known. */
    amount: doublePrecision('amount'),
    currency: text('currency').notNull(),
    neededBy: instant('needed_by').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    origin: text('origin', { enum: ['action'] }).notNull(),
    actionId: text('action_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.id] }),
    uniqueIndex('purchase_request_action').on(t.siteId, t.actionId),
  ],
)

/** What a kWh costs in a part of the day, local minutes, in the currency of the site. */
export const energyTariff = pgTable(
  'energy_tariff',
  {
    siteId: siteId(),
    startMinute: integer('start_minute').notNull(),
    endMinute: integer('end_minute').notNull(),
    pricePerKwh: doublePrecision('price_per_kwh').notNull(),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.startMinute] })],
)
