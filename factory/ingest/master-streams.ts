import { z } from 'zod'
import { schema } from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { aliases, amount, day, id, instant, names, real, text, zone } from './fields.ts'

/** ISO 4217 code. */
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency code such as CNY')
  .default('CNY')

const minuteOfDay = z.int().min(0).max(1440)

/** What the plant is made of; small, and sent again whenever it changes. */
export const masterStreams = {
  /** The site itself; its id is the batch's `siteId`. */
  site: defineStream({
    row: z.strictObject({ ...names, zone, currency, aliases }),
    table: schema.site,
    key: [],
  }),
  equipment_class: defineStream({
    row: z.strictObject({ id, ...names }),
    table: schema.equipmentClass,
    key: ['id'],
  }),
  equipment: defineStream({
    row: z.strictObject({
      id,
      parentId: id.nullish(),
      level: z.enum(['area', 'line', 'cell', 'machine']),
      ...names,
      classId: id.nullish(),
      criticality: z.enum(['A', 'B', 'C']).default('B'),
      aliases,
      /** The line and the area above a machine: facts carry the line. */
      lineId: id.nullish(),
      areaId: id.nullish(),
    }),
    table: schema.equipment,
    key: ['id'],
    references: {
      parentId: 'equipment',
      lineId: 'equipment',
      areaId: 'equipment',
      classId: 'equipment_class',
    },
  }),
  tag: defineStream({
    row: z.strictObject({
      id,
      equipmentId: id,
      ...names,
      unit: text,
      lowLimit: real.nullish(),
      highLimit: real.nullish(),
    }),
    table: schema.tag,
    key: ['id'],
    references: { equipmentId: 'equipment' },
  }),
  /** What can be set at a machine, as it is now; `tagId` reports what it was run at. */
  machine_parameter: defineStream({
    row: z.strictObject({
      machineId: id,
      id,
      ...names,
      unit: text,
      lowerLimit: real.nullish(),
      upperLimit: real.nullish(),
      value: real,
      tagId: id.nullish(),
    }),
    table: schema.machineParameter,
    key: ['machineId', 'id'],
    references: { machineId: 'machine', tagId: 'tag' },
  }),
  team: defineStream({
    row: z.strictObject({ id, ...names, aliases }),
    table: schema.team,
    key: ['id'],
  }),
  /** Local minutes of the day; `endMinute <= startMinute` crosses midnight. */
  shift: defineStream({
    row: z.strictObject({ id, ...names, startMinute: minuteOfDay, endMinute: minuteOfDay }),
    table: schema.shift,
    key: ['id'],
  }),
  /** `shiftDate` is the local day on which the shift begins. */
  roster: defineStream({
    row: z.strictObject({ shiftDate: day, shiftId: id, teamId: id }),
    table: schema.shiftRoster,
    key: ['shiftDate', 'shiftId'],
    references: { shiftId: 'shift', teamId: 'team' },
  }),
  downtime_reason: defineStream({
    row: z.strictObject({
      id,
      parentId: id.nullish(),
      ...names,
      lossClass: z.enum(['failure', 'setup', 'material', 'minor_stop', 'planned', 'other']),
    }),
    table: schema.downtimeReason,
    key: ['id'],
    references: { parentId: 'downtime_reason' },
  }),
  product: defineStream({
    row: z.strictObject({
      id,
      revision: text.default('A'),
      ...names,
      family: text,
      standardCost: amount.nullish(),
      aliases,
    }),
    table: schema.product,
    key: ['id'],
  }),
  routing_operation: defineStream({
    row: z.strictObject({
      productId: id,
      seq: z.int32().nonnegative(),
      ...names,
      machineIds: z.array(id).min(1),
      runSPerPiece: amount,
      setupS: amount,
    }),
    table: schema.routingOperation,
    key: ['productId', 'seq'],
    references: { productId: 'product', machineIds: 'machine' },
  }),
  bom_line: defineStream({
    row: z.strictObject({ productId: id, materialId: id, quantity: amount }),
    table: schema.bomLine,
    key: ['productId', 'materialId'],
    references: { productId: 'product', materialId: 'material' },
  }),
  characteristic: defineStream({
    row: z.strictObject({
      id,
      productId: id,
      ...names,
      unit: text,
      nominal: real,
      lowerLimit: real.nullish(),
      upperLimit: real.nullish(),
    }),
    table: schema.characteristic,
    key: ['id'],
    references: { productId: 'product' },
  }),
  failure_mode: defineStream({
    row: z.strictObject({ id, ...names }),
    table: schema.failureMode,
    key: ['id'],
  }),
  material: defineStream({
    row: z.strictObject({ id, ...names, unit: text, unitCost: amount.nullish() }),
    table: schema.material,
    key: ['id'],
  }),
  supplier: defineStream({
    row: z.strictObject({ id, ...names }),
    table: schema.supplier,
    key: ['id'],
  }),
  stock: defineStream({
    row: z.strictObject({ materialId: id, quantity: real, countedAt: instant }),
    table: schema.stock,
    key: ['materialId', 'countedAt'],
    references: { materialId: 'material' },
  }),
  /** `scopeId`: equipment, or the site's own id. */
  metric_target: defineStream({
    row: z.strictObject({ metricId: id, scopeId: id, target: real }),
    table: schema.metricTarget,
    key: ['metricId', 'scopeId'],
  }),
}
