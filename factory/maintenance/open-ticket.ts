import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Outdated } from '../../base/outdated.ts'
import { type Tx, ticketKinds, ticketPriorities } from '../../store/index.ts'

/** Exactly what is opened. */
export const ticketOpening = z.strictObject({
  siteId: z.string(),
  equipmentId: z.string(),
  kind: z.enum(ticketKinds),
  priority: z.enum(ticketPriorities),
  title: z.string(),
  description: z.string(),
  failureCode: z.string().nullable(),
})
export type TicketOpening = z.infer<typeof ticketOpening>

/** Open tickets of that title that people knew of when it was proposed. */
export const ticketPreconditions = z.strictObject({ sameTitleTicketIds: z.array(z.string()) })
export type TicketPreconditions = z.infer<typeof ticketPreconditions>

/** Open tickets of the same machine and title. */
export async function sameTitleTickets(
  tx: Tx,
  { siteId, equipmentId, title }: Pick<TicketOpening, 'siteId' | 'equipmentId' | 'title'>,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from ticket where site_id = ${siteId} and equipment_id = ${equipmentId}
      and status in ('open', 'in_progress') and lower(trim(title)) = lower(trim(${title}))
    order by id`)
  return rows.map(({ id }) => id)
}

/** Names what has changed since the ticket was proposed; null while it can still be opened. */
export async function ticketStale(
  tx: Tx,
  opening: TicketOpening,
  { sameTitleTicketIds }: TicketPreconditions,
): Promise<Outdated | null> {
  const { siteId, equipmentId } = opening
  const [machine] = await tx.rows(sql`
    select id from equipment where site_id = ${siteId} and id = ${equipmentId}`)
  if (!machine) {
    return {
      precondition: 'equipment_exists',
      before: equipmentId,
      after: null,
      zh: `设备 ${equipmentId} 已不存在。`,
      en: `Equipment ${equipmentId} is gone.`,
    }
  }
  const known = new Set(sameTitleTicketIds)
  const since = (await sameTitleTickets(tx, opening)).find((id) => !known.has(id))
  if (since === undefined) return null
  return {
    precondition: 'no_same_ticket',
    before: sameTitleTicketIds.join(', ') || null,
    after: since,
    zh: `${equipmentId} 已有同名的未关闭工单 ${since}。`,
    en: `${equipmentId} has since got the open ticket ${since} with the same title.`,
  }
}

type Opener = { actionId: string; requestedBy: string; now: Date }

/** Opens the ticket. Runs only inside the execution of the approved action. */
export async function openTicket(
  tx: Tx,
  opening: TicketOpening,
  { actionId, requestedBy, now }: Opener,
): Promise<{ ticketId: string }> {
  const ticketId = `MT-${actionId.replace(/^.*_/, '').slice(0, 12)}`
  await tx.rows(sql`
    insert into ticket (site_id, id, equipment_id, kind, status, priority, title, description,
      failure_code, opened_at, requested_by, origin, action_id)
    values (${opening.siteId}, ${ticketId}, ${opening.equipmentId}, ${opening.kind}, 'open',
      ${opening.priority}, ${opening.title}, ${opening.description}, ${opening.failureCode}, ${now},
      ${requestedBy}, 'action', ${actionId})`)
  return { ticketId }
}
