import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { type PlantMeans, readPlantMeans } from './plant-means.ts'

export type OrderRow = {
  id: string
  productId: string
  family: string
  quantity: number
  produced: number
  releaseAt: Date
  dueAt: Date
  priority: number
  /** Some of it is being done or is done. */
  begun: boolean
}
export type OperationRow = {
  orderId: string
  seq: number
  machineIds: string[]
  runSPerPiece: number
  setupS: number
  status: 'waiting' | 'running'
}
export type SlotRow = {
  orderId: string
  seq: number
  machineId: string
  startAt: Date
  endAt: Date
  setupS: number
}
/** A machine that cannot work now or later; `endAt` null while nobody knows. */
export type StopRow = {
  machineId: string
  startAt: Date
  endAt: Date | null
  category: 'down' | 'planned_stop' | 'health'
  /** Mean time to repair of the last 90 days: its own, else the site's; null when unknown. */
  ownRepairS: number | null
  siteRepairS: number | null
}
export type PlantRows = {
  orders: OrderRow[]
  /** What is left to do of the open orders, by order and sequence. */
  operations: OperationRow[]
  machines: { id: string; family: string | null }[]
  stops: StopRow[]
  current: { id: string; publishedAt: Date } | null
  slots: SlotRow[]
  means: PlantMeans
  /** Newest instant that any source of the site speaks of. */
  dataUntil: Date | null
}

/** Everything of a site that a schedule depends on, as it is at `now`. */
export async function readPlantRows(tx: Tx, siteId: string, now: Date): Promise<PlantRows> {
  const [current] = await tx.rows<{ id: string; publishedAt: Date }>(sql`
    select id, published_at as "publishedAt" from schedule_version
    where site_id = ${siteId} and status = 'current'`)
  const [fresh] = await tx.rows<{ at: Date | null }>(sql`
    select max(data_until) as at from ingest_source where site_id = ${siteId}`)
  return {
    orders: await readOrders(tx, siteId),
    operations: await readOperations(tx, siteId),
    machines: await readMachines(tx, siteId, now),
    stops: await readStops(tx, siteId, now),
    current: current ?? null,
    slots: current ? await readSlots(tx, siteId, current.id) : [],
    means: await readPlantMeans(tx, siteId, now),
    dataUntil: fresh?.at ?? null,
  }
}

const readOrders = (tx: Tx, siteId: string) =>
  tx.rows<OrderRow>(sql`
    select o.id, o.product_id as "productId", coalesce(p.family, o.product_id) as family,
      o.quantity, o.produced_quantity as produced, o.release_at as "releaseAt",
      o.due_at as "dueAt", o.priority, exists (select from order_operation op
        where op.site_id = o.site_id and op.order_id = o.id and op.status <> 'waiting') as begun
    from production_order o
    left join product p on p.site_id = o.site_id and p.id = o.product_id
    where o.site_id = ${siteId} and o.status in ('planned', 'released', 'running')
    order by o.due_at, o.id`)

const readOperations = (tx: Tx, siteId: string) =>
  tx.rows<OperationRow>(sql`
    select op.order_id as "orderId", op.seq, op.machine_ids as "machineIds",
      op.run_s_per_piece as "runSPerPiece", op.setup_s as "setupS", op.status
    from order_operation op
    join production_order o on o.site_id = op.site_id and o.id = op.order_id
    where op.site_id = ${siteId} and o.status in ('planned', 'released', 'running')
      and op.status <> 'completed'
    order by op.order_id, op.seq`)

/** The family that a machine is set up for is that of the last pieces it counted. */
const readMachines = (tx: Tx, siteId: string, now: Date) =>
  tx.rows<{ id: string; family: string | null }>(sql`
    select e.id, last.family from equipment e
    left join lateral (
      select coalesce(p.family, c.product_id) as family from production_count c
      left join product p on p.site_id = c.site_id and p.id = c.product_id
      where c.site_id = e.site_id and c.machine_id = e.id and c.at <= ${now}
      order by c.at desc limit 1
    ) last on true
    where e.site_id = ${siteId} and e.level = 'machine' order by e.id`)

export const readStops = (tx: Tx, siteId: string, now: Date) =>
  tx.rows<StopRow>(sql`
    with repair as (
      select machine_id, sum(repair_s) as s, sum(repairs) as n from fact_hour
      where site_id = ${siteId} and repairs > 0 and hour > ${daysBefore(now, 90)} and hour <= ${now}
      group by machine_id
    )
    select m.machine_id as "machineId", m.start_at as "startAt", m.end_at as "endAt", m.category,
      (select s / n from repair where repair.machine_id = m.machine_id) as "ownRepairS",
      (select sum(s) / sum(n) from repair) as "siteRepairS"
    from machine_state m
    where m.site_id = ${siteId} and (m.end_at > ${now}
      or (m.end_at is null and m.category = 'down' and m.start_at <= ${now}))
      and m.category in ('down', 'planned_stop')
    union all
    select w.machine_id, w.from_at, w.until_at,
      case w.kind when 'health' then 'health' else 'planned_stop' end, null, null
    from machine_window w where w.site_id = ${siteId} and w.until_at > ${now}
    order by 1, 2`)

const readSlots = (tx: Tx, siteId: string, scheduleId: string) =>
  tx.rows<SlotRow>(sql`
    select order_id as "orderId", seq, machine_id as "machineId", start_at as "startAt",
      end_at as "endAt", setup_s as "setupS"
    from schedule_slot where site_id = ${siteId} and schedule_id = ${scheduleId}
    order by start_at, order_id, seq`)

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)
