import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import type { MachineTile } from '../equipment/site-now.ts'
import { listOrders } from '../orders/order-list.ts'
import { type Outage, outageOf } from './plant-problem.ts'
import { readStops, type SlotRow } from './plant-rows.ts'

export type PlanMachine = Pick<
  MachineTile,
  'id' | 'nameZh' | 'nameEn' | 'lineId' | 'lineZh' | 'lineEn'
>

/** An operation in its place; the set-up is at its beginning. */
export type PlanSlot = SlotRow & { status: 'waiting' | 'running' | 'completed' }

export type PlanOrder = {
  id: string
  productZh: string | null
  productEn: string | null
  quantity: number
  dueAt: Date
  /** Hours after the due time, negative when early; null when nobody can tell. */
  latenessH: number | null
}

/** Work of an open order that has no place in the current schedule. */
export type Unplaced = { orderId: string; seq: number; machineIds: string[]; workS: number }

export type PublishedPlan = {
  current: { id: string; publishedAt: Date; origin: 'import' | 'action' } | null
  machines: PlanMachine[]
  slots: PlanSlot[]
  /** Every open order, and those of the slots that are done. */
  orders: PlanOrder[]
  unplaced: Unplaced[]
  outages: Outage[]
  /** Local minutes of the day; a site without shifts works around the clock. */
  shifts: { startMinute: number; endMinute: number }[]
  /** More than `mostSlots` operations: the soonest are here. */
  truncated: boolean
}

const mostSlots = 5000
const mostOrders = 5000
/** What is done is shown for a day, so that one sees what the plan comes from. */
const pastMs = 24 * 3_600_000

/** The current schedule of a site, and what it is judged by: due times, stops, shifts. */
export async function readPlan(
  tx: Tx,
  { siteId, now }: { siteId: string; now: Date },
): Promise<PublishedPlan> {
  const [current] = await tx.rows<NonNullable<PublishedPlan['current']>>(sql`
    select id, published_at as "publishedAt", origin from schedule_version
    where site_id = ${siteId} and status = 'current'`)
  const slots = current === undefined ? [] : await readSlots(tx, { siteId, id: current.id, now })
  const shown = slots.slice(0, mostSlots)
  const open = await listOrders(
    tx,
    { siteId, status: null, productId: null, now },
    { lateOnly: false, limit: mostOrders },
  )
  const done = await readDone(tx, siteId, [...new Set(shown.map(({ orderId }) => orderId))])
  const stops = await readStops(tx, siteId, now)
  return {
    current: current ?? null,
    machines: await readMachines(tx, siteId),
    slots: shown,
    orders: [...open.rows.map(planOrder), ...done],
    unplaced: await readUnplaced(tx, siteId),
    outages: stops.map((stop) => outageOf(stop, now)),
    shifts: await tx.rows<PublishedPlan['shifts'][number]>(sql`
      select start_minute as "startMinute", end_minute as "endMinute" from shift
      where site_id = ${siteId} order by start_minute`),
    truncated: slots.length > mostSlots,
  }
}

const planOrder = ({ id, productZh, productEn, quantity, dueAt, latenessH }: PlanOrder) => {
  const order: PlanOrder = { id, productZh, productEn, quantity, dueAt, latenessH }
  return order
}

const readMachines = (tx: Tx, siteId: string) =>
  tx.rows<PlanMachine>(sql`
    select e.id, e.name_zh as "nameZh", e.name_en as "nameEn", l.id as "lineId",
      l.name_zh as "lineZh", l.name_en as "lineEn"
    from equipment e left join equipment l on l.site_id = e.site_id and l.id = e.line_id
    where e.site_id = ${siteId} and e.level = 'machine' order by l.id nulls last, e.id`)

const readSlots = (tx: Tx, { siteId, id, now }: { siteId: string; id: string; now: Date }) =>
  tx.rows<PlanSlot>(sql`
    select s.order_id as "orderId", s.seq, s.machine_id as "machineId", s.start_at as "startAt",
      s.end_at as "endAt", s.setup_s as "setupS", coalesce(op.status, 'completed') as status
    from schedule_slot s
    left join production_order o on o.site_id = s.site_id and o.id = s.order_id
    left join order_operation op on op.site_id = s.site_id and op.order_id = s.order_id
      and op.seq = s.seq
    where s.site_id = ${siteId} and s.schedule_id = ${id}
      and o.status is distinct from 'cancelled'
      and (op.status in ('waiting', 'running') or s.end_at > ${new Date(now.getTime() - pastMs)})
    order by s.start_at, s.order_id, s.seq limit ${mostSlots + 1}`)

const readDone = (tx: Tx, siteId: string, orderIds: string[]) =>
  tx.rows<PlanOrder>(sql`
    select o.id, p.name_zh as "productZh", p.name_en as "productEn", o.quantity,
      o.due_at as "dueAt",
      (extract(epoch from o.completed_at - o.due_at) / 3600)::float8 as "latenessH"
    from production_order o
    left join product p on p.site_id = o.site_id and p.id = o.product_id
    where o.site_id = ${siteId} and o.status = 'completed' and o.id in (
      select jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb)) order by o.id`)

const readUnplaced = (tx: Tx, siteId: string) =>
  tx.rows<Unplaced>(sql`
    select op.order_id as "orderId", op.seq, op.machine_ids as "machineIds",
      (op.run_s_per_piece * o.quantity + op.setup_s)::float8 as "workS"
    from order_operation op
    join production_order o on o.site_id = op.site_id and o.id = op.order_id
    where op.site_id = ${siteId} and o.status in ('planned', 'released', 'running')
      and op.status <> 'completed' and not exists (
        select from schedule_version v
        join schedule_slot s on s.site_id = v.site_id and s.schedule_id = v.id
        where v.site_id = op.site_id and v.status = 'current'
          and s.order_id = op.order_id and s.seq = op.seq)
    order by o.due_at, op.order_id, op.seq limit ${mostSlots}`)
