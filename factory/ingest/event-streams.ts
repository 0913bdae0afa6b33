import { z } from 'zod'
import { schema } from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { amount, id, instant, pieces, real, sourceKey, text } from './fields.ts'

export const timeCategory = z.enum(['production', 'setup', 'delay', 'down', 'planned_stop'])
const keyOf = (...parts: (string | Date | null | undefined)[]) =>
  parts.map((part) => (part instanceof Date ? part.toISOString() : (part ?? ''))).join('|')

/** What happens at the machines: many rows, late and out of order. */
export const eventStreams = {
  /**
   * A stretch in one PackML state; without `endAt` it still runs. States of a machine never
   * overlap: the one that starts later ends the earlier one, in whatever order they arrive.
   */
  machine_state: defineStream({
    row: z.strictObject({
      machineId: id,
      startAt: instant,
      endAt: instant.nullish(),
      state: text.min(1),
      category: timeCategory,
      reasonId: id.nullish(),
      note: text.nullish(),
      sourceKey,
    }),
    table: schema.machineState,
    key: ['machineId', 'startAt'],
    references: { machineId: 'machine', reasonId: 'downtime_reason' },
    sourceKey: (row) => keyOf(row.machineId, row.startAt),
    byDevices: true,
    until: (row) => row.endAt ?? row.startAt,
    check: ({ startAt, endAt }) =>
      endAt && endAt <= startAt ? { field: 'endAt', reason: 'must be after startAt' } : null,
  }),
  /** Pieces of the period that ends at `at`. */
  production_count: defineStream({
    row: z.strictObject({
      machineId: id,
      at: instant,
      productId: id,
      orderId: id.nullish(),
      good: pieces,
      scrap: pieces,
      rework: pieces,
      firstPass: pieces,
      plannedRunSPerPiece: amount,
      energyKwh: amount.default(0),
      sourceKey,
    }),
    table: schema.productionCount,
    key: ['source', 'sourceKey'],
    references: { machineId: 'machine', productId: 'product' },
    sourceKey: (row) => keyOf(row.machineId, row.at, row.productId),
    byDevices: true,
    until: (row) => row.at,
  }),
  measurement: defineStream({
    row: z.strictObject({
      tagId: id,
      at: instant,
      value: real,
      quality: z.enum(['good', 'uncertain', 'bad']).default('good'),
    }),
    table: schema.measurement,
    key: ['tagId', 'at'],
    references: { tagId: 'tag' },
    byDevices: true,
    until: (row) => row.at,
  }),
  failure_event: defineStream({
    row: z.strictObject({
      machineId: id,
      at: instant,
      repairS: amount.nullish(),
      failureModeId: id.nullish(),
      component: text.nullish(),
      sourceKey,
    }),
    table: schema.failureEvent,
    key: ['source', 'sourceKey'],
    references: { machineId: 'machine', failureModeId: 'failure_mode' },
    sourceKey: (row) => keyOf(row.machineId, row.at, row.failureModeId, row.component),
    until: (row) => row.at,
  }),
  machine_alarm: defineStream({
    row: z.strictObject({
      machineId: id,
      at: instant,
      code: text.min(1),
      message: text.nullish(),
      sourceKey,
    }),
    table: schema.machineAlarm,
    key: ['source', 'sourceKey'],
    references: { machineId: 'machine' },
    sourceKey: (row) => keyOf(row.machineId, row.at, row.code),
    until: (row) => row.at,
  }),
  /** Several pieces may be measured at one instant, so the key must come with the row. */
  quality_sample: defineStream({
    row: z.strictObject({
      characteristicId: id,
      machineId: id,
      lotId: id.nullish(),
      at: instant,
      value: real,
      sourceKey: id,
    }),
    table: schema.qualitySample,
    key: ['source', 'sourceKey'],
    references: { characteristicId: 'characteristic', machineId: 'machine' },
    sourceKey: (row) => row.sourceKey,
    until: (row) => row.at,
  }),
}
