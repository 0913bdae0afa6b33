import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { refused, unknownValue } from '../refuse.ts'
import type { LotRef } from './genealogy.ts'

type Found = LotRef & { siteId: string }

const mostNear = 500

/**
 * A product lot or a material lot by its number, among what the asker may see.
 *
 * @throws AppError with the nearest numbers, or where the site must be said
 */
export async function findTraced(
  tx: Tx,
  { siteId, typed, field }: { siteId: string | null; typed: string; field: string },
): Promise<Found> {
  const ofSite = sql`(${siteId}::text is null or site_id = ${siteId})`
  const rows = await tx.rows<Found>(sql`
    select site_id as "siteId", 'lot' as kind, id from lot
      where lower(id) = lower(${typed.trim()}) and ${ofSite}
    union all
    select site_id, 'material_lot', id from material_lot
      where lower(id) = lower(${typed.trim()}) and ${ofSite} order by 1, 2`)
  const [found, other] = rows
  if (found === undefined) throw unknownValue(field, typed, await newest(tx, siteId))
  if (other === undefined || other.siteId === found.siteId) return found
  const sites = rows.map((row) => row.siteId).join(', ')
  throw refused('site', `several sites have a lot ${found.id}`, `Say which: ${sites}.`)
}

async function newest(tx: Tx, siteId: string | null): Promise<string[]> {
  const ofSite = sql`(${siteId}::text is null or site_id = ${siteId})`
  const rows = await tx.rows<{ id: string }>(sql`
    (select id, produced_at as at from lot where ${ofSite} order by at desc limit ${mostNear})
    union all
    (select id, received_at as at from material_lot where ${ofSite} order by at desc
      limit ${mostNear}) order by at desc`)
  return rows.map(({ id }) => id)
}
