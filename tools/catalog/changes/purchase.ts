import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import {
  findMaterial,
  findSupplier,
  isoInZone,
  parseInstant,
  purchasePreconditions,
  purchaseRequest,
  purchaseStale,
  requestPurchase,
  siteZone,
  zoneOf,
} from '../../../factory/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'request_purchase'

export const purchaseKind = defineChange({
  input: z.strictObject({
    kind: z.literal('purchase'),
    material: z.string(),
    quantity: z.number().positive(),
    unit: z.string().optional(),
    supplier: z.string().optional(),
    needed_by: z.string().describe('Date or instant.'),
  }),
  draft: async (tx, given, asked) => {
    const material = await findMaterial(tx, { siteId: asked.siteId, typed: given.material })
    const { siteId, id, unit, unitCost, currency } = material
    const quantity = given.quantity * unitsIn(given.unit, material)
    const named = given.supplier
    const supplier = named === undefined ? null : await findSupplier(tx, { siteId, typed: named })
    const zone = zoneOf(await siteZone(tx))
    const needed = parseInstant({ field: 'needed_by', typed: given.needed_by, zone })
    const today = isoInZone(asked.now, zone).slice(0, 10)
    if (isoInZone(needed, zone) < today) throw isPast(given.needed_by, today)
    const neededBy = needed.toISOString()
    if (!Number.isFinite(quantity * 100 * (unitCost ?? 1))) throw beyondAll(given.quantity)
    const amount = unitCost === null ? null : Math.round(quantity * unitCost * 100) / 100
    const supplierId = supplier?.id ?? null
    return {
      ...{ siteId, tool, prediction: null },
      title: {
        zh: `请购：${material.nameZh} ${quantity} ${unit}`,
        en: `Request ${quantity} ${unit} of ${material.nameEn}`,
      },
      args: purchaseRequest.parse({
        ...{ siteId, materialId: id, supplierId, quantity, unit, amount, currency, neededBy },
        reason: asked.reason,
      }),
      preconditions: { unitCost },
      diff: {
        entries: changedEntries([
          ['物料', 'Material', null, id],
          ['数量', 'Quantity', null, quantity, unit],
          ['供应商', 'Supplier', null, supplierId],
          ['金额', 'Amount', null, amount, currency],
          ['需求日期', 'Needed by', null, neededBy],
        ]),
      },
      evidence: [reasonGiven(asked.reason)],
    }
  },
  effect: {
    tool,
    reach: 'connectable',
    compensation: {
      kind: 'irreversible',
      says: {
        zh: '采购下单之后，只有采购能向供应商取消。',
        en: 'Once purchasing has ordered, only purchasing can cancel it at the supplier.',
      },
    },
    stale: (tx, args, given) =>
      purchaseStale(tx, purchaseRequest.parse(args), purchasePreconditions.parse(given)),
    apply: (tx, args, execution) => requestPurchase(tx, purchaseRequest.parse(args), execution),
  },
})

const isPast = (typed: string, today: string): AppError =>
  new AppError('invalid_input', `needed_by: "${typed}" lies in the past.`, {
    field: 'needed_by',
    hint: `Today at the plant is ${today}: give that day or a later one.`,
  })

const beyondAll = (quantity: number): AppError =>
  new AppError('invalid_input', `quantity: ${quantity} is more than can be counted.`, {
    field: 'quantity',
    hint: 'Say how much is needed.',
  })

/** Multiples of the SI that a person may order in, whatever the material is counted in. */
const multiples: Record<string, number>[] = [
  { g: 1, kg: 1000, t: 1e6 },
  { mm: 1, cm: 10, m: 1000 },
  { ml: 1, l: 1000 },
]

/** How many of the material's own units one of those that were said is. */
function unitsIn(said: string | undefined, { id, unit }: { id: string; unit: string }): number {
  const own = unit.toLowerCase()
  const typed = said?.toLowerCase() ?? own
  if (typed === own) return 1
  const known = multiples.find((one) => one[own] !== undefined)
  const [from, to] = [known?.[typed], known?.[own]]
  if (from !== undefined && to !== undefined) return from / to
  throw new AppError('invalid_input', `unit: ${id} is counted in ${unit}, not in ${said}.`, {
    field: 'unit',
    hint: `Say the quantity in ${unit}.`,
  })
}
