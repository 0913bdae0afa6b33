import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { findAsset, findSite } from '../maintenance/find-asset.ts'

export type HealthMachine = {
  siteId: string
  zone: string
  id: string
  nameZh: string
  nameEn: string
  classId: string | null
  classZh: string | null
  classEn: string | null
}

export type HealthScope = {
  /** Machine, line or area: id, name or alias; omitted: all of the site. */
  equipment?: string | undefined
  /** Omitted: every site that one may see. */
  site?: string | undefined
}

/**
 * Machines of a scope, in the order of their ids.
 *
 * @throws AppError when the site or the equipment is not known, with the nearest, or several go by that name
 */
export async function readHealthMachines(tx: Tx, scope: HealthScope): Promise<HealthMachine[]> {
  const named = scope.site === undefined ? null : (await findSite(tx, scope.site)).siteId
  const asset =
    scope.equipment === undefined
      ? null
      : await findAsset(tx, { siteId: named, field: 'equipment', typed: scope.equipment })
  const [siteId, within] = [asset?.siteId ?? named, asset?.id ?? null]
  return tx.rows<HealthMachine>(sql`
    select e.site_id as "siteId", s.zone, e.id, e.name_zh as "nameZh", e.name_en as "nameEn",
      e.class_id as "classId", c.name_zh as "classZh", c.name_en as "classEn"
    from equipment e join site s on s.site_id = e.site_id
    left join equipment_class c on c.site_id = e.site_id and c.id = e.class_id
    where e.level = 'machine' and (${siteId}::text is null or e.site_id = ${siteId})
      and (${within}::text is null or ${within} in (e.id, e.line_id, e.area_id, e.parent_id))
    order by e.site_id, e.id`)
}
