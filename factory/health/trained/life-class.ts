import { sql } from 'drizzle-orm'
import type { Tx } from '../../../store/index.ts'
import { foldName } from '../../fold-name.ts'
import { findSite } from '../../maintenance/find-asset.ts'
import { refused, unknownValue } from '../../refuse.ts'

export type LifeClass = { siteId: string; classId: string; nameZh: string; nameEn: string }

/**
 * A class of equipment by id or name, at a site or at the only one that has it.
 *
 * @throws AppError naming `class` or `site`, with the nearest known, or with the sites when several have it
 */
export async function findLifeClass(
  tx: Tx,
  typed: { class: string; site?: string | undefined },
): Promise<LifeClass> {
  const siteId = typed.site === undefined ? null : (await findSite(tx, typed.site)).siteId
  const rows = await tx.rows<LifeClass>(sql`
    select site_id as "siteId", id as "classId", name_zh as "nameZh", name_en as "nameEn"
    from equipment_class where ${siteId}::text is null or site_id = ${siteId} order by site_id, id`)
  const wanted = foldName(typed.class)
  const found = rows.filter(({ classId, nameZh, nameEn }) =>
    [classId, nameZh, nameEn].some((name) => foldName(name) === wanted),
  )
  const [only, ...more] = found
  if (only === undefined) {
    const known = rows.flatMap(({ classId, nameZh, nameEn }) => [classId, nameZh, nameEn])
    throw unknownValue('class', typed.class, [...new Set(known)])
  }
  if (more.length > 0) {
    const sites = [...new Set(found.map(({ siteId: at }) => at))].join(', ')
    throw refused('site', `"${typed.class}" is a class of ${sites}`, 'Say which with --site.')
  }
  return only
}
