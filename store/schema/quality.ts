import { sql } from 'drizzle-orm'
import { check, doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, names, provenance, siteId } from './columns.ts'

export const characteristic = pgTable(
  'characteristic',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    ...names(),
    unit: text('unit').notNull(),
    nominal: doublePrecision('nominal').notNull(),
    lowerLimit: doublePrecision('lower_limit'),
    upperLimit: doublePrecision('upper_limit'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

export const qualitySample = pgTable(
  'quality_sample',
  {
    siteId: siteId(),
    characteristicId: text('characteristic_id').notNull(),
    machineId: text('machine_id').notNull(),
    lotId: text('lot_id'),
    at: instant('at').notNull(),
    value: doublePrecision('value').notNull(),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    index('quality_sample_at').on(t.siteId, t.characteristicId, t.at),
    index('quality_sample_lot').on(t.siteId, t.lotId).where(sql`lot_id is not null`),
  ],
)

export const lotDispositions = ['released', 'held', 'rework', 'scrapped', 'open'] as const

export const lot = pgTable(
  'lot',
  {
    siteId: siteId(),
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    orderId: text('order_id'),
    machineId: text('machine_id'),
    quantity: doublePrecision('quantity').notNull(),
    producedAt: instant('produced_at').notNull(),
    disposition: text('disposition', { enum: lotDispositions }).notNull(),
    /** The approved action that decided it: an import no longer changes it. */
    dispositionActionId: text('disposition_action_id'),
  },
  (t) => [primaryKey({ columns: [t.siteId, t.id] })],
)

/**
 * Batch genealogy (ISA-95 material produced and consumed): what went into a lot, once for each lot
 * or material lot that did. Exactly one of the two is named.
 */
export const lotInput = pgTable(
  'lot_input',
  {
    siteId: siteId(),
    lotId: text('lot_id').notNull(),
    fromLotId: text('from_lot_id'),
    materialLotId: text('material_lot_id'),
    /** In the unit of what was taken; null where nobody recorded it. */
    quantity: doublePrecision('quantity'),
    at: instant('at').notNull(),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    check('lot_input_one', sql`num_nonnulls(from_lot_id, material_lot_id) = 1`),
    index('lot_input_lot').on(t.siteId, t.lotId),
    index('lot_input_from').on(t.siteId, t.fromLotId),
    index('lot_input_material').on(t.siteId, t.materialLotId),
  ],
)

/** A part of a lot, or all of it, that left for a customer. */
export const lotShipment = pgTable(
  'lot_shipment',
  {
    siteId: siteId(),
    lotId: text('lot_id').notNull(),
    customer: text('customer').notNull(),
    quantity: doublePrecision('quantity').notNull(),
    shippedAt: instant('shipped_at').notNull(),
    ...provenance(),
  },
  (t) => [
    primaryKey({ columns: [t.siteId, t.source, t.sourceKey] }),
    index('lot_shipment_lot').on(t.siteId, t.lotId),
  ],
)
