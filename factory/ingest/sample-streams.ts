import { z } from 'zod'
import { schema } from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { timeCategory } from './event-streams.ts'
import { amount, id, instant, text } from './fields.ts'

export const countFigures = ['good', 'scrap', 'rework', 'firstPass', 'energyKwh'] as const

/** One sample of a machine and an instant; the source stands in the key, so it must be kept. */
const provenance = (row: { machineId: string; at: Date }) =>
  `${row.machineId}|${row.at.toISOString()}`

/**
 * What controllers offer: a state word and counters, read now and then. States and counts follow
 * from them in the same transaction, the same for every order of arrival.
 */
export const sampleStreams = {
  /** The machine was seen in this state at this instant. Seen again in it, nothing has changed. */
  state_sample: defineStream({
    row: z.strictObject({
      machineId: id,
      at: instant,
      state: text.min(1),
      category: timeCategory,
      reasonId: id.nullish(),
    }),
    table: schema.stateSample,
    key: ['source', 'machineId', 'at'],
    references: { machineId: 'machine', reasonId: 'downtime_reason' },
    sourceKey: provenance,
    byDevices: true,
    until: (row) => row.at,
  }),
  /**
   * A counter stood at `value` at this instant; what it moved since its sample before is a
   * production count. A smaller value than before: it rolled over, or began again at zero.
   * Without `plannedRunSPerPiece` the routing of the product says it.
   */
  counter_sample: defineStream({
    row: z.strictObject({
      machineId: id,
      counter: id,
      at: instant,
      value: amount,
      countsAs: z.array(z.enum(countFigures)).min(1).default(['good', 'firstPass']),
      rollsOverAt: amount.positive().nullish(),
      productId: id,
      orderId: id.nullish(),
      plannedRunSPerPiece: amount.nullish(),
    }),
    table: schema.counterSample,
    key: ['source', 'machineId', 'counter', 'at'],
    references: { machineId: 'machine', productId: 'product' },
    sourceKey: provenance,
    byDevices: true,
    until: (row) => row.at,
  }),
}
