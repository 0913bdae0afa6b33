import type { PgTable } from 'drizzle-orm/pg-core'
import type { z } from 'zod'

/** What a field of a row may point at. `machine` is equipment of that level. */
export const referenceKinds = [
  'equipment',
  'machine',
  'equipment_class',
  'tag',
  'team',
  'shift',
  'downtime_reason',
  'product',
  'production_order',
  'characteristic',
  'failure_mode',
  'material',
  'supplier',
  'purchase_line',
  'material_lot',
  'lot',
  'worker',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/**
 * One stream, defined once: its rows, the table that they land in, what makes two of them the same
 * row, and what they point at. `siteId` and `source` belong to the batch, not to a row.
 */
export type StreamDefinition<Row extends z.ZodObject = z.ZodObject> = {
  row: Row
  table: PgTable
  /** Fields, beside the site, that make two rows the same; the row received last wins. */
  key: string[]
  references?: Record<string, ReferenceKind>
  /** Source key of a row that brings none; its presence says that the table keeps provenance. */
  sourceKey?: (row: z.output<Row>) => string
  /** Newest instant that a row speaks of; streams without it do not move data freshness. */
  until?: (row: z.output<Row>) => Date
  /** Devices send it as it happens: what they date long ago comes from a clock that was reset. */
  byDevices?: true
  /** Set on every row, whatever it says. */
  fixed?: Record<string, unknown>
  /** What holds between fields of one row. */
  check?: (row: z.output<Row>) => { field: string; reason: string } | null
}

export const defineStream = <Row extends z.ZodObject>(definition: StreamDefinition<Row>) =>
  definition
