import { doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
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
