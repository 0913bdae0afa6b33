import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { foldName } from '../fold-name.ts'
import { refused, shorten, unknownValue } from '../refuse.ts'

export type SiteRow = { siteId: string; nameZh: string; nameEn: string; zone: string }
export type AssetRow = {
  siteId: string
  id: string
  level: string
  nameZh: string
  nameEn: string
}
type Named = { siteId: string; id: string; nameZh: string; nameEn: string; aliases: string[] }
type Asked = { field: string; typed: string }

/** @throws AppError with the nearest known sites. */
export async function findSite(tx: Tx, typed: string): Promise<SiteRow> {
  const rows = await tx.rows<SiteRow & Named>(sql`
    select site_id as "siteId", site_id as id, name_zh as "nameZh", name_en as "nameEn", zone, aliases
    from site order by site_id`)
  return onlyMatch(rows, { field: 'site', typed })
}

/** The zone of every site that the asker may see, where they share one; else UTC. */
export async function siteZone(tx: Tx): Promise<string> {
  const zones = await tx.rows<{ zone: string }>(sql`select distinct zone from site`)
  return zones.length === 1 && zones[0] ? zones[0].zone : 'UTC'
}

/**
 * A machine, line or area by id, name or alias, among what the asker may see.
 *
 * @throws AppError with the nearest known, or with the candidates when several go by that name
 */
export async function findAsset(
  tx: Tx,
  { siteId, field, typed }: Asked & { siteId: string | null },
): Promise<AssetRow> {
  const rows = await tx.rows<AssetRow & Named>(sql`
    select site_id as "siteId", id, level, name_zh as "nameZh", name_en as "nameEn", aliases
    from equipment where ${siteId}::text is null or site_id = ${siteId} order by site_id, id`)
  return onlyMatch(rows, { field, typed })
}

/** @throws AppError as `findAsset` does */
export async function findProduct(
  tx: Tx,
  { siteId, typed }: { siteId: string | null; typed: string },
): Promise<{ siteId: string; id: string }> {
  const rows = await tx.rows<Named>(sql`
    select site_id as "siteId", id, name_zh as "nameZh", name_en as "nameEn", aliases
    from product where ${siteId}::text is null or site_id = ${siteId} order by site_id, id`)
  return onlyMatch(rows, { field: 'product', typed })
}

function onlyMatch<Row extends Named>(rows: Row[], { field, typed }: Asked): Row {
  const wanted = foldName(typed)
  const byId = rows.filter((row) => foldName(row.id) === wanted)
  const named = (row: Row) => [row.nameZh, row.nameEn, ...row.aliases]
  const matches =
    byId.length > 0 ? byId : rows.filter((row) => named(row).some((n) => foldName(n) === wanted))
  const [match, second] = matches
  if (match && !second) return match
  if (match) {
    const ids = matches
      .slice(0, 6)
      .map(({ id, siteId }) => (id === siteId ? id : `${id} (${siteId})`))
    const what = `"${shorten(typed)}" is the name of ${matches.length}`
    throw refused(field, what, `Say which: ${ids.join(', ')}.`)
  }
  throw unknownValue(field, typed, [...new Set(rows.flatMap((row) => [row.id, ...named(row)]))])
}
