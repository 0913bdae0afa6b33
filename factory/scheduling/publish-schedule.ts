import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import type { Tx } from '../../store/index.ts'
import { ordersHash } from './plan-site.ts'

/** Exactly what is published; instants in ISO 8601. */
export const schedulePublication = z.strictObject({
  siteId: z.string(),
  objective: z.string(),
  method: z.string(),
  plannedAt: z.string(),
  indicators: z.record(z.string(), z.number().nullable()),
  scheduleSlots: z.array(
    z.strictObject({
      orderId: z.string(),
      seq: z.int(),
      machineId: z.string(),
      startAt: z.string(),
      endAt: z.string(),
      setupS: z.number(),
    }),
  ),
})
export type SchedulePublication = z.infer<typeof schedulePublication>

/** What the plan took for granted. */
export const schedulePreconditions = z.strictObject({
  scheduleId: z.string().nullable(),
  ordersSha256: z.string(),
})
export type SchedulePreconditions = z.infer<typeof schedulePreconditions>

/** Names what has changed since the schedule was planned; null while it can still be published. */
export async function scheduleStale(
  tx: Tx,
  publication: SchedulePublication,
  preconditions: SchedulePreconditions,
): Promise<Outdated | null> {
  const { siteId } = publication
  const [current] = await tx.rows<{ id: string }>(sql`
    select id from schedule_version where site_id = ${siteId} and status = 'current'`)
  const id = current?.id ?? null
  if (id !== preconditions.scheduleId) {
    return {
      precondition: 'schedule_current',
      before: preconditions.scheduleId,
      after: id,
      zh: `当前排程已从 ${preconditions.scheduleId ?? '无'} 变为 ${id ?? '无'}。`,
      en: `The current schedule changed from ${preconditions.scheduleId ?? 'none'} to ${id ?? 'none'}.`,
    }
  }
  return (
    (await closedOrder(tx, publication)) ??
    (await changedOrders(tx, publication, preconditions)) ??
    (await begunElsewhere(tx, publication))
  )
}

/** An order that only finished the work it was already running is no surprise. */
async function closedOrder(tx: Tx, p: SchedulePublication): Promise<Outdated | null> {
  const [closed] = await tx.rows<{ orderId: string; status: string | null }>(sql`
    select s."orderId", min(o.status) as status from ${slotsOf(p)}
    left join production_order o on o.site_id = ${p.siteId} and o.id = s."orderId"
    where o.status is null or o.status in ('completed', 'cancelled')
    group by s."orderId"
    having min(o.status) is distinct from 'completed'
      or bool_or(s."startAt" > ${new Date(p.plannedAt)})
    order by 1 limit 1`)
  if (!closed) return null
  return {
    precondition: 'orders_open',
    before: `${closed.orderId}: open`,
    after: `${closed.orderId}: ${closed.status ?? 'gone'}`,
    zh: `工单 ${closed.orderId} 已不再开放（${closed.status ?? '不存在'}）。`,
    en: `Order ${closed.orderId} is no longer open (${closed.status ?? 'gone'}).`,
  }
}

async function changedOrders(
  tx: Tx,
  p: SchedulePublication,
  { ordersSha256 }: SchedulePreconditions,
): Promise<Outdated | null> {
  const orders = await tx.rows<{ id: string; quantity: number; dueAt: Date }>(sql`
    select o.id, o.quantity, o.due_at as "dueAt" from production_order o
    where o.site_id = ${p.siteId} and o.id in (select s."orderId" from ${slotsOf(p)})`)
  const now = ordersHash(orders)
  if (now === ordersSha256) return null
  return {
    precondition: 'orders_unchanged',
    before: ordersSha256.slice(0, 12),
    after: now.slice(0, 12),
    zh: '计划中某个工单的数量或交期已改变。',
    en: 'The quantity or due time of an order in it has changed.',
  }
}

async function begunElsewhere(tx: Tx, p: SchedulePublication): Promise<Outdated | null> {
  const [begun] = await tx.rows<{ orderId: string; seq: number; machineId: string }>(sql`
    select s."orderId", s.seq, held.machine_id as "machineId" from ${slotsOf(p)}
    join order_operation op on op.site_id = ${p.siteId} and op.order_id = s."orderId"
      and op.seq = s.seq and op.status <> 'waiting'
    join schedule_version v on v.site_id = ${p.siteId} and v.status = 'current'
    join schedule_slot held on held.site_id = v.site_id and held.schedule_id = v.id
      and held.order_id = s."orderId" and held.seq = s.seq
    where held.machine_id <> s."machineId" order by 1, 2 limit 1`)
  if (!begun) return null
  return {
    precondition: 'operations_not_begun',
    before: null,
    after: `${begun.orderId}/${begun.seq}: ${begun.machineId}`,
    zh: `工单 ${begun.orderId} 的工序 ${begun.seq} 已在 ${begun.machineId} 上开始。`,
    en: `Operation ${begun.seq} of order ${begun.orderId} has begun on ${begun.machineId}.`,
  }
}

type Publisher = { actionId: string; requestedBy: string; now: Date }

/** Replaces the current schedule. Runs only inside the execution of the approved action. */
export async function publishSchedule(
  tx: Tx,
  publication: SchedulePublication,
  { actionId, requestedBy, now }: Publisher,
): Promise<{ scheduleId: string; superseded: string | null; slots: number }> {
  const { siteId } = publication
  const scheduleId = `SV-${actionId.replace(/^.*_/, '').slice(0, 12)}`
  const [superseded] = await tx.rows<{ id: string }>(sql`
    update schedule_version set status = 'superseded'
    where site_id = ${siteId} and status = 'current' returning id`)
  await tx.rows(sql`
    insert into schedule_version
      (site_id, id, status, origin, action_id, published_at, published_by, indicators)
    values (${siteId}, ${scheduleId}, 'current', 'action', ${actionId}, ${now}, ${requestedBy},
      ${JSON.stringify(publication.indicators)}::jsonb)`)
  await tx.rows(sql`
    insert into schedule_slot
      (site_id, schedule_id, order_id, seq, machine_id, start_at, end_at, setup_s)
    select ${siteId}, ${scheduleId}, s."orderId", s.seq, s."machineId", s."startAt", s."endAt",
      s."setupS" from ${slotsOf(publication)}`)
  return {
    scheduleId,
    superseded: superseded?.id ?? null,
    slots: publication.scheduleSlots.length,
  }
}

/** The slots as a table `s`, in one parameter whatever their number. */
const slotsOf = ({ scheduleSlots }: SchedulePublication) => sql`
  jsonb_to_recordset(${JSON.stringify(scheduleSlots)}::jsonb) as s("orderId" text, seq int,
    "machineId" text, "startAt" timestamptz, "endAt" timestamptz, "setupS" float8)`
