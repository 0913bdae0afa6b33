import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'

export type NearAlarm = {
  machineId: string
  code: string
  message: string | null
  count: number
  lastAt: Date
}
export type NearTicket = {
  machineId: string
  id: string
  kind: string
  status: string
  title: string
  openedAt: Date
  closedAt: Date | null
}

type Asked = { siteId: string; machineIds: string[]; from: Date; to: Date }

const among = (machineIds: string[]) =>
  sql`(select json_array_elements_text(${JSON.stringify(machineIds)}::json))`

/** Codes that the machines' controllers raised from `from` to `to`, the most frequent first. */
export const readAlarms = (tx: Tx, { siteId, machineIds, from, to }: Asked): Promise<NearAlarm[]> =>
  tx.rows<NearAlarm>(sql`
    select machine_id as "machineId", code, count(*)::int as count, max(at) as "lastAt",
      (array_agg(message order by at desc))[1] as message
    from machine_alarm where site_id = ${siteId} and at >= ${from} and at < ${to}
      and machine_id in ${among(machineIds)}
    group by machine_id, code order by machine_id, count desc, code`)

/** Tickets that were opened or open from `from` to `to`, the newest first. */
export const readNearTickets = (
  tx: Tx,
  { siteId, machineIds, from, to }: Asked,
): Promise<NearTicket[]> =>
  tx.rows<NearTicket>(sql`
    select equipment_id as "machineId", id, kind, status, title, opened_at as "openedAt",
      closed_at as "closedAt"
    from ticket where site_id = ${siteId} and equipment_id in ${among(machineIds)}
      and opened_at < ${to} and (opened_at >= ${from} or status in ('open', 'in_progress'))
    order by opened_at desc, id`)
