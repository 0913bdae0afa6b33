import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export const orderStatuses = ['planned', 'released', 'running', 'completed', 'cancelled'] as const
export type OrderStatus = (typeof orderStatuses)[number]

export type OrderFilter = {
  siteId: string | null
  /** null: every order that is still open. */
  status: OrderStatus | null
  productId: string | null
  /** Due then, or completed then where those are asked for: `from` included, `to` excluded; absent: at any time. */
  from?: Date | null
  to?: Date | null
  now: Date
}

export type OrderRow = {
  siteId: string
  id: string
  productId: string
  productZh: string | null
  productEn: string | null
  quantity: number
  produced: number
  status: OrderStatus
  priority: number
  releaseAt: Date
  dueAt: Date
  completedAt: Date | null
  /** End of its last operation in the current schedule; null when it has no place there. */
  scheduledEndAt: Date | null
  /** Hours after the due time, negative when early; null when nobody can tell yet. */
  latenessH: number | null
}

export type OrderList = {
  total: number
  late: number
  rows: OrderRow[]
  schedules: { siteId: string; id: string; publishedAt: Date }[]
}

/**
 * Orders by due time. Lateness of an open order is that of the current schedule, of now where the
 * schedule is already overtaken; of a completed one that of its completion.
 */
export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  { lateOnly, limit }: { lateOnly: boolean; limit: number },
): Promise<OrderList> {
  const orders = ordersWithLateness(filter)
  const [totals] = await tx.rows<{ total: number; late: number }>(sql`
    select count(*) as total, count(*) filter (where "latenessH" > 0) as late from (${orders}) o`)
  const shown = lateOnly ? sql`where "latenessH" > 0` : sql``
  const rows = await tx.rows<OrderRow>(sql`
    select * from (${orders}) o ${shown} order by "dueAt", "siteId", id limit ${limit}`)
  const schedules = await tx.rows<OrderList['schedules'][number]>(sql`
    select site_id as "siteId", id, published_at as "publishedAt" from schedule_version v
    where status = 'current' and ${ofSite(sql`v.site_id`, filter.siteId)} order by site_id`)
  return { total: totals?.total ?? 0, late: totals?.late ?? 0, rows, schedules }
}

const ofSite = (column: SQL, siteId: string | null) =>
  siteId ? sql`${column} = ${siteId}` : sql`true`

const ordersWithLateness = ({ siteId, status, productId, from, to, now }: OrderFilter) => sql`
  select o.site_id as "siteId", o.id, o.product_id as "productId", p.name_zh as "productZh",
    p.name_en as "productEn", o.quantity, o.produced_quantity as produced, o.status, o.priority,
    o.release_at as "releaseAt", o.due_at as "dueAt", o.completed_at as "completedAt",
    planned.end_at as "scheduledEndAt",
    (extract(epoch from ${expectedEnd(now)} - o.due_at) / 3600)::float8 as "latenessH"
  from production_order o
  left join product p on p.site_id = o.site_id and p.id = o.product_id
  left join lateral (
    select max(s.end_at) as end_at from schedule_version v
    join schedule_slot s on s.site_id = v.site_id and s.schedule_id = v.id
    where v.site_id = o.site_id and v.status = 'current' and s.order_id = o.id
  ) planned on true
  where ${ofSite(sql`o.site_id`, siteId)}
    and ${status ? sql`o.status = ${status}` : sql`o.status in ('planned', 'released', 'running')`}
    and ${productId ? sql`o.product_id = ${productId}` : sql`true`}
    and ${from ? sql`${momentOf(status)} >= ${from}` : sql`true`}
    and ${to ? sql`${momentOf(status)} < ${to}` : sql`true`}`

const momentOf = (status: OrderFilter['status']) =>
  status === 'completed' ? sql`o.completed_at` : sql`o.due_at`

/** greatest() skips nulls: an open order without a place is late only once its due time is past. */
const expectedEnd = (now: Date) => sql`case
  when o.status = 'completed' then o.completed_at
  when o.status = 'cancelled' then null
  when planned.end_at is null and o.due_at >= ${now} then null
  else greatest(planned.end_at, ${now}) end`
