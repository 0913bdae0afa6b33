import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type Delivered, historyDays } from './delivery-delay.ts'
import { usageDays } from './demand.ts'

export type MaterialRow = { id: string; nameZh: string; nameEn: string; unit: string }
/** A line that has not come. */
export type OpenLine = {
  id: string
  materialId: string
  supplierId: string
  quantity: number
  dueAt: Date
}
/** An order that takes its material when it begins; `startAt` is that of the current schedule. */
export type DemandOrder = {
  id: string
  productId: string
  quantity: number
  startAt: Date | null
  releaseAt: Date
}
/** What orders that have begun were for. */
export type StartedOrder = { productId: string; quantity: number; startedAt: Date }
/** Pieces that machines counted of a product on a local day. */
export type ScrapDay = { productId: string; good: number; scrap: number }

export type SupplyRows = {
  materials: MaterialRow[]
  suppliers: { id: string; nameZh: string; nameEn: string }[]
  /** The newest of each material. */
  counts: { materialId: string; quantity: number; countedAt: Date }[]
  bom: { productId: string; materialId: string; quantity: number }[]
  orders: DemandOrder[]
  started: StartedOrder[]
  /** Orders that have begun, and nobody recorded when. */
  begunUndated: number
  lines: OpenLine[]
  /** Those that came, newest first, and how much of them. */
  delivered: (Delivered & { quantity: number })[]
  scrap: ScrapDay[]
  /** Operations of each product. */
  routing: { productId: string; operations: number }[]
  schedule: { id: string; publishedAt: Date } | null
  /** Newest instant that any source of the site speaks of. */
  dataUntil: Date | null
}

/** Everything of a site that its stock depends on, as it is at `now`. */
export async function readSupply(tx: Tx, siteId: string, now: Date): Promise<SupplyRows> {
  const of = sql`where site_id = ${siteId}`
  const [schedule] = await tx.rows<NonNullable<SupplyRows['schedule']>>(sql`
    select id, published_at as "publishedAt" from schedule_version ${of} and status = 'current'`)
  const [fresh] = await tx.rows<{ at: Date | null }>(
    sql`select max(data_until) as at from ingest_source ${of}`,
  )
  return {
    materials: await tx.rows<MaterialRow>(sql`
      select id, name_zh as "nameZh", name_en as "nameEn", unit from material ${of} order by id`),
    suppliers: await tx.rows<SupplyRows['suppliers'][number]>(sql`
      select id, name_zh as "nameZh", name_en as "nameEn" from supplier ${of} order by id`),
    counts: await tx.rows<SupplyRows['counts'][number]>(sql`
      select distinct on (material_id) material_id as "materialId", quantity,
        counted_at as "countedAt" from stock ${of} and counted_at <= ${now}
      order by material_id, counted_at desc`),
    bom: await tx.rows<SupplyRows['bom'][number]>(sql`
      select product_id as "productId", material_id as "materialId", quantity from bom_line ${of}
        and quantity > 0 order by product_id, material_id`),
    ...(await readOrders(tx, { siteId, now, scheduleId: schedule?.id ?? null })),
    ...(await readLines(tx, siteId, now)),
    ...(await readScrap(tx, siteId, now)),
    schedule: schedule ?? null,
    dataUntil: fresh?.at ?? null,
  }
}

type Asked = { siteId: string; now: Date; scheduleId: string | null }

async function readOrders(tx: Tx, { siteId, now, scheduleId }: Asked) {
  const begun = sql`(o.started_at is not null or o.status = 'running' or exists (
    select from order_operation op where op.site_id = o.site_id and op.order_id = o.id
      and op.status <> 'waiting'))`
  const open = sql`o.site_id = ${siteId} and o.status in ('planned', 'released', 'running')`
  const [undated] = await tx.rows<{ count: number }>(sql`
    select count(*)::int as count from production_order o
    where ${open} and ${begun} and o.started_at is null`)
  return {
    orders: await tx.rows<DemandOrder>(sql`
      select o.id, o.product_id as "productId", o.quantity, o.release_at as "releaseAt",
        (select min(s.start_at) from schedule_slot s where s.site_id = o.site_id
          and s.schedule_id = ${scheduleId} and s.order_id = o.id) as "startAt"
      from production_order o where ${open} and not ${begun} order by o.id`),
    started: await tx.rows<StartedOrder>(sql`
      select product_id as "productId", started_at as "startedAt",
        case when status = 'completed' and produced_quantity > 0 then produced_quantity
          else quantity end as quantity
      from production_order where site_id = ${siteId} and started_at <= ${now}
        and started_at > ${daysBefore(now, usageDays)} and status in ('running', 'completed')
      order by started_at, id`),
    begunUndated: undated?.count ?? 0,
  }
}

async function readLines(tx: Tx, siteId: string, now: Date) {
  return {
    lines: await tx.rows<OpenLine>(sql`
      select id, material_id as "materialId", supplier_id as "supplierId", quantity,
        due_at as "dueAt" from purchase_line
      where site_id = ${siteId} and (received_at is null or received_at > ${now}) and quantity > 0
      order by due_at, id`),
    delivered: await tx.rows<SupplyRows['delivered'][number]>(sql`
      select material_id as "materialId", supplier_id as "supplierId", quantity,
        ordered_at as "orderedAt", due_at as "dueAt", received_at as "receivedAt"
      from purchase_line where site_id = ${siteId} and received_at <= ${now}
        and received_at > ${daysBefore(now, historyDays)}
      order by received_at desc, id`),
  }
}

async function readScrap(tx: Tx, siteId: string, now: Date) {
  return {
    scrap: await tx.rows<ScrapDay>(sql`
      select product_id as "productId", sum(good)::float8 as good, sum(scrap)::float8 as scrap
      from fact_day where site_id = ${siteId} and product_id <> ''
        and last_hour > ${daysBefore(now, usageDays)} and last_hour <= ${now}
      group by product_id, day having sum(good) + sum(scrap) > 0 order by product_id, day`),
    routing: await tx.rows<SupplyRows['routing'][number]>(sql`
      select product_id as "productId", count(*)::int as operations from routing_operation
      where site_id = ${siteId} group by product_id order by product_id`),
  }
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)
