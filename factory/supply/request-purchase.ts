import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { unknownValue } from '../refuse.ts'

/** What purchasing is asked for. */
export const purchaseRequest = z.strictObject({
  siteId: z.string(),
  materialId: z.string(),
  supplierId: z.string().nullable(),
  quantity: z.number(),
  unit: z.string(),
  /** In the currency of the site; null: the cost is not known, which counts as the most. */
  amount: z.number().nullable(),
  currency: z.string(),
  neededBy: z.string(),
  reason: z.string(),
})
export type PurchaseRequest = z.infer<typeof purchaseRequest>

export const purchasePreconditions = z.strictObject({ unitCost: z.number().nullable() })
export type PurchasePreconditions = z.infer<typeof purchasePreconditions>

type Named = { siteId: string; id: string; nameZh: string; nameEn: string }
export type MaterialNow = Named & PurchasePreconditions & { unit: string; currency: string }
type Asked = { siteId: string | null; typed: string }

/** @throws AppError with the nearest materials that one may see */
export async function findMaterial(tx: Tx, { siteId, typed }: Asked): Promise<MaterialNow> {
  const rows = await tx.rows<MaterialNow>(sql`
    select m.site_id as "siteId", m.id, m.name_zh as "nameZh", m.name_en as "nameEn", m.unit,
      m.unit_cost as "unitCost", s.currency
    from material m join site s on s.site_id = m.site_id
    where ${siteId}::text is null or m.site_id = ${siteId} order by m.id`)
  return onlyOne(rows, 'material', typed)
}

/** @throws AppError with the nearest suppliers of the site */
export async function findSupplier(tx: Tx, { siteId, typed }: Asked): Promise<Named> {
  const rows = await tx.rows<Named>(sql`
    select site_id as "siteId", id, name_zh as "nameZh", name_en as "nameEn"
    from supplier where site_id = ${siteId} order by id`)
  return onlyOne(rows, 'supplier', typed)
}

function onlyOne<Row extends Named>(rows: Row[], field: string, typed: string): Row {
  const wanted = foldName(typed)
  const names = ({ id, nameZh, nameEn }: Row) => [id, nameZh, nameEn]
  const [found, other] = rows.filter((row) => names(row).some((name) => foldName(name) === wanted))
  if (found && !other) return found
  throw unknownValue(field, typed, rows.flatMap(names))
}

/** Names what has changed of the material since; null while its cost is as it was shown. */
export async function purchaseStale(
  tx: Tx,
  { siteId, materialId }: PurchaseRequest,
  was: PurchasePreconditions,
): Promise<Outdated | null> {
  const [now] = await tx.rows<PurchasePreconditions>(sql`select unit_cost as "unitCost"
    from material where site_id = ${siteId} and id = ${materialId}`)
  if (now?.unitCost === was.unitCost) return null
  const said = (cost: number | null) => (cost === null ? null : String(cost))
  return {
    precondition: 'material_exists',
    before: said(was.unitCost),
    after: said(now?.unitCost ?? null),
    zh: `物料 ${materialId} ${now ? '的单价已改变' : '已不存在'}。`,
    en: `Material ${materialId} ${now ? 'has another unit cost' : 'is gone'} since.`,
  }
}

type Requester = { actionId: string; requestedBy: string; now: Date }

/** Runs only inside the execution of the approved action. */
export async function requestPurchase(
  tx: Tx,
  wanted: PurchaseRequest,
  { actionId, requestedBy, now }: Requester,
): Promise<{ requestId: string }> {
  const requestId = `PR-${actionId.replace(/^.*_/, '').slice(0, 12)}`
  await tx.rows(sql`insert into purchase_request (site_id, id, material_id, supplier_id, quantity, unit,
      amount, currency, needed_by, reason, requested_by, requested_at, origin, action_id)
    values (${wanted.siteId}, ${requestId}, ${wanted.materialId}, ${wanted.supplierId},
      ${wanted.quantity}, ${wanted.unit}, ${wanted.amount}, ${wanted.currency},
      ${new Date(wanted.neededBy)}, ${wanted.reason}, ${requestedBy}, ${now}, 'action', ${actionId})`)
  return { requestId }
}
