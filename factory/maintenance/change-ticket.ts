import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import { type Tx, ticketPriorities, ticketStatuses } from '../../store/index.ts'
import { unknownValue } from '../refuse.ts'

const fields = {
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  title: z.string(),
}

/** What a ticket is set to; closing and opening again are changes of status. */
export const ticketChange = z.strictObject({
  siteId: z.string(),
  ticketId: z.string(),
  set: z.strictObject(fields).partial(),
  note: z.string(),
})
export type TicketChange = z.infer<typeof ticketChange>

/** The ticket as people saw it. */
export const ticketChangePreconditions = z.strictObject({ was: z.strictObject(fields) })
export type TicketChangePreconditions = z.infer<typeof ticketChangePreconditions>

export type TicketNow = TicketChangePreconditions['was'] & {
  siteId: string
  id: string
  equipmentId: string
}

const columns = sql`site_id as "siteId", id, equipment_id as "equipmentId", status, priority, title`

/** @throws AppError with the nearest tickets that one may see */
export async function findTicket(
  tx: Tx,
  { siteId, typed }: { siteId: string | null; typed: string },
): Promise<TicketNow> {
  const [found, other] = await tx.rows<TicketNow>(sql`select ${columns} from ticket
    where lower(id) = lower(${typed}) and (${siteId}::text is null or site_id = ${siteId})`)
  if (found && !other) return found
  const open = await tx.rows<{ id: string }>(sql`select id from ticket
    where ${siteId}::text is null or site_id = ${siteId}
    order by status in ('open', 'in_progress') desc, opened_at desc limit 200`)
  throw unknownValue(
    'ticket',
    typed,
    open.map(({ id }) => id),
  )
}

/** Names the field that somebody else has changed since; null while all is as it was shown. */
export async function ticketChangeStale(
  tx: Tx,
  { siteId, ticketId, set }: TicketChange,
  { was }: TicketChangePreconditions,
): Promise<Outdated | null> {
  const [now] = await tx.rows<TicketNow>(
    sql`select ${columns} from ticket where site_id = ${siteId} and id = ${ticketId}`,
  )
  const touched = Object.keys(set) as (keyof typeof was)[]
  const changed = now && touched.find((field) => now[field] !== was[field])
  if (now && changed === undefined) return null
  const [before, after] = changed ? [was[changed], now[changed]] : [ticketId, null]
  return {
    ...{ precondition: 'ticket_unchanged', before, after },
    zh: `工单 ${ticketId} 已从“${before}”变为“${after ?? '不存在'}”。`,
    en: `Ticket ${ticketId} went from "${before}" to "${after ?? 'gone'}" since.`,
  }
}

/** Runs only inside the execution of the approved action. */
export async function changeTicket(
  tx: Tx,
  { siteId, ticketId, set, note }: TicketChange,
  { now }: { now: Date },
): Promise<{ ticketId: string }> {
  const { status = null, priority = null, title = null } = set
  const ended = status === 'closed' || status === 'cancelled'
  await tx.rows(sql`update ticket set status = coalesce(${status}, status),
      priority = coalesce(${priority}, priority), title = coalesce(${title}, title),
      description = concat_ws(chr(10), nullif(description, ''), nullif(${note}::text, '')),
      closed_at = case when ${status}::text is null then closed_at when ${ended} then ${now} end
    where site_id = ${siteId} and id = ${ticketId}`)
  return { ticketId }
}
