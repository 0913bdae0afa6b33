import { sql } from 'drizzle-orm'
import type { lotDispositions, Tx } from '../../store/index.ts'
import type { LotRef } from './genealogy.ts'

export type ShipmentRow = { customer: string; quantity: number; shippedAt: Date }
export type LotFacts = LotRef & {
  /** Product or material, and its names. */
  of: string
  nameZh: string
  nameEn: string
  unit: string
  quantity: number
  /** Produced, or received. */
  at: Date
  /** Of a material lot null. */
  disposition: (typeof lotDispositions)[number] | null
  supplier: string | null
  /** Samples of the lot itself, and those outside of the limits of their characteristic. */
  samples: number
  outOfLimits: number
  shipments: ShipmentRow[]
  shipped: number
  /** Neither shipped nor, as far as it is recorded, used for another lot; null: not recorded how much. */
  left: number | null
}

/** A lot is bad by its disposition, or by a sample outside of its limits. */
export const isBad = ({ disposition, outOfLimits }: LotFacts): boolean =>
  outOfLimits > 0 || ['held', 'rework', 'scrapped'].includes(disposition ?? '')

export const earliest = (lots: readonly LotFacts[], before: Date): Date =>
  new Date(Math.min(before.getTime(), ...lots.map(({ at }) => at.getTime())))

/** What is recorded of each lot, in the order of `refs`; those that are not recorded are left out. */
export async function readLots(
  tx: Tx,
  siteId: string,
  refs: readonly LotRef[],
): Promise<LotFacts[]> {
  if (refs.length === 0) return []
  const wanted = JSON.stringify(refs.map(({ kind, id }, at) => ({ kind, id, at })))
  const rows = await tx.rows<Omit<LotFacts, 'shipments'> & { shipments: SentShipment[] }>(sql`
    with wanted as (select * from json_to_recordset(${wanted}::json) w(kind text, id text, at int)),
    known as (
      select w.at as place, w.kind, l.id, p.id as of, p.name_zh, p.name_en, 'pcs' as unit,
        l.quantity, l.produced_at as at, l.disposition, null::text as supplier
      from wanted w join lot l on w.kind = 'lot' and l.site_id = ${siteId} and l.id = w.id
        join product p on p.site_id = l.site_id and p.id = l.product_id
      union all
      select w.at, w.kind, m.id, a.id, a.name_zh, a.name_en, a.unit, m.quantity, m.received_at,
        null, m.supplier_id
      from wanted w join material_lot m
        on w.kind = 'material_lot' and m.site_id = ${siteId} and m.id = w.id
        join material a on a.site_id = m.site_id and a.id = m.material_id)
    select k.kind, k.id, k.of, k.name_zh as "nameZh", k.name_en as "nameEn", k.unit, k.quantity,
      k.at, k.disposition, k.supplier, q.samples, q.out as "outOfLimits", s.shipments, s.shipped,
      case when u.unknown > 0 then null else greatest(k.quantity - s.shipped - u.used, 0) end as left
    from known k
    cross join lateral (select count(*)::int as samples, count(*) filter (where
        q.value < c.lower_limit or q.value > c.upper_limit)::int as out
      from quality_sample q join characteristic c
        on c.site_id = q.site_id and c.id = q.characteristic_id
      where k.kind = 'lot' and q.site_id = ${siteId} and q.lot_id = k.id) q
    cross join lateral (select coalesce(sum(s.quantity), 0)::float8 as shipped,
        coalesce(json_agg(json_build_object('customer', s.customer, 'quantity', s.quantity,
          'shippedAt', s.shipped_at) order by s.shipped_at, s.source_key), '[]') as shipments
      from lot_shipment s where k.kind = 'lot' and s.site_id = ${siteId} and s.lot_id = k.id) s
    cross join lateral (select coalesce(sum(quantity), 0)::float8 as used,
        count(*) filter (where quantity is null)::int as unknown from (
      select i.quantity from lot_input i
        where k.kind = 'lot' and i.site_id = ${siteId} and i.from_lot_id = k.id
      union all select i.quantity from lot_input i
        where k.kind = 'material_lot' and i.site_id = ${siteId} and i.material_lot_id = k.id) i) u
    order by k.place`)
  return rows.map((row) => ({
    ...row,
    shipments: row.shipments.map((one) => ({ ...one, shippedAt: new Date(one.shippedAt) })),
  }))
}

type SentShipment = Omit<ShipmentRow, 'shippedAt'> & { shippedAt: string }
