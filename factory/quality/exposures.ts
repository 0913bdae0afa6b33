import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type LotRef, reachedFrom } from './genealogy.ts'

export const exposureKinds = [
  ...(['machine', 'team', 'shift', 'lot'] as const),
  ...(['material_lot', 'supplier', 'parameter'] as const),
]
export type ExposureKind = (typeof exposureKinds)[number]

/** What a lot was made of, on, by or under. A parameter is `machine/parameter=value unit`. */
export type Exposure = { kind: ExposureKind; id: string }
export type LotExposure = Exposure & {
  lot: string
  /** The lot itself has it; false: one of those that went into it. */
  isOwn: boolean
}

/**
 * What each lot was exposed to, itself and through all that went into it. Made at: from the start of
 * its order, or the hour before it was done, until it was done; machines by the lot, by counts of its
 * order in that time and by its samples; team and shift by the hourly facts of those machines and its
 * product; parameters by the values that were in force then.
 */
export async function readExposures(
  tx: Tx,
  siteId: string,
  lots: readonly string[],
): Promise<LotExposure[]> {
  if (lots.length === 0) return []
  const seeds = lots.map((id): LotRef => ({ kind: 'lot', id }))
  return tx.rows<LotExposure>(sql`
    with recursive ${reachedFrom({ siteId, seeds, direction: 'back' })},
    ways as (select substr(root, 5) as lot, kind, id, root = kind || ':' || id as own from reached),
    made as (select l.id, l.product_id, l.machine_id, l.order_id, l.produced_at as until_at,
        least(o.started_at, l.produced_at - interval '1 hour') as from_at
      from lot l left join production_order o on o.site_id = l.site_id and o.id = l.order_id
      where l.site_id = ${siteId} and l.id in (select id from ways where kind = 'lot')),
    machines as (
      select id as lot, machine_id from made where machine_id is not null
      union
      select m.id, e.id from made m join equipment e
        on e.site_id = ${siteId} and e.level = 'machine' and m.order_id is not null
        cross join lateral (select from production_count c where c.site_id = ${siteId}
          and c.machine_id = e.id and c.at > m.from_at and c.at <= m.until_at
          and c.order_id = m.order_id limit 1) counted
      union
      select m.id, q.machine_id from made m join quality_sample q
        on q.site_id = ${siteId} and q.lot_id = m.id),
    crews as (select distinct x.lot, f.team_id, f.shift_id from machines x
      join made m on m.id = x.lot join fact_hour f on f.site_id = ${siteId}
        and f.machine_id = x.machine_id and f.hour >= date_trunc('hour', m.from_at)
        and f.hour < m.until_at and f.product_id = m.product_id),
    settings as (select distinct x.lot, v.machine_id || '/' || v.parameter_id || '='
        || v.value::text || ' ' || p.unit as id
      from machines x join made m on m.id = x.lot
      join machine_parameter p on p.site_id = ${siteId} and p.machine_id = x.machine_id
      join machine_parameter_version v on v.site_id = ${siteId} and v.machine_id = p.machine_id
        and v.parameter_id = p.id and v.at < m.until_at
      where not exists (select from machine_parameter_version n where n.site_id = ${siteId}
        and n.machine_id = v.machine_id and n.parameter_id = v.parameter_id
        and n.version > v.version and n.at <= m.from_at)),
    own(lot, kind, id) as (
      select lot, 'machine', machine_id from machines
      union select lot, 'team', team_id from crews where team_id <> ''
      union select lot, 'shift', shift_id from crews where shift_id <> ''
      union select lot, 'parameter', id from settings)
    select lot, kind, id, bool_or(own) as "isOwn" from (
      select w.lot, o.kind, o.id, w.own from ways w join own o on w.kind = 'lot' and o.lot = w.id
      union all select lot, kind, id, false from ways where not own
      union all select w.lot, 'supplier', m.supplier_id, false from ways w
        join material_lot m on w.kind = 'material_lot' and m.site_id = ${siteId} and m.id = w.id
        where m.supplier_id is not null) exposed
    group by lot, kind, id order by lot, kind, id`)
}
