import { type SQL, sql } from 'drizzle-orm'
import type { Tx, ticketKinds, ticketPriorities, ticketStatuses } from '../../store/index.ts'
import { unknownValue } from '../refuse.ts'

export const ticketGroupings = ['kind', 'equipment', 'failure_code', 'status', 'month'] as const
export type TicketGrouping = (typeof ticketGroupings)[number]
export type TicketKind = (typeof ticketKinds)[number]
export type TicketStatus = (typeof ticketStatuses)[number]
export type TicketPriority = (typeof ticketPriorities)[number]

/** Which tickets; null means any. An area or line stands for everything in it. */
export type TicketFilter = {
  siteId: string | null
  equipmentId: string | null
  kind: TicketKind | null
  status: TicketStatus | null
  failureCode: string | null
  /** Opened at or after. */
  from: Date | null
  /** Opened before. */
  to: Date | null
}

export type TicketRow = {
  siteId: string
  id: string
  equipmentId: string
  kind: TicketKind
  status: TicketStatus
  priority: TicketPriority
  title: string
  description: string
  failureCode: string | null
  component: string | null
  openedAt: Date
  closedAt: Date | null
  actionId: string | null
}

export type TicketList = {
  total: number
  firstOpenedAt: Date | null
  /** Newest first. */
  rows: TicketRow[]
  /** Largest first, months in their order; `key` empty where the field is. */
  groups: { key: string; count: number }[]
  groupTotal: number
  /** Newest instant that any ticket of the sites speaks of. */
  freshness: Date | null
}

type Listing = { limit: number; groupBy: TicketGrouping | null; groupLimit: number; zone: string }

/** Counts every matching ticket; only the rows shown are limited. */
export async function listTickets(
  tx: Tx,
  filter: TicketFilter,
  { limit, groupBy, groupLimit, zone }: Listing,
): Promise<TicketList> {
  const where = matching(filter)
  const [totals] = await tx.rows<{ total: number; first: Date | null }>(sql`
    select count(*) as total, min(t.opened_at) as first from ticket t where ${where}`)
  const [fresh] = await tx.rows<{ at: Date | null }>(sql`
    select max(greatest(t.opened_at, t.closed_at)) as at from ticket t
    where ${filter.siteId}::text is null or t.site_id = ${filter.siteId}`)
  const rows = await tx.rows<TicketRow>(sql`
    select t.site_id as "siteId", t.id, t.equipment_id as "equipmentId", t.kind, t.status,
      t.priority, t.title, t.description, t.failure_code as "failureCode", t.component,
      t.opened_at as "openedAt", t.closed_at as "closedAt", t.action_id as "actionId"
    from ticket t where ${where} order by t.opened_at desc, t.id limit ${limit}`)
  const groups = groupBy ? await groupTickets(tx, where, { groupBy, zone }) : []
  return {
    total: totals?.total ?? 0,
    firstOpenedAt: totals?.first ?? null,
    rows,
    groups: groups.slice(0, groupLimit),
    groupTotal: groups.length,
    freshness: fresh?.at ?? null,
  }
}

function matching(filter: TicketFilter): SQL {
  const { siteId, equipmentId, kind, status, failureCode, from, to } = filter
  const conditions = [
    siteId && sql`t.site_id = ${siteId}`,
    equipmentId &&
      sql`t.equipment_id in (select e.id from equipment e where e.site_id = t.site_id
        and ${equipmentId} in (e.id, e.line_id, e.area_id, e.parent_id))`,
    kind && sql`t.kind = ${kind}`,
    // Open to people is what is not finished: work that has begun is.
    status === 'open' && sql`t.status in ('open', 'in_progress')`,
    status && status !== 'open' && sql`t.status = ${status}`,
    failureCode && sql`lower(t.failure_code) = lower(${failureCode})`,
    from && sql`t.opened_at >= ${from}`,
    to && sql`t.opened_at < ${to}`,
  ].filter((condition) => condition instanceof Object)
  return sql.join([sql`true`, ...conditions], sql` and `)
}

const groupTickets = (
  tx: Tx,
  where: SQL,
  { groupBy, zone }: { groupBy: TicketGrouping; zone: string },
) => {
  const keys: Record<TicketGrouping, SQL> = {
    kind: sql`t.kind`,
    equipment: sql`t.equipment_id`,
    failure_code: sql`coalesce(t.failure_code, '')`,
    status: sql`t.status`,
    month: sql`to_char(t.opened_at at time zone ${zone}, 'YYYY-MM')`,
  }
  const order = groupBy === 'month' ? sql`1` : sql`2 desc, 1`
  return tx.rows<{ key: string; count: number }>(sql`
    select ${keys[groupBy]} as key, count(*) as count from ticket t where ${where}
    group by 1 order by ${order}`)
}

/** @throws AppError with the nearest codes in use, when nobody knows this one. */
export async function requireFailureCode(
  tx: Tx,
  siteId: string | null,
  typed: string,
): Promise<void> {
  const rows = await tx.rows<{ code: string }>(sql`
    select failure_code as code from ticket
    where failure_code is not null and (${siteId}::text is null or site_id = ${siteId})
    union select id from failure_mode where ${siteId}::text is null or site_id = ${siteId}
    order by 1`)
  const codes = rows.map(({ code }) => code)
  if (codes.some((code) => code.toLowerCase() === typed.toLowerCase())) return
  throw unknownValue('failure_code', typed, codes)
}
