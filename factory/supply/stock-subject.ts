import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { findSite, type SiteRow } from '../maintenance/find-asset.ts'
import { refused, unknownValue } from '../refuse.ts'
import type { StockSupposed } from './open-lines.ts'
import type { SupplyRows } from './read-supply.ts'
import { findMaterial } from './request-purchase.ts'

type Typed = { site?: string | undefined; material?: string | undefined }

/**
 * The site that is named, else that of the material, else the only one.
 *
 * @throws AppError for an unknown name, or where the site must be said
 */
export async function subjectOf(
  tx: Tx,
  { site: typed, material }: Typed,
): Promise<{ site: SiteRow; materialId: string | null }> {
  const named = typed === undefined ? null : await findSite(tx, typed)
  if (material !== undefined) {
    const found = await findMaterial(tx, { siteId: named?.siteId ?? null, typed: material })
    return { site: named ?? (await findSite(tx, found.siteId)), materialId: found.id }
  }
  if (named !== null) return { site: named, materialId: null }
  const all = await tx.rows<{ id: string }>(sql`select site_id as id from site order by site_id`)
  const [only, ...more] = all.map(({ id }) => id)
  if (only !== undefined && more.length === 0) {
    return { site: await findSite(tx, only), materialId: null }
  }
  const known = all.map(({ id }) => id).join(', ')
  throw refused('site', 'must be said where there are several', `One of: ${known || 'none'}.`)
}

type Late = { of: string; days: number }[]

/** @throws AppError that names what is neither a supplier nor a line on order, with the nearest */
export function supposedOf(
  late: Late,
  { suppliers, lines }: SupplyRows,
): Omit<StockSupposed, 'demandPercent'> {
  const supposed: Omit<StockSupposed, 'demandPercent'> = { suppliers: [], lines: [] }
  for (const [at, { of, days }] of late.entries()) {
    const isCalled = (name: string) => foldName(name) === foldName(of)
    const supplier = suppliers.find((one) => [one.id, one.nameZh, one.nameEn].some(isCalled))
    const line = lines.find(({ id }) => isCalled(id))
    if (supplier !== undefined) supposed.suppliers.push({ supplierId: supplier.id, days })
    else if (line !== undefined) supposed.lines.push({ lineId: line.id, days })
    else {
      const names = suppliers.flatMap(({ id, nameZh, nameEn }) => [id, nameZh, nameEn])
      throw unknownValue(`late.${at}.of`, of, [...names, ...lines.map(({ id }) => id)])
    }
  }
  return supposed
}
