import { z } from 'zod'
import {
  lotDispositions,
  schema,
  ticketKinds,
  ticketPriorities,
  ticketStatuses,
} from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { amount, id, instant, pieces, text } from './fields.ts'

const slot = z
  .strictObject({
    orderId: id,
    seq: z.int32().nonnegative(),
    machineId: id,
    startAt: instant,
    endAt: instant,
    setupS: amount,
  })
  .refine((row) => row.endAt > row.startAt, { path: ['endAt'], message: 'must be after startAt' })

/** What an ERP, a planning system or a maintenance system keeps. */
export const orderStreams = {
  production_order: defineStream({
    row: z.strictObject({
      id,
      productId: id,
      quantity: pieces,
      producedQuantity: pieces.default(0),
      releaseAt: instant,
      dueAt: instant,
      priority: z.int32().default(3),
      status: z.enum(['planned', 'released', 'running', 'completed', 'cancelled']),
      startedAt: instant.nullish(),
      completedAt: instant.nullish(),
    }),
    table: schema.productionOrder,
    key: ['id'],
    references: { productId: 'product' },
  }),
  order_operation: defineStream({
    row: z.strictObject({
      orderId: id,
      seq: z.int32().nonnegative(),
      machineIds: z.array(id).min(1),
      runSPerPiece: amount,
      setupS: amount,
      status: z.enum(['waiting', 'running', 'completed']),
    }),
    table: schema.orderOperation,
    key: ['orderId', 'seq'],
    references: { orderId: 'production_order', machineIds: 'machine' },
  }),
  /**
   * A schedule that a planning system published, whole. The newest is current, unless an approved
   * action published the current one: that is replaced by another approved action only.
   */
  schedule: defineStream({
    row: z.strictObject({
      id,
      publishedAt: instant,
      publishedBy: text,
      indicators: z.record(z.string(), z.unknown()).default({}),
      slots: z.array(slot).min(1).max(20_000),
    }),
    table: schema.scheduleVersion,
    key: ['id'],
    check: ({ slots }) => {
      const seen = new Set(slots.map((item) => `${item.orderId}\n${item.seq}`))
      if (seen.size === slots.length) return null
      return { field: 'slots', reason: 'has two slots for one operation' }
    },
  }),
  /** A work order of an outside maintenance system, recorded as it is there. */
  ticket: defineStream({
    row: z.strictObject({
      id,
      equipmentId: id,
      kind: z.enum(ticketKinds),
      status: z.enum(ticketStatuses),
      priority: z.enum(ticketPriorities),
      title: text.min(1),
      description: text.default(''),
      failureCode: text.nullish(),
      component: text.nullish(),
      openedAt: instant,
      closedAt: instant.nullish(),
      requestedBy: text.nullish(),
    }),
    table: schema.ticket,
    key: ['id'],
    references: { equipmentId: 'equipment' },
    sourceKey: (row) => row.id,
    fixed: { origin: 'import' },
  }),
  lot: defineStream({
    row: z.strictObject({
      id,
      productId: id,
      orderId: id.nullish(),
      machineId: id.nullish(),
      quantity: amount,
      producedAt: instant,
      disposition: z.enum(lotDispositions),
    }),
    table: schema.lot,
    key: ['id'],
    references: { productId: 'product', machineId: 'machine' },
  }),
  purchase_line: defineStream({
    row: z.strictObject({
      id,
      materialId: id,
      supplierId: id,
      quantity: amount,
      orderedAt: instant.nullish(),
      dueAt: instant,
      receivedAt: instant.nullish(),
    }),
    table: schema.purchaseLine,
    key: ['id'],
    references: { materialId: 'material', supplierId: 'supplier' },
  }),
}
