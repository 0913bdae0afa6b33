import { z } from 'zod'
import { schema } from '../../store/index.ts'
import { defineStream } from './definition.ts'
import { amount, id, instant, sourceKey } from './fields.ts'

/** What lots are made of and where they went: batch genealogy. */
export const genealogyStreams = {
  /** A batch of a material as it was received. */
  material_lot: defineStream({
    row: z.strictObject({
      id,
      materialId: id,
      supplierId: id.nullish(),
      purchaseLineId: id.nullish(),
      quantity: amount,
      receivedAt: instant,
    }),
    table: schema.materialLot,
    key: ['id'],
    references: {
      materialId: 'material',
      supplierId: 'supplier',
      purchaseLineId: 'purchase_line',
    },
    until: (row) => row.receivedAt,
  }),
  /** One thing that went into a lot: another lot (`fromLotId`) or a material lot, never both. */
  lot_input: defineStream({
    row: z.strictObject({
      lotId: id,
      fromLotId: id.nullish(),
      materialLotId: id.nullish(),
      quantity: amount.nullish(),
      at: instant,
      sourceKey,
    }),
    table: schema.lotInput,
    key: ['source', 'sourceKey'],
    references: { lotId: 'lot', fromLotId: 'lot', materialLotId: 'material_lot' },
    sourceKey: ({ lotId, fromLotId, materialLotId, at }) =>
      [lotId, fromLotId ?? '', materialLotId ?? '', at.toISOString()].join('|'),
    until: (row) => row.at,
    check: inputProblem,
  }),
  lot_shipment: defineStream({
    row: z.strictObject({
      lotId: id,
      customer: id,
      quantity: amount,
      shippedAt: instant,
      sourceKey,
    }),
    table: schema.lotShipment,
    key: ['source', 'sourceKey'],
    references: { lotId: 'lot' },
    sourceKey: ({ lotId, customer, shippedAt }) =>
      [lotId, customer, shippedAt.toISOString()].join('|'),
    until: (row) => row.shippedAt,
  }),
}

type Input = {
  lotId: string
  fromLotId?: string | null | undefined
  materialLotId?: string | null | undefined
}

function inputProblem({ lotId, fromLotId, materialLotId }: Input) {
  if (fromLotId && materialLotId) {
    return {
      field: 'materialLotId',
      reason: 'stands beside fromLotId: write two rows, one for each',
    }
  }
  if (!fromLotId && !materialLotId) {
    return { field: 'fromLotId', reason: 'is missing, and so is materialLotId: name one of them' }
  }
  return fromLotId === lotId ? { field: 'fromLotId', reason: 'is the lot itself' } : null
}
