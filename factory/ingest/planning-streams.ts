import { z } from 'zod'
import { schema } from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { amount, id, instant, text } from './fields.ts'

const minuteOfDay = z.int().min(0).max(1440)

const endsAfterStart = ({ fromAt, untilAt }: { fromAt: Date; untilAt: Date }) =>
  untilAt > fromAt ? null : { field: 'untilAt', reason: 'is not after fromAt' }

/** What binds a schedule beside orders and machines: people, rests, planned stops, the price of energy. */
export const planningStreams = {
  /** Local minutes of the day; `endMinute <= startMinute` crosses midnight. */
  shift_break: defineStream({
    row: z.strictObject({ shiftId: id, startMinute: minuteOfDay, endMinute: minuteOfDay }),
    table: schema.shiftBreak,
    key: ['shiftId', 'startMinute'],
    references: { shiftId: 'shift' },
  }),
  worker: defineStream({
    row: z.strictObject({ id, teamId: id, skills: z.array(id).min(1) }),
    table: schema.worker,
    key: ['id'],
    references: { teamId: 'team' },
  }),
  worker_absence: defineStream({
    row: z.strictObject({ workerId: id, fromAt: instant, untilAt: instant }),
    table: schema.workerAbsence,
    key: ['workerId', 'fromAt'],
    references: { workerId: 'worker' },
    check: endsAfterStart,
  }),
  skill_need: defineStream({
    row: z.strictObject({
      productId: id,
      seq: z.int32().nonnegative(),
      skill: id,
      people: z.int().min(1).max(1000).default(1),
    }),
    table: schema.skillNeed,
    key: ['productId', 'seq', 'skill'],
    references: { productId: 'product' },
  }),
  machine_window: defineStream({
    row: z.strictObject({
      id,
      machineId: id,
      kind: z.enum(schema.windowKinds),
      fromAt: instant,
      untilAt: instant,
      reason: text.min(1),
    }),
    table: schema.machineWindow,
    key: ['id'],
    references: { machineId: 'machine' },
    check: endsAfterStart,
  }),
  /** The bands of a day; an hour that none covers costs as much as the dearest. */
  energy_tariff: defineStream({
    row: z.strictObject({ startMinute: minuteOfDay, endMinute: minuteOfDay, pricePerKwh: amount }),
    table: schema.energyTariff,
    key: ['startMinute'],
  }),
}
