import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { nearHint } from '../../base/near.ts'
import { type OrderChange, parseInstant, type SiteRow, zoneOf } from '../../factory/index.ts'

/** What is supposed of orders; machines that are out stand in `exclude_machines`. */
export const scenario = z
  .array(
    z.strictObject({
      kind: z.enum(['rush_order', 'late_material', 'quality_hold']),
      order: z.string().min(1),
      until: z
        .string()
        .optional()
        .describe('Nothing of it begins before, a hold may be open; a rush is needed by then.'),
    }),
  )
  .max(20)
  .default([])
  .describe('What if.')

type Supposed = z.output<typeof scenario>
type Known = { site: SiteRow; orders: string[] }

/** @throws AppError that names the order that is not open, or the time that is missing */
export function scenarioChanges(supposed: Supposed, { site, orders }: Known): OrderChange[] {
  return supposed.map(({ kind, order, until }, index): OrderChange => {
    const field = `scenario.${index}`
    const orderId = orders.find((id) => id.toLowerCase() === order.trim().toLowerCase())
    if (orderId === undefined) {
      throw new AppError('not_found', `Order "${order}" is not open at ${site.siteId}.`, {
        field: `${field}.order`,
        hint: nearHint(order, orders.slice(0, 20)),
      })
    }
    const typed = { field: `${field}.until`, zone: zoneOf(site.zone) }
    const untilAt = until === undefined ? null : parseInstant({ ...typed, typed: until })
    if (kind === 'rush_order') return { orderId, kind: 'rush', untilAt }
    if (kind === 'quality_hold' || untilAt !== null) return { orderId, kind: 'wait', untilAt }
    throw new AppError('invalid_input', `When the material of ${orderId} comes is not given.`, {
      field: `${field}.until`,
      hint: 'Give an instant such as 2026-03-02T08:00, in the time of the plant.',
    })
  })
}
