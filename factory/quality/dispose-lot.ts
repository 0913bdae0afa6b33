import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import { lotDispositions, type Tx } from '../../store/index.ts'
import { unknownValue } from '../refuse.ts'

/** What is to become of a lot. `open` is what a lot is before anybody decided. */
export const lotDisposition = z.strictObject({
  siteId: z.string(),
  lotId: z.string(),
  disposition: z.enum(lotDispositions),
  reason: z.string(),
})
export type LotDisposition = z.infer<typeof lotDisposition>

export const lotPreconditions = z.strictObject({
  disposition: z.enum(lotDispositions),
  quantity: z.number(),
})
export type LotPreconditions = z.infer<typeof lotPreconditions>

export type LotNow = LotPreconditions & {
  siteId: string
  id: string
  productId: string
  producedAt: Date
}

const columns = sql`site_id as "siteId", id, product_id as "productId", quantity,
  produced_at as "producedAt", disposition`

/** @throws AppError with the nearest lots that one may see */
export async function findLot(
  tx: Tx,
  { siteId, typed }: { siteId: string | null; typed: string },
): Promise<LotNow> {
  const [found, other] = await tx.rows<LotNow>(sql`select ${columns} from lot
    where lower(id) = lower(${typed}) and (${siteId}::text is null or site_id = ${siteId})`)
  if (found && !other) return found
  const newest = await tx.rows<{ id: string }>(sql`select id from lot
    where ${siteId}::text is null or site_id = ${siteId} order by produced_at desc limit 200`)
  throw unknownValue(
    'lot',
    typed,
    newest.map(({ id }) => id),
  )
}

/** Names what has changed of the lot since; null while it is as it was shown. */
export async function lotStale(
  tx: Tx,
  { siteId, lotId }: LotDisposition,
  was: LotPreconditions,
): Promise<Outdated | null> {
  const [now] = await tx.rows<LotNow>(
    sql`select ${columns} from lot where site_id = ${siteId} and id = ${lotId}`,
  )
  if (now?.disposition === was.disposition && now.quantity === was.quantity) return null
  const before = `${was.disposition}, ${was.quantity}`
  const after = now === undefined ? null : `${now.disposition}, ${now.quantity}`
  return {
    ...{ precondition: 'lot_unchanged', before, after },
    zh: `批次 ${lotId} 已从 ${before} 变为 ${after ?? '不存在'}。`,
    en: `Lot ${lotId} went from ${before} to ${after ?? 'gone'} since.`,
  }
}

/** Runs only inside the execution of the approved action; from then on no import changes it. */
export async function disposeLot(
  tx: Tx,
  { siteId, lotId, disposition }: LotDisposition,
  { actionId }: { actionId: string },
): Promise<{ lotId: string; disposition: string }> {
  await tx.rows(sql`update lot set disposition = ${disposition}, disposition_action_id = ${actionId}
    where site_id = ${siteId} and id = ${lotId}`)
  return { lotId, disposition }
}
