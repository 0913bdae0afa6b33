import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { reachedFrom, type TraceScope } from './genealogy.ts'

type Window = { siteId: string; from: Date; until: Date; products: readonly string[] | null }

/** Lots that are compared at once: the newest. */
export const mostCompared = 1_000

/** Product lots of a window, of some products where these are named; newest first, all counted. */
export async function lotsOfWindow(
  tx: Tx,
  { siteId, from, until, products }: Window,
): Promise<{ ids: string[]; total: number }> {
  const named = JSON.stringify(products ?? [])
  const rows = await tx.rows<{ id: string; total: number }>(sql`
    select id, count(*) over ()::int as total from lot
    where site_id = ${siteId} and produced_at >= ${from} and produced_at <= ${until}
      and (${products === null} or product_id in (select json_array_elements_text(${named}::json)))
    order by produced_at desc, id limit ${mostCompared}`)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** Of all that was reached, whether or not it is shown, what left the plant. */
export type ShippedTotal = { lots: number; quantity: number; customers: number }

export async function shippedOf(tx: Tx, scope: TraceScope): Promise<ShippedTotal> {
  const [row] = await tx.rows<ShippedTotal>(sql`
    with recursive ${reachedFrom(scope)}
    select count(distinct s.lot_id)::int as lots, coalesce(sum(s.quantity), 0)::float8 as quantity,
      count(distinct s.customer)::int as customers
    from lot_shipment s where s.site_id = ${scope.siteId}
      and s.lot_id in (select id from reached where kind = 'lot')`)
  return row ?? { lots: 0, quantity: 0, customers: 0 }
}

export type Names = { nameZh: string; nameEn: string }

/** What people call machines, teams, shifts and suppliers; of material lots what they are of. */
export async function exposureNames(
  tx: Tx,
  siteId: string,
  materialLots: readonly string[],
): Promise<Map<string, Names>> {
  const lots = JSON.stringify(materialLots)
  const of = sql`where site_id = ${siteId}`
  const rows = await tx.rows<Names & { kind: string; id: string }>(sql`
    select 'machine' as kind, id, name_zh as "nameZh", name_en as "nameEn" from equipment ${of}
      and level = 'machine'
    union all select 'team', id, name_zh, name_en from team ${of}
    union all select 'shift', id, name_zh, name_en from shift ${of}
    union all select 'supplier', id, name_zh, name_en from supplier ${of}
    union all select 'material_lot', l.id, m.name_zh, m.name_en from material_lot l
      join material m on m.site_id = l.site_id and m.id = l.material_id
      where l.site_id = ${siteId} and l.id in (select json_array_elements_text(${lots}::json))`)
  return new Map(rows.map(({ kind, id, ...names }) => [`${kind}:${id}`, names]))
}
